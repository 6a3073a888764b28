"""Undo, redo, and who changed what."""

from __future__ import annotations

from archive_app.domain.changes import Changes, HistoryEntry, RecordKind, UndoState
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def undo(desk: Desk, job: Job) -> Changes:
    """Take back this person's newest step; raises UserMistake when there is none or it is out of reach."""
    return desk.archive.undo()


def redo(desk: Desk, job: Job) -> Changes:
    """Do again what was taken back last; raises UserMistake when there is nothing."""
    return desk.archive.redo()


def undo_group(desk: Desk, job: Job, group: int) -> Changes:
    """Take back an older step alone; raises UserMistake naming what has touched the same fields since."""
    return desk.archive.undo_group(group)


def undo_state(desk: Desk, job: Job) -> UndoState:
    """Return what undo and redo would do now."""
    return desk.archive.undo_state()


def history(
    desk: Desk, job: Job, kind: RecordKind | str | None = None, id: int | None = None, limit: int = 200
) -> tuple[HistoryEntry, ...]:
    """Return the changes of one record, of a kind of record, or of the archive, newest first."""
    if kind is not None:
        try:
            kind = RecordKind(kind)
        except ValueError:
            raise UserMistake(f"There is no kind of record '{kind}'.") from None
        if kind is RecordKind.CLIPPING and id is not None:
            with desk.archive.read() as records:
                records.clippings.get(id)
    return desk.archive.history(kind, id, limit)
