"""Lists of subjects, with all their names and the number of their clippings."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from typing import Any

from sqlalchemy import func, select

from archive_app.domain.subject import Subject, SubjectKind, VariantName
from archive_app.storage.merging import ends_of
from archive_app.storage.repository import portions
from archive_app.storage.tables import ClippingRow, ClippingSubjectRow, SubjectRow, SubjectVariantRow
from archive_app.storage.tagging import Tagging
from archive_app.storage.words import folded

TABLE = SubjectRow.__table__
TRASHED = select(ClippingRow.id).where(ClippingRow.trashed.is_(True))


class SubjectLists(Tagging):
    """Which subjects there are, under which names, and on how many clippings."""

    _ends: dict[int, int] | None = None

    def merges(self) -> dict[int, int]:
        """Return for each merged subject the one that stands for it."""
        if self._ends is None:
            rows = self._session.execute(
                select(TABLE.c.id, TABLE.c.merged_into).where(TABLE.c.merged_into.is_not(None))
            )
            self._ends = ends_of(dict(rows.all()))  # type: ignore[arg-type]
        return self._ends

    def merged_family(self, id: int) -> set[int]:
        """Return the ids that all mean this subject."""
        end = self.merges().get(id, id)
        return {end} | {gone for gone, kept in self.merges().items() if kept == end}

    def all(
        self, kind: SubjectKind | None = None, text: str = "", limit: int | None = None
    ) -> tuple[Subject, ...]:
        """Return subjects, the most used first; `text` must stand in one of their names."""
        conditions: list[Any] = [TABLE.c.merged_into.is_(None), TABLE.c.trashed.is_(False)]
        if kind is not None:
            conditions.append(TABLE.c.subject_kind == kind.value)
        named = self._ids_named(folded(text)) if folded(text) else None
        counts = self.counts()
        ordered = [
            id
            for id, _, _ in sorted(
                self._session.execute(
                    select(TABLE.c.id, TABLE.c.name_key, TABLE.c.trashed).where(*conditions)
                ),
                key=lambda row: (-counts[row[0]], row[1], row[0]),
            )
            if named is None or id in named
        ][:limit]
        return self._subjects(ordered, counts)

    def most_used(self, most: int) -> dict[SubjectKind, tuple[Subject, ...]]:
        """Return of each kind the subjects on most clippings, `most` at the most."""
        counts = self.counts()
        columns = select(TABLE.c.id, TABLE.c.subject_kind, TABLE.c.name_key)
        rows = self._session.execute(columns.where(TABLE.c.merged_into.is_(None), TABLE.c.trashed.is_(False)))
        by_kind: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
        for id, kind, key in rows:
            by_kind[kind].append((-counts[id], key, id))
        ids = {kind: [id for _, _, id in nsmallest(most, found)] for kind, found in by_kind.items()}
        found = {subject.id: subject for subject in self._subjects(list(chain(*ids.values())), counts)}
        return {kind: tuple(found[id] for id in ids.get(kind.value, ())) for kind in SubjectKind}

    def totals(self) -> dict[SubjectKind, int]:
        """Return how many subjects there are of each kind."""
        counted = select(TABLE.c.subject_kind, func.count()).where(
            TABLE.c.merged_into.is_(None), TABLE.c.trashed.is_(False)
        )
        found = dict(self._session.execute(counted.group_by(TABLE.c.subject_kind)).all())
        return {kind: found.get(kind.value, 0) for kind in SubjectKind}

    def _ids_named(self, key: str) -> set[int]:
        variant = SubjectVariantRow
        rows: Iterable[Any] = self._session.scalars(
            select(TABLE.c.id)
            .where(TABLE.c.name_key.contains(key, autoescape=True))
            .union(select(variant.subject_id).where(variant.name_key.contains(key, autoescape=True)))
        )
        return {self.merges().get(int(id), int(id)) for id in rows}

    def counts(self) -> defaultdict[int, int]:
        """Return how many clippings outside the trash each subject is confirmed on."""
        row = ClippingSubjectRow
        # Counted from the index alone, and the few in the trash taken off: a third of the time.
        counted = select(row.subject_id, func.count(row.clipping_id.distinct())).where(
            row.status == "confirmed"
        )
        found: defaultdict[int, int] = defaultdict(int, self._pairs(counted.group_by(row.subject_id)))
        for id, count in self._pairs(counted.where(row.clipping_id.in_(TRASHED)).group_by(row.subject_id)):
            found[id] -= count
        found.update(self._merged_counts())
        return found

    def _pairs(self, statement: Any) -> list[tuple[int, int]]:
        rows: Any = self._session.execute(statement)
        return [(row[0], row[1]) for row in rows]

    def _merged_counts(self) -> dict[int, int]:
        """Return the counts of subjects into which others were merged: one clipping may have several."""
        ends = self.merges() | {kept: kept for kept in self.merges().values()}
        row = ClippingSubjectRow
        pairs = select(row.subject_id, row.clipping_id).where(row.status == "confirmed")
        clippings: defaultdict[int, set[int]] = defaultdict(set)
        for portion in portions(ends):
            for id, clipping_id in self._pairs(pairs.where(row.subject_id.in_(portion))):
                clippings[ends[id]].add(clipping_id)
        trashed = set(self._session.scalars(TRASHED))
        return {id: len(held - trashed) for id, held in clippings.items()}

    def _subjects(self, ids: Sequence[int], counts: Mapping[int, int]) -> tuple[Subject, ...]:
        """Return subjects in the order of the ids, none of which was merged into another."""
        families = {id: id for id in ids}
        families |= {gone: kept for gone, kept in self.merges().items() if kept in families}
        rows = {row["id"]: row for row in self._mappings(families)}
        variants: defaultdict[int, list[VariantName]] = defaultdict(list)
        for id, row in sorted(rows.items()):
            if families[id] != id:
                variants[families[id]].append(VariantName(row["name"]))
        row = SubjectVariantRow
        statement = select(row.subject_id, row.name, row.language).order_by(row.id)
        for id, name, language in self._in_portions(statement, row.subject_id, families):
            variants[families[id]].append(VariantName(name, language))
        return tuple(_subject(rows[id], tuple(variants[id]), counts[id]) for id in ids if id in rows)

    def _mappings(self, ids: Collection[int]) -> Iterator[Any]:
        for portion in portions(ids):
            yield from self._session.execute(select(TABLE).where(TABLE.c.id.in_(portion))).mappings()

    def get(self, id: int) -> Subject:
        """Return a subject; a merged id gives the one kept. Raises UserMistake when there is none."""
        self._row(SubjectRow, id, "name")
        end = self.merges().get(id, id)
        return self._subjects([end], {end: self._live_count(end)})[0]

    def _live_count(self, id: int) -> int:
        row = ClippingSubjectRow
        counted = select(func.count(row.clipping_id.distinct())).where(
            row.subject_id.in_(self.merged_family(id)), row.status == "confirmed"
        )
        trashed = counted.where(row.clipping_id.in_(TRASHED))
        return (self._session.scalar(counted) or 0) - (self._session.scalar(trashed) or 0)


def _subject(row: Any, variants: tuple[VariantName, ...], clippings: int) -> Subject:
    return Subject(
        id=row["id"],
        uid=row["uid"],
        kind=SubjectKind(row["subject_kind"]),
        name=row["name"],
        variants=variants,
        date=row["date"],
        description=row["description"],
        place_id=row["place_id"],
        identifiers=tuple((name, value) for name, value in json.loads(row["identifiers"])),
        merged_into=row["merged_into"],
        clippings=clippings,
    )
