"""Reading files inside a worker process: copied once, hashed, read, and spooled as drafts.

Nothing is raised out of here: what goes wrong with a file is told by its ReadOutcome.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from archive_app.domain.drafts import Draft, ReadOutcome
from archive_app.errors import FileProblem
from archive_app.operations.spool import write_drafts
from archive_app.readers.base import MAX_FILE_BYTES, FileFacts, ReadContext, Reader, too_large
from archive_app.readers.registry import choose, read_head

CHUNK = 1 << 20
ATTEMPTS = 3
SPOOL_LIMIT = 200_000_000
"""Bytes of drafts of one file."""


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """One file to read: where it lies, and where its copy and its drafts go."""

    index: int
    path: str
    copy: str
    spool: str
    files: str = ""
    """The archive's folder of known files; what lies there already is not read again. '' reads all."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one order. `copied` is False when no bytes could be kept."""

    index: int
    outcome: ReadOutcome
    sha256: str = ""
    size: int = 0
    copied: bool = False
    known: bool = False
    """The same bytes lie in the archive already; they were not read again."""


def read_files(orders: tuple[ReadOrder, ...]) -> tuple[ReadResult, ...]:
    """Read several files one after another; a worker's task."""
    return tuple(_read_file(order) for order in orders)


def _read_file(order: ReadOrder) -> ReadResult:
    started = time.monotonic()
    path, copy = Path(order.path), Path(order.copy)
    reader: Reader | None = None
    sha256, size, copied = "", 0, False
    try:
        size = _checked_size(path)
        problem: FileProblem | None = None
        try:
            reader = choose(read_head(path), path)
            if size > reader.max_bytes:
                raise too_large(size, reader.max_bytes)
        except FileProblem as error:
            problem = error
            if error.code in ("too-large", "unreadable"):
                raise
        sha256, size = _copy(path, copy)
        copied = True
        if problem is not None:
            raise problem
        if order.files and (Path(order.files) / sha256[:2] / sha256).exists():
            return ReadResult(order.index, ReadOutcome(), sha256, size, copied=True, known=True)
        assert reader is not None
        outcome = _read(reader, copy, path.name, Path(order.spool))
    except FileProblem as error:
        outcome = _told(reader, error.code, error.message, error.hint)
    except MemoryError:
        outcome = _told(reader, "memory", "It needs more memory than one file may take.", "Split the file.")
    except RecursionError:
        outcome = _told(
            reader, "unreadable", "It is nested deeper than any article.", "Save it again from its source."
        )
    except Exception as error:  # noqa: BLE001 - readers' libraries raise anything on hostile files
        outcome = _told(
            reader,
            "unreadable",
            f"It could not be read ({type(error).__name__}).",
            "Save it again from its source; report it if it opens elsewhere.",
        )
    return ReadResult(order.index, replace(outcome, seconds=time.monotonic() - started), sha256, size, copied)


def _told(reader: Reader | None, code: str, message: str, hint: str) -> ReadOutcome:
    name, media_type = (reader.name, reader.media_type) if reader else ("", "")
    return ReadOutcome(name, media_type, code=code, message=message, hint=hint)


def _checked_size(path: Path) -> int:
    try:
        status = os.stat(path)
    except OSError as error:
        raise FileProblem(
            f"It cannot be read: {error.strerror or type(error).__name__}.",
            "Check that it is still there, and that you may read it.",
            "unreadable",
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise FileProblem("It is a device or a pipe, not a file.", "Import regular files.", "not-a-file")
    if status.st_size > MAX_FILE_BYTES:
        raise too_large(status.st_size, MAX_FILE_BYTES)
    return status.st_size


def _copy(path: Path, copy: Path) -> tuple[str, int]:
    """Copy the file and return the copy's SHA-256 and size; what changes meanwhile is read again."""
    for _ in range(ATTEMPTS):
        digest, size = hashlib.sha256(), 0
        try:
            with open(path, "rb", buffering=0) as source, open(copy, "wb", buffering=0) as target:
                before = os.fstat(source.fileno())
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                os.fsync(target.fileno())
                after = os.stat(path)
        except OSError as error:
            raise FileProblem(
                f"It cannot be copied: {error.strerror or type(error).__name__}.",
                "Check the file, and that there is room on the archive's disk.",
                "unreadable",
            ) from error
        if (before.st_size, before.st_mtime_ns) == (
            after.st_size,
            after.st_mtime_ns,
        ) and size == after.st_size:
            return digest.hexdigest(), size
    raise FileProblem(
        "It changed while it was being imported.", "Import it again when it is complete.", "changed"
    )


def _read(reader: Reader, copy: Path, name: str, spool: Path) -> ReadOutcome:
    facts = FileFacts()
    context = ReadContext(name=name, today=date.today())

    def drafts() -> Iterator[Draft]:
        nonlocal facts
        for found in reader.read(copy, context):
            if isinstance(found, FileFacts):
                facts = found
            else:
                yield found

    try:
        count = write_drafts(spool, drafts(), SPOOL_LIMIT)
    except ValueError as error:
        if "spool" not in str(error):
            raise
        raise FileProblem("It holds more text than one file may.", "Split the file.", "too-large") from error
    if not count:
        raise FileProblem("No article was found in it.", "Open it and check what it holds.", "empty")
    return ReadOutcome(reader.name, reader.media_type, count, facts.stated, facts.page_count, str(spool))
