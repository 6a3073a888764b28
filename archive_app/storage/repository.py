"""What all repositories share: finding rows, and asking for many ids in bearable portions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, select

from archive_app.errors import UserMistake
from archive_app.storage.tables import Record

if TYPE_CHECKING:
    from archive_app.storage.records import Records

PORTION = 5000
"""Ids in one statement; SQLite takes 32,766 parameters."""

R = TypeVar("R", bound=Record)


class Repository:
    """One family of records, over the session of one write or read."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._session = records.session

    def _row(self, record: type[R], id: int, noun: str) -> R:
        """Return the mapped object; raises UserMistake 'There is no <noun> <id>.'."""
        row = self._session.get(record, id)
        if row is None:
            raise missing(noun, id)
        return row

    def _rows(self, record: type[R], *conditions: Any) -> Sequence[R]:
        statement = select(record).where(*conditions).order_by(record.id)
        return self._session.scalars(statement).all()

    def _rows_of(self, record: type[R], ids: Collection[int], column: Any = None) -> Iterator[R]:
        """Yield the mapped objects whose id, or `column`, is among the ids."""
        for portion in portions(ids):
            yield from self._rows(record, (record.id if column is None else column).in_(portion))

    def _add(self, row: R) -> R:
        self._need_writing()
        self._session.add(row)
        self._session.flush()
        return row

    def _remove(self, *rows: Record) -> None:
        self._need_writing()
        for row in rows:
            self._session.delete(row)
        self._session.flush()

    def _flush(self) -> None:
        self._need_writing()
        self._session.flush()

    def _need_writing(self) -> None:
        _ = self._records.writing

    def _in_portions(self, statement: Any, column: Any, ids: Collection[Any]) -> Iterator[Any]:
        """Yield the rows of a statement narrowed to the ids, portion by portion."""
        for portion in portions(ids):
            yield from self._session.execute(statement.where(column.in_(portion)))


def portions(ids: Collection[int]) -> Iterator[list[int]]:
    listed = list(dict.fromkeys(ids))
    for start in range(0, len(listed), PORTION):
        yield listed[start : start + PORTION]


def raw_rows(connection: Connection, statement: Any) -> list[tuple[Any, ...]]:
    """Return plain tuples from the driver's own cursor: at a hundred thousand rows four times faster."""
    written = statement.compile(connection.engine, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(written))
        return list(cursor.fetchall())
    finally:
        cursor.close()


def missing(noun: str, id: int) -> UserMistake:
    return UserMistake(f"There is no {noun} {id}.", "It may have been deleted; look at the list again.")


def packed(value: object) -> str:
    """Return JSON text, as short as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
