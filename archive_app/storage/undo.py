"""Undo and redo: a group of the journal played backwards, and then backwards again."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from archive_app.domain.changes import UndoState
from archive_app.errors import UserMistake
from archive_app.storage.conflicts import changed_later, in_use
from archive_app.storage.journal import Entry, Writing, begin_group, record_of, whole_row, write_entries
from archive_app.storage.migrations import HEAD
from archive_app.storage.repository import PORTION, packed
from archive_app.storage.stepping_aside import let_go, step_aside
from archive_app.storage.tables import Record, groups, journal, row_checksum
from archive_app.storage.undo_checks import notes_to_place_again, refuse_what_would_break
from archive_app.storage.undo_import import entries_of_undone_import

Chooser = Callable[[Connection], Any]
DEEDS = ("edit", "import")
MIGRATED = "The archive has got a newer format since; what was done before stays as it is."
EMPTIED = "The trash was emptied since; what was done before stays as it is."


def newest_done(connection: Connection, author: str) -> Any:
    """Return the group that undo would take; raises UserMistake when there is none or a barrier."""
    row = _stack(connection, author, "done")
    if row is None:
        raise UserMistake("There is nothing to undo.", barrier(connection, author))
    return _passable(row)


def newest_undone(connection: Connection, author: str) -> Any:
    """Return the group that redo would take."""
    row = _undone(connection, author)
    if row is None:
        raise UserMistake("There is nothing to redo.")
    return _passable(row)


def group_to_undo(connection: Connection, group: int) -> Any:
    """Return the group to be undone alone."""
    row = connection.execute(select(groups).where(groups.c.id == group)).first()
    if row is None or row.kind not in DEEDS:
        raise UserMistake(f"There is no change {group} to undo.", "Look at the history again.")
    if row.state != "done":
        hint = EMPTIED if row.state == "sealed" else "It is undone already."
        raise UserMistake(f"'{row.label}' cannot be undone.", hint)
    return _passable(row)


def _passable(row: Any) -> Any:
    if row.schema_version != HEAD:
        raise UserMistake(f"'{row.label}' cannot be undone.", MIGRATED)
    return row


def _stack(connection: Connection, author: str, state: str) -> Any:
    statement = select(groups).where(
        groups.c.author == author,
        groups.c.origin == "person",
        groups.c.kind.in_(DEEDS),
        groups.c.state == state,
        groups.c.last_row > 0,
    )
    return connection.execute(statement.order_by(groups.c.last_row.desc()).limit(1)).first()


def _undone(connection: Connection, author: str) -> Any:
    turned = groups.alias()
    statement = (
        select(groups)
        .join(turned, (turned.c.target == groups.c.id) & (turned.c.kind == "undo"))
        .where(groups.c.author == author, groups.c.state == "undone")
        .order_by(turned.c.id.desc())
        .limit(1)
    )
    return connection.execute(statement).first()


def barrier(connection: Connection, author: str) -> str:
    """Return why there is nothing to undo although something was done, or ''."""
    return EMPTIED if _stack(connection, author, "sealed") is not None else ""


def state(connection: Connection, author: str) -> UndoState:
    done, undone = _stack(connection, author, "done"), _undone(connection, author)
    if done is not None and done.schema_version != HEAD:
        return UndoState(None, None, MIGRATED)
    return UndoState(
        None if done is None else done.label,
        None if undone is None or undone.schema_version != HEAD else undone.label,
        "" if done is not None else barrier(connection, author),
    )


def turn(connection: Connection, writing: Writing, choose: Chooser) -> None:
    """Undo or redo (`writing.kind`) the chosen group as a group of its own."""
    group = choose(connection)
    undoing = writing.kind == "undo"
    writing.label = f"{'Undo' if undoing else 'Redo'}: {group.label}"
    writing.target = group.id
    if undoing and group.kind == "import":
        entries = entries_of_undone_import(connection, group.id)
        apply_updates(connection, entries)
    else:
        source = group.id if undoing else _last_undo(connection, group.id)
        verb = "undone" if undoing else "redone"
        entries = list(_played_back(connection, source, group.label, verb))
        refuse_what_would_break(connection, entries, group.label, verb)
        moved = notes_to_place_again(connection, entries, source)
        apply_updates(connection, moved)
        entries += moved
    begin_group(connection, writing)
    write_entries(connection, writing, entries)
    new_state = "undone" if undoing else "done"
    connection.execute(update(groups).where(groups.c.id == group.id).values(state=new_state))


def _last_undo(connection: Connection, group: int) -> int:
    statement = select(func.max(groups.c.id)).where(groups.c.target == group, groups.c.kind == "undo")
    return connection.scalar(statement) or 0


def _played_back(connection: Connection, group: int, label: str, verb: str) -> Iterator[Entry]:
    """Undo the journal rows of a group, newest first, and yield what that did."""
    statement = select(journal).where(journal.c.group_id == group).order_by(journal.c.id.desc())
    rows = connection.execute(statement).all()
    for (table, operation), run in groupby(rows, lambda row: (row.table_name, row.operation)):
        for part in _without_repeats(list(run)):
            turned = Turned(connection, record_of(table), part, label, verb)
            yield from getattr(turned, f"back_{operation}")()


def _without_repeats(rows: list[Any]) -> Iterator[list[Any]]:
    """Yield stretches in which no record stands twice, so that each can be done at once."""
    part: list[Any] = []
    seen: set[int] = set()
    for row in rows:
        if row.record_id in seen or len(part) >= PORTION:
            yield part
            part, seen = [], set()
        part.append(row)
        seen.add(row.record_id)
    yield part


class Turned:
    """A stretch of journal rows of one table and one operation, being turned round."""

    def __init__(
        self, connection: Connection, record: type[Record], rows: Sequence[Any], label: str, verb: str
    ) -> None:
        self.connection = connection
        self.record = record
        self.rows = rows
        self._label = label
        self._verb = verb
        table = record.__table__
        found = connection.execute(select(table).where(table.c.id.in_([row.record_id for row in rows])))
        self._now = {row["id"]: dict(row) for row in found.mappings()}

    def back_insert(self) -> Iterator[Entry]:
        """Delete what was made."""
        for row in self.rows:
            now = self._now.get(row.record_id)
            after = json.loads(row.after)
            made = after.get("checksum") or row_checksum(self.record, after)
            if now is None or now["checksum"] != made:
                raise self._conflict(row)
        for row in self.rows:
            yield from self._unmade(row.record_id)

    def _unmade(self, id: int) -> list[Entry]:
        """Delete one row, or put it aside when the trash still needs it."""
        now, gone = self._now[id], []
        if not self._deleted(id):
            aside = step_aside(self.connection, self.record, now)
            if aside is not None:
                apply_updates(self.connection, [aside])
                return [aside]
            gone = let_go(self.connection, self.record, id)
            if not gone or not self._deleted(id):
                raise in_use(self.connection, self.record, id, self._label, self._verb)
        return [*gone, Entry("delete", self.record, id, now, before=whole_row(self.record, now))]

    def _deleted(self, id: int) -> bool:
        table = self.record.__table__
        try:
            self.connection.execute(table.delete().where(table.c.id == id))  # type: ignore[attr-defined]
        except IntegrityError:
            return False
        return True

    def back_delete(self) -> Iterator[Entry]:
        """Make again what was deleted, under its old id."""
        values = []
        for row in self.rows:
            if row.before is None or row.record_id in self._now:
                raise self._conflict(row)
            whole = json.loads(row.before) | {"id": row.record_id}
            whole["checksum"] = row_checksum(self.record, whole)
            values.append(whole)
        try:
            self.connection.execute(self.record.__table__.insert(), values)  # type: ignore[attr-defined]
        except IntegrityError:
            raise self._conflict(self.rows[0]) from None
        for whole in values:
            after = {name: value for name, value in whole.items() if name not in ("id", "checksum")}
            kept = after if self.record.keeps_copy else {"checksum": whole["checksum"]}
            yield Entry("insert", self.record, whole["id"], whole, after=kept)

    def back_update(self) -> Iterator[Entry]:
        """Set the values that were there before."""
        entries = []
        for row in self.rows:
            now = self._now.get(row.record_id)
            if now is None or row.before is None:
                raise self._conflict(row)
            before, after = json.loads(row.before), json.loads(row.after)
            if "origins" in before:
                before["origins"], after["origins"] = _origins_back(before, after, now["origins"])
            later = [name for name, value in after.items() if name != "modified" and now[name] != value]
            if later:
                raise self._conflict(row, later)
            was = {name: now[name] for name in before}
            entries.append(Entry("update", self.record, row.record_id, now | before, was, before))
        try:
            apply_updates(self.connection, entries)
        except IntegrityError:
            raise self._conflict(self.rows[0]) from None
        yield from entries

    def _conflict(self, row: Any, names: Sequence[str] = ()) -> UserMistake:
        return changed_later(self.connection, row, names, self._label, self._verb)


def _origins_back(before: dict[str, Any], after: dict[str, Any], now: str | None) -> tuple[str, str]:
    """Return what undoing makes of the origins, and what they must be now for it.

    One column holds the origins of all fields, so a later edit of another field is no conflict.
    """
    was, became, held = (json.loads(value or "{}") for value in (before["origins"], after["origins"], now))
    expected, undone = dict(held), dict(held)
    for name in {name for name in (*was, *became) if was.get(name) != became.get(name)}:
        _set_or_drop(expected, name, became.get(name))
        _set_or_drop(undone, name, was.get(name))
    return packed(dict(sorted(undone.items()))), packed(dict(sorted(expected.items())))


def _set_or_drop(origins: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        origins.pop(name, None)
    else:
        origins[name] = value


def apply_updates(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write the changed columns of each entry, with the row's new checksum."""
    keyed = sorted(entries, key=lambda entry: (entry.record.__tablename__, sorted(entry.after or ())))
    for (name, columns), part in groupby(
        keyed, lambda entry: (entry.record.__tablename__, tuple(sorted(entry.after or ())))
    ):
        table = record_of(name).__table__
        values = []
        for entry in part:
            entry.row = dict(entry.row) | {"checksum": row_checksum(entry.record, entry.row)}
            values.append(
                {f"new_{column}": entry.row[column] for column in (*columns, "checksum")} | {"at": entry.id}
            )
        statement = (
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("at"))
            .values({column: bindparam(f"new_{column}") for column in (*columns, "checksum")})
        )
        connection.execute(statement, values)
