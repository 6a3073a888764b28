"""Past imports: which there were, and what became of each file."""

from __future__ import annotations

from archive_app.domain.batch import Batch, BatchEntry
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def past_imports(desk: Desk, job: Job, limit: int = 500) -> tuple[Batch, ...]:
    """Return the imports, newest first."""
    with desk.archive.read() as records:
        return tuple(records.batches.all(limit))


def import_entries(desk: Desk, job: Job, batch_id: int) -> tuple[BatchEntry, ...]:
    """Return what became of each file of one import; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        return tuple(records.batches.entries(batch_id))
