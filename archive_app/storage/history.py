"""Who changed what, and when: the journal for people to read."""

import json
from typing import Any

from sqlalchemy import Connection, Select, select

from archive_app.domain.changes import HistoryEntry, RecordKind
from archive_app.storage.tables import RECORDS, SubjectRow, groups, journal

HIDDEN = {"uid", "checksum", "headline_key", "name_key", "modified", "opening", "current", "origins"}


def history(
    connection: Connection, kind: RecordKind | None, id: int | None, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return changes of a record (of a kind; of all), newest first."""
    statement: Select[Any] = (
        select(
            journal,
            groups.c.label,
            groups.c.author,
            groups.c.origin,
            groups.c.state,
        )
        .join(groups, groups.c.id == journal.c.group_id)
        .order_by(journal.c.id.desc())
        .limit(limit)
    )
    if kind is not None:
        statement = statement.where(journal.c.owner_kind == kind.value)
    if id is not None:
        statement = statement.where(journal.c.owner_id == id)
    return tuple(_entry(connection, row) for row in connection.execute(statement))


def _entry(connection: Connection, row: Any) -> HistoryEntry:
    before = json.loads(row.before or "{}")
    after = json.loads(row.after or "{}")
    names = [name for name in dict.fromkeys((*before, *after)) if name not in HIDDEN]
    changes = [
        (name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    ]
    if row.table_name == "clipping_subjects" and any(name == "subject_id" for name, _, _ in changes):
        id = (before or after)["subject_id"]
        name = connection.scalar(select(SubjectRow.name).where(SubjectRow.id == id))
        changes.insert(0, ("subject", name if before else None, name if after else None))
    return HistoryEntry(
        id=row.id,
        group=row.group_id,
        label=row.label,
        author=row.author,
        origin=row.origin,
        at=row.at,
        record_kind=RECORDS[row.table_name].kind.value,
        record_id=row.record_id,
        operation=row.operation,
        changes=tuple(changes),
        undone=row.state in ("undone", "dropped"),
    )
