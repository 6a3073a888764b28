"""Source files for people: where one lies, and a copy of it elsewhere."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from archive_app.errors import FileProblem, UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job


def source_file_path(desk: Desk, job: Job, sha256: str) -> Path:
    """Return where a source file lies in the archive; raises FileProblem when it is gone."""
    with desk.archive.read() as records:
        path = records.source_files.path(sha256)
    if not path.exists():
        raise FileProblem(
            "The source file is missing from the archive.", "Check the archive.", code="missing"
        )
    return path


def save_copy(desk: Desk, job: Job, sha256: str, target: str | Path) -> Path:
    """Copy a source file out of the archive, whole or not at all; returns where it lies."""
    source, target = source_file_path(desk, job, sha256), Path(target)
    if target.resolve().is_relative_to(desk.archive.folder.resolve()):
        raise UserMistake("The copy would lie inside the archive.", "Choose another folder.")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".copy-")
        with os.fdopen(handle, "wb") as out, source.open("rb") as stream:
            shutil.copyfileobj(stream, out)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError as error:
        raise FileProblem(
            f"The copy could not be saved: {error.strerror}.", "Choose another folder.", "unwritable"
        ) from None
    return target
