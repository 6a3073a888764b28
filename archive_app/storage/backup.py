"""Backups of the database: made while it is in use, verified before they count, thinned by a budget."""

import os
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from archive_app.errors import ArchiveProblem
from archive_app.storage.files import sync_folder
from archive_app.storage.lock import take_lock
from archive_app.storage.opening import DATABASE
from archive_app.storage.protection import protect
from archive_app.storage.soundness import counts_of, wrong_checksums
from archive_app.storage.troubles import damaged, told_plainly

FOLDER = "backups"
BUDGET = 3
"""All backups together may take this many times the database's size."""
FREE_SHARE = 0.1
"""This share of the disk stays free."""
COMPANIONS = ("-wal", "-shm", "-journal")


def make_backup(folder: Path, mark: str = "") -> Path:
    """Copy the database into `backups` and return the copy, which was read and checked.

    Backups are numbered, since a clock may be wrong; `mark` stands in the name. Raises
    ArchiveProblem `disk-full`, or `damaged` when the database itself is.
    """
    with told_plainly(folder):
        place = folder / FOLDER
        place.mkdir(exist_ok=True)
        size = (folder / DATABASE).stat().st_size
        _thin(place, size)
        _make_room(folder, place, size)
        temporary = place / f"{uuid.uuid4().hex}.tmp"
        try:
            expected = _copy(folder / DATABASE, temporary)
            _verify(folder, temporary, expected)
            final = place / f"{_next_number(place):06d}{f'-{mark}' if mark else ''}.sqlite"
            _flush(temporary)
            os.replace(temporary, final)
            sync_folder(place)
        finally:
            for name in ("", *COMPANIONS):
                temporary.with_name(temporary.name + name).unlink(missing_ok=True)
    return final


def backups(folder: Path) -> tuple[Path, ...]:
    """Return the archive's backups, oldest first."""
    return tuple(sorted((folder / FOLDER).glob("[0-9]*.sqlite")))


def restore_backup(folder: Path, backup: Path) -> Path:
    """Put a backup in the database's place, and return the folder that keeps what was there.

    The archive must be closed: raises ArchiveProblem `locked` otherwise, `damaged` for a bad backup.
    """
    lock = take_lock(folder)
    try:
        with told_plainly(folder):
            temporary = folder / f"{DATABASE}.{uuid.uuid4().hex}.tmp"
            try:
                shutil.copyfile(backup, temporary)
                _verify(folder, temporary)
                _flush(temporary)
                kept = _set_aside(folder)  # the old database stays in its place until it is replaced
                os.replace(temporary, folder / DATABASE)
                sync_folder(folder)
            finally:
                for name in ("", *COMPANIONS):
                    temporary.with_name(temporary.name + name).unlink(missing_ok=True)
    finally:
        lock.release()
    return kept


def _set_aside(folder: Path) -> Path:
    """Move the database and its log away: a log left beside a restored database would be read into it."""
    numbers = [int(name) for path in folder.glob("damaged-*") if (name := path.name[8:]).isdigit()]
    kept = folder / f"damaged-{max(numbers, default=0) + 1:03d}"
    kept.mkdir()
    database = folder / DATABASE
    if database.exists():
        try:
            os.link(database, kept / DATABASE)
        except OSError:  # a disk without links to files
            shutil.copyfile(database, kept / DATABASE)
            _flush(kept / DATABASE)
    for name in COMPANIONS:
        path = folder / f"{DATABASE}{name}"
        if path.exists():
            os.replace(path, kept / path.name)
    sync_folder(kept)
    return kept


def _connect(path: Path, parameters: str = "?mode=ro") -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path))}{parameters}", uri=True)
    protect(connection)
    return connection


def _copy(database: Path, target: Path) -> dict[str, int]:
    """Copy the database as it is at one moment, whoever writes meanwhile; returns what it held then."""
    with closing(_connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.isolation_level = None
        source.execute("BEGIN")
        counts = counts_of(source)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return counts


def _verify(folder: Path, copy: Path, expected: dict[str, int] | None = None) -> None:
    with closing(_connect(copy, "?mode=ro&immutable=1")) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise damaged(folder, "the copy of its database has broken pages")
        if expected is not None and counts_of(connection) != expected:
            raise damaged(folder, "the copy of its database lacks records")
        wrong = wrong_checksums(connection, limit=1)
        if wrong:
            raise damaged(folder, f"the row {wrong[0][1]} of its table '{wrong[0][0]}' was altered")


def _flush(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _next_number(place: Path) -> int:
    return max((int(path.name[:6]) for path in place.glob("[0-9]*.sqlite")), default=0) + 1


def _thin(place: Path, size: int) -> None:
    """Delete the oldest backups beyond the budget; the newest, and the newest before each migration, stay."""
    kept = sorted(place.glob("[0-9]*.sqlite"))
    for path in _removable(kept):
        if sum(other.stat().st_size for other in kept) + size <= BUDGET * size:
            return
        path.unlink()
        kept.remove(path)


def _removable(kept: list[Path]) -> list[Path]:
    precious = {path.name[6:]: path for path in kept if "before" in path.name}
    return [path for path in kept[:-1] if path not in precious.values()]


def _make_room(folder: Path, place: Path, size: int) -> None:
    for path in _removable(sorted(place.glob("[0-9]*.sqlite"))):
        if _room(folder, size):
            return
        path.unlink()
    if not _room(folder, size):
        raise ArchiveProblem(
            f"There is no room on the disk for a backup of {size:,} bytes.",
            "Make room on the disk, then try again.",
            "disk-full",
        )


def _room(folder: Path, size: int) -> bool:
    disk = shutil.disk_usage(folder)
    return disk.free - size >= FREE_SHARE * disk.total
