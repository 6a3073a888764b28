"""Pictures and words of pages, asked for when needed and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from archive_app.errors import ArchiveAppError
from archive_app.gui.session import Session
from archive_app.gui.views.page_words import PlacedWord

if TYPE_CHECKING:
    from archive_app.operations.pages import PagePicture

ROOM = 48 * 1024 * 1024
"""Bytes of pictures kept; a page of 1,000 px width takes about 4 MB."""
LARGEST_WIDTH = 4096
MOST_WAITING = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of one source file."""

    sha256: str
    page: int


class PageStore(QObject):
    """Never draws itself: the pages operation does, in the page worker."""

    picture_came = Signal(object)
    words_came = Signal(object)
    failed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures: OrderedDict[Sheet, tuple[int, QImage]] = OrderedDict()
        self._words: dict[Sheet, Sequence[PlacedWord]] = {}
        self._waiting: dict[Sheet, int] = {}
        """Widths wanted, newest last; the newest is drawn first, and the oldest are forgotten."""
        self._drawing: Sheet | None = None
        self._asked_words: set[Sheet] = set()
        self._broken: set[Sheet] = set()

    def picture(self, sheet: Sheet, width: int) -> QImage | None:
        """Return the picture there is, and ask for one `width` device pixels wide if it is not that."""
        width = min(width, LARGEST_WIDTH)
        known = self._pictures.get(sheet)
        if known is not None:
            self._pictures.move_to_end(sheet)
        if (known is None or known[0] != width) and sheet not in self._broken:
            self._waiting.pop(sheet, None)
            self._waiting[sheet] = width
            while len(self._waiting) > MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            self._draw_next()
        return known[1] if known is not None else None

    def words(self, sheet: Sheet) -> Sequence[PlacedWord] | None:
        """Return the words of a page, or None while they are being fetched."""
        known = self._words.get(sheet)
        if known is None and sheet not in self._asked_words and sheet not in self._broken:
            self._ask_words(sheet)
        return known

    def forget(self) -> None:
        self._pictures.clear()
        self._words.clear()
        self._waiting.clear()
        self._asked_words.clear()
        self._broken.clear()

    def _draw_next(self) -> None:
        """Ask for one picture at a time and let it end: stopping one would end the page worker."""
        if self._drawing is not None or not self._waiting:
            return
        from archive_app.operations.pages import page_picture

        sheet, width = self._waiting.popitem()
        self._drawing = sheet
        self._session.jobs.start(
            page_picture,
            sheet.sha256,
            sheet.page,
            width,
            owner=self,
            on_done=lambda found: self._take_picture(sheet, width, found),
            on_failed=lambda error: self._fail(sheet, error),
            on_cancelled=self._drawn,
        )

    def _drawn(self) -> None:
        self._drawing = None
        self._draw_next()

    def _take_picture(self, sheet: Sheet, width: int, found: PagePicture) -> None:
        stride = 3 * found.width
        picture = QImage(bytes(found.rgb), found.width, found.height, stride, QImage.Format.Format_RGB888)
        self._pictures[sheet] = (width, picture.copy())
        self._pictures.move_to_end(sheet)
        while len(self._pictures) > 2 and sum(p.sizeInBytes() for _, p in self._pictures.values()) > ROOM:
            self._pictures.popitem(last=False)
        self.picture_came.emit(sheet)
        self._drawn()

    def _ask_words(self, sheet: Sheet) -> None:
        from archive_app.operations.pages import page_words

        self._asked_words.add(sheet)
        self._session.jobs.start(
            page_words,
            sheet.sha256,
            sheet.page,
            owner=self,
            on_done=lambda found: self._take_words(sheet, found),
            on_failed=lambda error: self._fail(sheet, error),
        )

    def _take_words(self, sheet: Sheet, found: Sequence[PlacedWord]) -> None:
        self._asked_words.discard(sheet)
        self._words[sheet] = found
        self.words_came.emit(sheet)

    def _fail(self, sheet: Sheet, error: ArchiveAppError) -> None:
        """A page that cannot be drawn is not asked for again until another clipping is shown."""
        self._broken.add(sheet)
        self._waiting.pop(sheet, None)
        self._asked_words.discard(sheet)
        self.failed.emit(sheet, error)
        if self._drawing == sheet:
            self._drawn()
