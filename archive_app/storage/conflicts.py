"""Why something cannot be undone: what changed it later, and what uses it now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from archive_app.errors import UserMistake
from archive_app.storage.tables import RECORDS, Record, groups, journal

NOUNS = {
    "clippings": "clipping",
    "texts": "text",
    "source_files": "source file",
    "clipping_sources": "clipping's source file",
    "outlets": "outlet",
    "outlet_variants": "outlet's other name",
    "subjects": "name",
    "subject_variants": "other name",
    "clipping_subjects": "tag",
    "annotations": "annotation",
    "annotation_targets": "annotation",
    "links": "link",
    "collections": "collection",
    "collection_items": "collection's clipping",
    "saved_searches": "saved search",
    "settings": "setting",
    "batches": "import",
    "batch_entries": "import's file",
}


def changed_later(
    connection: Connection, row: Any, names: Sequence[str], label: str, verb: str
) -> UserMistake:
    """Return the mistake that names the fields of a journal row that a later write changed."""
    statement = (
        select(groups.c.label, groups.c.author)
        .join(journal, journal.c.group_id == groups.c.id)
        .where(
            journal.c.table_name == row.table_name,
            journal.c.record_id == row.record_id,
            journal.c.id > row.id,
        )
        .order_by(journal.c.id.desc())
        .limit(1)
    )
    later = connection.execute(statement).first()
    fields = f" ({', '.join(name.replace('_', ' ') for name in names)})" if names else ""
    what = f"{NOUNS[row.table_name]} {row.record_id}{fields}"
    by = f" by '{later.label}'" if later is not None else ""
    return UserMistake(
        f"'{label}' cannot be {verb}: {what} was changed since{by}.", "Undo the later change first."
    )


def in_use(connection: Connection, record: type[Record], id: int, label: str, verb: str) -> UserMistake:
    """Return the mistake that names what refers to a record, so that it cannot be taken away."""
    users = []
    for other in RECORDS.values():
        table = other.__table__
        for column in table.columns:
            if any(key.column.table is record.__table__ for key in column.foreign_keys):
                count = connection.scalar(select(func.count()).select_from(table).where(column == id))
                if count:
                    users.append(NOUNS[table.name])  # type: ignore[attr-defined]
    named = ", ".join(dict.fromkeys(users)) or "another record"
    noun = NOUNS[record.__tablename__]
    return UserMistake(
        f"'{label}' cannot be {verb}: {noun} {id} is used by something newer ({named}).",
        "Undo or delete that first.",
    )
