"""The grid of cells: keys as in a spreadsheet, and ranges that stay cheap however long the list is."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from archive_app.gui.theme import Theme
from archive_app.gui.views.table.cell_delegate import CELL_HEIGHT

_Keys = QKeySequence.StandardKey


class ClippingGrid(QTableView):
    copy_asked = Signal()
    paste_asked = Signal()
    clear_asked = Signal()
    fill_asked = Signal()
    repeat_asked = Signal()
    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.size(CELL_HEIGHT))
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        # Without this, letters that start an edit would run the window's single-letter commands.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._mine(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        if self._signal(event) is not None or event.key() == Qt.Key.Key_F2:
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        editable = bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)
        return plain and editable and bool(event.text()) and event.text().isprintable()

    def _signal(self, event: QKeyEvent) -> object | None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(_Keys.Copy):
            return self.copy_asked
        if event.matches(_Keys.Paste):
            return self.paste_asked
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return self.clear_asked
        if control and event.key() == Qt.Key.Key_D:
            return self.fill_asked
        if control and event.key() == Qt.Key.Key_Apostrophe:
            return self.repeat_asked
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.open_asked
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signal = self._signal(event)
        if signal is not None:
            signal.emit()  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)

    def selected_rows(self) -> list[int]:
        """Return the numbers of all rows with a selected cell, in order."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def selected_columns(self) -> list[int]:
        """Return the logical numbers of all columns with a selected cell, from left to right."""
        columns: set[int] = set()
        for part in self.selectionModel().selection().toList():
            columns.update(range(part.left(), part.right() + 1))
        return sorted(columns, key=self.horizontalHeader().visualIndex)

    def columns_from(self, first: int) -> Iterator[int]:
        """Yield logical columns from this one to the right, as they are shown."""
        header = self.horizontalHeader()
        for visual in range(header.visualIndex(first), header.count()):
            yield header.logicalIndex(visual)

    def corner(self) -> QModelIndex:
        """Return the top left cell of the selection, else the current one."""
        rows, columns = self.selected_rows(), self.selected_columns()
        if not rows or not columns:
            return self.currentIndex()
        return self.model().index(rows[0], columns[0])
