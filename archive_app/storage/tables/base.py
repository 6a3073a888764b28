"""What every record's table has: a small id, a uid that is unique everywhere, and a checksum of the row."""

import json
import os
import time
import uuid
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from archive_app.domain.changes import RecordKind


class Base(DeclarativeBase):
    """The mapped classes' common root; its metadata is the schema."""


class Record(Base):
    """A mapped class whose every change is recorded in the journal."""

    __abstract__ = True

    kind: ClassVar[RecordKind]
    owner: ClassVar[tuple[RecordKind, str] | None] = None
    """The kind of record that this row is a part of, and the column with its id; None: itself."""
    touches: ClassVar[tuple[str, ...]] = ()
    """Columns with ids of clippings whose entry in the index depends on this row."""
    keeps_copy: ClassVar[bool] = True
    """False for rows of an import, of which the journal keeps no copy when they are made."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-3)
    uid: Mapped[str] = mapped_column(Text, unique=True, sort_order=-2)
    checksum: Mapped[int] = mapped_column(BigInteger, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        """Take the columns' values, and their defaults at once, since the checksum covers them."""
        values.setdefault("uid", new_uid())
        for name, default in defaults_of(type(self)).items():
            setattr(self, name, values.pop(name, default))
        for name, value in values.items():
            setattr(self, name, value)


_DEFAULTS: dict[type, dict[str, Any]] = {}


def defaults_of(record: type[Record]) -> dict[str, Any]:
    """Return the default of each column but id and checksum, in the order of their names."""
    known = _DEFAULTS.get(record)
    if known is None:
        known = {}
        for column in sorted(record.__table__.columns, key=lambda column: column.name):
            if column.name not in ("id", "checksum"):
                known[column.name] = column.default.arg if column.default is not None else None  # type: ignore[attr-defined]
        _DEFAULTS[record] = known
    return known


def row_checksum(record: type[Record], row: Mapping[str, Any]) -> int:
    """Return 64 bits over all columns but the id, which is not known before the row is written."""
    return checksum_of([row[name] for name in defaults_of(record)])


def checksum_of(values: list[Any]) -> int:
    """Return the checksum of a row's values in the order of their columns' names."""
    written = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return int.from_bytes(blake2b(written, digest_size=8).digest(), "big", signed=True)


def new_uid() -> str:
    """Return a UUID of version 7 (RFC 9562): time-ordered, so that its index stays compact."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))
