"""Ranges of cells as text, and the edits that a paste or a fill makes of them: pure functions."""

import csv
import io
from collections.abc import Sequence

from archive_app.domain.clipping import FIELD_NAMES
from archive_app.operations.table import CellEdit, TableRow

Block = list[list[str]]
"""Rows of texts."""


def to_text(block: Sequence[Sequence[str]]) -> str:
    """Return cells as spreadsheets exchange them: tabs between, quoted where a cell has tabs or lines."""
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(block)
    return stream.getvalue().removesuffix("\n")


def from_text(text: str) -> Block:
    """Return the cells of a text copied from a spreadsheet, or one cell of any other text."""
    if not text:
        return []
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter="\t"))
    return [row or [""] for row in rows]


def pasted(block: Block, rows: Sequence[TableRow], columns: Sequence[str]) -> tuple[CellEdit, ...]:
    """Return the edits that put `block` over these rows and columns; one cell alone fills them all."""
    if not block or not block[0]:
        return ()
    one = len(block) == 1 and len(block[0]) == 1
    edits = []
    for down, row in enumerate(rows):
        source = block[0] if one else block[down] if down < len(block) else []
        for across, name in enumerate(columns):
            if one or across < len(source):
                edits.append(_edit(row, name, source[0] if one else source[across]))
    return tuple(edit for edit in edits if edit is not None)


def filled_down(rows: Sequence[TableRow], columns: Sequence[str]) -> tuple[CellEdit, ...]:
    """Return the edits that copy the first row's cells into the rows below it."""
    edits = [_edit(row, name, rows[0].value(name)) for row in rows[1:] for name in columns]
    return tuple(edit for edit in edits if edit is not None)


def set_everywhere(rows: Sequence[TableRow], name: str, value: str) -> tuple[CellEdit, ...]:
    """Return the edits that give one field of all rows this value."""
    edits = [_edit(row, name, value) for row in rows]
    return tuple(edit for edit in edits if edit is not None)


def _edit(row: TableRow, name: str, after: str) -> CellEdit | None:
    after = " ".join(after.split()) if "\n" not in after else after.strip()
    if row.missing or name not in FIELD_NAMES or row.value(name) == after:
        return None
    return CellEdit(row.id, name, row.value(name), after)
