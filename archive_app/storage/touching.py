"""Says which clippings a change of a row concerns: for the index, and for the rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from archive_app.storage.tables import (
    AnnotationTargetRow,
    ClippingRow,
    ClippingSubjectRow,
    OutletRow,
    SubjectRow,
)

if TYPE_CHECKING:
    from archive_app.storage.journal import Entry


def touched_clippings(connection: Connection, entries: Iterable[Entry]) -> tuple[set[int], set[int]]:
    """Return the clippings whose index entry changes, and those whose row in a list only looks different."""
    indexed: set[int] = set()
    shown: set[int] = set()
    for entry in entries:
        for column in entry.record.touches:
            value = entry.id if column == "id" else entry.row[column]
            if value is not None:
                indexed.add(value)
        table = entry.record.__tablename__
        if table == "annotations":
            indexed |= _ids(connection, _clippings_of_annotation(entry.id))
        elif table == "links":
            indexed |= _link_ends(connection, entry)
        elif table == "subjects" and "merged_into" in (entry.before or {}):
            indexed |= _ids(connection, _clippings_of_subject(entry.id))
        elif table == "outlets":
            found = _ids(connection, _clippings_of_outlet(entry.id))
            if "merged_into" in (entry.before or {}):
                indexed |= found
            shown |= found
    return indexed, shown


def _ids(connection: Connection, statement: Any) -> set[int]:
    return {id for id in connection.scalars(statement) if id is not None}


def _clippings_of_annotation(id: int) -> Any:
    row = AnnotationTargetRow
    return select(row.clipping_id).where(row.annotation_id == id)


def _clippings_of_subject(id: int) -> Any:
    row = ClippingSubjectRow
    return select(row.clipping_id).where(row.subject_id.in_(_with_merged(SubjectRow, id)))


def _clippings_of_outlet(id: int) -> Any:
    return select(ClippingRow.id).where(ClippingRow.outlet_id.in_(_with_merged(OutletRow, id)))


def _with_merged(record: type[SubjectRow] | type[OutletRow], id: int) -> Any:
    """Return a query for the record's id and those of all that were merged into it, one after another."""
    found = select(record.id).where(record.id == id).cte(recursive=True)
    merged = select(record.id).join(found, record.merged_into == found.c.id)
    return select(found.union(merged).c.id)


def _link_ends(connection: Connection, entry: Entry) -> set[int]:
    found: set[int] = set()
    ends: Sequence[tuple[str, int]] = [
        (entry.row["source_kind"], entry.row["source_id"]),
        (entry.row["target_kind"], entry.row["target_id"]),
    ]
    for kind, id in ends:
        if kind == "clipping":
            found.add(id)
        elif kind == "annotation":
            found |= _ids(connection, _clippings_of_annotation(id))
    return found
