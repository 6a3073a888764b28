"""The door of an archive: opening, closing, reading, writing, and undoing what was written."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from archive_app.domain.changes import Changes, HistoryEntry, RecordKind, UndoState
from archive_app.errors import ArchiveProblem
from archive_app.storage import dump as dumping
from archive_app.storage import feed, history, sidecar, undo
from archive_app.storage.about import About, new_about, read_about, write_about
from archive_app.storage.backup import make_backup
from archive_app.storage.check import Problem, Watcher, check_files, check_records, names_of_files
from archive_app.storage.engine import on_network, reading_engine, writing_engine
from archive_app.storage.files import FileStore
from archive_app.storage.journal import (
    RecordSession,
    Writing,
    begin_group,
    end_group,
)
from archive_app.storage.known import is_as_left, remember
from archive_app.storage.lock import Lock, take_lock
from archive_app.storage.migrations import HEAD
from archive_app.storage.opening import DATABASE, examine, must_be_fixed, writable
from archive_app.storage.records import Records
from archive_app.storage.schema import make_schema
from archive_app.storage.troubles import closed, told_plainly
from archive_app.storage.troubles import read_only as told_read_only
from archive_app.storage.words import clean_line

__all__ = ["Archive", "Problem"]

Listener = Callable[[Changes], None]
logger = logging.getLogger(__name__)
FOLDERS = ("files", "sidecar", "staging", "quarantine", "backups")


class Archive:
    """An open archive. Any thread may use it but a forbidden one; one write runs at a time."""

    def __init__(self, folder: Path, about: About, author: str, lock: Lock | None, reason: str = "") -> None:
        """Use Archive.open or Archive.create; `reason` says why it is read-only without a lock."""
        self.folder = folder
        self.name = about.name
        self.id = about.id
        self.author = clean_line(author)
        self.read_only = lock is None
        self.read_only_reason = reason
        self.files = FileStore(folder)
        self._lock = lock
        self._writer: Engine | None = None
        database = folder / DATABASE
        if lock is not None:
            self._writer = writing_engine(database, network=on_network(folder))
        self._reader = reading_engine(
            database, fixed=lock is None and must_be_fixed(folder), strictly=lock is None
        )
        self._write_lock = threading.Lock()
        self._sidecar_lock = threading.Lock()
        self._writing_thread: int | None = None
        self._forbidden: int | None = None
        self._closed = False
        self._listeners: list[Listener] = []

    @classmethod
    def create(cls, folder: Path, name: str = "", author: str = "") -> Archive:
        """Make an archive in a new or empty folder; raises ArchiveProblem when it is neither."""
        folder = Path(folder).absolute()
        with told_plainly(folder):
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise ArchiveProblem(
                    f"A new archive cannot be made in {folder}, which is not empty.",
                    "Choose a new or an empty folder.",
                    "not-empty",
                )
            folder.mkdir(parents=True, exist_ok=True)
            for part in FOLDERS:
                (folder / part).mkdir()
            engine = writing_engine(folder / DATABASE, network=on_network(folder))
            with engine.begin() as connection:
                make_schema(connection)
            engine.dispose()
            write_about(folder, new_about(name or folder.name))
        return cls.open(folder, author=author)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, author: str = "") -> Archive:
        """Open an archive; raises ArchiveProblem not-found, locked, newer, damaged or unreachable.

        A folder that cannot be written is opened for reading only, and says why.
        """
        folder = Path(folder).absolute()
        with told_plainly(folder):
            about = read_about(folder)
            if read_only or not writable(folder):
                reason = "it was opened so" if read_only else "the folder cannot be written"
                fixed = must_be_fixed(folder)
                version = examine(folder, about, thoroughly=True, fixed=fixed)
                if version != HEAD:
                    raise _too_old(folder)
                return cls(folder, about, author, None, reason)
            lock = take_lock(folder)
            try:
                return cls._open_locked(folder, about, author, lock)
            except BaseException:
                lock.abandon()
                raise

    @classmethod
    def _open_locked(cls, folder: Path, about: About, author: str, lock: Lock) -> Archive:
        thoroughly = lock.left_open or not is_as_left(folder, about.id)
        version = examine(folder, about, thoroughly=thoroughly, fixed=False)
        if version != HEAD:
            from archive_app.storage.migrations.run import bring_up_to_date

            about = bring_up_to_date(folder, about, version)
        return cls(folder, about, author, lock)

    def close(self) -> None:
        """Close the database and let others write; closing twice does no harm."""
        with self._write_lock, self._sidecar_lock, told_plainly(self.folder):
            self._closed = True
            self._reader.dispose()
            if self._writer is not None:
                self._writer.dispose()
            lock, self._lock = self._lock, None
            if lock is not None:
                try:
                    remember(self.folder, self.id)
                finally:
                    lock.release()

    @contextmanager
    def write(self, label: str, *, origin: str = "person", group: int | None = None) -> Iterator[Records]:
        """Open one transaction and one group of the journal, or join a group of many batches.

        Commits at the end, undoes everything on an exception, then tells the listeners. A write
        inside a write of the same thread is a bug: RuntimeError.
        """
        writing = Writing(clean_line(label), self.author, origin, HEAD, joined=group)
        with self._writing(writing) as records:
            yield records

    @contextmanager
    def _writing(self, writing: Writing) -> Iterator[Records]:
        self._guard()
        self._need_lock()
        me = threading.get_ident()
        if self._writing_thread == me:
            raise RuntimeError("A write was begun inside another write.")
        with self._write_lock:
            self._need_lock()
            self._writing_thread = me
            try:
                with (
                    told_plainly(self.folder, disk=False),
                    RecordSession(
                        self._writer, autoflush=False, expire_on_commit=False, info={"writing": writing}
                    ) as session,
                ):
                    yield Records(session, self.files)
                    session.flush()
                    end_group(session.connection(), writing)
                    session.commit()
            finally:
                self._writing_thread = None
            self._remove_files(writing.files_to_remove)
        changes = writing.changes()
        if changes:
            self._tell(changes)

    def _remove_files(self, hashes: list[str]) -> None:
        """Remove files that no record names any more; one that cannot be is only left lying."""
        for sha256 in hashes:
            try:
                self.files.remove(sha256)
            except OSError:
                logger.warning("A source file without a record could not be removed.", exc_info=True)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:
                logger.exception("A listener could not be told of a change.")

    @contextmanager
    def read(self) -> Iterator[Records]:
        """Open a view of the archive as it is now; it does not see, nor wait for, a running write."""
        self._guard()
        with told_plainly(self.folder, disk=False), RecordSession(self._reader, autoflush=False) as session:
            yield Records(session, self.files)

    def _guard(self) -> None:
        if self._closed:
            raise closed(self.folder)
        if threading.get_ident() == self._forbidden:
            raise RuntimeError("The window's thread may not touch the archive.")

    def forbid_thread(self) -> None:
        """Let the calling thread touch the archive no more."""
        self._forbidden = threading.get_ident()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after each write, in the writing thread; returns what stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def new_group(self, label: str, *, origin: str = "person") -> int:
        """Reserve a group of the journal that many writes can join."""
        writing = Writing(clean_line(label), self.author, origin, HEAD)
        with self._writing(writing) as records:
            connection = records.session.connection()
            begin_group(connection, writing)
        return writing.group

    def undo(self) -> Changes:
        """Undo this person's newest group; raises UserMistake when there is none, or it cannot be."""
        return self._turn(lambda connection: undo.newest_done(connection, self.author), "undo")

    def redo(self) -> Changes:
        """Do again what this person undid last; raises UserMistake when there is nothing."""
        return self._turn(lambda connection: undo.newest_undone(connection, self.author), "redo")

    def undo_group(self, group: int) -> Changes:
        """Undo one group alone; raises UserMistake naming what later writes changed of it."""
        return self._turn(lambda connection: undo.group_to_undo(connection, group), "undo")

    def _turn(self, choose: undo.Chooser, kind: str) -> Changes:
        writing = Writing("", self.author, "person", HEAD, kind=kind)
        with self._writing(writing) as records:
            undo.turn(records.session.connection(), writing, choose)
        return writing.changes()

    def undo_state(self) -> UndoState:
        with self.read() as records:
            return undo.state(records.session.connection(), self.author)

    def history(self, kind: RecordKind | None, id: int | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """Return who changed a record, or any record, newest first."""
        with self.read() as records:
            return history.history(records.session.connection(), kind, id, limit)

    def journal_position(self) -> tuple[int, str]:
        """Return id and uid of the journal's last row; (0, "") when it is empty."""
        with self.read() as records:
            return feed.position(records.session.connection())

    def journal_uid(self, position: int) -> str | None:
        with self.read() as records:
            return feed.uid_at(records.session.connection(), position)

    def touched_since(self, position: int, limit: int = 100_000) -> tuple[int, str, list[int]]:
        """Return a new position, its uid, and the clippings whose index entry changed up to it."""
        with self.read() as records:
            return feed.touched_since(records.session.connection(), position, limit)

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """Return all records as plain values, without the trash, to compare two states."""
        with self.read() as records:
            return dumping.dump(records.session.connection())

    def check(self, job: Watcher | None = None) -> tuple[Problem, ...]:
        """Compare every row and every source file with its checksum; changes nothing."""
        with self.read() as records:
            inside = tuple(check_records(records.session.connection(), job))
            kept = names_of_files(records.session.connection())
        # Outside of the transaction: reading a hundred gigabytes takes long, and the log would grow.
        return inside + tuple(check_files(kept, self.files, job))

    def backup(self) -> Path:
        """Make a verified backup beside the database and return it; others may write meanwhile."""
        self._guard()
        self._need_lock()
        return make_backup(self.folder)

    def write_sidecar(self, limit: int = 20_000) -> int:
        """Write newer changes into the sidecar; returns the lines written, 0 when it is complete.

        For idle times; call again while it returns something.
        """
        self._need_lock()
        with self._sidecar_lock, self.read() as records, told_plainly(self.folder):
            return sidecar.catch_up(records.session.connection(), self.folder / "sidecar", limit)

    def _need_lock(self) -> None:
        if self._closed:
            raise closed(self.folder)
        if self._lock is None:
            raise told_read_only(self.folder, self.read_only_reason)


def _too_old(folder: Path) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' has an older format and cannot be brought up to date here.",
        "Copy it to a folder that you can write to, and open it there.",
        "read-only",
    )
