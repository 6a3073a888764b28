"""The session: the open archive, what is listed, what is selected and what is shown, told by signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from archive_app.domain.changes import Changes, RecordKind
from archive_app.domain.listing import ClippingRow, Listing, ListRequest, Place, PlaceKind
from archive_app.errors import UserMistake
from archive_app.gui.jobs import Handle, Jobs
from archive_app.gui.messages import Messages
from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme

if TYPE_CHECKING:
    from archive_app.operations.desk import Desk
    from archive_app.operations.first_look import Glance

WHOLE_LISTS = (PlaceKind.ALL, PlaceKind.INBOX, PlaceKind.RECENT, PlaceKind.TRASH)
"""Places of which one at a time is listed; the others narrow."""
HISTORY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Target:
    """Something the reader can show; `passage` in code points of the text, `page` counted from 0."""

    kind: str
    """'clipping', 'subject', 'annotation', 'outlet' or 'note'."""
    id: int
    passage: tuple[int, int] | None = None
    page: int | None = None


class Session(QObject):
    """What every view is given. One for the window's life; the desk comes and goes."""

    archive_changed = Signal(object)
    """Changes of one write; `everything` when another archive was opened or this one closed."""
    shown = Signal(object)
    """The Target now shown, or None."""
    selection_changed = Signal(object)
    """A tuple of the clipping ids selected in the list."""
    request_changed = Signal(object)
    """The ListRequest now asked for."""
    listed = Signal(object)
    """The Listing that answers the newest request."""
    listing_failed = Signal(object)
    """The error (mostly a UserMistake with a position) with which the newest request was refused."""
    facets_counted = Signal(object)
    """(Listing with facets, ((year, count), …)) for the newest listing."""
    page_asked = Signal(str)
    """The id of a view that should be shown in the middle ('clippings', 'table', 'names', …)."""
    index_advanced = Signal()
    """The search index has caught up with writes; a list with a query may answer differently now."""
    navigation_changed = Signal()
    """Back or forward became possible or impossible."""
    _changes_came = Signal(object)

    def __init__(
        self, settings: Settings, theme: Theme, messages: Messages, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.settings, self.theme, self.messages, self.jobs = settings, theme, messages, jobs
        self.desk: Desk | None = None
        self.archive_name = ""
        self.read_only = False
        self.glance: Glance | None = None
        """What answers while the archive is still being opened."""
        self.carries_on = False
        """The open archive takes over what its first look showed: rows stay until the new ones come."""
        self.listing: Listing | None = None
        self.subject_kinds: dict[int, str] = {}
        """Kinds ('person', …) of the subjects that were shown, so that a chip can say them."""
        self._request, self._typing = ListRequest(), False
        self._selection: tuple[int, ...] = ()
        self._visited: list[Target] = []
        self._at = -1
        self._stop_listening: Callable[[], None] | None = None
        self._catching_up = False
        self._catch_up_again = False
        self._changes_came.connect(self._on_changes, Qt.ConnectionType.QueuedConnection)

    @property
    def selection(self) -> tuple[int, ...]:
        return self._selection

    @property
    def current(self) -> Target | None:
        """What the reader shows now."""
        return self._visited[self._at] if 0 <= self._at < len(self._visited) else None

    @property
    def request(self) -> ListRequest:
        return self._request

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._visited)

    def set_desk(self, desk: Desk | None) -> None:
        """Work with another archive from now on (or none); every view is told to reload.

        The archive's own attributes read here were filled when it was opened and touch no database.
        """
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        self.jobs.stop_all()
        self.desk = self.jobs.desk = desk
        glance, self.glance = self.glance, None
        self.carries_on = desk is not None and glance is not None and glance.id == desk.archive.id
        if not self.carries_on:
            self._visited, self._at, self._selection = [], -1, ()
            self._request, self.listing = ListRequest(), None
        self.subject_kinds.clear()
        self._catching_up = self._catch_up_again = False
        self.archive_name = desk.archive.name if desk is not None else ""
        self.read_only = desk.archive.read_only if desk is not None else False
        if desk is not None:
            self._stop_listening = desk.archive.listen(self._changes_came.emit)
        self.archive_changed.emit(Changes(everything=True))
        self.shown.emit(self.current)
        self.selection_changed.emit(self._selection)
        self.navigation_changed.emit()
        self.list_request(self._request, typing=self._typing and self.carries_on)
        self.catch_up()
        if glance is not None:
            glance.close()

    def set_glance(self, glance: Glance, request: ListRequest) -> None:
        """Show an archive that is still being opened, as far as a first look tells."""
        self.glance = glance
        self.archive_name = glance.name
        self.list_request(request)

    def forget_desk(self) -> None:
        """The program ends: hear no more changes and start nothing more; nobody is told."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        self.desk = self.jobs.desk = None
        if self.glance is not None:
            self.glance.close()
            self.glance = None

    def select(self, ids: Iterable[int]) -> None:
        """Select clippings; the list and the table follow."""
        chosen = tuple(ids)
        if chosen != self._selection:
            self._selection = chosen
            self.selection_changed.emit(chosen)

    def show(self, target: Target | None, *, remember: bool = True) -> None:
        """Show something in the reader; `remember` puts it on the way that back and forward walk."""
        if target is None:
            self.shown.emit(None)
            return
        if remember and target != self.current:
            del self._visited[self._at + 1 :]
            self._visited.append(target)
            del self._visited[:-HISTORY_LENGTH]
            self._at = len(self._visited) - 1
        elif not remember and self._visited:
            self._visited[self._at] = target
        elif not self._visited:
            self._visited, self._at = [target], 0
        self.shown.emit(target)
        self.navigation_changed.emit()

    def back(self) -> None:
        if self.can_go_back:
            self._walk(-1)

    def forward(self) -> None:
        if self.can_go_forward:
            self._walk(1)

    def _walk(self, step: int) -> None:
        self._at += step
        self.shown.emit(self.current)
        self.navigation_changed.emit()

    def list_request(self, request: ListRequest, *, typing: bool = False) -> None:
        """List something else; while somebody is `typing`, a query may be unfinished."""
        self._request, self._typing = request, typing
        self.request_changed.emit(request)
        self.relist()

    def narrow(self, place: Place) -> None:
        """Narrow the list to a place as well: a chip in the search bar."""
        kept = [p for p in self._request.places if (p.kind, p.id) != (place.kind, place.id)]
        if place.kind in WHOLE_LISTS:
            kept = [p for p in kept if p.kind not in WHOLE_LISTS]
        if place.kind is not PlaceKind.ALL:
            kept.append(place)
        self.list_request(replace(self._request, places=tuple(kept)))

    def go_to(self, place: Place) -> None:
        """List a place alone, keeping the words that are typed."""
        places = () if place.kind is PlaceKind.ALL else (place,)
        self.page_asked.emit("clippings")
        self.list_request(replace(self._request, places=places))

    def drop_place(self, place: Place) -> None:
        """Take a chip away."""
        kept = tuple(p for p in self._request.places if (p.kind, p.id) != (place.kind, place.id))
        self.list_request(replace(self._request, places=kept))

    def add_words(self, words: str) -> None:
        """Narrow by words of the query language, such as 'date:2011..2012'."""
        self.list_request(replace(self._request, query=f"{self._request.query} {words}".strip()))

    def relist(self) -> None:
        """Ask for the newest request's list again."""
        if self.desk is None:
            self._list_at_a_glance()
            return
        from archive_app.operations.search import listing

        self.jobs.start(
            listing,
            self._request,
            typing=self._typing,
            owner=self,
            on_done=self._on_listed,
            on_failed=self._on_listing_failed,
            lane="search",
            replaces="listing",
        )

    def _list_at_a_glance(self) -> None:
        """What cannot be answered yet is listed when the archive is open."""
        if self.glance is not None:
            self.jobs.start_plain(
                self.glance.listing,
                self._request,
                self._typing,
                owner=self,
                on_done=lambda listing: listing and self._on_listed(listing),
                lane="search",
                replaces="listing",
            )

    def fetch_rows(
        self,
        ids: Sequence[int],
        query: str,
        owner: QObject,
        on_done: Callable[[tuple[ClippingRow, ...]], None],
        on_failed: Callable[[Exception], None],
    ) -> Handle:
        """Read the rows of these clippings; with a query, their hits are marked once the archive is open."""
        if self.desk is None and self.glance is not None:
            return self.jobs.start_plain(
                self.glance.rows,
                ids,
                owner=owner,
                on_done=lambda rows: rows and on_done(rows),
                lane="reading",
            )
        from archive_app.operations.search import rows

        return self.jobs.start(rows, ids, query, owner=owner, on_done=on_done, on_failed=on_failed)

    def _on_listed(self, listing: Listing) -> None:
        self.listing = listing
        self.listed.emit(listing)
        from archive_app.gui.counting import COUNTED_AFTER, count_facets, later, soon

        self.jobs.start(
            later,
            soon(COUNTED_AFTER),
            count_facets,
            listing,
            owner=self,
            on_done=self.facets_counted.emit,
            on_failed=self._on_count_failed,
            lane="counting",
            replaces="facets",
        )

    def _on_listing_failed(self, error: Exception) -> None:
        self.listing_failed.emit(error)

    def _on_count_failed(self, error: Exception) -> None:
        """A query that cannot be counted was already refused, or will be, by its listing."""
        if not isinstance(error, UserMistake):
            self.messages.info(str(error))

    def _on_changes(self, changes: Changes) -> None:
        if self.desk is None:
            return
        self.archive_changed.emit(changes)
        listed_differently = changes.membership or changes.everything
        if listed_differently or any(changes.touched(k) for k in LIST_KINDS):
            self.relist()
        self.catch_up()

    def catch_up(self) -> None:
        """Let the index catch up with the archive; one run at a time, one more when needed."""
        if self.desk is None:
            return
        if self._catching_up:
            self._catch_up_again = True
            return
        self._catching_up = True
        from archive_app.gui.counting import catch_up_index

        self.jobs.start(
            catch_up_index,
            owner=self,
            on_done=self._on_caught_up,
            on_failed=self._on_catch_up_failed,
            on_cancelled=self._catch_up_ended,
            lane="index",
            title=self.tr("Updating the search index"),
        )

    def _on_caught_up(self, indexed: int) -> None:
        self._catch_up_ended()
        if indexed:
            self.index_advanced.emit()
            if self._request.query:
                self.relist()

    def _on_catch_up_failed(self, error: Exception) -> None:
        self._catch_up_ended()
        self.messages.info(self.tr("The search index could not be updated. {0}").format(error))

    def _catch_up_ended(self) -> None:
        self._catching_up = False
        if self._catch_up_again:
            self._catch_up_again = False
            self.catch_up()


LIST_KINDS = (
    RecordKind.SUBJECT,
    RecordKind.CLIPPING_SUBJECT,
    RecordKind.COLLECTION,
    RecordKind.OUTLET,
)
"""Records whose change may put clippings into the listed place or out of it."""
