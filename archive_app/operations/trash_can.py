"""Empty the trash: the one thing that cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence

from archive_app.domain.changes import Changes
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.writing import writing


def empty_trash(desk: Desk, job: Job, ids: Sequence[int] | None = None) -> Changes:
    """Delete the clippings of the trash for ever (only `ids` of them, if given); clears older undo."""
    with desk.archive.read() as records:
        in_trash = records.clippings.place_ids(Place(PlaceKind.TRASH))
    wanted = sorted(in_trash if ids is None else set(ids))
    for id in wanted:
        if id not in in_trash:
            raise UserMistake(f"Clipping {id} is not in the trash.", "Move it to the trash first.")
    if not wanted:
        raise UserMistake("The trash is empty.")
    with writing(desk, f"Delete {counted(len(wanted), 'clipping')} for ever") as work:
        work.records.clippings.delete_for_ever(wanted)
    return work.changes
