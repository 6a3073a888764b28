"""The table of names of one kind: people, organisations, places, events, topics or outlets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from archive_app.domain.dates import display_date
from archive_app.domain.outlet import Outlet
from archive_app.domain.subject import Subject
from archive_app.gui.widgets.labels import plain_tip

NAME, ALSO, FACTS, COUNT = range(4)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name as the table shows it."""

    id: int
    name: str
    also: str
    facts: str
    clippings: int


def subject_row(subject: Subject) -> NameRow:
    also = ", ".join(variant.name for variant in subject.variants)
    facts = " · ".join(
        part for part in (display_date(subject.date), subject.description.split("\n")[0]) if part
    )
    return NameRow(subject.id, subject.name, also, facts, subject.clippings)


def outlet_row(outlet: Outlet) -> NameRow:
    facts = " · ".join(part for part in (outlet.place, outlet.country, outlet.issn, outlet.frequency) if part)
    return NameRow(outlet.id, outlet.name, ", ".join(outlet.variants), facts, outlet.clippings)


class NamesModel(QAbstractTableModel):
    renamed = Signal(int, str)
    """A person typed another name into a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NameRow] = []
        self.editable = True
        self._all: list[NameRow] = []
        self._filter = ""
        self._sort, self._order = COUNT, Qt.SortOrder.DescendingOrder
        self._headings = (
            self.tr("Name"),
            self.tr("Also called"),
            self.tr("Facts"),
            self.tr("Clippings"),
        )

    def set_rows(self, rows: Sequence[NameRow]) -> None:
        self._all = list(rows)
        self._show()

    def set_filter(self, text: str) -> None:
        """Show only names of which the name or a variant holds these words."""
        self._filter = text.strip().casefold()
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort, self._order = column, order
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        words = self._filter.split()
        kept = [
            row for row in self._all if all(word in f"{row.name} {row.also}".casefold() for word in words)
        ]
        kept.sort(key=lambda row: row.name.casefold())
        if self._sort != NAME or self._order is Qt.SortOrder.DescendingOrder:
            kept.sort(key=self._key, reverse=self._order is Qt.SortOrder.DescendingOrder)
        self.rows = kept
        self.endResetModel()

    def _key(self, row: NameRow) -> Any:
        keys = (row.name.casefold(), row.also.casefold(), row.facts.casefold(), row.clippings)
        return keys[self._sort]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (row.name, row.also, row.facts, f"{row.clippings:,}")[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == Qt.ItemDataRole.ToolTipRole and column in (ALSO, FACTS):
            return plain_tip((row.also, row.facts)[column - ALSO])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME and self.editable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = " ".join(str(value).split())
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or not name or name == row.name:
            return False
        self.renamed.emit(row.id, name)
        return True

    def place_of(self, id: int) -> int:
        """Return the row of a name, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.id == id), -1)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == COUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
