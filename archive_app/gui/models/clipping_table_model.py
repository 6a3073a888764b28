"""The rows of the table view: all ids at once, their fields in windows as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from archive_app.domain.dates import display_date
from archive_app.gui.views.table.columns import Column
from archive_app.gui.widgets.labels import plain_tip
from archive_app.operations.table import CellEdit, TableRow

WINDOW = 100
"""Rows fetched at once."""
KEPT_WINDOWS = 60
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ClippingTableModel(QAbstractTableModel):
    """`fetch(window number, ids)` is asked for rows; they come back through `fill`."""

    cells_edited = Signal(object)
    """A tuple of CellEdit."""
    PENDING_ROLE = Qt.ItemDataRole.UserRole + 1
    PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 2

    def __init__(self, fetch: Callable[[int, list[int]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: Sequence[int] = ()
        self.columns: tuple[Column, ...] = ()
        self.editable = True
        self._fetch = fetch
        self._windows: OrderedDict[int, tuple[TableRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def set_ids(self, ids: Sequence[int]) -> None:
        self.beginResetModel()
        self.ids = ids
        self._forget()
        self.endResetModel()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def refresh(self) -> None:
        """Ask for the rows in sight anew; what is shown stays until they come."""
        self._asked.clear()
        shown = list(self._windows)
        self._wanted = shown[-4:]
        for window in shown[:-4]:
            del self._windows[window]
        self._timer.start()

    def _forget(self) -> None:
        self._windows.clear()
        self._asked.clear()
        self._wanted.clear()

    def fill(self, window: int, rows: Sequence[TableRow]) -> None:
        """Take the rows of one window; rows of an older list are passed over."""
        first = window * WINDOW
        if [row.id for row in rows] != list(self.ids[first : first + WINDOW]):
            return
        self._asked.discard(window)
        self._windows[window] = tuple(rows)
        self._windows.move_to_end(window)
        while len(self._windows) > KEPT_WINDOWS:
            self._windows.popitem(last=False)
        if rows and self.columns:
            self.dataChanged.emit(
                self.index(first, 0), self.index(first + len(rows) - 1, len(self.columns) - 1)
            )

    def row(self, number: int) -> TableRow | None:
        """Return a row that is here already, else ask for its window and return None."""
        window, place = divmod(number, WINDOW)
        rows = self._windows.get(window)
        if rows is not None:
            self._windows.move_to_end(window)
            return rows[place] if place < len(rows) else None
        if window not in self._asked and window not in self._wanted:
            self._wanted.append(window)
            if not self._timer.isActive():
                self._timer.start()
        return None

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted[-6:], []
        for window in reversed(wanted):
            self._asked.add(window)
            self._fetch(window, list(self.ids[window * WINDOW : (window + 1) * WINDOW]))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if orientation is Qt.Orientation.Horizontal else section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return int(_alignment(self.columns[section]))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role not in _ANSWERED:
            return None
        row = self.row(index.row())
        if role == self.PENDING_ROLE:
            return row is None
        if row is None or row.missing:
            return None if row is None or column.name != "headline" else self.tr("(gone)")
        value = row.value(column.name)
        if role == Qt.ItemDataRole.EditRole:
            return value
        shown = display_date(value) or value if column.is_date else value.replace("\n", " ")
        return plain_tip(shown) if role == Qt.ItemDataRole.ToolTipRole else shown

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.editable and self.columns[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or row is None or row.missing:
            return False
        name = self.columns[index.column()].name
        edit = CellEdit(row.id, name, row.value(name), str(value).strip())
        if edit.before != edit.after:
            self.cells_edited.emit((edit,))
        return True


_ANSWERED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        ClippingTableModel.PENDING_ROLE,
    }
)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
