"""What only clippings in the trash still use, when its making is undone: it steps aside, or lets go."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select

from archive_app.storage.journal import Entry, whole_row
from archive_app.storage.tables import (
    ClippingRow,
    ClippingSubjectRow,
    CollectionItemRow,
    CollectionRow,
    OutletRow,
    OutletVariantRow,
    Record,
    SubjectRow,
    SubjectVariantRow,
)


def step_aside(connection: Connection, record: type[Record], now: Mapping[str, Any]) -> Entry | None:
    """Return the change that hides an outlet or a name which only the trash uses; None otherwise."""
    id, uses = now["id"], []
    if record is OutletRow:
        uses = [
            (ClippingRow.outlet_id == id) & ClippingRow.trashed.is_(False),
            OutletRow.merged_into == id,
            OutletVariantRow.outlet_id == id,
        ]
    elif record is SubjectRow:
        uses = [
            (ClippingSubjectRow.subject_id == id)
            & (ClippingSubjectRow.clipping_id == ClippingRow.id)
            & ClippingRow.trashed.is_(False),
            (SubjectRow.merged_into == id) | (SubjectRow.place_id == id),
            SubjectVariantRow.subject_id == id,
        ]
    if not uses or any(_true(connection, use) for use in uses):
        return None
    return Entry("update", record, id, {**now, "trashed": True}, {"trashed": False}, {"trashed": True})


def let_go(connection: Connection, record: type[Record], id: int) -> list[Entry]:
    """Take clippings of the trash out of a collection that is about to go; returns what that did."""
    if record is not CollectionRow:
        return []
    table = CollectionItemRow.__table__
    statement = (
        select(table)
        .join(ClippingRow, ClippingRow.id == table.c.clipping_id)
        .where(table.c.collection_id == id, ClippingRow.trashed)
    )
    rows = [dict(row) for row in connection.execute(statement).mappings()]
    connection.execute(table.delete().where(table.c.id.in_([row["id"] for row in rows])))  # type: ignore[attr-defined]
    return [
        Entry("delete", CollectionItemRow, row["id"], row, before=whole_row(CollectionItemRow, row))
        for row in rows
    ]


def _true(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return bool(connection.scalar(select(exists().where(condition))))
