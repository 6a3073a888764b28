"""Looks for damage: rows that do not fit their checksum, broken pages, altered source files."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from archive_app.storage.conflicts import NOUNS
from archive_app.storage.files import CHUNK, FileStore
from archive_app.storage.tables import RECORDS, Record, SourceFileRow, TextRow, row_checksum


class Watcher(Protocol):
    """Who is told how far a check is, and may stop it by raising Cancelled."""

    def progress(self, done: int, total: int, text: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written. `code` is checksum, pages, reference, missing or altered."""

    kind: str
    id: int | None
    code: str
    message: str
    repairable: bool = False


def check_records(connection: Connection, job: Watcher | None = None) -> Iterator[Problem]:
    """Yield what is wrong inside the database."""
    yield from _pages(connection)
    counts = {name: _count(connection, record) for name, record in RECORDS.items()}
    total, done = sum(counts.values()), 0
    for name, record in RECORDS.items():
        if job is not None:
            job.progress(done, total, f"Checking {NOUNS[name]} records")
        yield from _rows(connection, record)
        done += counts[name]
    yield from _references(connection)
    yield from _texts(connection)


def _count(connection: Connection, record: type[Record]) -> int:
    try:
        return connection.scalar(select(func.count()).select_from(record.__table__)) or 0
    except DatabaseError:
        return 0


def _pages(connection: Connection) -> Iterator[Problem]:
    try:
        found = list(connection.execute(text("PRAGMA integrity_check(20)")).scalars())
    except DatabaseError:
        found = ["the database cannot be read to its end"]
    for message in found:
        if message != "ok":
            yield Problem("archive", None, "pages", f"The database is damaged: {message}.")


def _rows(connection: Connection, record: type[Record]) -> Iterator[Problem]:
    table = record.__table__
    noun, last = NOUNS[record.__tablename__], 0
    try:
        while True:
            statement = select(table).where(table.c.id > last).order_by(table.c.id).limit(500)
            rows = connection.execute(statement).mappings().all()
            for row in rows:
                if row_checksum(record, dict(row)) != row["checksum"]:
                    message = f"The {noun} {row['id']} is not as it was written."
                    yield Problem(record.kind.value, row["id"], "checksum", message)
            if len(rows) < 500:
                return
            last = rows[-1]["id"]
    except (DatabaseError, ValueError, TypeError):
        yield Problem(record.kind.value, None, "pages", f"The table of {noun} records cannot be read.")


def _references(connection: Connection) -> Iterator[Problem]:
    try:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    except DatabaseError:
        return  # said already, as a broken page
    for table, id, parent, _ in broken:
        if table in RECORDS:
            noun = NOUNS.get(parent, parent)
            message = f"The {NOUNS[table]} {id} refers to a {noun} that is not there."
            yield Problem(RECORDS[table].kind.value, id, "reference", message)


def _texts(connection: Connection) -> Iterator[Problem]:
    """Say which clippings have no current text, or more than one."""
    counted = (
        select(TextRow.clipping_id, func.sum(TextRow.current).label("current"))
        .group_by(TextRow.clipping_id)
        .having(func.sum(TextRow.current) != 1)
    )
    try:
        rows = connection.execute(counted).all()
    except DatabaseError:
        return  # said already, as a broken page
    for row in rows:
        message = f"The clipping {row.clipping_id} has {row.current} current texts instead of one."
        yield Problem("clipping", row.clipping_id, "reference", message)


Named = tuple[int, str, str]
"""A source file's id, hash and name."""


def names_of_files(connection: Connection) -> list[Named]:
    """Return the source files that the archive should have."""
    table = SourceFileRow.__table__.c
    rows: Any = connection.execute(select(table.id, table.sha256, table.name).order_by(table.id))
    return [(row[0], row[1], row[2]) for row in rows]


def check_files(kept: Sequence[Named], files: FileStore, job: Watcher | None = None) -> Iterator[Problem]:
    """Yield the source files that are missing, or are not byte for byte what was imported."""
    for done, (id, sha256, name) in enumerate(kept):
        if job is not None:
            job.progress(done, len(kept), "Checking source files")
        problem = _file(files, id, sha256, name)
        if problem is not None:
            yield problem


def _file(files: FileStore, id: int, sha256: str, name: str) -> Problem | None:
    kind = "source_file"
    try:
        found = hash_of(files.path(sha256))
    except FileNotFoundError:
        return Problem(kind, id, "missing", f"The source file '{name}' is missing from the archive.")
    except (OSError, ValueError):
        return Problem(kind, id, "missing", f"The source file '{name}' cannot be read.")
    if found != sha256:
        return Problem(kind, id, "altered", f"The source file '{name}' is not as it was imported.")
    return None


def hash_of(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
