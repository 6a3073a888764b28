"""The text of one PDF page as paragraphs: lines joined, words whole, the largest type known."""

import ctypes
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

from archive_app.errors import FileProblem
from archive_app.readers.blocks import clean_line
from archive_app.readers.paragraphs import join_lines
from archive_app.readers.press_lines import is_byline
from archive_app.readers.prose_dates import read_date_line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGE_CHARACTERS = 500_000
_ENDS = re.compile(r"[.!?:。！？”\"»’)]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on the page; sizes are in points."""

    text: str
    size: float
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PageText:
    paragraphs: list[str]
    headline: int | None
    """Which paragraph is set in the largest type, when one clearly is."""


def page_text(document: "PdfDocument", index: int) -> PageText:
    """Return a page's text in PDFium's reading order; a page that cannot be read has none."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageText([], None)
    try:
        text_page = page.get_textpage()
        try:
            lines = _lines(text_page)
        finally:
            text_page.close()
    finally:
        page.close()
    return _paragraphs(lines)


def _lines(text_page: "PdfTextPage") -> list[Line]:
    import pypdfium2.raw as raw

    count = text_page.count_chars()
    if count > MAX_PAGE_CHARACTERS:
        raise FileProblem(
            f"A page holds {count:,} characters, more than any printed page.",
            "Split the file and try again.",
            "too-large",
        )
    if count <= 0:
        return []
    whole = text_page.get_text_range(0, count) if count else ""
    # Sizes and places are asked once a line: asking for each character costs more than the text.
    found = []
    position = 0
    for piece in re.split(r"(\r\n|\r|\n|[\x02\ufffe])", whole):
        if piece in ("\x02", "\ufffe") and found:
            # PDFium puts this mark for a hyphen with the line's end after it.
            found[-1] = replace(found[-1], text=found[-1].text + "-")
        elif piece.strip():
            found.append(_line(raw, text_page, piece, position))
        position += len(piece)
    return found


def _line(raw: object, text_page: "PdfTextPage", piece: str, position: int) -> Line:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lead = len(piece) - len(piece.lstrip())
    last = position + len(piece.rstrip()) - 1
    handle = text_page.raw
    size = float(raw.FPDFText_GetFontSize(handle, position + lead))  # type: ignore[attr-defined]
    raw.FPDFText_GetCharBox(handle, position + lead, left, right, bottom, top)  # type: ignore[attr-defined]
    begin, high, low = left.value, top.value, bottom.value
    raw.FPDFText_GetCharBox(handle, last, left, right, bottom, top)  # type: ignore[attr-defined]
    # Some files set type of size 1 and scale it: then the letter's own height says more.
    return Line(piece, size if size > 2 else (high - low) * 1.4, begin, right.value, high)


def _paragraphs(lines: list[Line]) -> PageText:
    if not lines:
        return PageText([], None)
    sizes = [line.size for line in lines for _ in range(min(20, 1 + len(line.text) // 10))]
    body = median(sizes)
    width = _usual_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _breaks(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    kept = [(clean_line(join_lines([line.text for line in group])), group[0].size) for group in groups]
    kept = [(text, size) for text, size in kept if text]
    return PageText([text for text, _ in kept], _largest(kept, body))


def _usual_width(lines: list[Line]) -> float:
    widths = sorted(line.right - line.left for line in lines)
    return widths[int(len(widths) * 0.75)] if widths else 0.0


def _breaks(before: Line, line: Line, width: float) -> bool:
    """Does a paragraph end between two lines? By type, space, indent, or a short last line."""
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return True
    if _stands_alone(before.text) or _stands_alone(line.text):
        return True
    drop = before.top - line.top
    if drop < -2 * line.size:
        # A new column: the paragraph goes on there unless its last line ended a sentence.
        return bool(_ENDS.search(before.text.rstrip()))
    if drop > 1.9 * max(line.size, before.size):
        return True
    indented = line.left - before.left > 0.8 * line.size and drop > 0
    short = (before.right - before.left) < 0.8 * width
    if indented and (short or _ENDS.search(before.text.rstrip())):
        return True
    if (before.right - before.left) < 0.5 * width and not line.text.lstrip()[:1].islower() and drop > 0:
        return True
    return short and bool(_ENDS.search(before.text.rstrip()))


@lru_cache(maxsize=8)
def _stands_alone(text: str) -> bool:
    """Bylines and dates are paragraphs of their own, however close the text follows.

    Each line is asked about twice, as the one before and as the one after.
    """
    line = text.strip()
    return len(line) < 90 and (is_byline(line) or read_date_line(line) is not None)


def _largest(paragraphs: list[tuple[str, float]], body: float) -> int | None:
    candidates = [
        (size, -index)
        for index, (text, size) in enumerate(paragraphs[:25])
        if size > 1.25 * body
        and 8 <= len(text) <= 300
        and sum(letter.isalpha() for letter in text) > len(text) // 2
    ]
    return -max(candidates)[1] if candidates else None
