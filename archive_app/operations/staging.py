"""Reading many files at once: tasks of several small files, in order, stoppable at any moment."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from archive_app.domain.drafts import ReadOutcome
from archive_app.errors import ArchiveProblem
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.reading import ReadOrder, ReadResult, read_files
from archive_app.operations.scanning import FoundFile
from archive_app.operations.worker_side import WorkerLost

TIMEOUT = 60.0
MEMORY = 1_000_000_000
TASK_FILES = 8
TASK_BYTES = 200_000
FILES_AHEAD = 2_000
"""Files read while an earlier one still hangs: results are handed on in the files' order."""
TASKS_AHEAD = 5
"""Tasks waiting per process, so that none is idle while a batch is written."""
TICK = 0.1
LEFT_BEHIND = 86_400.0
"""Seconds after which the folder of an import without a review is nobody's."""
MANIFEST = "review.json"

_LOST = {
    "timeout": (
        "Reading it took too long, and was stopped.",
        "Save a smaller or simpler copy, and import that.",
    ),
    "memory": ("It needs more memory than one file may take.", "Split the file, and import the parts."),
    "crashed": ("It made its reader crash.", "Save it again from its source, or in another format."),
}


def staging_folder(desk: Desk) -> Path:
    return desk.archive.folder / "staging"


def new_staging(desk: Desk) -> Path:
    """Make a folder for one import; raises ArchiveProblem when the archive cannot be written."""
    if desk.archive.read_only:
        raise ArchiveProblem(
            f"The archive is open for reading only: {desk.archive.read_only_reason}.",
            "Close it elsewhere, or copy it to a place where you may write.",
            "read-only",
        )
    folder = staging_folder(desk) / uuid.uuid4().hex
    try:
        folder.mkdir(parents=True)
        _sweep(folder.parent)
    except OSError as error:
        raise ArchiveProblem(
            f"The archive's folder cannot be written to: {error.strerror}.",
            "Check the disk and your rights to the folder.",
            "disk-full" if error.errno == 28 else "unreachable",
        ) from error
    return folder


def _sweep(staging: Path) -> None:
    """Remove what imports left that were killed a day or more ago; reviews wait as long as they like."""
    for folder in staging.iterdir():
        old = folder.is_dir() and time.time() - folder.stat().st_mtime > LEFT_BEHIND
        if old and not (folder / MANIFEST).exists():
            shutil.rmtree(folder, ignore_errors=True)


def copy_of(folder: Path, index: int) -> Path:
    return folder / f"{index}.copy"


def spool_of(folder: Path, index: int) -> Path:
    return folder / f"{index}.jsonl"


def read_all(
    desk: Desk, job: Job, folder: Path, found: Sequence[FoundFile], *, skip_known: bool = True
) -> Iterator[ReadResult]:
    """Yield the result of each file in the order of `found`; stops its workers when closed.

    A task that is lost (hung, crashed, out of memory) is done again file by file, so that only the
    file at fault is marked. When the job is stopped, what was read so far comes, and the rest doesn't.
    `skip_known` leaves files unread whose bytes the archive has.
    """
    return _Pipeline(desk, folder, skip_known).run(found, job)


class _Pipeline:
    def __init__(self, desk: Desk, folder: Path, skip_known: bool) -> None:
        self._workers = desk.workers
        self._folder = folder
        self._known = str(desk.archive.folder / "files") if skip_known else ""
        self._running: dict[Future[tuple[ReadResult, ...]], tuple[ReadOrder, ...]] = {}
        self._done: dict[int, ReadResult] = {}

    def run(self, found: Sequence[FoundFile], job: Job) -> Iterator[ReadResult]:
        tasks = self._tasks(found)
        order = iter([file.index for file in found])
        following = next(order, None)
        last = False
        try:
            while following is not None:
                while not last and self._may_go_on():
                    task = next(tasks, None)
                    last = task is None
                    if task is not None:
                        self._start(task)
                while following is not None and following in self._done:
                    yield self._done.pop(following)
                    following = next(order, None)
                if following is not None:
                    for future in self._workers.wait(tuple(self._running), TICK):
                        self._take(future)
                    if job.stop_requested():
                        yield from (self._done[index] for index in sorted(self._done))
                        return
        finally:
            for future in self._running:
                future.cancel()

    def _may_go_on(self) -> bool:
        enough = len(self._running) >= TASKS_AHEAD * self._workers.size
        return not enough and (len(self._done) < FILES_AHEAD or not self._running)

    def _tasks(self, found: Sequence[FoundFile]) -> Iterator[tuple[ReadOrder, ...]]:
        """Yield tasks of several small files: handing over one task costs as much as reading a text."""
        task: list[ReadOrder] = []
        size = 0
        for file in found:
            if task and (len(task) >= TASK_FILES or size + file.size > TASK_BYTES):
                yield tuple(task)
                task, size = [], 0
            copy, spool = copy_of(self._folder, file.index), spool_of(self._folder, file.index)
            task.append(ReadOrder(file.index, str(file.path), str(copy), str(spool), self._known))
            size += file.size
        if task:
            yield tuple(task)

    def _start(self, task: tuple[ReadOrder, ...]) -> None:
        timeout = TIMEOUT * (1 if len(task) == 1 else 1.5)
        future = self._workers.submit("read", read_files, task, timeout=timeout, memory=MEMORY)
        self._running[future] = task

    def _take(self, future: Future[tuple[ReadResult, ...]]) -> None:
        task = self._running.pop(future)
        try:
            results = future.result()
        except WorkerLost as lost:
            if len(task) > 1:
                for order in task:
                    self._start((order,))
                return
            results = tuple(_lost(order, lost.reason) for order in task)
        for result in results:
            self._done[result.index] = result


def _lost(order: ReadOrder, reason: str) -> ReadResult:
    message, hint = _LOST[reason]
    return ReadResult(
        order.index,
        ReadOutcome(code=reason, message=message, hint=hint),
        copied=Path(order.copy).exists(),
    )
