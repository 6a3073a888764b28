"""The folders of the person who uses the program, and the few settings that work without a window."""

from __future__ import annotations

import os
from pathlib import Path

ARCHIVE_MARKER = "archive.toml"
"""The file that makes a folder an archive."""


def user_folder(kind: str) -> Path:
    """Return the folder of `kind` (config, cache, state, data); PRESS_ARCHIVE_HOME moves them all."""
    home = os.environ.get("PRESS_ARCHIVE_HOME")
    if home:
        return Path(home) / kind
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("press-archive", appauthor=False))


def setting(key: str) -> object:
    """Return a value of the settings file at a dotted key; None where it is not set or not readable."""
    import tomllib

    try:
        node: object = tomllib.loads((user_folder("config") / "settings.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    for part in key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    return node


def named_archive() -> Path | None:
    """Return the archive that PRESS_ARCHIVE names."""
    named = os.environ.get("PRESS_ARCHIVE")
    return Path(named).expanduser() if named else None


def last_archive() -> Path | None:
    """Return the archive of PRESS_ARCHIVE, else the one that was open last."""
    return named_archive() or newest_of(setting("archives.recent"))


def newest_of(recent: object) -> Path | None:
    """Return the first of the archives that the settings remember, when it is still there."""
    first = recent[0] if isinstance(recent, list) and recent else None
    if isinstance(first, str) and first and (Path(first) / ARCHIVE_MARKER).is_file():
        return Path(first)
    return None


def author_name() -> str:
    """Return the name that a person gave the program, or '' (it is never taken from the login)."""
    named = os.environ.get("PRESS_ARCHIVE_AUTHOR") or setting("author")
    return named.strip() if isinstance(named, str) else ""
