"""Tables of the clippings themselves: words, source files, and the imports they came from."""

from sqlalchemy import Boolean, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive_app.domain.changes import RecordKind
from archive_app.storage.tables.base import Record

KEEP = "RESTRICT"
AUTO = {"sqlite_autoincrement": True}


def words(**options: object) -> Mapped[str]:
    """Return a column of text that is empty rather than null."""
    return mapped_column(Text, default="", **options)  # type: ignore[arg-type]


class ClippingRow(Record):
    __tablename__ = "clippings"
    kind = RecordKind.CLIPPING
    touches = ("id",)
    keeps_copy = False

    headline: Mapped[str] = words()
    headline_key: Mapped[str] = words()
    kicker: Mapped[str] = words()
    standfirst: Mapped[str] = words()
    byline: Mapped[str] = words()
    dateline: Mapped[str] = words()
    outlet: Mapped[str] = words()
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id", ondelete=KEEP))
    published_edtf: Mapped[str | None] = mapped_column(Text)
    published_printed: Mapped[str] = words()
    published_earliest: Mapped[int | None]
    published_latest: Mapped[int | None]
    updated_edtf: Mapped[str | None] = mapped_column(Text)
    updated_printed: Mapped[str] = words()
    updated_earliest: Mapped[int | None]
    updated_latest: Mapped[int | None]
    edition: Mapped[str] = words()
    section: Mapped[str] = words()
    page: Mapped[str] = words()
    column: Mapped[str] = words()
    genre: Mapped[str] = words()
    credit: Mapped[str] = words()
    correction: Mapped[str] = words()
    language: Mapped[str] = words()
    url: Mapped[str] = words()
    rights: Mapped[str] = words()
    accession_number: Mapped[str] = words()
    summary: Mapped[str] = words()
    holding_institution: Mapped[str] = words()
    holding_fonds: Mapped[str] = words()
    holding_box: Mapped[str] = words()
    holding_folder: Mapped[str] = words()
    holding_sheet: Mapped[str] = words()
    holding_side: Mapped[str] = words()
    state: Mapped[str] = mapped_column(Text, default="inbox")
    state_reason: Mapped[str] = words()
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id", ondelete=KEEP))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("batch_entries.id", ondelete=KEEP))
    trashed: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[str] = words()
    modified: Mapped[str] = words()
    word_count: Mapped[int] = mapped_column(default=0)
    opening: Mapped[str] = words()
    """The body's first 200 code points on one line, for lists."""
    origins: Mapped[str] = mapped_column(Text, default="{}")
    keywords: Mapped[str] = mapped_column(Text, default="[]")

    __table_args__ = (
        Index("clippings_by_date", "trashed", "published_earliest", "id", "state"),
        Index("clippings_by_headline", "trashed", "headline_key", "id", "state"),
        Index("clippings_by_length", "trashed", "word_count", "id", "state"),
        Index("clippings_by_outlet", "outlet_id", "trashed", "published_earliest", "id"),
        Index("clippings_by_batch", "batch_id", "trashed"),
        Index("clippings_by_entry", "entry_id"),
        AUTO,
    )


class TextRow(Record):
    __tablename__ = "texts"
    kind = RecordKind.TEXT
    owner = (RecordKind.CLIPPING, "clipping_id")
    touches = ("clipping_id",)
    keeps_copy = False

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete=KEEP))
    current: Mapped[bool] = mapped_column(Boolean, default=True)
    source: Mapped[str] = mapped_column(Text, default="file")
    created: Mapped[str] = words()
    blocks: Mapped[str] = mapped_column(Text, default="[]")
    spans: Mapped[str] = mapped_column(Text, default="[]")
    pages: Mapped[str] = mapped_column(Text, default="[]")
    body: Mapped[str] = words()

    __table_args__ = (Index("texts_by_clipping", "clipping_id", "current"), AUTO)


class SourceFileRow(Record):
    __tablename__ = "source_files"
    kind = RecordKind.SOURCE_FILE
    keeps_copy = False

    sha256: Mapped[str] = mapped_column(Text, unique=True)
    media_type: Mapped[str] = words()
    size: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = words()
    page_count: Mapped[int | None]
    reader: Mapped[str] = words()
    imported: Mapped[str] = words()

    __table_args__ = (AUTO,)


class ClippingSourceRow(Record):
    """One source file of one clipping."""

    __tablename__ = "clipping_sources"
    kind = RecordKind.SOURCE_FILE
    owner = (RecordKind.CLIPPING, "clipping_id")
    touches = ("clipping_id",)
    keeps_copy = False

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete=KEEP))
    source_file_id: Mapped[int] = mapped_column(ForeignKey("source_files.id", ondelete=KEEP))
    ordinal: Mapped[int] = mapped_column(default=0)
    regions: Mapped[str] = mapped_column(Text, default="[]")

    __table_args__ = (
        UniqueConstraint("clipping_id", "source_file_id", "ordinal"),
        Index("clipping_sources_by_file", "source_file_id", "clipping_id"),
        AUTO,
    )


class BatchRow(Record):
    __tablename__ = "batches"
    kind = RecordKind.BATCH

    label: Mapped[str] = words()
    started: Mapped[str] = words()
    finished: Mapped[str] = words()
    undone: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (AUTO,)


class BatchEntryRow(Record):
    """What became of one file of a batch."""

    __tablename__ = "batch_entries"
    kind = RecordKind.BATCH
    owner = (RecordKind.BATCH, "batch_id")
    keeps_copy = False

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id", ondelete=KEEP))
    path: Mapped[str] = words()
    outcome: Mapped[str] = words()
    reader: Mapped[str] = words()
    stated: Mapped[int | None]
    found: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    quarantined: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = words()
    hint: Mapped[str] = words()
    code: Mapped[str] = words()
    sha256: Mapped[str] = words()
    clipping_ids: Mapped[str] = mapped_column(Text, default="[]")
    """For a duplicate: the clippings that were already there."""
    discarded: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (
        Index("batch_entries_by_batch", "batch_id"),
        Index("batch_entries_by_outcome", "outcome", "discarded"),
        AUTO,
    )
