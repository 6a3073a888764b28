"""Put clippings into a collection that may not be there yet, as one undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.naming import clean_name
from archive_app.operations.writing import existing, writing


def put_into_collection(desk: Desk, job: Job, target: int | str, clipping_ids: Sequence[int]) -> int:
    """Put clippings into a collection, given by its id or by the name of a new one; returns its id."""
    label = f"Add {counted(len(set(clipping_ids)), 'clipping')} to a collection"
    with writing(desk, label) as work:
        ids = existing(work.records, clipping_ids)
        held = work.records.collections
        id = held.add(clean_name(target), None) if isinstance(target, str) else target
        held.add_clippings(id, ids)
    return id
