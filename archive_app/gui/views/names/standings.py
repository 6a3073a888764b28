"""The clippings of a name, by date, each with the sentence in which the name stands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archive_app.domain.dates import display_date
from archive_app.gui.theme import Theme
from archive_app.gui.views.cut_lines import lay_lines
from archive_app.gui.views.offsets import Offsets
from archive_app.operations.naming_pages import Standing

ROW_HEIGHT = 96
EDGE, DATE_WIDTH = 16, 116
LINES = 2
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
STANDING_ROLE = Qt.ItemDataRole.UserRole


class StandingsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Standing, ...] = ()

    def set_rows(self, rows: Sequence[Standing]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline
        if role == STANDING_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{display_date(row.published, row.printed)}, {row.outlet}: {row.headline}. {row.sentence}"
        return None


class StandingDelegate(QStyledItemDelegate):
    """Date at the left; outlet, headline and two lines of the sentence with the name marked."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, self._theme.size(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Standing = index.data(STANDING_ROLE)
        theme, rect = self._theme, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        date = theme.size(DATE_WIDTH)
        left, width = rect.left() + EDGE + date, rect.width() - 2 * EDGE - date
        painter.fillRect(rect.left() + EDGE, rect.bottom(), rect.width() - 2 * EDGE, 1, theme.colour("line"))
        top = rect.top() + theme.size(8)
        line = theme.size(18)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.colour("ink3"))
        self._text(
            painter, QRect(rect.left() + EDGE, top, date - 8, line), display_date(row.published, row.printed)
        )
        painter.setFont(theme.ui_font(11, bold=True, capitals=True))
        painter.setPen(theme.colour("accent"))
        self._text(painter, QRect(left, top, width, line), row.outlet)
        painter.setFont(theme.serif_font(15, bold=True))
        painter.setPen(theme.colour("ink"))
        self._text(painter, QRect(left, top + line, width, theme.size(22)), row.headline)
        self._sentence(painter, row, left, top + line + theme.size(24), width)
        painter.restore()

    def _text(self, painter: QPainter, rect: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _sentence(self, painter: QPainter, row: Standing, left: int, top: int, width: int) -> None:
        text = row.sentence.replace("\n", " ")
        painter.setFont(self._theme.ui_font())
        layout = QTextLayout(text, painter.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if row.mark is not None:
            layout.setFormats([self._mark(text, *row.mark)])
        lay_lines(layout, width, LINES, painter.fontMetrics().lineSpacing())
        painter.setPen(self._theme.colour("ink2"))
        layout.draw(painter, QPointF(left, top))

    def _mark(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        found, offsets = QTextLayout.FormatRange(), Offsets(text)
        found.start = offsets.to_units(start)
        found.length = offsets.to_units(end) - found.start
        shape = QTextCharFormat()
        shape.setBackground(self._theme.colour("mark"))
        found.format = shape
        return found
