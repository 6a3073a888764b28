"""Adds many rows of one table at once, with their journal rows: for imports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from archive_app.storage.journal import Entry, whole_row
from archive_app.storage.tables import Record, new_uid, row_checksum
from archive_app.storage.tables.base import defaults_of


def insert_many(session: Session, record: type[Record], values: Sequence[dict[str, Any]]) -> list[Entry]:
    """Insert rows and return their entries, which the caller hands to the journal.

    The ids are chosen here, from SQLite's own count of ids ever given, since asking for each after
    its insertion takes as long as the insertion. Only the holder of the write lock gets here.
    """
    if not values:
        return []
    connection = session.connection()
    first = _last_id(connection, record.__tablename__) + 1
    defaults = defaults_of(record)
    rows = []
    for id, given in enumerate(values, first):
        row = {**defaults, "uid": new_uid(), **given}
        row["checksum"] = row_checksum(record, row)
        row["id"] = id
        rows.append(row)
    connection.execute(record.__table__.insert(), rows)  # type: ignore[attr-defined]
    return [
        Entry(
            "insert",
            record,
            row["id"],
            row,
            after=whole_row(record, row) if record.keeps_copy else {"checksum": row["checksum"]},
        )
        for row in rows
    ]


def _last_id(connection: Connection, table: str) -> int:
    found = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
    return int(found or 0)
