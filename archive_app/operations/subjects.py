"""People, organisations, places, events and topics: keep their records, and tag clippings with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.changes import Changes
from archive_app.domain.dates import parse_edtf
from archive_app.domain.link import EndKind, Link
from archive_app.domain.listing import ClippingRow, SortKey
from archive_app.domain.subject import MentionStatus, Subject, SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.naming import clean_name
from archive_app.operations.writing import existing, writing

PAGE_ROWS = 200


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A subject with the clippings that it is on."""

    subject: Subject
    clipping_ids: tuple[int, ...]
    """All of them, newest first, without the trash."""
    rows: tuple[ClippingRow, ...]
    """The first ones of them, `PAGE_ROWS` at most."""
    links: tuple[Link, ...]
    place: Subject | None = None
    """Where an event took place."""


@dataclass(frozen=True, slots=True)
class TagResult:
    """What tagging did: the subject, and how many clippings did not have it before."""

    subject: Subject
    new: int
    created: bool = False
    """True when the subject was not in the archive before."""


def subject_kind(text: str) -> SubjectKind:
    """Return the kind that was meant ('person', 'people', 'Events'); raises UserMistake with the kinds."""
    wanted = text.strip().lower()
    for kind in SubjectKind:
        if wanted in (kind.value, f"{kind.value}s"):
            return kind
    if wanted == "people":
        return SubjectKind.PERSON
    raise UserMistake(f"There is no kind of name '{text}'.", f"Use one of: {', '.join(SubjectKind)}.")


def subject_role(text: str) -> SubjectRole:
    """Return the role with this name; raises UserMistake with the roles."""
    try:
        return SubjectRole(text.strip().lower())
    except ValueError:
        raise UserMistake(f"There is no role '{text}'.", f"Use one of: {', '.join(SubjectRole)}.") from None


def subjects(
    desk: Desk, job: Job, kind: SubjectKind | str | None = None, text: str = "", limit: int | None = None
) -> tuple[Subject, ...]:
    """Return the subjects of a kind (or of all) whose preferred or variant name holds the text."""
    wanted = None if kind is None else subject_kind(kind)
    with desk.archive.read() as records:
        return tuple(records.subjects.all(wanted, text.strip(), limit))


def subject_page(desk: Desk, job: Job, id: int, limit: int = PAGE_ROWS) -> SubjectPage:
    """Return a subject with its clippings; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        subject = records.subjects.get(id)
        held = list(records.subjects.clipping_ids(subject.id))
        ids = tuple(records.clippings.sort_ids(held, SortKey.DATE, False))
        return SubjectPage(
            subject=subject,
            clipping_ids=ids,
            rows=tuple(records.clippings.rows(ids[:limit])),
            links=tuple(records.links.of(EndKind.SUBJECT, subject.id)),
            place=None if subject.place_id is None else records.subjects.get(subject.place_id),
        )


def create_subject(
    desk: Desk,
    job: Job,
    kind: SubjectKind | str,
    name: str,
    *,
    date: str | None = None,
    description: str = "",
    variants: Sequence[str] = (),
) -> int:
    """Make a subject; raises UserMistake when one of that kind has the name already."""
    kind, name = subject_kind(kind), clean_name(name)
    edtf = _edtf(date)
    with writing(desk, f"New {kind.value}") as work:
        known = work.records.subjects.find(kind, name)
        if known is not None:
            raise UserMistake(f"There is a {kind.value} '{known.name}' already.", "Open that one instead.")
        id = work.records.subjects.ensure(kind, name)
        if edtf:
            work.records.subjects.set_date(id, edtf)
        if description.strip():
            work.records.subjects.set_description(id, description.strip())
        for variant in variants:
            work.records.subjects.add_variant(id, clean_name(variant))
    return id


def rename_subject(desk: Desk, job: Job, id: int, name: str) -> Changes:
    """Give a subject another preferred name."""
    name = clean_name(name)
    with writing(desk, "Rename") as work:
        subject = work.records.subjects.get(id)
        known = work.records.subjects.find(subject.kind, name)
        if known is not None and known.id != subject.id:
            raise UserMistake(
                f"There is a {subject.kind.value} '{known.name}' already.", "Merge the two if they are one."
            )
        work.records.subjects.rename(subject.id, name)
    return work.changes


def add_variant(desk: Desk, job: Job, id: int, name: str, language: str = "") -> Changes:
    """Add a name under which the subject appears too; `language` is a BCP 47 tag."""
    with writing(desk, "Add a variant name") as work:
        subject = work.records.subjects.get(id)
        work.records.subjects.add_variant(subject.id, clean_name(name), language.strip())
    return work.changes


def remove_variant(desk: Desk, job: Job, id: int, name: str) -> Changes:
    with writing(desk, "Remove a variant name") as work:
        work.records.subjects.remove_variant(work.records.subjects.get(id).id, name)
    return work.changes


def set_subject_date(desk: Desk, job: Job, id: int, date: str | None) -> Changes:
    """Set an event's day or range, or a person's life dates, as EDTF; None or '' clears it."""
    edtf = _edtf(date)
    with writing(desk, "Edit date") as work:
        work.records.subjects.set_date(work.records.subjects.get(id).id, edtf or "")
    return work.changes


def set_description(desk: Desk, job: Job, id: int, description: str) -> Changes:
    with writing(desk, "Edit description") as work:
        work.records.subjects.set_description(work.records.subjects.get(id).id, description.strip())
    return work.changes


def set_subject_place(desk: Desk, job: Job, id: int, place_id: int | None) -> Changes:
    """Say where an event took place; the place is a subject of that kind."""
    with writing(desk, "Edit place") as work:
        if place_id is not None and work.records.subjects.get(place_id).kind is not SubjectKind.PLACE:
            raise UserMistake("An event's place must be one of the places.")
        work.records.subjects.set_place(work.records.subjects.get(id).id, place_id)
    return work.changes


def delete_subject(desk: Desk, job: Job, id: int) -> Changes:
    """Delete a subject and take it off its clippings."""
    with writing(desk, "Delete") as work:
        work.records.subjects.delete(work.records.subjects.get(id).id)
    return work.changes


def merge_subjects(desk: Desk, job: Job, keep: int, gone: int) -> Changes:
    """Make two subjects one: `gone` becomes a name of `keep`, until they are split again."""
    with writing(desk, "Merge names") as work:
        kept, merged = work.records.subjects.get(keep), work.records.subjects.get(gone)
        if kept.id == merged.id:
            raise UserMistake("These are one and the same already.")
        if kept.kind is not merged.kind:
            raise UserMistake(f"A {merged.kind.value} cannot be merged into a {kept.kind.value}.")
        work.records.subjects.merge(kept.id, merged.id)
    return work.changes


def unmerge_subject(desk: Desk, job: Job, id: int) -> Changes:
    """Split a merged subject off again; its clippings go with it. `id` is the one that was merged away."""
    with writing(desk, "Split names") as work:
        work.records.subjects.unmerge(id)
    return work.changes


def tag_clippings(
    desk: Desk,
    job: Job,
    ids: Sequence[int],
    kind: SubjectKind | str,
    name: str,
    role: SubjectRole | str = SubjectRole.ABOUT,
    *,
    date: str | None = None,
) -> TagResult:
    """Tag clippings with the subject that bears this name, or any of its variants; made if there is none.

    `date` (EDTF) is given to a subject that is made, as an event's day or range.
    """
    kind, role, name, edtf = subject_kind(kind), subject_role(role), clean_name(name), _edtf(date)
    with writing(desk, f"Tag {counted(len(set(ids)), 'clipping')}") as work:
        held = existing(work.records, ids)
        known = work.records.subjects.find(kind, name)
        id = known.id if known is not None else work.records.subjects.ensure(kind, name)
        if edtf and (known is None or not known.date):
            work.records.subjects.set_date(id, edtf)
        new = work.records.subjects.tag(held, id, role)
        subject = work.records.subjects.get(id)
    return TagResult(subject, new, known is None)


def tag_with_subject(
    desk: Desk, job: Job, ids: Sequence[int], subject_id: int, role: SubjectRole | str = SubjectRole.ABOUT
) -> TagResult:
    """Tag clippings with a subject that was picked from a list."""
    role = subject_role(role)
    with writing(desk, f"Tag {counted(len(set(ids)), 'clipping')}") as work:
        subject = work.records.subjects.get(subject_id)
        new = work.records.subjects.tag(existing(work.records, ids), subject.id, role)
        subject = work.records.subjects.get(subject.id)
    return TagResult(subject, new)


def untag_clippings(desk: Desk, job: Job, ids: Sequence[int], subject_id: int) -> Changes:
    """Take a subject off clippings, in every role."""
    with writing(desk, f"Untag {counted(len(set(ids)), 'clipping')}") as work:
        subject = work.records.subjects.get(subject_id)
        work.records.subjects.untag(existing(work.records, ids), subject.id)
    return work.changes


def reject_suggestion(desk: Desk, job: Job, attachment_id: int) -> Changes:
    """Say that a suggested name is not meant; it is remembered, and not suggested there again."""
    with writing(desk, "Reject a suggestion") as work:
        work.records.subjects.set_status(attachment_id, MentionStatus.REJECTED)
    return work.changes


def set_role(desk: Desk, job: Job, attachment_id: int, role: SubjectRole | str) -> Changes:
    """Say what a subject is to one clipping; the id is `ClippingSubject.id`."""
    role = subject_role(role)
    with writing(desk, "Edit role") as work:
        work.records.subjects.set_role(attachment_id, role)
    return work.changes


def _edtf(date: str | None) -> str | None:
    return parse_edtf(date).edtf if date and date.strip() else None
