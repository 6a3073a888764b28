"""Undoing an import: its clippings go into the trash, and names that only they use step aside."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, select

from archive_app.storage.journal import Entry
from archive_app.storage.repository import portions
from archive_app.storage.tables import (
    BatchRow,
    ClippingRow,
    ClippingSubjectRow,
    LinkRow,
    OutletRow,
    Record,
    SubjectRow,
    journal,
)


def entries_of_undone_import(connection: Connection, group: int) -> list[Entry]:
    """Return the changes that undo an import; nothing that it brought is deleted."""
    clippings = _made(connection, group, ClippingRow)
    going = [row for row in _rows(connection, ClippingRow, clippings) if not row["trashed"]]
    batches = {row["batch_id"] for row in going} - {None}
    entries = [_set(ClippingRow, row, "trashed") for row in going]
    entries += [
        _set(BatchRow, row, "undone") for row in _rows(connection, BatchRow, batches) if not row["undone"]
    ]
    for record, used in (
        (OutletRow, _used_outlets(connection, clippings)),
        (SubjectRow, _used_subjects(connection, clippings)),
    ):
        idle = (_made(connection, group, record) | _revived(connection, group, record)) - used
        entries += [
            _set(record, row, "trashed") for row in _rows(connection, record, idle) if not row["trashed"]
        ]
    return entries


def _made(connection: Connection, group: int, record: type[Record]) -> set[int]:
    statement = select(journal.c.record_id).where(
        journal.c.group_id == group,
        journal.c.table_name == record.__tablename__,
        journal.c.operation == "insert",
    )
    return set(connection.scalars(statement))


def _revived(connection: Connection, group: int, record: type[Record]) -> set[int]:
    """Return what an earlier undone import had left aside, and this one brought back."""
    statement = select(journal.c.record_id, journal.c.before).where(
        journal.c.group_id == group,
        journal.c.table_name == record.__tablename__,
        journal.c.operation == "update",
    )
    return {id for id, before in connection.execute(statement) if json.loads(before or "{}").get("trashed")}


def _rows(connection: Connection, record: type[Record], ids: Collection[int]) -> Iterator[dict[str, Any]]:
    table = record.__table__
    for portion in portions(ids):
        statement = select(table).where(table.c.id.in_(portion)).order_by(table.c.id)
        for row in connection.execute(statement).mappings().all():
            yield dict(row)


def _set(record: type[Record], row: dict[str, Any], name: str) -> Entry:
    return Entry("update", record, row["id"], row | {name: True}, {name: row[name]}, {name: True})


def _used_outlets(connection: Connection, going: Collection[int]) -> set[int]:
    """Return the outlets that a clipping outside the trash has, the going ones not counted."""
    statement = select(ClippingRow.id, ClippingRow.outlet_id).where(
        ClippingRow.trashed.is_(False), ClippingRow.outlet_id.is_not(None)
    )
    going = set(going)
    used: set[int | None] = {row[1] for row in connection.execute(statement) if row[0] not in going}
    merged = select(OutletRow.merged_into).where(OutletRow.merged_into.is_not(None))
    used.update(connection.scalars(merged))
    return {id for id in used if id is not None}


def _used_subjects(connection: Connection, going: Collection[int]) -> set[int]:
    """Return the subjects on clippings outside the trash, in links, as places or as merged ones."""
    attached = ClippingSubjectRow
    statement = (
        select(attached.clipping_id, attached.subject_id)
        .join(ClippingRow, ClippingRow.id == attached.clipping_id)
        .where(ClippingRow.trashed.is_(False))
    )
    going = set(going)
    used = {int(row[1]) for row in connection.execute(statement) if row[0] not in going}
    for column in (SubjectRow.place_id, SubjectRow.merged_into):
        used |= {id for id in connection.scalars(select(column)) if id is not None}
    for kind, id in ((LinkRow.source_kind, LinkRow.source_id), (LinkRow.target_kind, LinkRow.target_id)):
        used |= set(connection.scalars(select(id).where(kind == "subject")))
    return used
