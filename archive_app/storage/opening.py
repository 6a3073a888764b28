"""What is looked at before an archive's database is trusted: its tables, its version, its soundness."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from archive_app.errors import ArchiveProblem
from archive_app.storage.about import About, newer
from archive_app.storage.migrations import HEAD, KNOWN
from archive_app.storage.protection import protect
from archive_app.storage.tables import Base
from archive_app.storage.troubles import damaged, told_plainly

DATABASE = "records.sqlite"
STEPS_BETWEEN_LOOKS = 1_000_000
MOST_LOOKS = 20_000


def writable(folder: Path) -> bool:
    """Can files be made in the folder, and the database be changed?"""
    database = folder / DATABASE
    return os.access(folder, os.W_OK) and (not database.exists() or os.access(database, os.W_OK))


def must_be_fixed(folder: Path) -> bool:
    """Is the folder unwritable with nothing waiting in a write-ahead log, so that `immutable` is right?"""
    log = folder / f"{DATABASE}-wal"
    return not os.access(folder, os.W_OK) and not (log.exists() and log.stat().st_size)


def examine(folder: Path, about: About, *, thoroughly: bool, fixed: bool) -> str:
    """Look at the database before it is used, and return its schema version.

    Raises ArchiveProblem `damaged` for a broken or foreign schema (views, triggers, unknown tables),
    `newer` for a version that this program does not know.
    """
    database = folder / DATABASE
    if not database.is_file():
        raise damaged(folder, f"its database '{DATABASE}' is missing")
    parameters = "?immutable=1" if fixed else "?mode=ro"
    with (
        told_plainly(folder),
        closing(sqlite3.connect(f"file:{quote(str(database))}{parameters}", uri=True)) as connection,
    ):
        protect(connection)
        _bound(connection)
        version = _version(connection, folder, about)
        _expect_tables(connection, folder, version)
        if thoroughly and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(folder, "its database has broken pages")
    return version


def _bound(connection: sqlite3.Connection) -> None:
    """Stop a statement that runs without end."""
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        return looks > MOST_LOOKS

    connection.set_progress_handler(look, STEPS_BETWEEN_LOOKS)


def _version(connection: sqlite3.Connection, folder: Path, about: About) -> str:
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise damaged(folder, "its database is not one of Press Archive") from None
        raise
    version = str(found[0][0]) if len(found) == 1 else ""
    if version in KNOWN:
        return version
    if version.isdigit() and version > HEAD:
        raise newer(folder, about.program)
    raise damaged(folder, "the version of its database is unknown")


def _expect_tables(connection: sqlite3.Connection, folder: Path, version: str) -> None:
    """Compare the schema with what this program makes; older versions may lack tables."""
    tables = {
        table.name: {column.name for column in table.columns} for table in Base.metadata.tables.values()
    }
    indexes = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    seen: set[str] = set()
    for kind, name, table in connection.execute("SELECT type, name, tbl_name FROM sqlite_master"):
        automatic = name.startswith("sqlite_autoindex_") and table in (*tables, "alembic_version")
        known = kind == "table" and name in (*tables, "alembic_version", "sqlite_sequence")
        indexed = kind == "index" and (automatic or name in indexes)
        if not known and not indexed:
            raise _foreign(folder, kind)
        seen.add(name)
    if version != HEAD:
        return
    for name, expected in tables.items():
        columns = {row[1]: row[6] for row in connection.execute(f'PRAGMA table_xinfo("{name}")')}
        if set(columns) != expected or any(columns.values()):
            raise _foreign(folder, "table")


def _foreign(folder: Path, kind: str) -> ArchiveProblem:
    return ArchiveProblem(
        f"The archive '{folder.name}' is not opened, since its database holds a {kind} that Press Archive "
        "never makes.",
        "Ask for a new copy from where it came from; somebody may have altered it.",
        "damaged",
    )
