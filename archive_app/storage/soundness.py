"""Counts and checksums of a database of any schema version, without the mapped classes."""

import sqlite3
from typing import Any

from archive_app.storage.tables.base import checksum_of

JOURNAL = ("journal", "journal_groups", "touches", "alembic_version")


def tables_with_checksums(connection: sqlite3.Connection) -> dict[str, list[tuple[str, bool]]]:
    """Return each table's columns but id and checksum, by name, and whether each is true-or-false."""
    found: dict[str, list[tuple[str, bool]]] = {}
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        columns = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        if "checksum" in columns and "uid" in columns:
            found[name] = [
                (column, columns[column] == "BOOLEAN")
                for column in sorted(columns)
                if column not in ("id", "checksum")
            ]
    return found


def counts_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of each table of records and of the journal."""
    names = [*tables_with_checksums(connection), "journal"]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def wrong_checksums(connection: sqlite3.Connection, limit: int) -> list[tuple[str, int]]:
    """Return table and id of rows that are not as they were written."""
    wrong: list[tuple[str, int]] = []
    for table, columns in tables_with_checksums(connection).items():
        for id, written, values in _rows(connection, table, columns):
            if checksum_of(values) != written:
                wrong.append((table, id))
                if len(wrong) >= limit:
                    return wrong
    return wrong


def rewrite_checksums(connection: sqlite3.Connection) -> None:
    """Give every row the checksum of what it holds now, after a migration changed the columns."""
    for table, columns in tables_with_checksums(connection).items():
        changed = [
            (checksum, id)
            for id, written, values in _rows(connection, table, columns)
            if (checksum := checksum_of(values)) != written
        ]
        connection.executemany(f'UPDATE "{table}" SET checksum = ? WHERE id = ?', changed)


def _rows(connection: sqlite3.Connection, table: str, columns: list[tuple[str, bool]]) -> Any:
    listed = ", ".join(f'"{name}"' for name, _ in columns)
    for id, written, *values in connection.execute(f'SELECT id, checksum, {listed} FROM "{table}"'):
        yield (
            id,
            written,
            [
                bool(value) if truth and value is not None else value
                for value, (_, truth) in zip(values, columns, strict=True)
            ],
        )
