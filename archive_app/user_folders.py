"""The folders of the person who uses the program, and the few settings that work without a window."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path


def user_folder(kind: str) -> Path:
    """Return the folder of `kind` (config, cache, state, data); PRESS_ARCHIVE_HOME moves them all."""
    home = os.environ.get("PRESS_ARCHIVE_HOME")
    if home:
        return Path(home) / kind
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("press-archive", appauthor=False))


def setting(key: str) -> object:
    """Return a value of the settings file at a dotted key; None where it is not set or not readable."""
    try:
        node: object = tomllib.loads((user_folder("config") / "settings.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    for part in key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    return node


def last_archive() -> Path | None:
    """Return the archive of PRESS_ARCHIVE, else the one that was open last."""
    named = os.environ.get("PRESS_ARCHIVE")
    if named:
        return Path(named).expanduser()
    last = setting("archive.last")
    return Path(last) if isinstance(last, str) and last else None


def author_name() -> str:
    """Return the name that a person gave the program, or '' (it is never taken from the login)."""
    named = os.environ.get("PRESS_ARCHIVE_AUTHOR") or setting("author.name")
    return named.strip() if isinstance(named, str) else ""
