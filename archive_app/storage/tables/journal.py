"""Tables of the journal: what each write did, in which group, and which index entries it changed."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from archive_app.storage.tables.base import Base

groups = Table(
    "journal_groups",
    Base.metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("origin", Text, nullable=False),  # person or machine
    Column("kind", Text, nullable=False),  # edit, import, undo or redo
    Column("target", Integer),  # the group that an undo or redo speaks of
    Column("state", Text, nullable=False),  # done, undone, dropped (a redo that is past) or sealed
    Column("at", Text, nullable=False),
    Column("last_row", Integer, nullable=False),  # its newest row of the journal
    Column("schema_version", Text, nullable=False),
    Index("journal_groups_by_state", "author", "state", "last_row"),
    Index("journal_groups_by_target", "target"),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    Base.metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False),
    Column("group_id", Integer, ForeignKey("journal_groups.id", ondelete="RESTRICT"), nullable=False),
    Column("at", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("owner_kind", Text, nullable=False),
    Column("owner_id", Integer, nullable=False),
    Column("operation", Text, nullable=False),  # insert, update or delete
    Column("before", Text),  # JSON of the changed columns; of all columns for a delete
    Column("after", Text),  # JSON of the changed columns; for an insert the row, or its checksum alone
    Index("journal_by_group", "group_id"),
    Index("journal_by_owner", "owner_kind", "owner_id"),
    sqlite_autoincrement=True,
)

touches = Table(
    "touches",
    Base.metadata,
    Column("journal_id", Integer, primary_key=True, autoincrement=False),
    Column("clipping_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
