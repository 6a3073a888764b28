"""Edits of names that the pages of names need: delete several, identifiers, an outlet's variants, a place."""

from __future__ import annotations

from collections.abc import Sequence

from archive_app.domain.changes import Changes
from archive_app.domain.subject import SubjectKind
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.naming import clean_name
from archive_app.operations.writing import writing


def delete_subjects(desk: Desk, job: Job, ids: Sequence[int]) -> int:
    """Delete names and take them off their clippings, as one undoable step; returns how many."""
    with writing(desk, f"Delete {counted(len(ids), 'name')}") as work:
        for id in dict.fromkeys(ids):
            work.records.subjects.delete(work.records.subjects.get(id).id)
    return len(set(ids))


def set_identifiers(desk: Desk, job: Job, id: int, text: str) -> Changes:
    """Set a name's identifiers, typed as 'wikidata:Q160115, viaf:29573437'; raises UserMistake."""
    pairs = parse_identifiers(text)
    with writing(desk, "Edit identifiers") as work:
        work.records.subjects.set_identifiers(work.records.subjects.get(id).id, pairs)
    return work.changes


def parse_identifiers(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of 'wikidata:Q160115, viaf:29573437'; raises UserMistake at the part that is none."""
    pairs, position = [], 0
    for part in text.split(","):
        scheme, colon, value = (piece.strip() for piece in part.partition(":"))
        if part.strip() and not (scheme and colon and value):
            raise UserMistake(
                f"'{part.strip()}' is not an identifier.", "Write wikidata:Q160115, viaf:29573437.", position
            )
        if part.strip():
            pairs.append((scheme.lower(), value))
        position += len(part) + 1
    return tuple(pairs)


def set_event_place(desk: Desk, job: Job, id: int, name: str) -> Changes:
    """Say where an event took place, by the place's name; an unknown place is made, '' clears it."""
    with writing(desk, "Edit place") as work:
        subjects = work.records.subjects
        place_id = subjects.ensure(SubjectKind.PLACE, clean_name(name)) if name.strip() else None
        subjects.set_place(subjects.get(id).id, place_id)
    return work.changes


def remove_outlet_variant(desk: Desk, job: Job, id: int, name: str) -> Changes:
    with writing(desk, "Remove a variant name") as work:
        work.records.outlets.remove_variant(id, name)
    return work.changes
