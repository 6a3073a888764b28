"""How a cell is painted and edited: one line, a date checked while it is typed."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from archive_app.gui.models.clipping_table_model import ClippingTableModel
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.widgets.edtf_edit import date_problem

CELL_HEIGHT = 28
PADDING = 8
Index = QModelIndex | QPersistentModelIndex


class CellEditor(QLineEdit):
    """The line in a cell."""

    def __init__(self, is_date: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_date = is_date
        self.setFrame(False)

    def problem(self) -> str:
        return date_problem(self.text()) if self.is_date else ""


class CellDelegate(QStyledItemDelegate):
    problem_changed = Signal(str)
    """What is wrong with the text in the open cell, or ''."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._theme.size(CELL_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect, state = option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._theme.colour("selection" if selected else "paper"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        if index.data(ClippingTableModel.PENDING_ROLE):
            bar = inner.adjusted(0, rect.height() // 3, -inner.width() // 3, -rect.height() // 3)
            painter.fillRect(bar, self._theme.colour("hover"))
        else:
            painter.setFont(self._theme.ui_font())
            painter.setPen(self._theme.colour("ink"))
            text = painter.fontMetrics().elidedText(
                index.data() or "", Qt.TextElideMode.ElideRight, inner.width()
            )
            flags = (
                Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) | Qt.TextFlag.TextSingleLine
            )
            painter.drawText(inner, flags, text)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        is_date = isinstance(model, ClippingTableModel) and model.columns[index.column()].is_date
        editor = CellEditor(is_date, parent)
        editor.setObjectName("cellEditor")
        if is_date:
            editor.setPlaceholderText("1968-05-03")
            editor.textChanged.connect(lambda: self._check(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.problem():
            model.setData(index, editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.problem_changed.emit("")
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellEditor) and watched.problem() and isinstance(event, QKeyEvent):
            leaving = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if leaving and event.type() == QEvent.Type.KeyPress:
                self._check(watched)
                return True
        return super().eventFilter(watched, event)

    def _check(self, editor: CellEditor) -> None:
        problem = editor.problem()
        set_role(editor, "mistaken" if problem else "")
        self.problem_changed.emit(problem)
