"""What the session asks for besides the list itself: facets, years, and an index that is up to date."""

from dataclasses import replace

from archive_app.domain.listing import Listing
from archive_app.gui.query_words import chosen_years, with_years
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def count_facets(desk: Desk, job: Job, listing: Listing) -> tuple[Listing, tuple[tuple[int, int], ...]]:
    """Return the listing with its facets, and clippings by year as they are without the years chosen."""
    from archive_app.operations import search

    request = listing.request
    counted = search.listing(desk, job, request, facets=True)
    job.progress(1, 2)
    ids = counted.ids
    if chosen_years(request.query) is not None:
        ids = search.listing(desk, job, replace(request, query=with_years(request.query, None))).ids
    return counted, tuple(search.histogram(desk, job, ids))


def catch_up_index(desk: Desk, job: Job) -> int:
    """Let the index follow the journal; returns how many clippings were indexed."""
    return desk.index.catch_up(job)


def rebuild_index(desk: Desk, job: Job) -> None:
    """Make the index anew from the records."""
    desk.index.rebuild(job)
