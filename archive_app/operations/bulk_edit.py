"""Edit one field of many clippings: fill down, same as last, find and replace with a preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.changes import RecordKind
from archive_app.domain.clipping import field_text
from archive_app.errors import UserMistake
from archive_app.operations.clippings import tidy
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import edit_label, field_name
from archive_app.operations.replacing import check_pattern, replaced
from archive_app.operations.workers import WorkerLost
from archive_app.operations.writing import existing, writing

REGEX_SECONDS = 10.0
"""A pattern that takes longer than this over all values is given up."""

LOOKS_BACK = (500, 12_000)
"""How many changes are read back to find what was typed last."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What find and replace would do to one clipping's field."""

    id: int
    before: str
    after: str


def field_values(desk: Desk, job: Job, ids: Sequence[int], name: str) -> dict[int, str]:
    """Return one field of each clipping as the text that a person would edit."""
    name = field_name(name)
    with desk.archive.read() as records:
        found = records.clippings.find(list(ids))
    return {id: field_text(found[id].fields, name) for id in ids if id in found}


def fill_down(desk: Desk, job: Job, ids: Sequence[int], name: str) -> int:
    """Copy the first clipping's value into the others; returns how many were given it."""
    name = field_name(name)
    if len(ids) < 2:
        raise UserMistake("Filling down needs at least two clippings.", "Select the one to copy from first.")
    value = field_values(desk, job, ids[:1], name).get(ids[0])
    if value is None:
        raise UserMistake(f"There is no clipping {ids[0]}.")
    return _give(desk, ids[1:], name, value, "Fill down")


def same_as_last(desk: Desk, job: Job, ids: Sequence[int], name: str) -> int:
    """Give the field the value that a person last typed into it anywhere in this archive."""
    name = field_name(name)
    value = last_value(desk, job, name)
    if value is None:
        raise UserMistake("This field has not been edited lately.", "Type a value once, then repeat it.")
    return _give(desk, ids, name, value, "Repeat")


def last_value(desk: Desk, job: Job, name: str) -> str | None:
    """Return the value that a person last gave this field, or None when nobody did lately."""
    name = field_name(name)
    columns = {name, f"{name}_edtf"}
    # Mostly it was typed a moment ago; only a large bulk edit since then needs the longer looks.
    for limit in LOOKS_BACK:
        for entry in desk.archive.history(RecordKind.CLIPPING, None, limit):
            if entry.origin != "person" or entry.undone or entry.record_kind != RecordKind.CLIPPING:
                continue
            if any(field in columns for field, _, after in entry.changes if after):
                value = field_values(desk, job, [entry.record_id], name).get(entry.record_id)
                if value:
                    return value
        job.progress(0, 0)
    return None


def replace_preview(
    desk: Desk,
    job: Job,
    ids: Sequence[int],
    name: str,
    find: str,
    replacement: str,
    *,
    regex: bool = False,
    case: bool = True,
) -> tuple[Replacement, ...]:
    """Return what find and replace would change, in the order of the ids.

    With `regex`, `find` is a Python regular expression and `\\1` in the replacement stands for its first
    bracket. Raises UserMistake with the position at which the pattern is wrong.
    """
    check_pattern(find, replacement, regex=regex, case=case)
    values = field_values(desk, job, ids, name)
    before = list(values.values())
    if regex:
        after = _replaced_elsewhere(desk, job, before, find, replacement, case)
    else:
        after = replaced(before, find, replacement, regex, case)
    changed = zip(values, before, (tidy(value) for value in after), strict=True)
    return tuple(Replacement(id, old, new) for id, old, new in changed if old != new)


def _replaced_elsewhere(
    desk: Desk, job: Job, values: list[str], find: str, replacement: str, case: bool
) -> list[str]:
    """A pattern can run for hours: the process that runs it can be killed, a thread cannot."""
    service = desk.workers.service("search")
    try:
        return service.call(
            replaced, values, find, replacement, True, case, timeout=REGEX_SECONDS, stop=job.stop_requested
        )
    except WorkerLost as lost:
        if lost.reason != "timeout":
            raise
        raise UserMistake("This pattern takes too long.", "Repeat (…+)+ less, or find plain words.") from None


def replace_in_field(
    desk: Desk,
    job: Job,
    ids: Sequence[int],
    name: str,
    find: str,
    replacement: str,
    *,
    regex: bool = False,
    case: bool = True,
) -> int:
    """Do what `replace_preview` shows, as one step of the undo list; returns how many clippings changed."""
    name = field_name(name)
    planned = replace_preview(desk, job, ids, name, find, replacement, regex=regex, case=case)
    if not planned:
        return 0
    values = {change.id: change.after for change in planned}
    with writing(desk, edit_label(name, list(values), "Replace in")) as work:
        existing(work.records, values)
        return work.records.clippings.set_values(name, values)


def _give(desk: Desk, ids: Sequence[int], name: str, value: str, verb: str) -> int:
    with writing(desk, edit_label(name, ids, verb)) as work:
        work.records.clippings.set_field(existing(work.records, ids), name, value)
    return len(set(ids))
