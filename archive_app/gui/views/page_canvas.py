"""The scroll of drawn pages: zoom, hits, and words selected by dragging."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from archive_app.domain.clipping import Region
from archive_app.gui.palette import LIGHT
from archive_app.gui.session import Session
from archive_app.gui.views.page_layout import PageLayout, PagePlace, clamp_zoom
from archive_app.gui.views.page_store import PageStore, Sheet
from archive_app.gui.views.page_words import PlacedWord, hit_boxes, line_boxes, nearest_word, selected_text

ZOOM_STEP = 1.2
NEIGHBOURS = 1
"""Pages before and after the seen ones that are drawn ahead."""
Place = tuple[int, int]
"""A word: number of the sheet in the scroll, number of the word on it."""


class PageCanvas(QAbstractScrollArea):
    """Draws what the store has and asks it for the rest; never waits."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    copied = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageCanvas")
        self.setAccessibleName(self.tr("Pages of the source file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.session = session
        self.store = PageStore(session, self)
        self.store.picture_came.connect(self._on_picture)
        self.store.words_came.connect(self._on_words)
        self.store.failed.connect(self._on_failed)
        self.sheets: tuple[Sheet, ...] = ()
        self.regions: dict[int, list[Region]] = {}
        self.phrases: frozenset[tuple[str, ...]] = frozenset()
        self.layout_ = PageLayout(0)
        self.problems: dict[int, str] = {}
        self._anchor: Place | None = None
        self._end: Place | None = None
        self._page = -1
        self._hit = -1
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        session.theme.changed.connect(self.viewport().update)

    def show_sheets(self, sheets: Sequence[Sheet], regions: dict[int, list[Region]]) -> None:
        """Show pages from the first on; regions, by number of the sheet, are the article's part of them."""
        if tuple(sheets) != self.sheets:
            self.store.forget()
            self.sheets, self.problems = tuple(sheets), {}
            self._anchor = self._end = None
            self.layout_ = PageLayout(len(self.sheets), self.viewport().width(), self.layout_.zoom)
            self._page = -1
            self.verticalScrollBar().setValue(0)
        self.regions = regions
        self._fit()

    def set_phrases(self, phrases: frozenset[tuple[str, ...]]) -> None:
        if phrases != self.phrases:
            self.phrases, self._hit = phrases, -1
            self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view; 1.0 is the width of the view."""
        zoom = clamp_zoom(zoom)
        if not self.sheets or zoom == self.layout_.zoom:
            return
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        place = self.layout_.place(self.layout_.page_at(bar.value() + half))
        _, down = place.fraction(0, bar.value() + half)
        self.layout_.zoom = zoom
        self._fit()
        place = self.layout_.place(place.page)
        bar.setValue(round(place.y + down * place.height - half))
        across = self.horizontalScrollBar()
        across.setValue((across.maximum() + across.minimum()) // 2)
        self.zoom_changed.emit(zoom)

    def current_page(self) -> int:
        """Return the number of the sheet that is read now."""
        if not self.sheets:
            return -1
        return self.layout_.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)

    def zoom_by(self, steps: float) -> None:
        self.set_zoom(self.layout_.zoom * ZOOM_STEP**steps)

    def go_to(self, number: int) -> None:
        """Bring a sheet to the top."""
        if 0 <= number < len(self.sheets):
            self.verticalScrollBar().setValue(round(self.layout_.place(number).y - 8))

    def step_hit(self, step: int) -> None:
        """Scroll to the next hit on the pages whose words are known."""
        found = [
            (number, box)
            for number, sheet in enumerate(self.sheets)
            for box in sorted(self._hits(sheet), key=lambda box: (box.y(), box.x()))
        ]
        if not found:
            return
        self._hit = (self._hit + step) % len(found) if self._hit >= 0 else (0 if step > 0 else len(found) - 1)
        number, box = found[self._hit]
        place = self.layout_.place(number)
        self.verticalScrollBar().setValue(
            round(place.y + box.y() * place.height - self.viewport().height() / 3)
        )
        self.viewport().update()

    def selection(self) -> str:
        """Return the selected words as text."""
        parts = []
        for number in range(len(self.sheets)):
            words = self._selected_words(number)
            if words:
                parts.append(selected_text(words))
        return "\n".join(parts)

    def page(self, direction: int) -> None:
        """Scroll on by a view, less a little that keeps the eye."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * (bar.pageStep() - bar.singleStep()))

    def copy(self) -> None:
        text = self.selection()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit()

    def _hits(self, sheet: Sheet) -> list[QRectF]:
        if not self.phrases:
            return []
        words = self.store.words(sheet)
        return hit_boxes(words, self.phrases) if words else []

    def _fit(self) -> None:
        """Tell the scroll bars how long and wide the pages are now."""
        self.layout_.viewport = self.viewport().width()
        view = self.viewport().size()
        height = self.layout_.height if self.sheets else 0
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, round(height) - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(48)
        across.setRange(0, max(0, round(self.layout_.width) - view.width()))
        across.setPageStep(view.width())
        self.viewport().update()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self.session.theme
        painter.fillRect(self.viewport().rect(), theme.colour("panel"))
        if not self.sheets:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = self._offset()
        seen = self.layout_.visible(offset.y(), self.viewport().height())
        for number in seen:
            self._paint_page(painter, self.layout_.place(number), offset)
        self._fetch_neighbours(seen)

    def _paint_page(self, painter: QPainter, place: PagePlace, offset: QPointF) -> None:
        theme, sheet = self.session.theme, self.sheets[place.page]
        frame = QRectF(place.x - offset.x(), place.y - offset.y(), place.width, place.height)
        ratio = self.devicePixelRatioF()
        picture = self.store.picture(sheet, round(place.width * ratio))
        if picture is not None:
            painter.drawImage(frame, picture)
        else:
            painter.fillRect(frame, QColor(Qt.GlobalColor.white))
            self._paint_waiting(painter, frame, place.page)
        painter.setPen(theme.colour("line"))
        painter.drawRect(frame)
        for region in self.regions.get(place.page, ()):
            painter.setPen(theme.colour("accent"))
            painter.drawRect(_on(frame, QRectF(region.x, region.y, region.width, region.height)))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for box in self._hits(sheet):
            painter.fillRect(_on(frame, box).adjusted(-1, -1, 1, 1), self._paper_mark())
        chosen = self._selected_words(place.page)
        for box in line_boxes(chosen):
            painter.fillRect(_on(frame, box), self._paper_selection())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_waiting(self, painter: QPainter, frame: QRectF, number: int) -> None:
        painter.setPen(QColor(Qt.GlobalColor.darkGray))
        text = self.problems.get(number, self.tr("Page {n}").format(n=self.sheets[number].page + 1))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(24, 48, -24, -24), int(flags), text)

    def _paper_mark(self) -> QColor:
        """Pages are white in both themes, so their marks are those of the light one."""
        return QColor(LIGHT.mark).darker(108)

    def _paper_selection(self) -> QColor:
        return QColor(LIGHT.highlight_blue)

    def _fetch_neighbours(self, seen: range) -> None:
        ratio = self.devicePixelRatioF()
        width = round(self.layout_.page_width * ratio)
        for number in (
            *range(seen.stop, seen.stop + NEIGHBOURS),
            *range(seen.start - NEIGHBOURS, seen.start),
        ):
            if 0 <= number < len(self.sheets):
                self.store.picture(self.sheets[number], width)

    def _on_picture(self, sheet: Sheet) -> None:
        if sheet not in self.sheets:
            return
        number = self.sheets.index(sheet)
        picture = self.store.picture(sheet, round(self.layout_.page_width * self.devicePixelRatioF()))
        if picture is not None and self.layout_.learn(number, picture.height() / picture.width()):
            self._fit()
        self.viewport().update()

    def _on_words(self, sheet: Sheet) -> None:
        self.viewport().update()

    def _on_failed(self, sheet: Sheet, error: Exception) -> None:
        if sheet in self.sheets:
            self.problems[self.sheets.index(sheet)] = str(error)
            self.viewport().update()

    def _on_scrolled(self) -> None:
        if not self.sheets:
            return
        page = self.current_page()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()

    def _place_at(self, position: QPointF, *, exact: bool = False) -> Place | None:
        if not self.sheets:
            return None
        point = position + self._offset()
        number = self.layout_.page_at(point.y())
        words = self.store.words(self.sheets[number])
        if not words:
            return None
        x, y = self.layout_.place(number).fraction(point.x(), point.y())
        found = nearest_word(words, x, y, exact=exact)
        return (number, found) if found is not None else None

    def _selected_words(self, number: int) -> Sequence[PlacedWord]:
        if self._anchor is None or self._end is None:
            return ()
        first, last = sorted((self._anchor, self._end))
        if not first[0] <= number <= last[0]:
            return ()
        words = self.store.words(self.sheets[number]) or ()
        start = first[1] if number == first[0] else 0
        end = last[1] + 1 if number == last[0] else len(words)
        return words[start:end]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._anchor, self._end = None, None
        if event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._place_at(event.position())
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._end = self._place_at(event.position()) or self._end
            self._anchor = self._anchor or self._end
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._anchor = self._end = self._place_at(event.position(), exact=True)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Space:
            self.page(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.text() in ("+", "=") or event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_by(1)
        elif event.text() == "-" or event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_by(-1)
        elif event.text() == "0":
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        part = bar.value() / max(1.0, self.layout_.height) if self.sheets else 0
        self._fit()
        if self.sheets:
            bar.setValue(round(part * self.layout_.height))


def _on(frame: QRectF, box: QRectF) -> QRectF:
    """Return a box in fractions of the page on the page's frame."""
    return QRectF(
        frame.x() + box.x() * frame.width(),
        frame.y() + box.y() * frame.height(),
        box.width() * frame.width(),
        box.height() * frame.height(),
    )
