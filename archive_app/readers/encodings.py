"""Bytes to text: byte order marks, declarations, and the most readable of the likely encodings.

A wrong guess is mojibake in the archive for ever, so a text counts as read only when it looks like
writing. Candidates are decoded strictly, and the one whose letters stand as letters do is taken.
"""

import codecs
import re
import unicodedata

from archive_app.errors import FileProblem
from archive_app.readers.letters import score

SAMPLE = 8_000
"""Bytes on which encodings are compared; the whole file must still decode."""
MULTIBYTE = ("gb18030", "cp932", "euc_jp", "cp950", "big5hkscs", "cp949")
SINGLE_BYTE = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_15", "cp1253",
    "cp1254", "cp1255", "cp1256", "cp1257", "cp866", "mac_roman", "cp850", "cp852",
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What files declare, and the superset that browsers read it as (https://encoding.spec.whatwg.org).
_MEANT = {
    "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "hz": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding\s*=\s*|<meta[^>]{0,400}?charset\s*=\s*)["']?\s*([A-Za-z0-9_.:-]{2,30})""",
    re.IGNORECASE,
)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the text and the name of its encoding, with line ends as newlines.

    `declared` is what the file or its sender says. Raises FileProblem with code `binary` when
    the bytes are no text in any encoding known here.
    """
    text, name = _decode(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), name


def declared_encoding(head: bytes) -> str:
    """Return what a page's meta charset or XML declaration says, as Python's name, or ''."""
    match = _DECLARED.search(head[:4096])
    return _known(match[1].decode("ascii")) if match else ""


def looks_like_text(head: bytes) -> bool:
    """Can a file with this beginning be a text? True for UTF-16 and UTF-32 too."""
    if any(head.startswith(bom) for bom, _ in _BOMS) or _wide(head):
        return True
    return b"\x00" not in head and len(_CONTROL.findall(head)) <= len(head) // 200


def _decode(data: bytes, declared: str) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), name
    wide = _wide(data[:4096])
    if wide:
        return data[: len(data) // 2 * 2].decode(wide, "replace"), wide
    if not looks_like_text(data):
        raise FileProblem(
            "The file is not a text: it holds binary content.",
            "Check that it is what its name says.",
            "binary",
        )
    if b"\x1b$" in data or b"\x1b(J" in data:
        text = _strictly(data, "iso2022_jp")
        if text is not None:
            return text, "iso2022_jp"
    text = _utf8(data)
    if text is not None:
        return text, "utf-8"
    return _most_readable(data, _known(declared) or declared_encoding(data))


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    meant = _MEANT.get(found, found)
    # Codecs such as 'zip' or 'rot13' turn no bytes into text, and UTF-16 would have shown itself.
    return "" if meant.startswith(("utf-16", "utf-32")) or not _is_text_codec(meant) else meant


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _wide(head: bytes) -> str:
    """Return UTF-16's name when zero bytes stand where Latin text in UTF-16 has them."""
    even, odd = head[0::2], head[1::2]
    if len(odd) < 2:
        return ""
    low, high = even.count(0) / len(even), odd.count(0) / len(odd)
    if max(low, high) < 0.02 or min(low, high) > 0.02:
        return ""
    name = "utf-16-le" if high > low else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, "replace")
    odd_ones = sum(
        1 for letter in text if letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Cn", "Co")
    )
    breaks = sum(text.count(letter) for letter in "\n\r\t\u2028")
    return name if odd_ones - breaks <= len(text) // 50 else ""


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf8(data: bytes) -> str | None:
    """Return UTF-8 text; a few stray bytes among much of it are read as Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    loose = data.decode("utf-8", "surrogateescape")
    strays = sum(1 for letter in loose if "\udc80" <= letter <= "\udcff")
    sound = sum(1 for letter in loose if letter > "\x7f") - strays
    if sound < 10 * strays:
        return None
    return re.sub("[\udc80-\udcff]", _as_windows, loose)


def _as_windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def _most_readable(data: bytes, declared: str) -> tuple[str, str]:
    sample = _sample(data)
    ranked: list[tuple[float, str]] = []
    for name in dict.fromkeys((declared, *MULTIBYTE, *SINGLE_BYTE)):
        text = _strictly(sample, name) if name else None
        if text is not None:
            # What the file says of itself counts, unless another reading is plainly the better one.
            ranked.append((score(text) + (0.35 if name == declared else 0.0), name))
    ranked.sort(key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < 0.2:
        ranked.extend((0.0, name) for name in _guessed_by_library(sample))
    for _, name in ranked:
        text = _strictly(data, name)
        if text is not None:
            return text, name
    name = ranked[0][1] if ranked else "cp1252"
    return data.decode(name, "replace"), name


def _sample(data: bytes) -> bytes:
    """Return whole lines with the bytes that differ between encodings, as many as fit."""
    if len(data) <= SAMPLE:
        return data
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    kept, size = [], 0
    for line in lines:
        if size + len(line) > SAMPLE and kept:
            break
        kept.append(line)
        size += len(line)
    return b"".join(kept)


def _guessed_by_library(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    return [match.encoding for match in from_bytes(sample)][:3]
