"""What the database's own rules cannot see when something is undone: rings, loose links, moved passages."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from archive_app.errors import UserMistake
from archive_app.storage.anchors import place_again
from archive_app.storage.conflicts import NOUNS
from archive_app.storage.journal import Entry
from archive_app.storage.tables import (
    AnnotationRow,
    AnnotationTargetRow,
    ClippingRow,
    CollectionRow,
    LinkRow,
    OutletRow,
    Record,
    SubjectRow,
    TextRow,
    journal,
)

UPWARDS: dict[type[Record], str] = {
    SubjectRow: "merged_into",
    OutletRow: "merged_into",
    CollectionRow: "parent_id",
}
ENDS: dict[type[Record], str] = {
    ClippingRow: "clipping",
    AnnotationRow: "annotation",
    SubjectRow: "subject",
}
LINKS = LinkRow.__table__.c
TARGETS = AnnotationTargetRow.__table__.c


def refuse_what_would_break(connection: Connection, entries: Sequence[Entry], label: str, verb: str) -> None:
    """Raise UserMistake when the entries, done already, left a ring of merges or a link to nothing."""
    for entry in entries:
        reason = _reason_against(connection, entry)
        if reason:
            raise UserMistake(
                f"'{label}' cannot be {verb}: {reason}.", "Undo the later change first, or delete that."
            )


def _reason_against(connection: Connection, entry: Entry) -> str:
    name = f"{NOUNS[entry.record.__tablename__]} {entry.id}"
    kind, column = ENDS.get(entry.record), UPWARDS.get(entry.record, "")
    if entry.operation == "delete":
        used = kind is not None and _is_linked(connection, kind, entry.id)
        return f"{name} is used by something newer (link)" if used else ""
    if entry.record is LinkRow and not _both_ends_are_there(connection, entry.row):
        return f"what {name} led to is there no longer"
    if column in (entry.after or ()) and _is_ring(connection, entry.record, column, entry.id):
        return f"{name} would lie inside itself"
    return ""


def _is_linked(connection: Connection, kind: str, id: int) -> bool:
    here = or_(
        (LINKS.source_kind == kind) & (LINKS.source_id == id),
        (LINKS.target_kind == kind) & (LINKS.target_id == id),
    )
    return bool(connection.scalar(select(exists().where(here))))


def _both_ends_are_there(connection: Connection, row: Any) -> bool:
    kinds = {kind: record.__table__ for record, kind in ENDS.items()}
    for end in ("source", "target"):
        table = kinds[row[f"{end}_kind"]]
        if not connection.scalar(select(exists().where(table.c.id == row[f"{end}_id"]))):
            return False
    return True


def _is_ring(connection: Connection, record: type[Record], column: str, id: int) -> bool:
    table = record.__table__.c
    seen: set[int] = set()
    above: int | None = id
    while above is not None and above not in seen:
        seen.add(above)
        above = connection.scalar(select(table[column]).where(table.id == above))
    return above is not None


def notes_to_place_again(connection: Connection, entries: Sequence[Entry], group: int) -> list[Entry]:
    """Return changes of passages that stand elsewhere in the text that undoing `group` brought back.

    Those that were there when the group was written came back with it; what was noted, or rewritten,
    since then speaks of another text.
    """
    clippings = _clippings_of_texts(entries)
    if not clippings:
        return []
    since = connection.scalar(select(func.max(journal.c.id)).where(journal.c.group_id == group)) or 0
    changed: list[Entry] = []
    for clipping in sorted(clippings):
        text = select(TextRow.body).where(TextRow.clipping_id == clipping, TextRow.current)
        body = connection.scalar(text)
        if body is None:
            continue
        rewritten = _written_since(connection, since, "texts", owner=clipping)
        targets = select(AnnotationTargetRow.__table__).where(
            TARGETS.clipping_id == clipping, TARGETS.source_file_id.is_(None)
        )
        for row in connection.execute(targets).mappings().all():
            if rewritten or _written_since(connection, since, "annotation_targets", id=row["id"]):
                changed += _placed_again(dict(row), body)
    return changed


def _clippings_of_texts(entries: Iterable[Entry]) -> set[int]:
    """Return the clippings whose current text, or a passage in it, an entry concerns."""
    found: set[int] = set()
    for entry in entries:
        on_text = entry.record is AnnotationTargetRow and entry.row["source_file_id"] is None
        if entry.record is TextRow or (on_text and entry.operation != "delete"):
            found.add(entry.row["clipping_id"])
    return found


def _written_since(
    connection: Connection, since: int, table: str, *, id: int | None = None, owner: int | None = None
) -> bool:
    conditions = [journal.c.id > since, journal.c.table_name == table]
    if id is not None:
        row = select(TARGETS.annotation_id).where(TARGETS.id == id).scalar_subquery()
        conditions += [
            journal.c.owner_kind == "annotation",
            journal.c.owner_id == row,
            journal.c.record_id == id,
        ]
    if owner is not None:
        conditions += [journal.c.owner_kind == "clipping", journal.c.owner_id == owner]
    return bool(connection.scalar(select(exists().where(*conditions))))


def _placed_again(row: dict[str, Any], body: str) -> list[Entry]:
    if row["placed"] and row["quote"] and body[row["start"] : row["end"]] == row["quote"]:
        return []
    found = place_again(body, row["start"], row["end"], row["quote"], row["prefix"], row["suffix"])
    start, end = found or (row["start"], row["end"])
    after = {"start": start, "end": end, "placed": found is not None}
    before = {name: row[name] for name in after}
    if before == after:
        return []
    return [Entry("update", AnnotationTargetRow, row["id"], row | after, before, after)]
