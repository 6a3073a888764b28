"""Check an archive: its records, its files and its index."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

if TYPE_CHECKING:
    from archive_app.storage.archive import Problem


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; sound when there is no problem."""

    problems: tuple[Problem, ...]
    clippings: int
    source_files: int
    index_behind: int
    """Changed clippings that the index had not reached yet; it catches up by itself."""
    seconds: float

    @property
    def sound(self) -> bool:
        return not self.problems


def check(desk: Desk, job: Job) -> CheckReport:
    """Read every record and every source file and compare them with their checksums; changes nothing."""
    begun = time.monotonic()
    problems = tuple(desk.archive.check(job))
    with desk.archive.read() as records:
        clippings = records.clippings.count() + records.clippings.count(trashed=True)
        source_files = len(records.source_files.all())
    return CheckReport(
        problems, clippings, source_files, desk.index.state.behind, round(time.monotonic() - begun, 3)
    )
