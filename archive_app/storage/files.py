"""The source files: kept byte for byte under their SHA-256, and never changed again."""

import hashlib
import os
import shutil
import stat
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path

from archive_app.errors import ArchiveProblem, FileProblem
from archive_app.storage.troubles import told_plainly

CHUNK = 1 << 20
ATTEMPTS = 3


class FileStore:
    """The folders `files`, `staging` and `quarantine` of an archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = folder / "files"
        self.staging = folder / "staging"
        self.quarantined = folder / "quarantine"

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash lies, or would lie; raises ValueError for no hash."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self.files / sha256[:2] / sha256

    def take(self, path: Path) -> tuple[str, int]:
        """Keep a copy of the file; returns its SHA-256 and size in bytes.

        The copy is hashed, not the original; a file that changes meanwhile is read again, and after
        three times refused with FileProblem `changed`. The original is never touched.
        """
        with told_plainly(self.folder):
            self.staging.mkdir(exist_ok=True)
        for _ in range(ATTEMPTS):
            before = _look(path)
            temporary = self.staging / f"{uuid.uuid4().hex}.tmp"
            try:
                sha256, size = self._copy(path, temporary)
                if _look(path) == before:
                    with told_plainly(self.folder):
                        self._settle(temporary, sha256)
                    return sha256, size
            finally:
                temporary.unlink(missing_ok=True)
        raise FileProblem(
            f"'{path.name}' changed while it was read.", "Import it again when it is complete.", "changed"
        )

    def _copy(self, path: Path, temporary: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        source = _open_regular(path)
        with source, told_plainly(self.folder), open(temporary, "xb") as target:
            self._room_for(os.fstat(source.fileno()).st_size)
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        return digest.hexdigest(), size

    def _room_for(self, size: int) -> None:
        if shutil.disk_usage(self.folder).free < 2 * size:
            raise ArchiveProblem(
                f"There is no room on the disk for a file of {size:,} bytes.",
                "Make room on the disk, then import the file again.",
                "disk-full",
            )

    def settle(self, copies: Iterable[tuple[Path, str]]) -> None:
        """Move complete copies, each with its SHA-256, to their places: one flush for all folders.

        A copy whose bytes are in their place already stays where it is.
        """
        folders = {self.files}
        with told_plainly(self.folder):
            for copy, sha256 in copies:
                place = self.path(sha256)
                if place.exists():
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                copy.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
                os.replace(copy, place)
                folders.add(place.parent)
            for folder in folders:
                sync_folder(folder)

    def _settle(self, temporary: Path, sha256: str) -> None:
        """Move a complete copy to its place, unless the same bytes lie there already."""
        place = self.path(sha256)
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        os.replace(temporary, place)
        sync_folder(place.parent)
        sync_folder(self.files)

    def quarantine(self, path: Path, reason: str) -> Path:
        """Keep a copy of a file that could not be read, with the reason beside it; returns the copy."""
        with told_plainly(self.folder):
            self.quarantined.mkdir(exist_ok=True)
        temporary = self.quarantined / f"{uuid.uuid4().hex}.tmp"
        try:
            sha256, _ = self._copy(path, temporary)
            place = self.quarantined / sha256
            with told_plainly(self.folder):
                os.replace(temporary, place)
                write_safely(self.quarantined / f"{sha256}.txt", reason.encode("utf-8", "replace"))
        finally:
            temporary.unlink(missing_ok=True)
        return place

    def remove(self, sha256: str) -> None:
        """Delete a kept file for ever."""
        place = self.path(sha256)
        if place.exists():
            place.chmod(stat.S_IRUSR | stat.S_IWUSR)
            place.unlink()


def _open_regular(path: Path):
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise _unreadable(path) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileProblem(f"'{path.name}' is not a file.", "Choose files or folders.", "not-a-file")
    return open(handle, "rb")


def _look(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path) from error
    return found.st_size, found.st_mtime_ns


def _unreadable(path: Path) -> FileProblem:
    return FileProblem(
        f"'{path.name}' cannot be read.",
        "Check that it is still there, and that you may read it.",
        "unreadable",
    )


def write_safely(path: Path, content: bytes) -> None:
    """Write a small file so that after a crash either the old or the new one is there."""
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with open(temporary, "xb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system has such a thing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
