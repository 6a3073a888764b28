"""The list's model: it knows every id at once, and fetches rows in windows when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from archive_app.domain.changes import Changes
from archive_app.domain.dates import display_date
from archive_app.domain.listing import ClippingRow, Listing
from archive_app.gui.jobs import Handle
from archive_app.gui.session import Session

WINDOW = 64
QUERY_WINDOW = 12
"""Rows with snippets take ten times as long, so what is in sight is asked for first."""
KEPT_ROWS = 4096
WAITING_WINDOWS = 4
"""Windows that wait to be fetched; older ones have been scrolled past."""
FETCHES_AT_ONCE = 2
MIME = "application/x-press-archive-clippings"
ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ClippingListModel(QAbstractTableModel):
    """One column; `data(ROW)` is a ClippingRow, or None while it is on its way."""

    rows_came = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._ids: Sequence[int] = ()
        self._query = ""
        self._rows: OrderedDict[int, ClippingRow] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._fetching: dict[int, Handle] = {}
        self._generation = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fetch)
        session.archive_changed.connect(self._on_archive_changed)

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    @property
    def query(self) -> str:
        """The query whose hits the rows show."""
        return self._query

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, clipping_id: int) -> int:
        """Return the row of a clipping, or -1."""
        try:
            return self._ids.index(clipping_id)
        except ValueError:
            return -1

    def show_listing(self, listing: Listing) -> bool:
        """Show another listing; returns whether rows were added, removed or moved."""
        if listing.request.query != self._query:
            self._query = listing.request.query
            self._forget_rows()
        if len(listing.ids) == len(self._ids) and list(listing.ids) == list(self._ids):
            self._touch_all()
            return False
        self.beginResetModel()
        self._ids = listing.ids
        self._forget_fetches()
        self.endResetModel()
        return True

    def _forget_rows(self) -> None:
        """Rows of another query have other snippets: keep them in sight until the new ones come."""
        self._stale.update(self._rows)
        self._forget_fetches()

    def _forget_fetches(self) -> None:
        """Nobody waits any more for what is on its way; what is running makes room for what is asked now."""
        self._generation += 1
        self._wanted.clear()
        for handle in self._fetching.values():
            handle.silence()
        self._fetching.clear()

    def _touch_all(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything and self._session.carries_on:
            self._forget_rows()
            self._touch_all()
            return
        if changes.everything:
            self.beginResetModel()
            self._ids, self._query = (), ""
            self._rows.clear()
            self._stale.clear()
            self._forget_fetches()
            self.endResetModel()
            return
        touched = changes.clippings & self._rows.keys()
        if touched:
            self._stale.update(touched)
            self._fetching.clear()
            self._generation += 1
            self._touch_all()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ROW:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self._row(index.row())
            return row.headline or None if row is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self._row(index.row()))
        return None

    def _row(self, at: int) -> ClippingRow | None:
        id = self._ids[at]
        row = self._rows.get(id)
        if row is None or id in self._stale:
            self._want(at // self._window)
        return row

    @property
    def _window(self) -> int:
        return QUERY_WINDOW if self._query.strip() else WINDOW

    def _want(self, window: int) -> None:
        if window in self._fetching:
            return
        self._wanted[window] = None
        self._wanted.move_to_end(window)
        while len(self._wanted) > WAITING_WINDOWS:
            self._wanted.popitem(last=False)
        self._timer.start()

    def _fetch(self) -> None:
        while self._wanted and len(self._fetching) < FETCHES_AT_ONCE:
            window, _ = self._wanted.popitem()
            ids = list(self._ids[window * self._window : (window + 1) * self._window])
            if not ids:
                continue
            generation = self._generation
            self._fetching[window] = self._session.fetch_rows(
                ids,
                self._query,
                owner=self,
                on_done=lambda found, w=window, g=generation: self._on_rows(w, g, found),
                on_failed=lambda error, w=window: self._on_rows_failed(w, error),
            )

    def _on_rows(self, window: int, generation: int, found: tuple[ClippingRow, ...]) -> None:
        if generation != self._generation:
            self._touch_all()
            return
        self._fetching.pop(window, None)
        for row in found:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
            self._stale.discard(row.id)
        while len(self._rows) > KEPT_ROWS:
            old, _ = self._rows.popitem(last=False)
            self._stale.discard(old)
        last = min(len(self._ids), (window + 1) * self._window) - 1
        self.dataChanged.emit(self.index(window * self._window, 0), self.index(last, 0))
        self.rows_came.emit()
        if self._wanted:
            self._timer.start()

    def _on_rows_failed(self, window: int, error: Exception) -> None:
        """The rows stay grey; looking at them again asks again, but not in a loop."""
        self._session.messages.info(str(error))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = sorted({index.row() for index in indexes})
        carried = QMimeData()
        carried.setData(MIME, ",".join(str(self._ids[row]) for row in chosen).encode())
        texts = (self._rows.get(self._ids[row]) for row in chosen)
        carried.setText("\n".join(citation(row) for row in texts if row is not None))
        return carried


def ids_of(carried: QMimeData) -> tuple[int, ...]:
    """Return the clipping ids that are being dragged."""
    text = bytes(carried.data(MIME).data()).decode("ascii", "ignore")
    return tuple(int(part) for part in text.split(",") if part.isdigit())


def citation(row: ClippingRow) -> str:
    """Return a row as a short citation: 'Headline. Outlet, 8 May 2012, p. C2.'"""
    place = f"p. {row.page}" if row.page else ""
    details = [row.outlet, display_date(row.published, row.published_printed), place]
    return ". ".join(part for part in (row.headline, ", ".join(d for d in details if d)) if part) + "."


def spoken(row: ClippingRow | None) -> str:
    """Return a row as a screen reader says it."""
    if row is None:
        return ""
    date = display_date(row.published, row.published_printed)
    return ". ".join(part for part in (row.headline, row.outlet, date, row.snippet) if part)
