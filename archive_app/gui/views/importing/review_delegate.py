"""How a row of the review is painted: two lines, an icon for its state, a tint where a look is needed."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from archive_app.gui.icons import pixmap
from archive_app.gui.theme import Theme
from archive_app.gui.views.importing.review_files import FileState
from archive_app.gui.views.importing.review_model import ACTION, FACTS_ROLE, FILE, READ_AS, STATE_ROLE

ROW_HEIGHT = 58
INDENT = 58
"""Where the file's name begins, in px from the window's edge."""
ICON_LEFT = 27
GAP, RIGHT_EDGE = 12, 26
_ICONS = {
    FileState.READY: ("check-circle", "good"),
    FileState.LOOK: ("warning-circle", "warning"),
    FileState.DUPLICATE: ("copy", "ink3"),
    FileState.TRASHED: ("trash", "ink3"),
    FileState.SKIPPED: ("minus-circle", "ink3"),
    FileState.UNREAD: ("pause-circle", "ink3"),
    FileState.WAITING: ("hourglass", "ink3"),
}


class ReviewHeader(QHeaderView):
    """Headings that stand where the words of their columns do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(theme.size(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        left = INDENT if logicalIndex == FILE else 0
        inner = rect.adjusted(left, 0, 0 if logicalIndex == READ_AS else -GAP, 0)
        painter.setFont(self._theme.ui_font(11, bold=True))
        painter.setPen(self._theme.colour("ink3"))
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        to_the_left = logicalIndex in (FILE, READ_AS)
        side = Qt.AlignmentFlag.AlignLeft if to_the_left else Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text or "")
        painter.restore()


class ReviewDelegate(QStyledItemDelegate):
    action_clicked = Signal(int)
    """The row whose action was clicked."""

    def __init__(self, theme: Theme, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._theme.size(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        state = FileState(index.data(STATE_ROLE))
        self._ground(painter, option, index, state)
        if index.column() == FILE:
            self._file(painter, option.rect, index, state)
        else:
            self._word(painter, option.rect, index, state)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        state: FileState,
    ) -> None:
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        token = "warning_soft" if state is FileState.LOOK else "card"
        painter.fillRect(rect, self._theme.colour("selection" if selected else token))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        if selected and index.column() == FILE:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.colour("accent"))

    def _file(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, state: FileState
    ) -> None:
        size = self._theme.size(16)
        name, colour = _ICONS[state]
        picture = pixmap(self._theme, name, colour, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.left() + ICON_LEFT, rect.center().y() - size // 2, picture)
        left, width = rect.left() + INDENT, rect.width() - INDENT - GAP
        self._line(painter, QRect(left, rect.top() + 10, width, 20), index.data(), "ink", bold=True)
        second = "accent" if state is FileState.LOOK else "ink3"
        self._line(painter, QRect(left, rect.top() + 30, width, 18), index.data(FACTS_ROLE), second, size=12)

    def _word(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, state: FileState
    ) -> None:
        column = index.column()
        inner = rect.adjusted(0, 0, -RIGHT_EDGE if column == ACTION else -GAP, 0)
        right = Qt.AlignmentFlag.AlignLeft if column == READ_AS else Qt.AlignmentFlag.AlignRight
        colour = "ink" if column == READ_AS else "ink2"
        if column == ACTION and state in (FileState.LOOK, FileState.TRASHED, FileState.UNREAD):
            colour = "accent"
        self._line(painter, inner, index.data(), colour, bold=column == ACTION, align=right)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        *,
        size: float = 13,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(self._theme.ui_font(size, bold=bold))
        painter.setPen(self._theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text or "", Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if (
            index.column() == ACTION
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.action_clicked.emit(index.row())
            return True
        return False
