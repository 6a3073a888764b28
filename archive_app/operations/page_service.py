"""PDF pages inside the page process: pictures and word boxes, by PDFium, which never runs elsewhere.

Documents stay open between calls, since opening a large one costs more than drawing a page of it.
"""

from __future__ import annotations

import ctypes
import re
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.errors import FileProblem, UserMistake
from archive_app.readers.pdf import open_document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

KEPT_OPEN = 6
MAX_PIXELS = 40_000_000
MAX_WORDS = 60_000
DEVICE = 1_000_000

_open: OrderedDict[str, PdfDocument] = OrderedDict()

WordBox = tuple[str, float, float, float, float]
"""A word with left, top, width and height as fractions of the displayed page."""


def count_pages(path: str) -> int:
    return len(_document(path))


def page_size(path: str, page: int) -> tuple[float, float]:
    """Return width and height in points, as displayed."""
    sheet = _page(path, page)
    try:
        return sheet.get_size()
    finally:
        sheet.close()


def draw(path: str, page: int, width: int) -> tuple[int, int, bytes]:
    """Return width, height and the pixels of a page, three bytes each (red, green, blue), no padding."""
    sheet = _page(path, page)
    try:
        points, high = sheet.get_size()
        width = max(1, min(width, int((MAX_PIXELS * points / max(high, 1)) ** 0.5)))
        bitmap = sheet.render(scale=width / points, rev_byteorder=True, prefer_bgrx=False)
        try:
            return bitmap.width, bitmap.height, _rgb(bitmap)
        finally:
            bitmap.close()
    finally:
        sheet.close()


def words(path: str, page: int) -> tuple[WordBox, ...]:
    """Return the words of a page in reading order; none when it has no text layer."""
    sheet = _page(path, page)
    try:
        text_page = sheet.get_textpage()
        try:
            return tuple(_words(sheet, text_page))
        finally:
            text_page.close()
    finally:
        sheet.close()


def _document(path: str) -> PdfDocument:
    known = _open.pop(path, None)
    if known is None:
        if not Path(path).exists():
            raise FileProblem(
                "The file of this clipping is missing in the archive.",
                "Check the archive, and restore the file from a backup.",
                "missing",
            )
        known = open_document(Path(path))
    _open[path] = known
    while len(_open) > KEPT_OPEN:
        _open.popitem(last=False)[1].close()
    return known


def _page(path: str, page: int) -> PdfPage:
    import pypdfium2

    document = _document(path)
    if not 0 <= page < len(document):
        raise UserMistake(f"There is no page {page + 1}; the file has {len(document)}.")
    try:
        return document[page]
    except pypdfium2.PdfiumError as error:
        raise FileProblem(
            f"Page {page + 1} is damaged and cannot be drawn.", "Look at its text instead.", "unreadable"
        ) from error


def _rgb(bitmap) -> bytes:
    """Return a bitmap's pixels without the padding that PDFium puts at the end of each row."""
    row = 3 * bitmap.width
    data = bytes(bitmap.buffer)
    if bitmap.stride == row:
        return data
    return b"".join(
        data[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )


def _words(sheet: PdfPage, text_page) -> list[WordBox]:
    count = text_page.count_chars()
    if count <= 0:
        return []
    text = text_page.get_text_range(0, count)
    found: list[WordBox] = []
    place = _Placing(sheet)
    for match in re.finditer(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?", text):
        box = _box(text_page, match.start(), match.end())
        if box is not None:
            found.append((re.sub(r"[\x02\ufffe]", "-", match[0]), *place(box)))
        if len(found) >= MAX_WORDS:
            break
    return found


def _box(text_page, start: int, end: int) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a word in points; letters without a box don't count."""
    left = bottom = float("inf")
    right = top = float("-inf")
    for index in range(start, end):
        one = text_page.get_charbox(index, loose=True)
        if one[2] > one[0] or one[3] > one[1]:
            left, bottom = min(left, one[0]), min(bottom, one[1])
            right, top = max(right, one[2]), max(top, one[3])
    return None if left > right else (left, bottom, right, top)


class _Placing:
    """Turns boxes in the page's own space into fractions of the page as displayed."""

    def __init__(self, sheet: PdfPage) -> None:
        self._sheet = sheet.raw

    def __call__(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        first, second = self._point(box[0], box[1]), self._point(box[2], box[3])
        left, right = sorted((first[0], second[0]))
        top, bottom = sorted((first[1], second[1]))
        return left, top, right - left, bottom - top

    def _point(self, x: float, y: float) -> tuple[float, float]:
        import pypdfium2.raw as raw

        across, down = ctypes.c_int(), ctypes.c_int()
        # PDFium knows crop box and rotation; a device of this size gives fractions to the millionth.
        raw.FPDF_PageToDevice(self._sheet, 0, 0, DEVICE, DEVICE, 0, x, y, across, down)
        return across.value / DEVICE, down.value / DEVICE
