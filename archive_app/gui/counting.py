"""What the session asks for besides the list itself: facets, years, and an index that is up to date."""

from archive_app.domain.listing import Listing, ListRequest
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def count_facets(desk: Desk, job: Job, listing: Listing) -> tuple[Listing, tuple[tuple[int, int], ...]]:
    """Return the listing with its facets, and its clippings by year."""
    from archive_app.operations import search

    request: ListRequest = listing.request
    counted = search.listing(desk, job, request, facets=True)
    return counted, tuple(search.histogram(desk, job, counted.ids))


def catch_up_index(desk: Desk, job: Job) -> int:
    """Let the index follow the journal; returns how many clippings were indexed."""
    return desk.index.catch_up(job)
