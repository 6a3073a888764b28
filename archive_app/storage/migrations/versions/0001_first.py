"""The first schema: all families of records and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def words(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def numbers(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def truths(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], ondelete="RESTRICT")


def record(name: str, *parts: sa.Column | sa.Constraint) -> None:
    """Make a table with what every record has."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        *words("uid"),
        sa.Column("checksum", sa.BigInteger(), nullable=False),
        *parts,
        sa.UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    """Make all tables."""
    _make_tables_without_parents()
    _make_tables_with_parents()
    _make_journal()


def _make_tables_without_parents() -> None:
    record(
        "annotations",
        *words("body", "colour", "codes", "author", "created", "modified"),
    )
    record(
        "batches",
        *words("label", "started", "finished"),
        *truths("undone"),
    )
    record(
        "collections",
        *words("name"),
        *numbers("parent_id", nullable=True),
        *numbers("position"),
        *words("note"),
        refers("parent_id", "collections.id"),
    )
    op.create_index("collections_by_parent", "collections", ["parent_id", "position"])
    record(
        "links",
        *words("type", "source_kind"),
        *numbers("source_id"),
        *words("target_kind"),
        *numbers("target_id"),
        *words("note", "author", "created", "modified"),
        sa.UniqueConstraint("source_kind", "source_id", "target_kind", "target_id", "type"),
    )
    op.create_index("links_by_target", "links", ["target_kind", "target_id"])
    record(
        "outlets",
        *words("name", "name_key", "place", "country", "issn", "frequency"),
        *numbers("merged_into", nullable=True),
        *truths("trashed"),
        refers("merged_into", "outlets.id"),
    )
    op.create_index("outlets_by_name", "outlets", ["name_key"])
    op.create_index("outlets_merged", "outlets", ["merged_into"])
    record(
        "saved_searches",
        *words("name", "query"),
    )
    record(
        "settings",
        *words("key", "value"),
        sa.UniqueConstraint("key"),
    )
    record(
        "source_files",
        *words("sha256", "media_type"),
        *numbers("size"),
        *words("name"),
        *numbers("page_count", nullable=True),
        *words("reader", "imported"),
        sa.UniqueConstraint("sha256"),
    )
    record(
        "subjects",
        *words("subject_kind", "name", "name_key"),
        *words("date", nullable=True),
        *numbers("date_earliest", "date_latest", nullable=True),
        *words("description"),
        *numbers("place_id", nullable=True),
        *words("identifiers"),
        *numbers("merged_into", nullable=True),
        *truths("trashed"),
        refers("merged_into", "subjects.id"),
        refers("place_id", "subjects.id"),
    )
    op.create_index("subjects_by_name", "subjects", ["subject_kind", "name_key"])
    op.create_index("subjects_by_place", "subjects", ["place_id"])
    op.create_index("subjects_merged", "subjects", ["merged_into"])


def _make_tables_with_parents() -> None:
    record(
        "batch_entries",
        *numbers("batch_id"),
        *words("path", "outcome", "reader"),
        *numbers("stated", nullable=True),
        *numbers("found", "duplicates", "quarantined"),
        *words("reason", "hint", "code", "sha256", "clipping_ids"),
        *truths("discarded"),
        refers("batch_id", "batches.id"),
    )
    op.create_index("batch_entries_by_batch", "batch_entries", ["batch_id"])
    op.create_index("batch_entries_by_outcome", "batch_entries", ["outcome", "discarded"])
    record(
        "outlet_variants",
        *numbers("outlet_id"),
        *words("name", "name_key"),
        refers("outlet_id", "outlets.id"),
    )
    op.create_index("outlet_variants_by_name", "outlet_variants", ["name_key"])
    op.create_index("outlet_variants_by_outlet", "outlet_variants", ["outlet_id"])
    record(
        "subject_variants",
        *numbers("subject_id"),
        *words("name", "name_key", "language"),
        refers("subject_id", "subjects.id"),
    )
    op.create_index("subject_variants_by_name", "subject_variants", ["name_key"])
    op.create_index("subject_variants_by_subject", "subject_variants", ["subject_id"])
    record(
        "clippings",
        *words("headline", "headline_key", "kicker", "standfirst", "byline", "dateline", "outlet"),
        *numbers("outlet_id", nullable=True),
        *words("published_edtf", nullable=True),
        *words("published_printed"),
        *numbers("published_earliest", "published_latest", nullable=True),
        *words("updated_edtf", nullable=True),
        *words("updated_printed"),
        *numbers("updated_earliest", "updated_latest", nullable=True),
        *words(
            "edition",
            "section",
            "page",
            "column",
            "genre",
            "credit",
            "correction",
            "language",
            "url",
            "rights",
            "accession_number",
            "summary",
            "holding_institution",
            "holding_fonds",
            "holding_box",
            "holding_folder",
            "holding_sheet",
            "holding_side",
            "state",
            "state_reason",
        ),
        *numbers("batch_id", "entry_id", nullable=True),
        *truths("trashed"),
        *words("created", "modified"),
        *numbers("word_count"),
        *words("opening", "origins", "keywords"),
        refers("batch_id", "batches.id"),
        refers("entry_id", "batch_entries.id"),
        refers("outlet_id", "outlets.id"),
    )
    op.create_index("clippings_by_batch", "clippings", ["batch_id", "trashed"])
    op.create_index("clippings_by_date", "clippings", ["trashed", "published_earliest", "id", "state"])
    op.create_index("clippings_by_entry", "clippings", ["entry_id"])
    op.create_index("clippings_by_headline", "clippings", ["trashed", "headline_key", "id", "state"])
    op.create_index("clippings_by_length", "clippings", ["trashed", "word_count", "id", "state"])
    op.create_index("clippings_by_outlet", "clippings", ["outlet_id", "trashed", "published_earliest", "id"])
    record(
        "annotation_targets",
        *numbers("annotation_id"),
        *numbers("clipping_id", "source_file_id", nullable=True),
        *numbers("start", "end"),
        *words("quote", "prefix", "suffix"),
        *truths("placed"),
        *words("regions"),
        refers("annotation_id", "annotations.id"),
        refers("clipping_id", "clippings.id"),
        refers("source_file_id", "source_files.id"),
    )
    op.create_index("annotation_targets_by_annotation", "annotation_targets", ["annotation_id"])
    op.create_index("annotation_targets_by_clipping", "annotation_targets", ["clipping_id"])
    op.create_index("annotation_targets_by_file", "annotation_targets", ["source_file_id"])
    record(
        "clipping_sources",
        *numbers("clipping_id", "source_file_id", "ordinal"),
        *words("regions"),
        sa.UniqueConstraint("clipping_id", "source_file_id", "ordinal"),
        refers("clipping_id", "clippings.id"),
        refers("source_file_id", "source_files.id"),
    )
    op.create_index("clipping_sources_by_file", "clipping_sources", ["source_file_id", "clipping_id"])
    record(
        "clipping_subjects",
        *numbers("clipping_id", "subject_id"),
        *words("role", "status", "origin"),
        sa.UniqueConstraint("clipping_id", "subject_id", "role"),
        refers("clipping_id", "clippings.id"),
        refers("subject_id", "subjects.id"),
    )
    op.create_index(
        "clipping_subjects_by_subject", "clipping_subjects", ["subject_id", "status", "clipping_id"]
    )
    record(
        "collection_items",
        *numbers("collection_id", "clipping_id", "position"),
        refers("clipping_id", "clippings.id"),
        sa.UniqueConstraint("collection_id", "clipping_id"),
        refers("collection_id", "collections.id"),
    )
    op.create_index("collection_items_by_clipping", "collection_items", ["clipping_id"])
    record(
        "texts",
        *numbers("clipping_id"),
        *truths("current"),
        *words("source", "created", "blocks", "spans", "pages", "body"),
        refers("clipping_id", "clippings.id"),
    )
    op.create_index("texts_by_clipping", "texts", ["clipping_id", "current"])


def _make_journal() -> None:
    op.create_table(
        "journal_groups",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        *words("uid", "label", "author", "origin", "kind"),
        *numbers("target", nullable=True),
        *words("state", "at"),
        *numbers("last_row"),
        *words("schema_version"),
        sa.UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_groups_by_state", "journal_groups", ["author", "state", "last_row"])
    op.create_index("journal_groups_by_target", "journal_groups", ["target"])
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        *words("uid"),
        *numbers("group_id"),
        *words("at", "table_name"),
        *numbers("record_id"),
        *words("owner_kind"),
        *numbers("owner_id"),
        *words("operation"),
        *words("before", "after", nullable=True),
        refers("group_id", "journal_groups.id"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_by_group", "journal", ["group_id"])
    op.create_index("journal_by_owner", "journal", ["owner_kind", "owner_id"])
    op.create_table(
        "touches",
        *numbers("journal_id", "clipping_id"),
        sa.PrimaryKeyConstraint("journal_id", "clipping_id"),
        sqlite_with_rowid=False,
    )
