"""The lock that keeps a second writer out of an archive, and says who holds it.

The operating system holds the lock, not the file: a file left behind by a crash never blocks.
"""

import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_app.errors import ArchiveProblem
from archive_app.storage.journal import utc_now

NAME = "archive.lock"
_FAR = 1 << 30  # locked beyond the text, which Windows would otherwise let nobody read


@dataclass(slots=True)
class Lock:
    """A held lock; `left_open` says that the writer before did not close the archive."""

    handle: int
    path: Path
    left_open: bool

    def release(self) -> None:
        """Let others write; what is left of the file says that the archive was closed."""
        os.ftruncate(self.handle, 0)
        self._let_go()

    def abandon(self) -> None:
        """Let others write, when the archive could not be opened: a mark of a crash stays."""
        if not self.left_open:
            os.ftruncate(self.handle, 0)
        self._let_go()

    def _let_go(self) -> None:
        _unlock(self.handle)
        os.close(self.handle)


def take_lock(folder: Path) -> Lock:
    """Lock the archive for writing; raises ArchiveProblem `locked` with host, pid and time."""
    path = folder / NAME
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        _lock(handle)
    except OSError:
        owner = _read(handle)
        os.close(handle)
        raise _held(folder, owner) from None
    left_open = bool(_read(handle))
    me = {"host": socket.gethostname(), "pid": os.getpid(), "since": utc_now()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(me).encode())
    return Lock(handle, path, left_open)


def _held(folder: Path, owner: dict[str, Any]) -> ArchiveProblem:
    who = f"process {owner.get('pid', '?')} on {owner.get('host', 'another computer')}"
    since = f" since {owner['since']}" if "since" in owner else ""
    return ArchiveProblem(
        f"The archive '{folder.name}' is open for writing in {who}{since}.",
        "Close it there, or open it here for reading only.",
        "locked",
    )


def _read(handle: int) -> dict[str, Any]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        found = json.loads(os.read(handle, 4096) or b"{}")
    except ValueError:
        return {"host": "an unknown computer"}
    return found if isinstance(found, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
