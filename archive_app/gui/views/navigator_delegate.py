"""How the navigator's rows are drawn: a place with its count, or the head of a section with its +."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archive_app.gui import icons, theme
from archive_app.gui.models.navigator_model import ROW, NavigatorRow
from archive_app.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ICON_SIZE = 16
LEFT = 18


class NavigatorDelegate(QStyledItemDelegate):
    """Paints a place, or the head of a section with its +."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look)
        self._theme = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: NavigatorRow = index.data(ROW)
        height = theme.NAVIGATOR_ROW_HEIGHT + (8 if row is not None and row.kind == "head" else 0)
        return QSize(60, self._theme.size(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: NavigatorRow | None = index.data(ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if row.kind == "head":
            self._paint_head(painter, rect, row, state)
        else:
            self._paint_place(painter, rect, row, state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: NavigatorRow, state: QStyle.StateFlag) -> None:
        colour, size = self._theme.colour, self._theme.size(14)
        ratio = painter.device().devicePixelRatio()
        box = QRect(rect.left() + LEFT, rect.bottom() - self._theme.size(24), 0, self._theme.size(22))
        box.setRight(rect.right() - 34)
        painter.setFont(self._theme.ui_font(11, bold=True, capitals=True))
        hot = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        painter.setPen(colour("ink" if hot else "ink3"))
        text = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        top = box.center().y() - size // 2
        if row.folded or hot:
            caret = icons.pixmap(
                self._theme,
                "caret-right" if row.folded else "caret-down",
                "ink4",
                self._theme.size(10),
                ratio,
            )
            painter.drawPixmap(rect.left() + 5, top + 2, caret)
        if row.section != "search":
            plus = icons.pixmap(self._theme, "plus", "ink3", size, ratio)
            painter.drawPixmap(rect.right() - 18 - size // 2, top, plus)

    def _paint_place(
        self, painter: QPainter, rect: QRect, row: NavigatorRow, state: QStyle.StateFlag
    ) -> None:
        colour, px = self._theme.colour, self._theme.size
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pill = rect.adjusted(10, 1, -8, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(pill, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(pill, 6, 6)
        left = rect.left() + LEFT + row.depth * 14
        picture = icons.pixmap(
            self._theme, row.icon, row.colour, px(ICON_SIZE), painter.device().devicePixelRatio()
        )
        painter.drawPixmap(left, rect.center().y() - px(ICON_SIZE) // 2 + 1, picture)
        count_width = 0
        if row.count is not None:
            painter.setFont(self._theme.ui_font(12))
            count_width = painter.fontMetrics().horizontalAdvance(f"{row.count:,}") + 8
            painter.setPen(colour("ink3"))
            box = rect.adjusted(0, 0, -18, 0)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{row.count:,}"
            )
        painter.setFont(self._theme.ui_font(bold=chosen))
        painter.setPen(colour("ink"))
        text_left = left + px(ICON_SIZE) + 9
        box = QRect(text_left, rect.top(), rect.right() - 16 - count_width - text_left, rect.height())
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def is_elided(self, row: NavigatorRow, width: int) -> bool:
        """Is there too little room for a row's title?"""
        count = QFontMetrics(self._theme.ui_font(12)).horizontalAdvance(f"{row.count:,} ") if row.count else 0
        room = width - LEFT - row.depth * 14 - self._theme.size(ICON_SIZE) - 25 - count
        return QFontMetrics(self._theme.ui_font(bold=True)).horizontalAdvance(row.title) > room
