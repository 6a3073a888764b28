"""Collections: the user's own nested folders of clippings."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from archive_app.domain.collection import Collection
from archive_app.errors import UserMistake
from archive_app.storage.repository import Repository
from archive_app.storage.tables import ClippingRow, CollectionItemRow, CollectionRow
from archive_app.storage.words import clean, clean_line

ITEM = CollectionItemRow


class Collections(Repository):
    """Ordered, nested collections; a clipping may stand in many."""

    def all(self) -> tuple[Collection, ...]:
        """Return all collections in the order of their parents' children."""
        rows = self._session.execute(
            select(CollectionRow.__table__).order_by(CollectionRow.position, CollectionRow.id)
        ).all()
        counted = (
            select(ITEM.collection_id, func.count())
            .join(ClippingRow, ClippingRow.id == ITEM.clipping_id)
            .where(ClippingRow.trashed.is_(False))
            .group_by(ITEM.collection_id)
        )
        counts = dict(self._session.execute(counted).all())
        return tuple(
            Collection(
                id=row.id,
                uid=row.uid,
                name=row.name,
                parent_id=row.parent_id,
                position=row.position,
                note=row.note,
                clippings=counts.get(row.id, 0),
            )
            for row in rows
        )

    def get(self, id: int) -> Collection:
        """Raises UserMistake when there is none."""
        self._row(CollectionRow, id, "collection")
        return next(collection for collection in self.all() if collection.id == id)

    def with_descendants(self, id: int) -> set[int]:
        """Return the ids of a collection and of all below it."""
        children: dict[int | None, list[int]] = {}
        for child, parent in self._session.execute(select(CollectionRow.id, CollectionRow.parent_id)):
            children.setdefault(parent, []).append(child)
        found, waiting = {id}, [id]
        while waiting:
            new = [child for child in children.get(waiting.pop(), ()) if child not in found]
            found.update(new)
            waiting.extend(new)
        return found

    def add(self, name: str, parent: int | None = None) -> int:
        """Make a collection at the end of its parent's; raises UserMistake when the name is taken there."""
        name = self._free_name(name, parent)
        if parent is not None:
            self._row(CollectionRow, parent, "collection")
        return self._add(CollectionRow(name=name, parent_id=parent, position=self._next(parent))).id

    def _next(self, parent: int | None) -> int:
        last = select(func.max(CollectionRow.position)).where(_under(parent))
        found = self._session.scalar(last)
        return 0 if found is None else found + 1

    def _free_name(self, name: str, parent: int | None, but: int = 0) -> str:
        name = clean_line(name)
        if not name:
            raise UserMistake("A collection needs a name.", "Write a name.")
        same = self._rows(CollectionRow, _under(parent), CollectionRow.name == name, CollectionRow.id != but)
        if same:
            raise UserMistake(f"There is a collection '{name}' here already.", "Choose another name.")
        return name

    def rename(self, id: int, name: str) -> None:
        row = self._row(CollectionRow, id, "collection")
        row.name = self._free_name(name, row.parent_id, but=id)
        self._flush()

    def set_note(self, id: int, note: str) -> None:
        self._row(CollectionRow, id, "collection").note = clean(note).strip()
        self._flush()

    def delete(self, id: int) -> None:
        """Delete a collection and those below it; the clippings stay in the archive."""
        self._row(CollectionRow, id, "collection")
        family = self.with_descendants(id)
        self._remove(*list(self._rows_of(ITEM, family, ITEM.collection_id)))
        rows = {row.id: row for row in self._rows_of(CollectionRow, family)}
        while rows:
            parents = {row.parent_id for row in rows.values()}
            leaves = [row for row in rows.values() if row.id not in parents]
            self._remove(*leaves)
            for leaf in leaves:
                del rows[leaf.id]

    def move(self, id: int, parent: int | None, position: int | None = None) -> None:
        """Put a collection under another (None: the top), at a place among its children."""
        row = self._row(CollectionRow, id, "collection")
        if parent is not None and parent in self.with_descendants(id):
            raise UserMistake("A collection cannot be put inside itself.", "Choose another place.")
        self._free_name(row.name, parent, but=id)
        others = [
            other
            for other in self._session.scalars(
                select(CollectionRow).where(_under(parent)).order_by(CollectionRow.position, CollectionRow.id)
            )
            if other.id != id
        ]
        place = len(others) if position is None else max(0, min(position, len(others)))
        others.insert(place, row)
        row.parent_id = parent
        for number, other in enumerate(others):
            if other.position != number:
                other.position = number
        self._flush()

    def add_clippings(self, id: int, clipping_ids: Sequence[int]) -> int:
        """Add clippings at the end; returns how many were not there yet."""
        self._row(CollectionRow, id, "collection")
        here = self._session.execute(
            select(ITEM.clipping_id, ITEM.position).where(ITEM.collection_id == id)
        ).all()
        known = {row.clipping_id for row in here}
        last = max((row.position for row in here), default=-1)
        new = [clipping_id for clipping_id in dict.fromkeys(clipping_ids) if clipping_id not in known]
        existing = {row[0] for row in self._in_portions(select(ClippingRow.id), ClippingRow.id, new)}
        for number, clipping_id in enumerate(new, last + 1):
            if clipping_id not in existing:
                self._row(ClippingRow, clipping_id, "clipping")
            self._session.add(ITEM(collection_id=id, clipping_id=clipping_id, position=number))
        self._flush()
        return len(new)

    def remove_clippings(self, id: int, clipping_ids: Sequence[int]) -> int:
        """Take clippings out of a collection; returns how many were there."""
        rows = [row for row in self._rows_of(ITEM, clipping_ids, ITEM.clipping_id) if row.collection_id == id]
        self._remove(*rows)
        return len(rows)

    def clipping_ids(self, id: int) -> tuple[int, ...]:
        """Return a collection's own clippings in its own order, the trash included."""
        statement = select(ITEM.clipping_id).where(ITEM.collection_id == id).order_by(ITEM.position, ITEM.id)
        return tuple(self._session.scalars(statement))

    def of_clipping(self, clipping_id: int) -> tuple[int, ...]:
        statement = select(ITEM.collection_id).where(ITEM.clipping_id == clipping_id)
        return tuple(self._session.scalars(statement.order_by(ITEM.collection_id)))

    def move_clippings(self, id: int, clipping_ids: Sequence[int], position: int) -> None:
        """Put clippings of a collection at a place in its order, counted without them."""
        rows = {
            row.clipping_id: row
            for row in self._session.scalars(
                select(ITEM).where(ITEM.collection_id == id).order_by(ITEM.position, ITEM.id)
            )
        }
        moving = [rows[clipping_id] for clipping_id in dict.fromkeys(clipping_ids) if clipping_id in rows]
        moved = {row.id for row in moving}
        order = [row for row in rows.values() if row.id not in moved]
        order[position:position] = moving
        for number, row in enumerate(order):
            if row.position != number:
                row.position = number
        self._flush()


def _under(parent: int | None) -> Any:
    return CollectionRow.parent_id.is_(None) if parent is None else CollectionRow.parent_id == parent
