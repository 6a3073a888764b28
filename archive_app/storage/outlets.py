"""The outlets: newspapers and sites, found by any of their names."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select

from archive_app.domain.outlet import Outlet
from archive_app.errors import UserMistake
from archive_app.storage.merging import ends_of
from archive_app.storage.repository import Repository, portions
from archive_app.storage.tables import ClippingRow, OutletRow, OutletVariantRow
from archive_app.storage.words import clean_line, folded

TABLE = OutletRow.__table__
FIELDS = ("name", "place", "country", "issn", "frequency")


class Outlets(Repository):
    """Outlets; a merged one is read as the one that it was merged into."""

    _names: dict[int, str] | None = None
    _ends: dict[int, int] | None = None

    def names(self) -> dict[int, str]:
        """Return the name to show by id, merged ids included."""
        if self._names is None:
            own = dict(self._session.execute(select(TABLE.c.id, TABLE.c.name)).all())
            self._names = {id: own[self.merges().get(id, id)] for id in own}
        return self._names

    def merges(self) -> dict[int, int]:
        """Return for each merged outlet the one that stands for it."""
        if self._ends is None:
            rows = self._session.execute(
                select(TABLE.c.id, TABLE.c.merged_into).where(TABLE.c.merged_into.is_not(None))
            )
            self._ends = ends_of(dict(rows.all()))  # type: ignore[arg-type]
        return self._ends

    def resolved(self, id: int | None) -> int | None:
        return None if id is None else self.merges().get(id, id)

    def merged_family(self, id: int) -> set[int]:
        """Return the ids that all mean this outlet."""
        end = self.merges().get(id, id)
        return {end} | {gone for gone, kept in self.merges().items() if kept == end}

    def all(self) -> tuple[Outlet, ...]:
        """Return all outlets by name."""
        rows = self._session.execute(
            select(TABLE).where(TABLE.c.merged_into.is_(None), TABLE.c.trashed.is_(False))
        ).mappings()
        return tuple(sorted(self._outlets(rows), key=lambda outlet: folded(outlet.name)))

    def get(self, id: int) -> Outlet:
        """Return an outlet; a merged id gives the one kept. Raises UserMistake when there is none."""
        self._row(OutletRow, id, "outlet")
        statement = select(TABLE).where(TABLE.c.id == self.resolved(id))
        return self._outlets(self._session.execute(statement).mappings(), self.merged_family(id))[0]

    def _outlets(self, rows: Iterable[Any], only: Collection[int] | None = None) -> list[Outlet]:
        """Return outlets with what is counted of all, or of `only` those with these ids."""
        variants: defaultdict[int, list[str]] = defaultdict(list)
        variant = OutletVariantRow
        for id, name in self._session.execute(select(variant.outlet_id, variant.name).order_by(variant.id)):
            variants[self.merges().get(id, id)].append(name)
        counts: defaultdict[int, int] = defaultdict(int)
        counted = select(ClippingRow.outlet_id, func.count()).where(
            ClippingRow.trashed.is_(False), ClippingRow.outlet_id.is_not(None)
        )
        if only is not None:
            counted = counted.where(ClippingRow.outlet_id.in_(only))
        for id, count in self._session.execute(counted.group_by(ClippingRow.outlet_id)):
            counts[self.resolved(id) or 0] += count
        return [
            Outlet(
                id=row["id"],
                uid=row["uid"],
                name=row["name"],
                variants=tuple(variants[row["id"]]),
                place=row["place"],
                country=row["country"],
                issn=row["issn"],
                frequency=row["frequency"],
                clippings=counts[row["id"]],
            )
            for row in rows
        ]

    def find(self, name: str) -> Outlet | None:
        """Return the outlet with this name or variant, whatever the case and accents."""
        id = self._visible(name)
        return None if id is None else self.get(id)

    def _visible(self, name: str) -> int | None:
        """Return the outlet with this name, unless it went away with an undone import."""
        id = self._by_names([name]).get(folded(name))
        return None if id is None or self._row(OutletRow, id, "outlet").trashed else id

    def _by_names(self, names: Iterable[str]) -> dict[str, int]:
        """Return ids by folded name; a preferred name comes before a variant."""
        keys = [folded(name) for name in names]
        found: dict[str, int] = {}
        variant = OutletVariantRow
        for portion in portions(keys):  # type: ignore[arg-type]
            rows = self._session.execute(
                select(variant.name_key, variant.outlet_id).where(variant.name_key.in_(portion))
            )
            found |= {key: self.merges().get(id, id) for key, id in rows}
            own = select(TABLE.c.name_key, TABLE.c.id).where(TABLE.c.name_key.in_(portion))
            rows = self._session.execute(
                own.order_by(TABLE.c.merged_into.is_(None), TABLE.c.trashed.desc(), TABLE.c.id.desc())
            )
            found |= {key: self.merges().get(id, id) for key, id in rows}
        return found

    def ensure(self, name: str) -> int:
        """Return the id of the outlet with this name, made if there is none."""
        name = _checked(name)
        return self.ensure_all([name])[name]

    def ensure_all(self, names: Iterable[str]) -> dict[str, int]:
        """Return an id for each name, making the outlets that are missing."""
        wanted = [name for name in names if name]
        if not wanted:
            return {}
        known = self._by_names(wanted)
        new: dict[str, OutletRow] = {}
        for name in wanted:
            if folded(name) not in known and folded(name) not in new:
                new[folded(name)] = OutletRow(name=name, name_key=folded(name))
        self._session.add_all(new.values())
        self._session.flush()
        if new:
            self._names = None
        known |= {key: row.id for key, row in new.items()}
        for row in self._rows(OutletRow, OutletRow.trashed, OutletRow.id.in_(set(known.values()))):
            row.trashed = False
        self._session.flush()
        return {name: known[folded(name)] for name in wanted}

    def rename(self, id: int, name: str) -> None:
        """Give a new preferred name; raises UserMistake when another outlet has it."""
        self.set_field(id, "name", name)

    def set_field(self, id: int, name: str, value: str) -> None:
        """Set name, place, country, issn or frequency."""
        if name not in FIELDS:
            raise UserMistake(f"An outlet has no field '{name}'.", f"Its fields are: {', '.join(FIELDS)}.")
        row = self._row(OutletRow, id, "outlet")
        value = clean_line(value)
        if name == "name":
            value = _checked(value)
            other = self._visible(value)
            if other not in (None, self.resolved(id)):
                raise UserMistake(f"There is an outlet '{value}' already.", "Merge the two instead.")
            row.name_key = folded(value)
        setattr(row, name, value)
        self._flush()
        self._names = None

    def add_variant(self, id: int, name: str) -> None:
        """Add another name by which the outlet is found."""
        name = _checked(name)
        self._row(OutletRow, id, "outlet")
        other = self._visible(name)
        if other == self.resolved(id):
            return
        if other is not None:
            raise UserMistake(f"Another outlet bears the name '{name}'.", "Merge the two instead.")
        self._add(OutletVariantRow(outlet_id=id, name=name, name_key=folded(name)))

    def remove_variant(self, id: int, name: str) -> None:
        row = OutletVariantRow
        self._remove(*self._rows(row, row.outlet_id == id, row.name_key == folded(name)))

    def merge(self, keep: int, gone: int) -> None:
        """Read the second as the first from now on; its name stays as a way to find it."""
        if self.merged_family(keep) & self.merged_family(gone):
            raise UserMistake("These two are one outlet already.", "Choose two different ones.")
        kept = self._row(OutletRow, self.resolved(keep) or keep, "outlet")
        row = self._row(OutletRow, self.resolved(gone) or gone, "outlet")
        row.merged_into = kept.id
        self._flush()
        self._names = self._ends = None

    def unmerge(self, id: int) -> None:
        """Let a merged outlet stand for itself again."""
        self._row(OutletRow, id, "outlet").merged_into = None
        self._flush()
        self._names = self._ends = None


def _checked(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise UserMistake("An outlet needs a name.", "Write the name of the newspaper or site.")
    return name
