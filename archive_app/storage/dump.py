"""The archive's records as plain values, for comparing one state of it with another."""

from typing import Any

from sqlalchemy import Connection, select

from archive_app.storage.tables import RECORDS, ClippingRow

LEFT_OUT = ("source_files", "clipping_sources", "batches", "batch_entries")
"""What stays in the archive when an import is undone."""


def dump(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table of records, without the trash and what hangs on it, by id.

    Journal, source files and imports are left out: they are not undone.
    """
    trashed = set(connection.scalars(select(ClippingRow.id).where(ClippingRow.trashed)))
    content = {name: _rows(connection, name) for name in RECORDS if name not in LEFT_OUT}
    for name, rows in content.items():
        column = "id" if name == "clippings" else "clipping_id"
        rows[:] = [row for row in rows if row.get(column) not in trashed and not row.get("trashed")]
    names = {row["id"] for row in content["subjects"]}
    content["subject_variants"] = [row for row in content["subject_variants"] if row["subject_id"] in names]
    return content


def _rows(connection: Connection, name: str) -> list[dict[str, Any]]:
    table = RECORDS[name].__table__
    found = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [{key: value for key, value in row.items() if key != "checksum"} for row in found]
