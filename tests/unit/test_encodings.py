"""Encodings: whatever wrote the file, what is read is what was written."""

import pytest

from archive_app.errors import FileProblem
from archive_app.readers.encodings import declared_encoding, decode, looks_like_text

ENGLISH = "The mayor’s answer was short: “No.” – The café on Rue Crémieux stays open…\nMore tomorrow.\n"
FRENCH = "La grève des éclusiers s’achève à Besançon : « un été sans bateaux », déplore l’armateur.\n"
GERMAN = "Der Bürgermeister grüßte die Gäste übermütig: „Schön, daß Sie hören, was wir böten“, sagte er.\n"
POLISH = "Strażacy z Łodzi pomogli mieszkańcom, których domy zalała woda. Śnieg leży już na północy.\n"
CZECH = "Příliš dlouhá schůze skončila až v noci, řekl starosta města Kroměříž. Žádné řešení není.\n"
RUSSIAN = "Мэр города сообщил вчера, что мост через реку будет открыт осенью. Жители этому не верят.\n"
GREEK = "Ο δήμαρχος της πόλης είπε χθες ότι η γέφυρα θα ανοίξει το φθινόπωρο. Κανείς δεν το πιστεύει.\n"
CHINESE = "市政府昨天宣布，河上的新桥将于秋天开放。居民们对此并不相信。记者在现场看到，工人还在工作。\n"
TAIWAN = "市政府昨天宣布，河上的新橋將於秋天開放。居民們對此並不相信。記者在現場看到，工人還在工作。\n"
JAPANESE = "市長は昨日、川に架かる新しい橋が秋に開通すると発表した。住民は誰も信じていない。\n"
KOREAN = "시장은 어제 강에 놓인 새 다리가 가을에 개통된다고 발표했다. 주민들은 아무도 믿지 않는다.\n"
TURKISH = "Belediye başkanı dün köprünün sonbaharda açılacağını söyledi. Hiç kimse inanmıyor, değil mi?\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"), (ENGLISH, "utf-32"), (ENGLISH, "cp1252"), (FRENCH, "cp1252"),
        (ENGLISH, "mac_roman"), (FRENCH, "mac_roman"), (GERMAN, "cp1252"), (GERMAN, "utf-16-le"),
        (FRENCH.replace("’", "'"), "iso8859_15"), (FRENCH.replace("’", "'"), "iso8859_1"), (POLISH, "cp1250"),
        (POLISH, "iso8859_2"), (CZECH, "cp1250"), (CZECH, "iso8859_2"), (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"), (RUSSIAN, "iso8859_5"), (RUSSIAN, "cp866"), (RUSSIAN, "utf-16-le"),
        (GREEK, "cp1253"), (TURKISH, "cp1254"),
        (CHINESE, "gb18030"), (CHINESE, "utf-8"), (CHINESE, "utf-16"), (TAIWAN, "cp950"), (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"), (KOREAN, "cp949"),
    ],
    ids=lambda value: value if len(value) < 12 else value[:6],
)  # fmt: skip
def test_what_was_written_is_what_is_read(text: str, encoding: str) -> None:
    assert decode((text * 3).encode(encoding))[0] == text * 3


def test_one_sentence_is_enough_for_quotes_and_accents() -> None:
    for text in ("“Stay strong,” he said.", "Un café à Orléans", "„Schön“, sagte sie.", "It’s over"):
        assert decode(text.encode("cp1252"))[0] == text


def test_a_declaration_decides_where_letters_cannot() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><p>Zażółć gęślą jaźń</p>'
    assert "Zażółć gęślą jaźń" in decode(page.encode("iso8859_2"))[0]
    assert declared_encoding(page.encode("iso8859_2")) == "iso8859-2"
    assert declared_encoding(b'<?xml version="1.0" encoding="Shift_JIS"?>') == "cp932"
    assert declared_encoding(b"<meta charset=rot13>") == ""


def test_a_wrong_declaration_does_not_make_mojibake() -> None:
    page = '<meta charset="utf-8"><p>' + FRENCH
    assert FRENCH in decode(page.encode("cp1252"))[0]
    page = '<meta charset="iso-8859-1"><p>' + RUSSIAN * 3
    assert RUSSIAN in decode(page.encode("cp1251"))[0]


def test_a_few_strays_in_utf8_leave_the_rest_whole() -> None:
    text = FRENCH * 20
    mixed = text.encode() + b"a stray \x93quote\x94\n"
    assert decode(mixed)[0] == text + "a stray “quote”\n"


def test_a_cut_off_last_letter_is_left_out() -> None:
    assert decode("Schön – gr".encode() + "ü".encode()[:1])[0] == "Schön – gr"


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500, b"abc\x00\x00\x00def" * 40]
)
def test_binary_content_is_refused(data: bytes) -> None:
    assert not looks_like_text(data)
    with pytest.raises(FileProblem) as caught:
        decode(data)
    assert caught.value.code == "binary"
