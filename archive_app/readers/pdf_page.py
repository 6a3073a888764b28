"""The text of one PDF page as paragraphs: lines joined, words whole, the largest type known."""

import ctypes
import re
from dataclasses import dataclass
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
_ENDS = tuple('.!?:。！？”"»’)')


@dataclass(slots=True)
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
    count = text_page.count_chars()
    if count > MAX_PAGE_CHARACTERS:
        raise FileProblem(
            f"A page holds {count:,} characters, more than any printed page.",
            "Split the file and try again.",
            "too-large",
        )
    if count <= 0:
        return []
    whole = text_page.get_text_range(0, count)
    ruler = _Ruler(text_page)
    found: list[Line] = []
    position = 0
    for piece in re.split(r"(\r\n|\r|\n|[\x02\ufffe])", whole):
        if piece in ("\x02", "\ufffe") and found:
            # PDFium puts this mark for a hyphen with the line's end after it.
            found[-1].text += "-"
        elif piece.strip():
            found.append(ruler.line(piece, position))
        position += len(piece)
    return found


class _Ruler:
    """Measures lines. Sizes and places are asked once a line: for each character it costs more than the text.

    The variables that PDFium fills are made once a page, since making them costs more than the call.
    """

    def __init__(self, text_page: "PdfTextPage") -> None:
        import pypdfium2.raw as raw

        self._handle = text_page.raw
        self._size_of = raw.FPDFText_GetFontSize
        self._box_of = raw.FPDFText_GetCharBox
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        self._box = tuple(ctypes.byref(side) for side in (self._left, self._right, self._bottom, self._top))

    def line(self, piece: str, position: int) -> Line:
        """Return the line that `piece` is, whose first character is at `position` on the page."""
        first = position + len(piece) - len(piece.lstrip())
        last = position + len(piece.rstrip()) - 1
        size = self._size_of(self._handle, first)
        self._box_of(self._handle, first, *self._box)
        begin, high, low = self._left.value, self._top.value, self._bottom.value
        self._box_of(self._handle, last, *self._box)
        # Some files set type of size 1 and scale it: then the letter's own height says more.
        return Line(piece, size if size > 2 else (high - low) * 1.4, begin, self._right.value, high)


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
        return before.text.rstrip().endswith(_ENDS)
    if drop > 1.9 * max(line.size, before.size):
        return True
    indented = line.left - before.left > 0.8 * line.size and drop > 0
    short = (before.right - before.left) < 0.8 * width
    if indented and (short or before.text.rstrip().endswith(_ENDS)):
        return True
    if (before.right - before.left) < 0.5 * width and not line.text.lstrip()[:1].islower() and drop > 0:
        return True
    return short and before.text.rstrip().endswith(_ENDS)


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
