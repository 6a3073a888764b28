"""Records what each write does to each row, in the same transaction, from SQLAlchemy's own events."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event, func, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from archive_app.domain.changes import Changes, RecordKind
from archive_app.storage.tables import RECORDS, TABLE_ORDER, Record, groups, journal, new_uid, touches
from archive_app.storage.tables.base import defaults_of, row_checksum
from archive_app.storage.touching import touched_clippings


@dataclass(slots=True)
class Entry:
    """One change of one row, on its way into the journal."""

    operation: str
    record: type[Record]
    id: int
    row: Mapping[str, Any]
    """The whole row: after an insert or an update, before a delete."""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


@dataclass(slots=True)
class Writing:
    """One write while it runs: its group, and what it has touched so far."""

    label: str
    author: str
    origin: str
    schema_version: str
    joined: int | None = None
    kind: str = "edit"
    target: int | None = None
    group: int = 0
    next_row: int = 0
    at: str = field(default_factory=lambda: utc_now())
    records: dict[RecordKind, set[int]] = field(default_factory=dict)
    clippings: set[int] = field(default_factory=set)
    membership: bool = False
    keep_copies: bool = True
    files_to_remove: list[str] = field(default_factory=list)
    _pending: list[Entry] = field(default_factory=list)

    def changes(self) -> Changes:
        return Changes(
            label=self.label,
            group=self.group,
            records={kind: frozenset(ids) for kind, ids in self.records.items()},
            clippings=frozenset(self.clippings),
            membership=self.membership,
        )


class RecordSession(Session):
    """A session whose flushes go through the journal; `info["writing"]` says for which write."""


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@event.listens_for(RecordSession, "before_flush")
def _collect(session: Session, context: object, instances: object) -> None:
    writing: Writing = session.info["writing"]
    inserted, changed, deleted = [], [], []
    for row in session.new:
        row.checksum = row_checksum(type(row), row.__dict__)
        inserted.append(Entry("insert", type(row), 0, row.__dict__))
    for row in session.dirty:
        entry = _changed(row, writing)
        if entry is not None:
            changed.append(entry)
    for row in session.deleted:
        before = whole_row(type(row), row.__dict__)
        deleted.append(Entry("delete", type(row), row.id, dict(row.__dict__), before=before))
    inserted.sort(key=lambda entry: TABLE_ORDER[entry.record.__tablename__])
    deleted.sort(key=lambda entry: -TABLE_ORDER[entry.record.__tablename__])
    writing._pending = inserted + changed + deleted


def _changed(row: Record, writing: Writing) -> Entry | None:
    kept = row._sa_instance_state.committed_state  # type: ignore[attr-defined]
    now = row.__dict__
    before = {name: old for name, old in kept.items() if name != "checksum" and old != now[name]}
    if not before:
        return None
    if "modified" in defaults_of(type(row)) and "modified" not in before:
        before["modified"] = row.modified  # type: ignore[attr-defined]
        row.modified = writing.at  # type: ignore[attr-defined]
    row.checksum = row_checksum(type(row), now)
    after = {name: now[name] for name in before}
    return Entry("update", type(row), row.id, now, before, after)


@event.listens_for(RecordSession, "after_flush")
def _record(session: Session, context: object) -> None:
    writing: Writing = session.info["writing"]
    entries, writing._pending = writing._pending, []
    for entry in entries:
        if entry.operation == "insert":
            entry.id = entry.row["id"]
            entry.after = (
                whole_row(entry.record, entry.row)
                if entry.record.keeps_copy
                else {"checksum": entry.row["checksum"]}
            )
    write_entries(session.connection(), writing, entries)


@event.listens_for(RecordSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        raise RuntimeError("Records are changed through mapped objects only, so that the journal sees it.")


def whole_row(record: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in defaults_of(record)}


def write_entries(connection: Connection, writing: Writing, entries: Iterable[Entry]) -> None:
    """Append the entries to the journal, with the clippings whose index entry they change."""
    rows: list[dict[str, Any]] = []
    entries = list(entries)
    if not entries:
        return
    begin_group(connection, writing)
    for entry in entries:
        kind, owner = owner_of(entry)
        rows.append(
            {
                "id": writing.next_row,
                "uid": os.urandom(12).hex(),
                "group_id": writing.group,
                "at": writing.at,
                "table_name": entry.record.__tablename__,
                "record_id": entry.id,
                "owner_kind": kind.value,
                "owner_id": owner,
                "operation": entry.operation,
                "before": _json(entry.before if writing.keep_copies else None),
                "after": _json(entry.after),
            }
        )
        writing.next_row += 1
        _note(writing, entry, kind, owner)
    connection.execute(insert(journal), rows)
    touched, shown = touched_clippings(connection, entries)
    writing.clippings |= touched | shown
    if touched:
        last = writing.next_row - 1
        connection.execute(insert(touches), [{"journal_id": last, "clipping_id": id} for id in touched])


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def owner_of(entry: Entry) -> tuple[RecordKind, int]:
    """Return the kind and id of the record whose history shows this change."""
    if entry.record.owner is None:
        return entry.record.kind, entry.id
    kind, column = entry.record.owner
    return kind, entry.row[column]


_PLACES = {"trashed", "state", "outlet_id", "batch_id", "published_earliest"}


def _note(writing: Writing, entry: Entry, kind: RecordKind, owner: int) -> None:
    own = entry.row["source_file_id"] if entry.record.__tablename__ == "clipping_sources" else entry.id
    direct = entry.record.owner is None or entry.record.kind != kind
    writing.records.setdefault(entry.record.kind, set()).add(own if direct else owner)
    table = entry.record.__tablename__
    if table in ("collection_items", "clipping_subjects"):
        writing.membership = True
    elif table == "clippings":
        writing.membership |= entry.operation != "update" or bool(_PLACES & (entry.before or {}).keys())
    if table == "clippings" and entry.operation == "insert" and entry.row["batch_id"] is not None:
        writing.kind = "import" if writing.kind == "edit" else writing.kind


def begin_group(connection: Connection, writing: Writing) -> None:
    """Give the write its group and its first journal row, unless it has them."""
    if not writing.next_row:
        writing.next_row = (connection.scalar(select(func.max(journal.c.id))) or 0) + 1
    if writing.group:
        return
    if writing.joined is not None:
        writing.group = writing.joined
        return
    writing.group = add_group(connection, writing)


def add_group(connection: Connection, writing: Writing) -> int:
    """Write the group's row and return its id; a person's new deed ends what could be redone."""
    if writing.kind in ("edit", "import") and writing.origin == "person":
        connection.execute(
            update(groups)
            .where(groups.c.author == writing.author, groups.c.state == "undone")
            .values(state="dropped")
        )
    made = connection.execute(
        insert(groups).values(
            uid=new_uid(),
            label=writing.label,
            author=writing.author,
            origin=writing.origin,
            kind=writing.kind,
            target=writing.target,
            state="done",
            at=writing.at,
            last_row=0,
            schema_version=writing.schema_version,
        )
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def end_group(connection: Connection, writing: Writing) -> None:
    """Note the newest row of the group, by which groups are ordered for undo.

    What an import only reports (a file was here already, or could not be read) leaves no row to undo.
    """
    reported = writing.joined is not None and writing.records.keys() <= {RecordKind.BATCH}
    if not writing.records or reported:
        return
    values: dict[str, Any] = {"last_row": writing.next_row - 1}
    if writing.kind == "import":
        values["kind"] = "import"
    if writing.joined is not None:
        values["state"] = "done"
    connection.execute(update(groups).where(groups.c.id == writing.group).values(values))


def record_of(table_name: str) -> type[Record]:
    return RECORDS[table_name]
