"""One write with its outcome: the records to change, and afterwards what was changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive_app.domain.changes import Changes
from archive_app.errors import UserMistake

if TYPE_CHECKING:
    from archive_app.operations.desk import Desk
    from archive_app.storage.records import Records


@dataclass(slots=True)
class Writing:
    """A write under way; `changes` is filled once it is committed."""

    records: Records
    changes: Changes = field(default_factory=Changes)


@contextmanager
def writing(desk: Desk, label: str) -> Iterator[Writing]:
    """Write under one label of the undo list; nothing is kept when the block raises."""
    thread = threading.get_ident()
    told: list[Changes] = []

    def listen(changes: Changes) -> None:
        # Another thread may commit between our listening and our write.
        if threading.get_ident() == thread:
            told.append(changes)

    stop_listening = desk.archive.listen(listen)
    try:
        with desk.archive.write(label) as records:
            work = Writing(records)
            yield work
        if told:
            work.changes = told[-1]
    finally:
        stop_listening()


def existing(records: Records, ids: Iterable[int]) -> list[int]:
    """Return the clippings' ids without doubles; raises UserMistake for none, or one that is not there."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise UserMistake("No clipping was named.", "Select one or more clippings first.")
    known = records.clippings.existing(wanted)
    for id in wanted:
        if id not in known:
            raise UserMistake(f"There is no clipping {id}.", "It may have been deleted for ever.")
    return wanted
