"""Remembers how this user left each archive, so that only a changed or foreign one is examined at length."""

import json
import os
from pathlib import Path

import platformdirs

from archive_app.storage.files import write_safely
from archive_app.storage.opening import DATABASE

MOST = 200


def _register() -> Path:
    home = os.environ.get("PRESS_ARCHIVE_HOME")
    folder = Path(home) / "state" if home else platformdirs.user_state_path("press-archive", appauthor=False)
    return folder / "known-archives.json"


def is_as_left(folder: Path, archive_id: str) -> bool:
    """Is the database just as it was when this user closed it last?"""
    found = _read().get(str(folder))
    return found is not None and (folder / DATABASE).is_file() and found == [archive_id, *_look(folder)]


def remember(folder: Path, archive_id: str) -> None:
    """Note how the database looks after it was closed; a user's folder that cannot be written is let be."""
    known = _read()
    known.pop(str(folder), None)
    known[str(folder)] = [archive_id, *_look(folder)]
    kept = dict(list(known.items())[-MOST:])
    try:
        _register().parent.mkdir(parents=True, exist_ok=True)
        write_safely(_register(), json.dumps(kept).encode())
    except OSError:
        return  # the next opening takes longer, that is all


def _read() -> dict[str, list[object]]:
    try:
        found = json.loads(_register().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _look(folder: Path) -> list[int]:
    log = folder / f"{DATABASE}-wal"
    found = (folder / DATABASE).stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino, log.stat().st_size if log.exists() else 0]
