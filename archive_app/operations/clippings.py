"""Show, make, edit and put away clippings, one or many at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.annotation import Annotation
from archive_app.domain.changes import Changes
from archive_app.domain.clipping import Clipping, Fields, Text, TriageState
from archive_app.domain.link import EndKind, Link
from archive_app.domain.outlet import Outlet
from archive_app.domain.subject import ClippingSubject
from archive_app.domain.typed_text import retyped_text, typed_text
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted, edit_label, field_name
from archive_app.operations.writing import existing, writing


@dataclass(frozen=True, slots=True)
class ClippingPage:
    """A clipping with everything that hangs on it."""

    clipping: Clipping
    subjects: tuple[ClippingSubject, ...]
    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]
    """Both the links from it and the links to it."""
    outlet: Outlet | None
    text_versions: int


def show_clipping(desk: Desk, job: Job, id: int) -> ClippingPage:
    """Return a clipping, also from the trash; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        clipping = records.clippings.get(id)
        outlet = None if clipping.outlet_id is None else records.outlets.get(clipping.outlet_id)
        return ClippingPage(
            clipping=clipping,
            subjects=tuple(records.subjects.of_clipping(id)),
            annotations=tuple(records.annotations.of_clipping(id)),
            links=tuple(records.links.of(EndKind.CLIPPING, id)),
            outlet=outlet,
            text_versions=len(records.clippings.text_versions(id)),
        )


def text_versions(desk: Desk, job: Job, id: int) -> tuple[Text, ...]:
    """Return every version of a clipping's words."""
    with desk.archive.read() as records:
        return tuple(records.clippings.text_versions(id))


def new_clipping(desk: Desk, job: Job, fields: Fields, body: str = "") -> int:
    """Make a clipping without a file, as of a cutting read on microfilm; returns its id."""
    text = typed_text(body)
    if fields == Fields() and not text.body:
        raise UserMistake("A new clipping needs a headline, a text or another field.")
    with writing(desk, "New clipping") as work:
        return work.records.clippings.add(fields, text, state=TriageState.REVIEWED)


def edit_field(desk: Desk, job: Job, ids: Sequence[int], name: str, value: str) -> Changes:
    """Give one field of the clippings this value; raises UserMistake for a bad field, date or id."""
    name = field_name(name)
    with writing(desk, edit_label(name, ids)) as work:
        work.records.clippings.set_field(existing(work.records, ids), name, tidy(value))
    return work.changes


def edit_fields(desk: Desk, job: Job, id: int, values: dict[str, str]) -> Changes:
    """Give several fields of one clipping new values, as one step of the undo list."""
    named = {field_name(name): tidy(value) for name, value in values.items()}
    label = edit_label(next(iter(named)), [id]) if len(named) == 1 else f"Edit {counted(len(named), 'field')}"
    with writing(desk, label) as work:
        ids = existing(work.records, [id])
        for name, value in named.items():
            work.records.clippings.set_field(ids, name, value)
    return work.changes


def correct_text(desk: Desk, job: Job, id: int, body: str) -> Changes:
    """Keep a corrected version of a clipping's words; its annotations find their places again."""
    with writing(desk, "Correct text") as work:
        before = work.records.clippings.get(id).text
        after = retyped_text(before, body)
        if after.body != before.body:
            work.records.clippings.set_text(id, after)
    return work.changes


def set_state(
    desk: Desk, job: Job, ids: Sequence[int], state: TriageState | str, reason: str = ""
) -> Changes:
    """Say where the clippings stand in the screening; `reason` is kept for `out`."""
    try:
        wanted = TriageState(state)
    except ValueError:
        raise UserMistake(f"There is no state '{state}'.", f"Use one of: {', '.join(TriageState)}.") from None
    with writing(desk, f"Mark {counted(len(ids), 'clipping')} as {wanted.value}") as work:
        work.records.clippings.set_state(existing(work.records, ids), wanted, reason.strip())
    return work.changes


def trash(desk: Desk, job: Job, ids: Sequence[int]) -> Changes:
    """Put clippings into the trash."""
    with writing(desk, f"Move {counted(len(ids), 'clipping')} to the trash") as work:
        work.records.clippings.trash(existing(work.records, ids))
    return work.changes


def restore(desk: Desk, job: Job, ids: Sequence[int]) -> Changes:
    """Take clippings out of the trash."""
    with writing(desk, f"Restore {counted(len(ids), 'clipping')}") as work:
        work.records.clippings.restore(existing(work.records, ids))
    return work.changes


def tidy(value: str) -> str:
    """Return typed text as it is kept: NFC, without white space at its ends."""
    return unicodedata.normalize("NFC", value).strip()
