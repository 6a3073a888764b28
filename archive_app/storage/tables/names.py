"""Tables of outlets and subjects: who and what clippings are from and about."""

from sqlalchemy import Boolean, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive_app.domain.changes import RecordKind
from archive_app.storage.tables.base import Record
from archive_app.storage.tables.clippings import AUTO, KEEP, words


class OutletRow(Record):
    __tablename__ = "outlets"
    kind = RecordKind.OUTLET

    name: Mapped[str] = words()
    name_key: Mapped[str] = words()
    place: Mapped[str] = words()
    country: Mapped[str] = words()
    issn: Mapped[str] = words()
    frequency: Mapped[str] = words()
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("outlets.id", ondelete=KEEP))
    trashed: Mapped[bool] = mapped_column(Boolean, default=False)
    """True when the import that made it was undone and nothing else uses it."""

    __table_args__ = (Index("outlets_by_name", "name_key"), Index("outlets_merged", "merged_into"), AUTO)


class OutletVariantRow(Record):
    __tablename__ = "outlet_variants"
    kind = RecordKind.OUTLET
    owner = (RecordKind.OUTLET, "outlet_id")

    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id", ondelete=KEEP))
    name: Mapped[str] = words()
    name_key: Mapped[str] = words()

    __table_args__ = (
        Index("outlet_variants_by_name", "name_key"),
        Index("outlet_variants_by_outlet", "outlet_id"),
        AUTO,
    )


class SubjectRow(Record):
    __tablename__ = "subjects"
    kind = RecordKind.SUBJECT

    subject_kind: Mapped[str] = words()
    name: Mapped[str] = words()
    name_key: Mapped[str] = words()
    date: Mapped[str | None] = mapped_column(Text)
    date_earliest: Mapped[int | None]
    date_latest: Mapped[int | None]
    description: Mapped[str] = words()
    place_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id", ondelete=KEEP))
    identifiers: Mapped[str] = mapped_column(Text, default="[]")
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("subjects.id", ondelete=KEEP))
    trashed: Mapped[bool] = mapped_column(Boolean, default=False)
    """True when the import that made it was undone and nothing else uses it."""

    __table_args__ = (
        Index("subjects_by_name", "subject_kind", "name_key"),
        Index("subjects_merged", "merged_into"),
        Index("subjects_by_place", "place_id"),
        AUTO,
    )


class SubjectVariantRow(Record):
    __tablename__ = "subject_variants"
    kind = RecordKind.SUBJECT
    owner = (RecordKind.SUBJECT, "subject_id")

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete=KEEP))
    name: Mapped[str] = words()
    name_key: Mapped[str] = words()
    language: Mapped[str] = words()

    __table_args__ = (
        Index("subject_variants_by_name", "name_key"),
        Index("subject_variants_by_subject", "subject_id"),
        AUTO,
    )


class ClippingSubjectRow(Record):
    """A subject on a clipping, with what it is to it."""

    __tablename__ = "clipping_subjects"
    kind = RecordKind.CLIPPING_SUBJECT
    owner = (RecordKind.CLIPPING, "clipping_id")
    touches = ("clipping_id",)

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete=KEEP))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete=KEEP))
    role: Mapped[str] = mapped_column(Text, default="about")
    status: Mapped[str] = mapped_column(Text, default="confirmed")
    origin: Mapped[str] = mapped_column(Text, default="person")

    __table_args__ = (
        UniqueConstraint("clipping_id", "subject_id", "role"),
        Index("clipping_subjects_by_subject", "subject_id", "status", "clipping_id"),
        AUTO,
    )
