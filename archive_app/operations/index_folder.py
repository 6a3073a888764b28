"""Where an archive's index lies in the user's cache, and the lock that lets one process write it."""

from __future__ import annotations

import os
import secrets
import sys
import tomllib
from pathlib import Path
from types import TracebackType
from typing import IO

import tomli_w

from archive_app.user_folders import user_folder


def index_folder(archive_id: str, path: Path, cache_folder: Path | None = None) -> Path:
    """Return the folder of the index of the archive at this path, for this user's eyes only.

    Its random name is remembered in the user's own settings by archive and path, so that a copy of
    an archive has an index of its own, and no archive can name the index that is opened for it.
    """
    key = f"{archive_id} {path.resolve()}"
    known_file = user_folder("config") / "indexes.toml"
    known = _known(known_file)
    name = known.get(key)
    if name is None or not name.isalnum():
        name = known[key] = secrets.token_hex(12)
        _remember(known_file, known)
    folder = (cache_folder or user_folder("cache")) / "index" / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def _known(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _remember(path: Path, known: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    temporary.write_text(tomli_w.dumps(known), encoding="utf-8")
    os.replace(temporary, path)


class FolderLock:
    """Holds a folder's lock of the operating system; entering says whether it was free.

    A killed process holds nothing, so that no lock stays behind.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: IO[bytes] | None = None

    def __enter__(self) -> bool:
        file = self._path.open("a+b")
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
