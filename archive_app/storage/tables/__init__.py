"""The archive's tables as mapped classes; rows never leave this room."""

from archive_app.storage.tables.base import Base, Record, new_uid, row_checksum
from archive_app.storage.tables.clippings import (
    BatchEntryRow,
    BatchRow,
    ClippingRow,
    ClippingSourceRow,
    SourceFileRow,
    TextRow,
)
from archive_app.storage.tables.journal import groups, journal, touches
from archive_app.storage.tables.names import (
    ClippingSubjectRow,
    OutletRow,
    OutletVariantRow,
    SubjectRow,
    SubjectVariantRow,
)
from archive_app.storage.tables.notes import (
    AnnotationRow,
    AnnotationTargetRow,
    CollectionItemRow,
    CollectionRow,
    LinkRow,
    SavedSearchRow,
    SettingRow,
)

RECORDS: dict[str, type[Record]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
"""Every record's class by the name of its table."""

TABLE_ORDER: dict[str, int] = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
"""Parents before their children."""

__all__ = [
    "RECORDS",
    "TABLE_ORDER",
    "AnnotationRow",
    "AnnotationTargetRow",
    "Base",
    "BatchEntryRow",
    "BatchRow",
    "ClippingRow",
    "ClippingSourceRow",
    "ClippingSubjectRow",
    "CollectionItemRow",
    "CollectionRow",
    "LinkRow",
    "OutletRow",
    "OutletVariantRow",
    "Record",
    "SavedSearchRow",
    "SettingRow",
    "SourceFileRow",
    "SubjectRow",
    "SubjectVariantRow",
    "TextRow",
    "groups",
    "journal",
    "new_uid",
    "row_checksum",
    "touches",
]
