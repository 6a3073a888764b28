"""The years of the listed clippings as bars; brushing over them narrows the list to those years."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from archive_app.gui.theme import Theme

BARS_HEIGHT, LABELS_HEIGHT = 34, 16
WIDEST_BAR = 28
Years = tuple[tuple[int, int], ...]


class YearHistogram(QWidget):
    """Bars by year. Arrow keys move, Shift extends, Enter narrows, Escape widens again."""

    brushed = Signal(int, int)
    """First and last year chosen."""
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[int, int] = {}
        self._first = self._last = 0
        self._chosen: tuple[int, int] | None = None
        self._brush: tuple[int, int] | None = None
        self.setObjectName("yearHistogram")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Clippings by year"))
        theme.changed.connect(self._on_theme)

    @property
    def chosen(self) -> tuple[int, int] | None:
        return self._chosen

    def sizeHint(self) -> QSize:
        return QSize(200, BARS_HEIGHT + self._theme.size(LABELS_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def show_years(self, years: Years, chosen: tuple[int, int] | None = None) -> None:
        """Show counts by year; `chosen` are the years the list is narrowed to, if it is."""
        self._counts = {year: count for year, count in years if count}
        self._first, self._last = min(self._counts, default=0), max(self._counts, default=0)
        self._chosen, self._brush = chosen, None
        self.setVisible(len(self._counts) > 0)
        table = ", ".join(f"{year}: {count}" for year, count in sorted(self._counts.items()))
        self.setAccessibleDescription(table)
        self.update()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def _step(self) -> float:
        return min(WIDEST_BAR, self.width() / max(1, self._last - self._first + 1))

    def _year_at(self, x: float) -> int:
        year = self._first + int(x / self._step())
        return max(self._first, min(self._last, year))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        highest = max(self._counts.values())
        step, marked = self._step(), self._brush or self._chosen
        for year in range(self._first, self._last + 1):
            count = self._counts.get(year, 0)
            if not count:
                continue
            height = max(2.0, BARS_HEIGHT * count / highest)
            inside = marked is None or marked[0] <= year <= marked[1]
            left = (year - self._first) * step
            width = max(1.0, step - (1 if step > 3 else 0))
            bar = QRectF(left, BARS_HEIGHT - height, width, height)
            painter.fillRect(bar, self._theme.colour("accent" if inside else "bar"))
        self._paint_labels(painter)
        if self.hasFocus():
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(self._theme.ui_font(11))
        painter.setPen(self._theme.colour("ink3"))
        box = QRect(0, BARS_HEIGHT + 1, self.width(), self.height() - BARS_HEIGHT - 1)
        width = painter.fontMetrics().horizontalAdvance("0000")
        right = round((self._last - self._first + 1) * self._step())
        narrow = self._last > self._first and right < 2 * width + 8
        named = f"{self._first}–{self._last}" if narrow else str(self._first)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, named)
        if self._last > self._first and not narrow:
            last = QRect(max(0, right - width), box.top(), width, box.height())
            painter.drawText(last, Qt.AlignmentFlag.AlignRight, str(self._last))
        if right >= 6 * width and self._last - self._first >= 4:
            middle = (self._first + self._last) // 2
            centre = round((middle - self._first + 0.5) * self._step())
            place = QRect(centre - width, box.top(), 2 * width, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, str(middle))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._counts:
            year = self._year_at(event.position().x())
            self._brush = (year, year)
            self._anchor = year
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._brush is not None and event.buttons() & Qt.MouseButton.LeftButton:
            year = self._year_at(event.position().x())
            self._brush = (min(self._anchor, year), max(self._anchor, year))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._brush is not None:
            self._take()

    def _take(self) -> None:
        brush, self._brush = self._brush, None
        if brush == self._chosen:
            self.cleared.emit()
        elif brush is not None:
            self.brushed.emit(*brush)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Left, keys.Key_Right) and self._counts:
            self._move(1 if event.key() == keys.Key_Right else -1, event.modifiers())
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self._brush:
            self._take()
        elif event.key() == keys.Key_Escape and (self._brush or self._chosen):
            self._brush = None
            self.cleared.emit()
            self.update()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        start, end = self._brush or self._chosen or (self._first, self._first)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            end = max(start, min(self._last, end + step))
        elif self._brush is not None or self._chosen is not None:
            start = end = max(self._first, min(self._last, (end if step > 0 else start) + step))
        self._brush = (start, end)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._brush = None
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._counts:
            year = self._year_at(QPointF(event.pos()).x())
            words = self.tr("{0}: {1} clippings. Drag over the years to narrow the list.")
            QToolTip.showText(event.globalPos(), words.format(year, self._counts.get(year, 0)), self)
            return True
        return super().event(event)
