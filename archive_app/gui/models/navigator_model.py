"""The navigator's rows: fixed places, then sections that fold, each place with its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from archive_app.domain.collection import Collection
from archive_app.domain.listing import Place, PlaceKind
from archive_app.gui.icons import SUBJECT_ICONS
from archive_app.gui.models.clipping_list_model import MIME, ids_of
from archive_app.gui.session import Session

if TYPE_CHECKING:
    from archive_app.operations.navigator import NavigatorCounts

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
LISTED_NAMES = 7
"""Names a section shows; pinned ones come first, and 'All names…' opens the rest."""
SECTIONS = (
    ("collection", QT_TRANSLATE_NOOP("navigator", "Collections"), "collections"),
    ("search", QT_TRANSLATE_NOOP("navigator", "Saved searches"), "saved_searches"),
    ("person", QT_TRANSLATE_NOOP("navigator", "People"), "people"),
    ("event", QT_TRANSLATE_NOOP("navigator", "Events"), "events"),
    ("organisation", QT_TRANSLATE_NOOP("navigator", "Organisations"), "organisations"),
    ("place", QT_TRANSLATE_NOOP("navigator", "Places"), "places"),
    ("topic", QT_TRANSLATE_NOOP("navigator", "Topics"), "topics"),
    ("outlet", QT_TRANSLATE_NOOP("navigator", "Outlets"), "outlets"),
)
ALWAYS_SHOWN = ("collection", "person", "event", "outlet")
"""Sections with a head even when they are empty, since their + is how to begin."""


@dataclass(frozen=True, slots=True)
class NavigatorRow:
    """`kind` is 'place', 'head', 'search' (a saved search) or 'page' (opens the view `page`)."""

    kind: str
    title: str
    icon: str = ""
    colour: str = "ink2"
    count: int | None = None
    place: Place | None = None
    section: str = ""
    depth: int = 0
    folded: bool = False
    pinned: bool = False
    search: int = 0
    """The id of a saved search."""
    query: str = ""
    page: str = ""


class NavigatorModel(QAbstractListModel):
    dropped = Signal(object, object)
    """(ids of clippings, NavigatorRow) when clippings were dropped on a place."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows: list[NavigatorRow] = []

    def show_rows(self, rows: Sequence[NavigatorRow]) -> None:
        if list(rows) == self.rows:
            return
        if [_identity(row) for row in rows] == [_identity(row) for row in self.rows]:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.count}" if row.count is not None else row.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and takes_clippings(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        ids = ids_of(data)
        if not ids or not parent.isValid():
            return False
        self.dropped.emit(ids, self.rows[parent.row()])
        return True


def _identity(row: NavigatorRow) -> tuple:
    return (row.kind, row.title, row.place, row.section, row.folded)


def takes_clippings(row: NavigatorRow) -> bool:
    """Can clippings be dropped here: a collection, a name, the trash?"""
    kinds = (PlaceKind.COLLECTION, PlaceKind.SUBJECT, PlaceKind.TRASH)
    return row.place is not None and row.place.kind in kinds


def navigator_rows(
    counts: NavigatorCounts, titles: dict[str, str], folded: set[str], pinned: set[str]
) -> list[NavigatorRow]:
    """Return all rows; `titles` are the translated words, `pinned` holds 'subject:7'."""
    rows = _fixed(counts, titles)
    for section, _, attribute in SECTIONS:
        records = getattr(counts, attribute)
        if not records and section not in ALWAYS_SHOWN:
            continue
        is_folded = section in folded
        rows.append(NavigatorRow("head", titles[section], section=section, folded=is_folded))
        if is_folded:
            continue
        if section == "collection":
            rows.extend(_collections(records))
        elif section == "search":
            rows.extend(
                NavigatorRow(
                    "search", s.name, "magnifying-glass", query=s.query, section=section, search=s.id
                )
                for s in records
            )
        else:
            rows.extend(_names(section, records, pinned))
    rows.append(NavigatorRow("page", titles["all_names"], "address-book", page="names"))
    return rows


def _fixed(counts: NavigatorCounts, titles: dict[str, str]) -> list[NavigatorRow]:
    kinds = PlaceKind
    rows = [
        NavigatorRow("place", titles["all"], "stack", count=counts.all, place=Place(kinds.ALL)),
        NavigatorRow("place", titles["inbox"], "tray", count=counts.inbox or None, place=Place(kinds.INBOX)),
        NavigatorRow("place", titles["recent"], "clock-counter-clockwise", place=Place(kinds.RECENT)),
    ]
    if counts.needs_look:
        title = titles["needs_look"]
        row = NavigatorRow("page", title, "warning-circle", "warning", counts.needs_look, page="needs-a-look")
        rows.append(row)
    return rows


def _collections(collections: Iterable[Collection], parent: int | None = None, depth: int = 0) -> list:
    rows = []
    everything = list(collections)
    for one in sorted(everything, key=lambda c: (c.position, c.name.casefold())):
        if one.parent_id == parent:
            place = Place(PlaceKind.COLLECTION, one.id, one.name)
            row = NavigatorRow("place", one.name, "folder", "ink2", one.clippings, place, "collection", depth)
            rows.append(row)
            rows.extend(_collections(everything, one.id, depth + 1))
    return rows


def _names(section: str, records: Sequence, pinned: set[str]) -> list[NavigatorRow]:
    kind = PlaceKind.OUTLET if section == "outlet" else PlaceKind.SUBJECT
    ordered = sorted(records, key=lambda r: f"{kind}:{r.id}" not in pinned)
    held = sum(f"{kind}:{r.id}" in pinned for r in records)
    icon, colour = SUBJECT_ICONS.get(section, "newspaper"), section if section != "outlet" else "ink2"
    return [
        NavigatorRow(
            "place",
            r.name,
            icon,
            colour,
            r.clippings,
            Place(kind, r.id, r.name),
            section,
            pinned=f"{kind}:{r.id}" in pinned,
        )
        for r in ordered[: max(LISTED_NAMES, held)]
    ]
