"""Lists of clippings: the ids of a place in an order, and the rows that show them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from archive_app.domain.listing import ClippingRow as ListRow
from archive_app.domain.listing import Place, PlaceKind, SortKey
from archive_app.storage.list_rows import found_rows, missing_row
from archive_app.storage.repository import PORTION, Repository, portions, raw_rows
from archive_app.storage.tables import (
    ClippingRow,
    ClippingSubjectRow,
    CollectionItemRow,
)
from archive_app.storage.words import folded

RECENT = 200
"""How many clippings the place 'Recently added' holds."""
TABLE = ClippingRow.__table__.c
_DAYS = 4_000_000
"""More than there are days until the year 9999."""


class ClippingLists(Repository):
    """Which clippings stand in a place, in which order, and how they look in a list."""

    def ids(self, place: Place, sort: SortKey, ascending: bool) -> array[int]:
        """Return the ids of a place in order; those without date, outlet or headline last, whichever way."""
        conditions = self._conditions(place)
        if sort is SortKey.OUTLET:
            return self.sort_ids(self._ids_where(*conditions), sort, ascending)
        if sort is SortKey.ADDED:
            order = TABLE.id if ascending else TABLE.id.desc()
            return self._fetch(select(TABLE.id).where(*conditions).order_by(order))
        key = self._key(sort)
        order = (key, TABLE.id) if ascending else (key.desc(), TABLE.id.desc())
        if sort is SortKey.LENGTH:
            return self._fetch(select(TABLE.id).where(*conditions).order_by(*order))
        filled, empty = (key.is_not(None), key.is_(None)) if key.nullable else (key > "", key == "")
        found = self._fetch(select(TABLE.id).where(*conditions, filled).order_by(*order))
        found.extend(self._fetch(select(TABLE.id).where(*conditions, empty).order_by(TABLE.id)))
        return found

    def place_ids(self, place: Place) -> set[int]:
        """Return the ids of a place, in no order."""
        return set(self._ids_where(*self._conditions(place)))

    def place_count(self, place: Place) -> int:
        """Count the clippings of a place."""
        return self._session.scalar(select(func.count(TABLE.id)).where(*self._conditions(place))) or 0

    def sort_ids(self, ids: Sequence[int], sort: SortKey, ascending: bool) -> array[int]:
        """Return the given ids in order; those of clippings that are gone come last."""
        if sort is SortKey.ADDED:
            return array("q", sorted(ids, reverse=not ascending))
        keys = self._outlet_keys(ids) if sort is SortKey.OUTLET else self._keys(ids, self._key(sort))
        filled = sorted((id for id in ids if keys.get(id) not in (None, "")), reverse=not ascending)
        empty = sorted(id for id in ids if keys.get(id) in (None, ""))
        filled.sort(key=keys.__getitem__, reverse=not ascending)  # equal ones keep the order of their ids
        return array("q", filled + empty)

    def _key(self, sort: SortKey) -> Any:
        keys = {SortKey.HEADLINE: TABLE.headline_key, SortKey.LENGTH: TABLE.word_count}
        return keys.get(sort, TABLE.published_earliest)

    def _keys(self, ids: Sequence[int], column: Any) -> dict[int, Any]:
        statement = select(TABLE.id, column)
        if len(ids) > 2 * PORTION:
            return dict(raw_rows(self._connection, statement))
        return {row[0]: row[1] for row in self._in_portions(statement, TABLE.id, ids)}

    def _outlet_keys(self, ids: Sequence[int]) -> dict[int, int]:
        """Return a number for each clipping with an outlet, by the outlet's name and then the day."""
        columns = (TABLE.id, TABLE.outlet_id, TABLE.published_earliest)
        named, unnamed = TABLE.outlet_id.is_not(None), TABLE.outlet_id.is_(None) & (TABLE.outlet != "")
        printed = (TABLE.id, TABLE.outlet, TABLE.published_earliest)
        if len(ids) > 2 * PORTION:  # the first one is answered by an index alone
            rows: list[Any] = raw_rows(self._connection, select(*columns).where(named))
            rows += raw_rows(self._connection, select(*printed).where(unnamed))
        else:
            rows = list(self._in_portions(select(*columns).where(named), TABLE.id, ids))
            rows += self._in_portions(select(*printed).where(unnamed), TABLE.id, ids)
        names = {id: folded(name) for id, name in self._records.outlets.names().items()}
        known = {outlet: names.get(outlet) or folded(str(outlet)) for outlet in {row[1] for row in rows}}
        ranks = {name: rank for rank, name in enumerate(sorted(set(known.values())), 1)}
        starts = {outlet: ranks[name] * _DAYS for outlet, name in known.items()}
        return {id: starts[outlet] + (day or _DAYS - 1) for id, outlet, day in rows}

    def _conditions(self, place: Place) -> list[ColumnElement[bool]]:
        kind = place.kind
        if kind is PlaceKind.TRASH:
            return [TABLE.trashed.is_(True)]
        conditions: list[ColumnElement[bool]] = [TABLE.trashed.is_(False)]
        if kind is PlaceKind.INBOX:
            conditions.append(TABLE.state == "inbox")
        elif kind is PlaceKind.RECENT:
            newest = select(TABLE.id).where(TABLE.trashed.is_(False)).order_by(TABLE.id.desc()).limit(RECENT)
            conditions.append(TABLE.id.in_(newest))
        elif kind is PlaceKind.COLLECTION:
            members = self._records.collections.with_descendants(place.id)
            item = CollectionItemRow
            conditions.append(TABLE.id.in_(select(item.clipping_id).where(item.collection_id.in_(members))))
        elif kind is PlaceKind.SUBJECT:
            attached = ClippingSubjectRow
            conditions.append(
                TABLE.id.in_(
                    select(attached.clipping_id).where(
                        attached.subject_id.in_(self._records.subjects.merged_family(place.id)),
                        attached.status == "confirmed",
                    )
                )
            )
        elif kind is PlaceKind.OUTLET:
            conditions.append(TABLE.outlet_id.in_(self._records.outlets.merged_family(place.id)))
        elif kind is PlaceKind.BATCH:
            conditions.append(TABLE.batch_id == place.id)
        return conditions

    def _ids_where(self, *conditions: ColumnElement[bool]) -> array[int]:
        return self._fetch(select(TABLE.id).where(*conditions))

    def _fetch(self, statement: Select[Any]) -> array[int]:
        return array("q", chain.from_iterable(raw_rows(self._connection, statement)))

    @property
    def _connection(self) -> Any:
        return self._session.connection()

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """Return the rows of a list in the given order; a clipping that is gone has `missing`."""
        found: dict[int, ListRow] = {}
        outlets = self._records.outlets.names()
        cursor = self._connection.connection.cursor()
        try:
            for portion in portions(ids):
                found.update(found_rows(cursor, portion, outlets))
        finally:
            cursor.close()
        return [found.get(id) or missing_row(id) for id in ids]
