"""Opens the archive's database: one connection for writing, several for reading."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from archive_app.storage.protection import protect

NETWORK_TYPES = (
    "cifs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "fuse.sshfs",
    "9p",
    "davfs",
    "fuse.davfs2",
)


def writing_engine(database: Path, *, network: bool = False) -> Engine:
    """Return an engine of one connection, whose transactions take the write lock at once.

    On a network share the journal mode is DELETE, since WAL needs shared memory on one machine.
    """
    mode = "DELETE" if network else "WAL"

    def connect() -> sqlite3.Connection:
        connection = _open(f"file:{quote(str(database))}")
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA wal_autocheckpoint=4000")
        return connection

    return _engine(connect, "BEGIN IMMEDIATE", size=1)


def reading_engine(database: Path, *, fixed: bool = False, strictly: bool = False) -> Engine:
    """Return an engine that cannot write, for any thread.

    `strictly` opens the file itself for reading only; `fixed` says that nobody can change it, so
    that it can be read on a read-only medium.
    """
    parameters = "?immutable=1" if fixed else "?mode=ro" if strictly else ""

    def connect() -> sqlite3.Connection:
        connection = _open(f"file:{quote(str(database))}{parameters}")
        connection.execute("PRAGMA query_only=ON")
        return connection

    return _engine(connect, "BEGIN", size=4)


def migrating_engine(database: Path) -> Engine:
    """Return an engine of one connection that does not look at foreign keys.

    They are switched off before the transaction, since inside one the pragma does nothing, and
    rebuilding a table would then delete the rows that refer to it.
    """

    def connect() -> sqlite3.Connection:
        connection = _open(f"file:{quote(str(database))}")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    return _engine(connect, "BEGIN IMMEDIATE", size=1)


def _open(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    protect(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA cache_size=-16000")
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], begin: str, size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if size == 1 else 12,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def on_network(folder: Path) -> bool:
    """Does the folder lie on a network share, where WAL does not work?"""
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        root = str(folder.resolve().anchor)
        return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == drive_remote
    return file_system_type(folder.resolve(), _mounts()) in NETWORK_TYPES


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def file_system_type(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds the folder, from the text of /proc/mounts."""
    best, found = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), parts[2]
    return found
