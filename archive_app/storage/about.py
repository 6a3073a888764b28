"""The file `archive.toml`: what an archive is called, and which format it has."""

import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from archive_app import __version__
from archive_app.errors import ArchiveProblem
from archive_app.storage.files import write_safely
from archive_app.storage.troubles import damaged

NAME = "archive.toml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class About:
    """Name, id and format of an archive; `program` last changed its format."""

    name: str
    id: str
    format: int = FORMAT
    program: str = __version__


def new_about(name: str) -> About:
    return About(name, str(uuid.uuid4()))


def write_about(folder: Path, about: About) -> None:
    content = {"format": about.format, "name": about.name, "id": about.id, "program": about.program}
    write_safely(folder / NAME, tomli_w.dumps(content).encode("utf-8"))


def read_about(folder: Path) -> About:
    """Raises ArchiveProblem `not-found`, `damaged` or `newer`."""
    path = folder / NAME
    if not path.is_file():
        raise ArchiveProblem(
            f"There is no archive in {folder}.",
            "Choose the folder that holds 'archive.toml', or make a new archive.",
            "not-found",
        )
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        about = About(
            str(content["name"]), str(content["id"]), int(content["format"]), str(content.get("program", "?"))
        )
    except (ValueError, KeyError, TypeError):
        raise damaged(folder, "its file 'archive.toml' cannot be understood") from None
    if about.format > FORMAT:
        raise newer(folder, about.program)
    return about


def newer(folder: Path, program: str) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' was written by Press Archive {program}, which is newer than this one "
        f"({__version__}).",
        f"Open it with Press Archive {program} or later.",
        "newer",
    )
