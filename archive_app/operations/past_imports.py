"""Past imports: which there were, and what became of each file."""

from __future__ import annotations

from dataclasses import dataclass

from archive_app.domain.batch import Batch, BatchEntry
from archive_app.domain.listing import Place, PlaceKind
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def past_imports(desk: Desk, job: Job, limit: int = 500) -> tuple[Batch, ...]:
    """Return the imports, newest first."""
    with desk.archive.read() as records:
        return tuple(records.batches.all(limit))


@dataclass(frozen=True, slots=True)
class PastImport:
    """What became of each file of one import, and how many of its clippings are outside the trash."""

    entries: tuple[BatchEntry, ...]
    clippings: int


def past_import(desk: Desk, job: Job, batch_id: int) -> PastImport:
    """Return one import with its report; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        entries = tuple(records.batches.entries(batch_id))
        left = records.clippings.place_ids(Place(PlaceKind.BATCH, batch_id))
    return PastImport(entries, len(left))
