"""Lists and searches: which clippings, in which order, and how their rows look."""

from __future__ import annotations

import datetime as dt
import re
import time
from array import array
from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from archive_app.domain.listing import ClippingRow, Facet, Listing, ListRequest, Place, PlaceKind, SortKey
from archive_app.domain.query import TRASH, AllOf, Condition, HasFact, Query, Zone, marked_words
from archive_app.errors import UserMistake
from archive_app.operations.completing import Completion, complete
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.search_names import ArchiveNames
from archive_app.operations.worker_side import WorkerLost
from archive_app.search import snippets, worker_side
from archive_app.search.engine import Hits
from archive_app.search.language import parse
from archive_app.storage.archive import Archive
from archive_app.storage.facet_counts import facet_counts, year_counts

__all__ = [
    "Completion",
    "complete",
    "count_facets",
    "headline_marks",
    "histogram",
    "listing",
    "marks",
    "rows",
]

A_TO_Z = (SortKey.HEADLINE, SortKey.OUTLET)
REBUILDING = "The search index is being rebuilt."
SNIPPET_SECONDS = 10.0
_BEGUN = re.compile(r"(?<![\w*=~'’-])[^\W\d_]{2,}$")
"""A last word that may go on: letters only, at the very end of what is typed."""
_names: WeakKeyDictionary[Archive, ArchiveNames] = WeakKeyDictionary()


def listing(
    desk: Desk, job: Job, request: ListRequest, *, facets: bool = False, typing: bool = False
) -> Listing:
    """Return the ids of all clippings that are asked for, in order.

    Without a query the places are listed; with one, its hits in the places. `typing` forgives a query
    that is only unfinished, and takes a last word that is found nowhere for the beginning of one: the
    listing's request then holds the query that was answered, and its notice says so. Raises UserMistake
    with the place of a mistake in the query.
    """
    begun = time.perf_counter()
    query = _parsed(desk, request.query, typing) if request.query.strip() else None
    if query is None:
        found = replace(_places_listed(desk, request), request=request)
    else:
        found = _searched(desk, job, request, query)
        if typing and not found.total and not found.notice:
            found = _begun_word(desk, job, request) or found
    if facets:
        found = replace(found, facets=count_facets(desk, job, found.ids))
    return replace(found, seconds=time.perf_counter() - begun)


def rows(desk: Desk, job: Job, ids: Sequence[int], query: str = "") -> tuple[ClippingRow, ...]:
    """Return the rows of these clippings; with a query, snippets and headlines have their hits marked."""
    with desk.archive.read() as records:
        plain = records.clippings.rows(ids)
        condition = _shown_condition(desk, query)
        if condition is None:
            return tuple(plain)
        texts = records.clippings.texts(ids)
    known = [texts[id] for id in ids if id in texts]
    shown = desk.workers.service("search").call(
        worker_side.snippets, condition, known, timeout=SNIPPET_SECONDS, stop=job.stop_requested
    )
    by_id = dict(zip((text.id for text in known), shown, strict=True))
    return tuple(_with_marks(row, by_id[row.id]) if row.id in by_id else row for row in plain)


def marks(desk: Desk, job: Job, clipping_id: int, query: str) -> tuple[tuple[int, int], ...]:
    """Return the hits of a query in a clipping's body, as code points."""
    return _marks(desk, clipping_id, query, Zone.BODY)


def headline_marks(desk: Desk, job: Job, clipping_id: int, query: str) -> tuple[tuple[int, int], ...]:
    """Return the hits of a query in a clipping's headline, as code points."""
    return _marks(desk, clipping_id, query, Zone.HEADLINE)


def count_facets(desk: Desk, job: Job, ids: Sequence[int]) -> dict[str, tuple[Facet, ...]]:
    """Return for each facet its values among these clippings, the most frequent first."""
    with desk.archive.read() as records:
        return facet_counts(records, ids)


def histogram(desk: Desk, job: Job, ids: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return how many of the clippings are of each year, oldest first; undated ones are left out."""
    with desk.archive.read() as records:
        return year_counts(records, ids)


def archive_names(desk: Desk) -> ArchiveNames:
    """Return what the search language knows of this archive's names."""
    names = _names.get(desk.archive)
    if names is None:
        names = _names[desk.archive] = ArchiveNames(desk.archive)
    return names


def _parsed(desk: Desk, text: str, typing: bool) -> Query:
    return parse(text, archive_names(desk), dt.date.today(), typing=typing)


def _places_listed(desk: Desk, request: ListRequest) -> Listing:
    first, *others = request.places or (Place(PlaceKind.ALL),)
    sort = SortKey.DATE if request.sort in (None, SortKey.RELEVANCE) else request.sort
    with desk.archive.read() as records:
        ids = records.clippings.ids(first, sort, _ascending(sort, request.ascending))
        for place in others:
            inside = records.clippings.place_ids(place)
            ids = array("q", [id for id in ids if id in inside])
    return Listing(request, ids, total=len(ids))


def _searched(desk: Desk, job: Job, request: ListRequest, query: Query) -> Listing:
    in_trash = any(place.kind is PlaceKind.TRASH for place in request.places)
    condition = query.meaning
    if in_trash:
        condition = AllOf((query.condition, HasFact(frozenset((TRASH,)))))
    hits = _hits(desk, job, condition)
    if hits is None:
        return Listing(request, array("q"), total_exact=False, notice=REBUILDING)
    behind = desk.index.state.behind
    places = list(request.places)
    if behind and not in_trash and not query.asks_for_trash:
        places.append(Place(PlaceKind.ALL))  # what was trashed since the index was written
    ids, scores = hits.ids, hits.scores
    with desk.archive.read() as records:
        if places:
            inside = set.intersection(*(records.clippings.place_ids(place) for place in places))
            kept = [(id, score) for id, score in zip(ids, scores, strict=True) if id in inside]
            ids, scores = array("q", [id for id, _ in kept]), array("f", [score for _, score in kept])
        sort = request.sort or SortKey.RELEVANCE
        if sort is SortKey.RELEVANCE and scores and scores[0] > 0:
            if request.ascending:
                ids, scores = ids[::-1], scores[::-1]
        else:
            sort = SortKey.DATE if sort is SortKey.RELEVANCE else sort
            ids, scores = (
                records.clippings.sort_ids(ids, sort, _ascending(sort, request.ascending)),
                array("f"),
            )
    return Listing(request, ids, scores, len(ids), total_exact=not behind, behind=behind)


def _begun_word(desk: Desk, job: Job, request: ListRequest) -> Listing | None:
    """Return what is found when the last word is only begun; None when that finds nothing either."""
    begun = _BEGUN.search(request.query)
    if begun is None:
        return None
    wider = replace(request, query=f"{request.query}*")
    try:
        found = _searched(desk, job, wider, _parsed(desk, wider.query, True))
    except UserMistake:
        return None
    return replace(found, notice=f"Words that begin with '{begun[0]}'.") if found.total else None


def _hits(desk: Desk, job: Job, condition: Condition) -> Hits | None:
    try:
        return desk.index.search(condition, job)
    except WorkerLost as lost:
        if lost.reason == "crashed":
            raise
        raise UserMistake(
            "This query takes too long to answer.", "Search for rarer words, or longer beginnings of words."
        ) from None


def _ascending(sort: SortKey, asked: bool | None) -> bool:
    return sort in A_TO_Z if asked is None else asked


def _shown_condition(desk: Desk, query: str) -> Condition | None:
    """Return the condition whose words are marked; None when the query holds no words."""
    if not query.strip():
        return None
    try:
        condition = _parsed(desk, query, typing=True).condition
    except UserMistake:
        return None
    return condition if next(marked_words(condition), None) is not None else None


def _with_marks(row: ClippingRow, shown: snippets.Shown) -> ClippingRow:
    if not shown.snippet:
        return replace(row, headline_marks=shown.headline_marks)
    return replace(row, snippet=shown.snippet, marks=shown.marks, headline_marks=shown.headline_marks)


def _marks(desk: Desk, clipping_id: int, query: str, zone: Zone) -> tuple[tuple[int, int], ...]:
    condition = _shown_condition(desk, query)
    if condition is None:
        return ()
    with desk.archive.read() as records:
        clipping = records.clippings.get(clipping_id)
    text = clipping.text.body if zone is Zone.BODY else clipping.fields.headline
    return snippets.marks(condition, text, clipping.fields.language, zone)
