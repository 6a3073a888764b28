"""The source files' records; their bytes lie in the FileStore."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from archive_app.domain.source_file import SourceFile
from archive_app.storage.repository import Repository
from archive_app.storage.tables import ClippingSourceRow, SourceFileRow
from archive_app.storage.words import clean

TABLE = SourceFileRow.__table__


class SourceFiles(Repository):
    """Imported files, one record for the same bytes."""

    def add(
        self,
        *,
        sha256: str,
        media_type: str,
        size: int,
        name: str,
        page_count: int | None = None,
        reader: str = "",
    ) -> int:
        """Return the id of the record with this hash, made if there is none; `size` in bytes."""
        known = self.by_sha(sha256)
        if known is not None:
            return known.id
        row = SourceFileRow(
            sha256=sha256,
            media_type=media_type,
            size=size,
            name=clean(name),
            page_count=page_count,
            reader=reader,
            imported=self._records.writing.at,
        )
        return self._add(row).id

    def get(self, id: int) -> SourceFile:
        """Raises UserMistake when there is none."""
        return _source_file(self._row(SourceFileRow, id, "source file").__dict__)

    def by_sha(self, sha256: str) -> SourceFile | None:
        row = self._session.execute(select(TABLE).where(TABLE.c.sha256 == sha256)).mappings().first()
        return None if row is None else _source_file(row)

    def all(self) -> tuple[SourceFile, ...]:
        rows = self._session.execute(select(TABLE).order_by(TABLE.c.id)).mappings()
        return tuple(_source_file(row) for row in rows)

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie; never written to."""
        return self._records.files.path(sha256)

    def clippings_of(self, id: int) -> tuple[int, ...]:
        """Return the clippings made of a file, in the order in which they stand in it."""
        row = ClippingSourceRow
        statement = select(row.clipping_id).where(row.source_file_id == id).order_by(row.ordinal, row.id)
        return tuple(dict.fromkeys(self._session.scalars(statement)))


def _source_file(row: Any) -> SourceFile:
    return SourceFile(
        id=row["id"],
        uid=row["uid"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        size=row["size"],
        name=row["name"],
        page_count=row["page_count"],
        reader=row["reader"],
        imported=row["imported"],
    )
