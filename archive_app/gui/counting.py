"""What the session asks for besides the list itself: facets, years, and an index that is up to date."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from archive_app.domain.listing import Listing
from archive_app.errors import Cancelled
from archive_app.gui.query_words import chosen_years, with_years
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

COUNTED_AFTER = 0.12
"""Seconds for which a list must stand before it is counted."""
READ_AFTER = 0.05
"""Seconds that what goes with an answer, such as marks in the text, leaves to the answer itself."""


def soon(seconds: float) -> float:
    """Return the moment in so many seconds, for `later`."""
    return time.monotonic() + seconds


def later(desk: Desk, job: Job, begins: float, operation: Callable[..., Any], *args: Any) -> Any:
    """Wait for the moment `begins`, then do an operation; one that is replaced meanwhile costs nothing.

    While somebody types, the interpreter belongs to the list and to the window.
    """
    while (left := begins - time.monotonic()) > 0:
        time.sleep(min(left, 0.02))
        if job.stop_requested():
            raise Cancelled
    return operation(desk, job, *args)


def count_facets(desk: Desk, job: Job, listing: Listing) -> tuple[Listing, tuple[tuple[int, int], ...]]:
    """Return the listing with its facets, and clippings by year as they are without the years chosen."""
    from archive_app.operations import search

    counted = replace(listing, facets=search.count_facets(desk, job, listing.ids))
    job.progress(1, 3)
    request, ids = listing.request, listing.ids
    if chosen_years(request.query) is not None:
        ids = search.listing(
            desk, job, replace(request, query=with_years(request.query, None)), typing=True
        ).ids
        job.progress(2, 3)
    return counted, tuple(search.histogram(desk, job, ids))


def catch_up_index(desk: Desk, job: Job) -> int:
    """Let the index follow the journal; returns how many clippings were indexed."""
    return desk.index.catch_up(job)


def rebuild_index(desk: Desk, job: Job) -> None:
    """Make the index anew from the records."""
    desk.index.rebuild(job)
