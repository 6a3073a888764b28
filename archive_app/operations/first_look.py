"""Lists and searches an archive while it is still being opened, as far as that needs no database library."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from archive_app.domain.listing import ClippingRow, Listing, ListRequest, SortKey
from archive_app.errors import ArchiveAppError, Cancelled
from archive_app.operations.index_folder import index_folder
from archive_app.operations.job import Job
from archive_app.operations.search_index import START_SECONDS, read_stored
from archive_app.operations.workers import Workers
from archive_app.search import worker_side
from archive_app.storage.first_look import FirstLook, first_look

__all__ = ["Glance", "glance"]


class _NeedsTheArchive(Exception):
    """A query asks for something that only the open archive knows."""


class Glance:
    """Answers what it surely can, from any thread; None means: wait until the archive is open."""

    def __init__(self, look: FirstLook, workers: Workers) -> None:
        self.name, self.id = look.name, look.id
        self._look, self._workers = look, workers
        self._lock = Lock()
        self._index = index_folder(look.id, look.folder)

    def warm(self, job: Job) -> None:
        """Let the search process start and open the index, which is the slow part of a first search."""
        service = self._workers.service("search")
        service.start()
        stored = read_stored(self._index)
        if stored is not None:
            service.call(worker_side.size, self._index / stored.folder, timeout=START_SECONDS)

    def listing(self, job: Job, request: ListRequest, typing: bool) -> Listing | None:
        """Return all clippings by date, or the best hits of a query of words."""
        begun = time.perf_counter()
        natural = SortKey.RELEVANCE if request.query.strip() else SortKey.DATE
        if request.places or request.ascending is not None or request.sort not in (None, natural):
            return None
        try:
            found = self._searched(job, request, typing) if request.query.strip() else self._all(request)
        except Cancelled:
            raise
        except (_NeedsTheArchive, ArchiveAppError, sqlite3.Error, OSError):
            return None
        return None if found is None else replace(found, seconds=time.perf_counter() - begun)

    def rows(self, job: Job, ids: Sequence[int]) -> tuple[ClippingRow, ...] | None:
        """Return rows without marks: those need the texts."""
        try:
            with self._lock:
                return tuple(self._look.rows(ids))
        except sqlite3.Error:
            return None

    def close(self) -> None:
        with self._lock:
            self._look.close()

    def _all(self, request: ListRequest) -> Listing:
        with self._lock:
            ids = self._look.ids()
        return Listing(request, ids, total=len(ids))

    def _searched(self, job: Job, request: ListRequest, typing: bool) -> Listing | None:
        from archive_app.search.language import parse

        stored = read_stored(self._index)
        with self._lock:
            if stored is None or self._look.journal_position() != (stored.position, stored.uid):
                return None
            query = parse(request.query, _Names(self._look), dt.date.today(), typing=typing)
        folder = self._index / stored.folder
        hits = self._workers.service("search").call(
            worker_side.search, folder, query.meaning, timeout=START_SECONDS, stop=job.stop_requested
        )
        if not len(hits.ids) or not (len(hits.scores) and hits.scores[0] > 0):
            return None  # nothing found may be a word that is only begun, and without a ranking dates count
        return Listing(request, array("q", hits.ids), hits.scores, len(hits.ids))


class _Names:
    """What the search language may ask: languages, but no names."""

    def __init__(self, look: FirstLook) -> None:
        self._look = look

    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        raise _NeedsTheArchive

    def outlets(self, words: str) -> Iterable[int]:
        raise _NeedsTheArchive

    def collections(self, words: str) -> Iterable[int]:
        raise _NeedsTheArchive

    def languages(self) -> Iterable[str]:
        return self._look.languages()


def glance(job: Job, folder: Path, workers: Workers) -> Glance | None:
    """Return a glance at the archive in `folder`; None when it must be opened to know anything."""
    look = first_look(folder)
    if look is None:
        return None
    try:
        return Glance(look, workers)
    except OSError:
        look.close()
        return None
