"""Turns what SQLite and the disk complain about into a sentence with a next step."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive_app.errors import ArchiveProblem

_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def told_plainly(folder: Path, *, disk: bool = True) -> Iterator[None]:
    """Raise ArchiveProblem for a full disk, a lost folder, a damaged database; let bugs through.

    Without `disk`, errors of the operating system pass, as they may come from somebody else's file.
    """
    try:
        yield
    except _wrapped() as error:
        problem = _of_database(getattr(error, "orig", None), folder)
        if problem is None:
            raise
        raise problem from error
    except sqlite3.DatabaseError as error:
        problem = _of_database(error, folder)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        if not disk:
            raise
        raise problem_of_disk(error, folder) from error


def _wrapped() -> tuple[type[BaseException], ...]:
    """Return SQLAlchemy's own errors if it is loaded: the first look at an archive does without it."""
    found = getattr(sys.modules.get("sqlalchemy.exc"), "DBAPIError", None)
    return () if found is None else (found,)


def _of_database(error: BaseException | None, folder: Path) -> ArchiveProblem | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return _disk_full(folder)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return _unreachable(folder)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only(folder, "the folder cannot be written")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveProblem(
            f"The archive '{folder.name}' is busy with another program.",
            "Wait until the other program is done, and try again.",
            "locked",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(folder, "its database cannot be read")
    return None


def problem_of_disk(error: OSError, folder: Path) -> ArchiveProblem:
    """Return the problem that an error of the operating system means for the archive."""
    if error.errno in _FULL:
        return _disk_full(folder)
    if error.errno in _REFUSED:
        return read_only(folder, "the folder cannot be written")
    return _unreachable(folder)


def damaged(folder: Path, reason: str) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' is damaged: {reason}.",
        "Keep the folder as it is, and restore the newest backup from its folder 'backups'.",
        "damaged",
    )


def read_only(folder: Path, reason: str) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' is open for reading only: {reason}.",
        "Close the other program, or copy the archive to a folder that you can write to.",
        "read-only",
    )


def closed(folder: Path) -> ArchiveProblem:
    return ArchiveProblem(f"The archive '{folder.name}' was closed.", "Open it again.", "closed")


def _disk_full(folder: Path) -> ArchiveProblem:
    return ArchiveProblem(
        f"The disk with the archive '{folder.name}' is full; nothing of the last step was kept.",
        "Make room on the disk, then do the last step again.",
        "disk-full",
    )


def _unreachable(folder: Path) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' cannot be reached at {folder}.",
        "Connect the disk or the network share again, then try again.",
        "unreachable",
    )
