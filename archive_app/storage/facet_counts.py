"""Counts over a list of clippings: by outlet, year, language and name."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from archive_app.domain.listing import Facet
from archive_app.storage.records import Records
from archive_app.storage.repository import PORTION, portions, raw_rows
from archive_app.storage.tables import ClippingRow, ClippingSubjectRow, SubjectRow

MOST_VALUES = 50
"""Values shown of one facet, the most frequent ones; years are all shown."""
KINDS = ("person", "event", "place", "organisation", "topic")


def facet_counts(records: Records, ids: Collection[int]) -> dict[str, tuple[Facet, ...]]:
    """Return for each facet its values with the number of these clippings, most frequent first."""
    table = ClippingRow.__table__.c
    outlets: Counter[int] = Counter()
    languages: Counter[str] = Counter()
    days: Counter[int] = Counter()
    columns = select(table.id, table.outlet_id, table.language, table.published_earliest)
    for _, outlet, language, day in _of(records, columns, table.id, ids):
        outlets[outlet or 0] += 1
        languages[language] += 1
        days[day or 0] += 1
    return {
        "outlet": _outlet_facet(records, outlets),
        "year": tuple(Facet(None, str(year), count) for year, count in _years(days)),
        **_name_facets(records, ids),
        "language": tuple(Facet(None, tag, n) for tag, n in languages.most_common(MOST_VALUES) if tag),
    }


def year_counts(records: Records, ids: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Return how many of the clippings are of each year, by their first possible day."""
    table = ClippingRow.__table__.c
    days: Counter[int] = Counter()
    for _, day in _of(records, select(table.id, table.published_earliest), table.id, ids):
        days[day or 0] += 1
    return tuple(_years(days))


def stem_languages(records: Records) -> tuple[str, ...]:
    """Return the languages of the archive's clippings."""
    statement = select(ClippingRow.__table__.c.language).distinct()
    return tuple(tag for tag in records.session.scalars(statement) if tag)


def _years(days: Counter[int]) -> list[tuple[int, int]]:
    years: Counter[int] = Counter()
    for day, count in days.items():
        if day > 0:
            years[date.fromordinal(day).year] += count
    return sorted(years.items())


def _outlet_facet(records: Records, counts: Counter[int]) -> tuple[Facet, ...]:
    names = records.outlets.names()
    joined: Counter[int] = Counter()
    for id, count in counts.items():
        kept: int | None = records.outlets.resolved(id)
        if kept is not None and kept in names:
            joined[kept] += count
    return tuple(Facet(id, names[id], count) for id, count in joined.most_common(MOST_VALUES))


def _name_facets(records: Records, ids: Collection[int]) -> dict[str, tuple[Facet, ...]]:
    row = ClippingSubjectRow.__table__.c
    statement = select(row.clipping_id, row.subject_id).where(row.status == "confirmed")
    merges: dict[int, int] = records.subjects.merges()
    # One number for a pair, since sets of numbers are quicker than sets of pairs.
    pairs: set[int] = {
        merges.get(int(subject), int(subject)) << 40 | int(clipping)
        for clipping, subject in _of(records, statement, row.clipping_id, ids)
    }
    counts = Counter(pair >> 40 for pair in pairs)
    names = _subject_names(records, counts)
    facets: dict[str, list[Facet]] = {kind: [] for kind in KINDS}
    for id, count in sorted(counts.items(), key=lambda item: (-item[1], names.get(item[0], ("", ""))[1])):
        kind, name = names.get(id, ("", ""))
        if kind in facets and len(facets[kind]) < MOST_VALUES:
            facets[kind].append(Facet(id, name, count))
    return {kind: tuple(values) for kind, values in facets.items()}


def _subject_names(records: Records, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    row = SubjectRow.__table__.c
    statement = select(row.id, row.subject_kind, row.name)
    return {id: (kind, name) for id, kind, name in _of(records, statement, row.id, ids)}


def _of(records: Records, statement: Any, column: Any, ids: Collection[int]) -> Iterator[Any]:
    """Yield a statement's rows of the ids: narrowed by SQL when few, else by us from all rows."""
    if len(ids) <= 2 * PORTION:
        for portion in portions(ids):
            yield from records.session.connection().execute(statement.where(column.in_(portion)))
        return
    rows = raw_rows(records.session.connection(), statement)
    wanted = set(ids)
    yield from rows if len(wanted) >= len(rows) else (row for row in rows if row[0] in wanted)
