"""Tables of what people add: annotations, links, collections, saved searches and settings."""

from sqlalchemy import Boolean, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive_app.domain.changes import RecordKind
from archive_app.storage.tables.base import Record
from archive_app.storage.tables.clippings import AUTO, KEEP, words


class AnnotationRow(Record):
    __tablename__ = "annotations"
    kind = RecordKind.ANNOTATION

    body: Mapped[str] = words()
    colour: Mapped[str] = mapped_column(Text, default="yellow")
    codes: Mapped[str] = mapped_column(Text, default="[]")
    author: Mapped[str] = words()
    created: Mapped[str] = words()
    modified: Mapped[str] = words()

    __table_args__ = (AUTO,)


class AnnotationTargetRow(Record):
    """One passage or page area that an annotation speaks of."""

    __tablename__ = "annotation_targets"
    kind = RecordKind.ANNOTATION
    owner = (RecordKind.ANNOTATION, "annotation_id")
    touches = ("clipping_id",)

    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotations.id", ondelete=KEEP))
    clipping_id: Mapped[int | None] = mapped_column(ForeignKey("clippings.id", ondelete=KEEP))
    source_file_id: Mapped[int | None] = mapped_column(ForeignKey("source_files.id", ondelete=KEEP))
    """Null for a passage of a text."""
    start: Mapped[int] = mapped_column(default=0)
    end: Mapped[int] = mapped_column(default=0)
    quote: Mapped[str] = words()
    prefix: Mapped[str] = words()
    suffix: Mapped[str] = words()
    placed: Mapped[bool] = mapped_column(Boolean, default=True)
    regions: Mapped[str] = mapped_column(Text, default="[]")

    __table_args__ = (
        Index("annotation_targets_by_annotation", "annotation_id"),
        Index("annotation_targets_by_clipping", "clipping_id"),
        Index("annotation_targets_by_file", "source_file_id"),
        AUTO,
    )


class LinkRow(Record):
    """Its ends are of several kinds, so they are named by kind and id and not by foreign keys."""

    __tablename__ = "links"
    kind = RecordKind.LINK

    type: Mapped[str] = words()
    source_kind: Mapped[str] = words()
    source_id: Mapped[int] = mapped_column(default=0)
    target_kind: Mapped[str] = words()
    target_id: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = words()
    author: Mapped[str] = words()
    created: Mapped[str] = words()
    modified: Mapped[str] = words()

    __table_args__ = (
        UniqueConstraint("source_kind", "source_id", "target_kind", "target_id", "type"),
        Index("links_by_target", "target_kind", "target_id"),
        AUTO,
    )


class CollectionRow(Record):
    __tablename__ = "collections"
    kind = RecordKind.COLLECTION

    name: Mapped[str] = words()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("collections.id", ondelete=KEEP))
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = words()

    __table_args__ = (Index("collections_by_parent", "parent_id", "position"), AUTO)


class CollectionItemRow(Record):
    __tablename__ = "collection_items"
    kind = RecordKind.COLLECTION
    owner = (RecordKind.COLLECTION, "collection_id")
    touches = ("clipping_id",)

    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id", ondelete=KEEP))
    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete=KEEP))
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("collection_id", "clipping_id"),
        Index("collection_items_by_clipping", "clipping_id"),
        AUTO,
    )


class SavedSearchRow(Record):
    __tablename__ = "saved_searches"
    kind = RecordKind.SAVED_SEARCH

    name: Mapped[str] = words()
    query: Mapped[str] = words()

    __table_args__ = (AUTO,)


class SettingRow(Record):
    __tablename__ = "settings"
    kind = RecordKind.SETTING

    key: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[str] = words()

    __table_args__ = (AUTO,)
