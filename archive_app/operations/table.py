"""The table of clippings: rows with all their fields, and cells written back only where nobody was faster."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.clipping import FIELD_NAMES, Clipping, field_text
from archive_app.domain.dates import parse_edtf
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

SHOWN_FIELDS: tuple[str, ...] = (*FIELD_NAMES, "state", "words", "added", "keywords", "files")
"""What a row of the table can show: every field that can be edited, then what is only read."""
DATE_FIELDS = frozenset({"published", "updated"})
_PLACE = {name: place for place, name in enumerate(SHOWN_FIELDS)}


@dataclass(frozen=True, slots=True)
class TableRow:
    """The texts of one clipping, in the order of `SHOWN_FIELDS`."""

    id: int
    values: tuple[str, ...] = ()
    trashed: bool = False
    missing: bool = False
    """True when the clipping is gone since the list was made."""

    def value(self, name: str) -> str:
        return self.values[_PLACE[name]] if self.values else ""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell as it was seen and as it shall be."""

    id: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellsWritten:
    """How many cells were written, and the clippings left alone because they had changed meanwhile."""

    written: int = 0
    stale: tuple[int, ...] = ()


def table_rows(desk: Desk, job: Job, ids: Sequence[int]) -> tuple[TableRow, ...]:
    """Return the rows of these clippings in the given order, also for clippings that are gone."""
    with desk.archive.read() as records:
        found = records.clippings.find(ids)
    return tuple(_row(found[id]) if id in found else TableRow(id, missing=True) for id in ids)


def set_cells(desk: Desk, job: Job, edits: Sequence[CellEdit]) -> CellsWritten:
    """Write the cells in one undoable step; a cell that changed since it was seen is left alone.

    Raises UserMistake, and writes nothing, when a date cannot be read or a field cannot be edited.
    """
    for edit in edits:
        if edit.name not in FIELD_NAMES:
            raise UserMistake(f"'{edit.name}' cannot be edited in the table.")
        if edit.name in DATE_FIELDS and edit.after:
            parse_edtf(edit.after)
    with desk.archive.read() as records:
        fresh, stale = _sort_out(records.clippings.find(sorted({edit.id for edit in edits})), edits)
    if not fresh:
        return CellsWritten(0, stale)
    with desk.archive.write(_label(fresh)) as records:
        fresh, stale = _sort_out(records.clippings.find(sorted({edit.id for edit in edits})), edits)
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        for edit in fresh:
            groups[edit.name, edit.after].append(edit.id)
        for (name, after), ids in groups.items():
            records.clippings.set_field(ids, name, after)
    return CellsWritten(len(fresh), stale)


def _sort_out(
    found: dict[int, Clipping], edits: Sequence[CellEdit]
) -> tuple[list[CellEdit], tuple[int, ...]]:
    fresh: list[CellEdit] = []
    stale: dict[int, None] = {}
    for edit in edits:
        clipping = found.get(edit.id)
        if clipping is None or edit.before not in _texts(clipping, edit.name):
            stale[edit.id] = None
        elif edit.after != edit.before:
            fresh.append(edit)
    return fresh, tuple(stale)


def _texts(clipping: Clipping, name: str) -> tuple[str, ...]:
    """The outlet is seen by its record's name in the table, as printed in find and replace."""
    return (shown_text(clipping, name), field_text(clipping.fields, name))


def _label(edits: Sequence[CellEdit]) -> str:
    names = {edit.name for edit in edits}
    clippings = len({edit.id for edit in edits})
    what = names.pop().replace("_", " ") if len(names) == 1 else f"{len(edits)} cells"
    return f"Set {what} of {clippings} clipping{'' if clippings == 1 else 's'}"


def _row(clipping: Clipping) -> TableRow:
    return TableRow(clipping.id, tuple(shown_text(clipping, name) for name in SHOWN_FIELDS), clipping.trashed)


def shown_text(clipping: Clipping, name: str) -> str:
    """Return one of `SHOWN_FIELDS` of a clipping as text."""
    if name == "outlet":
        return clipping.outlet_name or clipping.fields.outlet
    if name in FIELD_NAMES:
        return field_text(clipping.fields, name)
    if name == "state":
        return str(clipping.state)
    if name == "words":
        return str(clipping.word_count)
    if name == "added":
        return clipping.created[:10]
    if name == "keywords":
        return ", ".join(clipping.keywords)
    return ", ".join(source.name for source in clipping.sources)
