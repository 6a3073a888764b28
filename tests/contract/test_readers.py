"""Every reader keeps the contract: its samples are read as expected, hostile files fail with a sentence."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from archive_app.domain.clipping import BlockKind, SpanKind, field_text
from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem
from archive_app.readers.base import FileFacts, ReadContext, Reader
from archive_app.readers.registry import choose, known_extensions, read_head, readers

SAMPLES = Path(__file__).parents[1] / "samples" / "readers"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def read(path: Path) -> list[Draft]:
    reader = choose(read_head(path), path)
    return [found for found in reader.read(path, ReadContext(path.name)) if not isinstance(found, FileFacts)]


def shape(draft: Draft) -> dict[str, Any]:
    """Return a draft as the expected files hold it."""
    names = (
        "headline",
        "kicker",
        "standfirst",
        "byline",
        "dateline",
        "outlet",
        "section",
        "page",
        "language",
    )
    said = {name: value for name in names if (value := field_text(draft.fields, name))}
    for name in ("published", "updated"):
        date = getattr(draft.fields, name)
        if date.edtf or date.printed:
            said[name] = [date.edtf, date.printed]
    if draft.fields.url:
        said["url"] = draft.fields.url
    text = draft.text
    said["blocks"] = [[block.kind.value, text.body[block.start : block.end]] for block in text.blocks]
    said["spans"] = [[span.kind.value, text.body[span.start : span.end], span.target] for span in text.spans]
    return said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + ".expected.json").read_text(encoding="utf-8"))
    assert [shape(draft) for draft in read(path)] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_offsets_are_code_points_into_one_nfc_text(path: Path) -> None:
    for draft in read(path):
        text = draft.text
        assert unicodedata.is_normalized("NFC", text.body)
        assert "\n".join(text.body[block.start : block.end] for block in text.blocks) == text.body
        assert all(0 <= span.start < span.end <= len(text.body) for span in text.spans)
        assert all(span.target.startswith("http") for span in text.spans if span.kind is SpanKind.LINK)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["bruecke.txt", "pont.txt", "strike.txt"])
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    source = (SAMPLES / name).read_text(encoding="utf-8")
    other = tmp_path / name
    other.write_bytes(source.replace("\n", "\r\n").encode(encoding))
    assert [shape(draft) for draft in read(other)] == [shape(draft) for draft in read(SAMPLES / name)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_a_chinese_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    other = tmp_path / "xinqiao.txt"
    other.write_bytes((SAMPLES / "xinqiao.txt").read_text(encoding="utf-8").encode(encoding))
    assert [shape(draft) for draft in read(other)] == [
        shape(draft) for draft in read(SAMPLES / "xinqiao.txt")
    ]


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)
def test_a_reader_says_who_it_is(reader: Reader) -> None:
    assert reader.name
    assert reader.title
    assert reader.media_type
    assert all(extension.startswith(".") and extension.islower() for extension in reader.extensions)


@pytest.mark.parametrize("extension", known_extensions())
class TestHostile:
    def problem(self, path: Path) -> FileProblem:
        with pytest.raises(FileProblem) as caught:
            read(path)
        assert caught.value.message.endswith(".")
        assert caught.value.hint.endswith(".")
        return caught.value

    def test_an_empty_file(self, tmp_path: Path, extension: str) -> None:
        path = tmp_path / f"a{extension}"
        path.write_bytes(b"")
        assert self.problem(path).code == "empty"

    def test_binary_content(self, tmp_path: Path, extension: str) -> None:
        path = tmp_path / f"a{extension}"
        path.write_bytes(bytes(range(256)) * 40)
        assert self.problem(path).code in ("binary", "wrong-type")

    def test_a_picture_under_its_name(self, tmp_path: Path, extension: str) -> None:
        path = tmp_path / f"a{extension}"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
        found = self.problem(path)
        assert found.code == "wrong-type"
        assert "PNG" in found.message

    def test_a_huge_file_is_refused_unread(self, tmp_path: Path, extension: str) -> None:
        reader = next(one for one in readers() if extension in one.extensions)
        path = tmp_path / f"a{extension}"
        with path.open("wb") as file:
            file.truncate(reader.max_bytes + 1)
        with pytest.raises(FileProblem) as caught:
            list(reader.read(path, ReadContext(path.name)))
        assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"A plain text under a wrong name."),
        ("a.pdf", b"<!DOCTYPE html><html><body><p>A page</p></body></html>"),
        ("a.txt", b"<!DOCTYPE html><html><body><p>A page</p></body></html>"),
        ("a.txt", b"%PDF-1.7\n%%EOF"),
        ("a.html", b"%PDF-1.7\n%%EOF"),
        ("a.txt", b"PK\x03\x04" + bytes(100)),
    ],
)
def test_a_file_that_lies_about_its_type_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        read(path)
    assert caught.value.code == "wrong-type"


HOSTILE_PAGES = {
    "deep": "<html><body>" + "<div>" * 20_000 + "<p>Deep words in a deep place of the page.</p>",
    "bold": "<html><body><p>" + "<b>" * 20_000 + "Bold words that go on.</p>",
    "tables": "<html><body>" + "<table><tr><td>" * 200 + "<p>Words in a table of tables.</p>",
    "unclosed": "<html><body><p>Words." + "<a " * 20_000,
    "entities": "<!DOCTYPE html [<!ENTITY a 'b'>]><html><body><p>Words &a; here.</p></body></html>",
    "json": "<html><head><script type='application/ld+json'>" + "[" * 5000 + "</script></head><p>Words here.",
}


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_the_words_of_a_hostile_page_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(HOSTILE_PAGES[name], encoding="utf-8")
    (draft,) = read(path)
    assert "ords" in draft.text.body


HOSTILE_LINKS = (
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "vbscript:x",
    "http://",
    "ftp://host/x",
    "https://good.example/",
    "HTTP://also.example/x",
)


def test_nothing_active_comes_out_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><h1>Attack</h1><p>"
        + " ".join(f'<a href="{target}">word</a>' for target in HOSTILE_LINKS)
        + " and many more words that make it a paragraph long enough to be read.</p></body></html>",
        encoding="utf-8",
    )
    (draft,) = read(path)
    targets = [span.target for span in draft.text.spans if span.kind is SpanKind.LINK]
    assert targets == ["https://good.example/", "HTTP://also.example/x"]
    assert "<" not in draft.text.body


def test_the_real_article_is_read_as_a_person_reads_it(shared_article: Path) -> None:
    (draft,) = read(shared_article)
    fields, text = draft.fields, draft.text
    assert fields.headline == "Ai Weiwei Documentary Opens HOTDOCS in Toronto"
    assert (fields.published.edtf, fields.updated.edtf) == ("2012-05-08", "2015-10-01")
    assert fields.outlet == "The Epoch Times"
    assert fields.language == "en"
    assert ("language", "detected") in draft.origins
    headings = [
        text.body[block.start : block.end] for block in text.blocks if block.kind is BlockKind.HEADING
    ]
    assert "China ‘under very strong control’" in headings
    for furniture in ("Epoch Times Photo", "The artists at work", "e-newsletter", "publishes in"):
        assert furniture not in text.body
    assert "“Ai Weiwei: Never Sorry”" in text.body
    assert "It’s still under very strong control.”" in text.body
    assert text.body.startswith("Outstanding and outspoken")
    assert text.body.endswith("deems himself to be.")
