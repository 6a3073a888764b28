"""The life of the search index: where it lies, how it follows the journal, when it is made anew.

It lies in the user's cache under a random name that the user's own settings map to the archive and
its path, never in the archive: an index that came with somebody else's archive is not looked at.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.query import Condition
from archive_app.errors import ArchiveProblem, Cancelled
from archive_app.operations.index_folder import FolderLock, index_folder
from archive_app.operations.job import Job
from archive_app.operations.workers import Workers
from archive_app.search import analysis, worker_side
from archive_app.search.engine import Hits, IndexDamaged

if TYPE_CHECKING:
    from archive_app.storage.archive import Archive

MANY = 1500
"""Clippings above which several processes build at once."""
PORTION = 500
"""Clippings in one spool file."""
LARGEST_PART = 2500
BUILD_SECONDS = 900.0
SEARCH_SECONDS = 2.0
START_SECONDS = 20.0
"""What a search may take while its process is still starting."""
TICK = 0.05
logger = logging.getLogger(__name__)
COUNTED_BEHIND = 5000
"""Clippings behind are counted so far; more of them make no difference to anybody."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index is: `behind` clippings have changed since; `size` are in it."""

    behind: int
    size: int
    position: int
    building: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands beside the index: which one it is, and the journal row that it has reached."""

    folder: str
    position: int
    uid: str
    size: int
    engine: str = worker_side.ENGINE
    analysis: int = analysis.VERSION


class SearchIndex:
    """The index of one archive, written by one process at a time and read by any."""

    def __init__(self, archive: Archive, workers: Workers, cache_folder: Path | None = None) -> None:
        self._archive = archive
        self._workers = workers
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        try:
            self.folder = index_folder(archive.id, archive.folder, cache_folder)
        except OSError:  # the archive can be worked in all the same, and searched until it is closed
            logger.warning("There is no place for the index in the user's folders.", exc_info=True)
            self._temporary = tempfile.TemporaryDirectory(prefix="press-archive-", ignore_cleanup_errors=True)
            self.folder = Path(self._temporary.name)
        self._busy = threading.Lock()
        self._broken = False
        self._closed = False
        self._flushed: set[Path] = set()
        """Files of the index that are on the disk; none of them is ever changed."""

    @property
    def state(self) -> IndexState:
        stored = self._stored()
        if stored is None:
            return IndexState(self._all_count(), 0, 0, self._busy.locked())
        return IndexState(self._behind(stored), stored.size, stored.position, self._busy.locked())

    def catch_up(self, job: Job) -> int:
        """Index what changed since the last time; return how many clippings were indexed.

        Makes the index anew when it is missing, damaged, of another format or of another history.
        Does nothing while another process writes it.
        """
        with self._writing(job) as mine:
            if not mine:
                return 0
            stored = self._stored()
            if stored is None or not self._same_history(stored):
                return self._rebuild(job)
            position, uid, ids = self._archive.touched_since(stored.position)
            if position == stored.position:
                return 0
            try:
                size = self._update(stored, ids, job) if ids else stored.size
            except IndexDamaged:
                return self._rebuild(job)
            self._store(Stored(stored.folder, position, uid, size))
            return len(ids)

    def rebuild(self, job: Job) -> None:
        """Make the index anew; the old one answers until the new one is ready."""
        with self._writing(job) as mine:
            if mine:
                self._rebuild(job)

    def search(self, condition: Condition, job: Job) -> Hits | None:
        """Return the hits of a condition; None while the index is being made.

        Makes a missing or damaged index first when nobody else does. Raises UserMistake for a query
        that is too broad, ArchiveProblem code 'worker' when the search took too long.
        """
        for _ in range(2):
            stored = self._stored()
            if stored is not None:
                try:
                    return self._ask(stored, condition, job)
                except IndexDamaged:
                    self._broken = self._stored() == stored
            if self._busy.locked():
                return None
            self.catch_up(job)
        return None

    def close(self) -> None:
        """Stop what is being indexed; it is done when the archive is opened again."""
        self._closed = True
        if self._temporary is not None:
            self._temporary.cleanup()

    def _ask(self, stored: Stored, condition: Condition, job: Job) -> Hits:
        service = self._workers.service("search")
        seconds = SEARCH_SECONDS if service.pid is not None else START_SECONDS
        folder = self.folder / stored.folder
        return service.call(worker_side.search, folder, condition, timeout=seconds, stop=job.stop_requested)

    def _rebuild(self, job: Job) -> int:
        position, uid = self._archive.journal_position()
        with self._archive.read() as records:
            ids = sorted(
                records.clippings.place_ids(Place(PlaceKind.ALL))
                | records.clippings.place_ids(Place(PlaceKind.TRASH))
            )
        folder = self.folder / secrets.token_hex(8)
        try:
            empty = self._submit(worker_side.build, folder, [])
            size = self._in_parts(folder, ids, [], job, [empty])
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._store(Stored(folder.name, position, uid, size))
        self._broken = False
        for other in self.folder.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return len(ids)

    def _update(self, stored: Stored, ids: Sequence[int], job: Job) -> int:
        folder = self.folder / stored.folder
        if len(ids) > MANY:
            return self._in_parts(folder, ids, ids, job)
        with self._spool_folder() as spools:
            files = [self._spool(spools, ids[at : at + PORTION]) for at in range(0, len(ids), PORTION)]
            done = self._submit(worker_side.update, folder, files, list(ids))
            self._wait([done], job, 0, len(ids))
            return done.result()

    def _in_parts(
        self,
        folder: Path,
        ids: Sequence[int],
        removed: Sequence[int],
        job: Job,
        running: Sequence[Future[int]] = (),
    ) -> int:
        """Build several indexes at once and have the one in `folder` take them over."""
        size = max(PORTION, min(LARGEST_PART, -(-len(ids) // max(1, self._workers.size))))
        with self._spool_folder() as spools:
            running = list(running)
            parts: list[Path] = []
            try:
                for start in range(0, len(ids), size):
                    chunk = ids[start : start + size]
                    files = [
                        self._spool(spools, chunk[at : at + PORTION]) for at in range(0, len(chunk), PORTION)
                    ]
                    parts.append(spools / f"part-{start}")
                    running.append(self._submit(worker_side.build, parts[-1], files))
                    self._wait(running[: -2 * self._workers.size], job, 0, len(ids))
                    self._progress(job, start, len(ids))
                self._wait(running, job, 0, len(ids))
                done = self._submit(worker_side.adopt, folder, parts, list(removed))
                self._wait([done], job, len(ids), len(ids))
                return done.result()
            except BaseException:
                for future in running:
                    future.cancel()
                raise

    def _submit(self, function: object, *args: object) -> Future[int]:
        return self._workers.submit("index", function, *args, timeout=BUILD_SECONDS)  # type: ignore[arg-type]

    def _wait(self, futures: Sequence[Future[int]], job: Job, done: int, total: int) -> None:
        try:
            while not all(future.done() for future in futures):
                self._workers.wait([future for future in futures if not future.done()], TICK)
                self._progress(job, done, total)
        except Cancelled:
            for future in futures:
                future.cancel()
            raise
        for future in futures:
            future.result()

    def _progress(self, job: Job, done: int, total: int) -> None:
        if self._closed:
            raise Cancelled
        job.progress(done, total, "Indexing")

    def _spool(self, folder: Path, ids: Sequence[int]) -> Path:
        path = folder / f"{secrets.token_hex(6)}.jsonl"
        with self._archive.read() as records:
            texts = records.clippings.texts(ids)
        worker_side.write_spool(path, texts.values())
        return path

    @contextlib.contextmanager
    def _spool_folder(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="spool-", dir=self.folder) as name:
            yield Path(name)

    @contextlib.contextmanager
    def _writing(self, job: Job) -> Iterator[bool]:
        """Wait for this process's turn; False when another process writes."""
        while not self._busy.acquire(timeout=TICK):
            self._progress(job, 0, 0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # somebody may clear the cache
            with FolderLock(self.folder) as mine:
                yield mine
        except OSError as error:
            raise _unwritable(error) from error
        finally:
            self._busy.release()

    def _stored(self) -> Stored | None:
        """Return what stands beside the index; None when there is none that can be used."""
        return None if self._broken else read_stored(self.folder)

    def _store(self, stored: Stored) -> None:
        """Say how far the index goes, once what it consists of is on the disk: the engine flushes nothing."""
        files = set((self.folder / stored.folder).iterdir())
        for file in files - self._flushed:
            _flush(file)
        self._flushed = files
        path = self.folder / "state.json"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(stored)), encoding="utf-8")
        _flush(temporary)
        os.replace(temporary, path)

    def _same_history(self, stored: Stored) -> bool:
        """Does the archive's journal still have the row that the index has reached?"""
        return stored.position == 0 or self._archive.journal_uid(stored.position) == stored.uid

    def _behind(self, stored: Stored) -> int:
        if self._archive.journal_position() == (stored.position, stored.uid):
            return 0
        if not self._same_history(stored):
            return self._all_count()
        return len(self._archive.touched_since(stored.position, COUNTED_BEHIND)[2])

    def _all_count(self) -> int:
        with self._archive.read() as records:
            return records.clippings.count() + records.clippings.count(trashed=True)


def read_stored(folder: Path) -> Stored | None:
    """Return what stands beside the index in its folder; None when there is none that can be used."""
    try:
        stored = Stored(**json.loads((folder / "state.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    usable = (
        stored.engine == worker_side.ENGINE
        and stored.analysis == analysis.VERSION
        and stored.folder.isalnum()
        and (folder / stored.folder).is_dir()
    )
    return stored if usable else None


def _flush(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("rb+") as file:
        os.fsync(file.fileno())


def _unwritable(error: OSError) -> ArchiveProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ArchiveProblem(
            "There is no room on the disk for the search index.",
            "Make room on the disk with your own folders; the archive itself is whole.",
            "index",
        )
    return ArchiveProblem(
        "The search index cannot be written.", "Check that your own cache folder can be written.", "index"
    )
