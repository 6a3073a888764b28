"""What the navigator shows: every place of the archive with its count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive_app.domain.collection import Collection, SavedSearch
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.outlet import Outlet
from archive_app.domain.subject import Subject, SubjectKind
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

MOST = 50
"""How many names of a kind the navigator shows; 'All names…' shows the rest."""


@dataclass(frozen=True, slots=True)
class NavigatorCounts:
    """Counts of clippings, without the trash but for the trash itself; names by frequency, then A to Z."""

    all: int
    inbox: int
    trash: int
    needs_look: int
    """Files that an import could not read."""
    collections: tuple[Collection, ...]
    people: tuple[Subject, ...]
    organisations: tuple[Subject, ...]
    places: tuple[Subject, ...]
    events: tuple[Subject, ...]
    topics: tuple[Subject, ...]
    outlets: tuple[Outlet, ...]
    saved_searches: tuple[SavedSearch, ...]
    totals: dict[str, int]
    """How many names there are in all, by kind (`person`, …, `outlet`)."""


def counts(desk: Desk, job: Job, most: int = MOST) -> NavigatorCounts:
    """Return the places of the navigator, with at most `most` names of each kind."""
    with desk.archive.read() as records:
        frequent = records.subjects.most_used(most)
        outlets = tuple(records.outlets.all())
        totals = {kind.value: count for kind, count in records.subjects.totals().items()}
        return NavigatorCounts(
            all=records.clippings.count(),
            inbox=records.clippings.place_count(Place(PlaceKind.INBOX)),
            trash=records.clippings.count(trashed=True),
            needs_look=len(records.batches.quarantined()),
            collections=tuple(records.collections.all()),
            people=frequent[SubjectKind.PERSON],
            organisations=frequent[SubjectKind.ORGANISATION],
            places=frequent[SubjectKind.PLACE],
            events=frequent[SubjectKind.EVENT],
            topics=frequent[SubjectKind.TOPIC],
            outlets=_frequent_outlets(outlets, most),
            saved_searches=tuple(records.saved_searches.all()),
            totals=totals | {"outlet": len(outlets)},
        )


def _frequent_outlets(found: Iterable[Outlet], most: int) -> tuple[Outlet, ...]:
    return tuple(sorted(found, key=lambda one: (-one.clippings, one.name.casefold()))[:most])
