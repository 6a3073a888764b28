"""Annotations: highlights and notes on passages, on pages, or standing alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.annotation import Annotation, Colour, PageTarget, text_target
from archive_app.domain.changes import Changes
from archive_app.domain.clipping import Region
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.quoting import find_quote
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.writing import existing, writing


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation in the list of the whole archive, with the clipping that it speaks of."""

    annotation: Annotation
    clipping_id: int | None
    headline: str


def annotate(
    desk: Desk,
    job: Job,
    clipping_id: int,
    start: int,
    end: int,
    colour: Colour | str = Colour.YELLOW,
    note: str = "",
    codes: Sequence[str] = (),
) -> int:
    """Highlight `body[start:end]` (code points) of a clipping, with a note or without; returns the id."""
    with writing(desk, _label(note)) as work:
        body = work.records.clippings.get(clipping_id).text.body
        if not 0 <= start < end <= len(body):
            raise UserMistake("This passage is not in the text.", "Select some words first.")
        target = text_target(clipping_id, body, start, end)
        return work.records.annotations.add(note.strip(), _colour(colour), _codes(codes), (target,), ())


def annotate_quote(
    desk: Desk,
    job: Job,
    clipping_id: int,
    quote: str,
    note: str = "",
    colour: Colour | str = Colour.YELLOW,
    codes: Sequence[str] = (),
) -> int:
    """Annotate the passage that reads like the quote; returns the id.

    Straight and curly quotation marks, dashes and white space count alike. Raises UserMistake when the
    passage is not there or stands there more than once.
    """
    with writing(desk, _label(note)) as work:
        body = work.records.clippings.get(clipping_id).text.body
        target = text_target(clipping_id, body, *find_quote(body, quote))
        return work.records.annotations.add(note.strip(), _colour(colour), _codes(codes), (target,), ())


def annotate_page(
    desk: Desk,
    job: Job,
    clipping_id: int | None,
    source_file_id: int,
    regions: Sequence[Region],
    colour: Colour | str = Colour.YELLOW,
    note: str = "",
    codes: Sequence[str] = (),
) -> int:
    """Mark rectangles on the pages of a source file; returns the id."""
    if not regions:
        raise UserMistake("Nothing on the page was marked.", "Draw a rectangle first.")
    for region in regions:
        if not (region.width > 0 and region.height > 0 and 0 <= region.x <= 1 and 0 <= region.y <= 1):
            raise UserMistake("A marked rectangle lies outside the page.")
    with writing(desk, "Mark on the page") as work:
        work.records.source_files.get(source_file_id)
        target = PageTarget(source_file_id, tuple(regions), clipping_id)
        return work.records.annotations.add(note.strip(), _colour(colour), _codes(codes), (), (target,))


def new_note(
    desk: Desk, job: Job, body: str, colour: Colour | str = Colour.YELLOW, codes: Sequence[str] = ()
) -> int:
    """Write a note that stands alone; it can be linked to anything."""
    if not body.strip():
        raise UserMistake("A note needs some words.", position=0)
    with writing(desk, "New note") as work:
        return work.records.annotations.add(body.strip(), _colour(colour), _codes(codes), (), ())


def note_on_clipping(
    desk: Desk,
    job: Job,
    clipping_id: int,
    body: str,
    colour: Colour | str = Colour.YELLOW,
    codes: Sequence[str] = (),
) -> int:
    """Write a note that is linked to a clipping as a whole: one step of the undo list; returns its id."""
    if not body.strip():
        raise UserMistake("A note needs some words.", position=0)
    with writing(desk, "Note on a clipping") as work:
        existing(work.records, [clipping_id])
        id = work.records.annotations.add(body.strip(), _colour(colour), _codes(codes), (), ())
        note, clipping = LinkEnd(EndKind.ANNOTATION, id), LinkEnd(EndKind.CLIPPING, clipping_id)
        work.records.links.add(LinkType.RELATED, note, clipping)
        return id


def edit_annotation(
    desk: Desk,
    job: Job,
    id: int,
    *,
    body: str | None = None,
    colour: Colour | str | None = None,
    codes: Sequence[str] | None = None,
) -> Changes:
    """Change what is given and leave the rest."""
    with writing(desk, "Edit note" if body is not None else "Edit highlight") as work:
        before = work.records.annotations.get(id)
        if body is not None and not body.strip() and not (before.text_targets or before.page_targets):
            raise UserMistake("A note that stands alone needs some words.", "Delete it instead.")
        work.records.annotations.edit(
            id,
            body=None if body is None else body.strip(),
            colour=None if colour is None else _colour(colour),
            codes=None if codes is None else _codes(codes),
        )
    return work.changes


def delete_annotation(desk: Desk, job: Job, id: int) -> Changes:
    with writing(desk, "Delete note") as work:
        work.records.annotations.get(id)
        work.records.annotations.delete(id)
    return work.changes


def show_annotation(desk: Desk, job: Job, id: int) -> Annotation:
    with desk.archive.read() as records:
        return records.annotations.get(id)


def clipping_annotations(desk: Desk, job: Job, clipping_id: int) -> tuple[Annotation, ...]:
    with desk.archive.read() as records:
        return tuple(records.annotations.of_clipping(clipping_id))


def all_annotations(desk: Desk, job: Job, limit: int = 500, offset: int = 0) -> tuple[AnnotationRow, ...]:
    """Return the archive's annotations with the headlines of their clippings."""
    with desk.archive.read() as records:
        found = tuple(records.annotations.all(limit, offset))
        ids = [id for id in map(_clipping_id, found) if id is not None]
        headlines = {row.id: row.headline for row in records.clippings.rows(list(dict.fromkeys(ids)))}
    return tuple(
        AnnotationRow(note, id := _clipping_id(note), headlines.get(id, "") if id is not None else "")
        for note in found
    )


def standing_alone(desk: Desk, job: Job) -> tuple[Annotation, ...]:
    """Return the notes that speak of no passage."""
    with desk.archive.read() as records:
        return tuple(records.annotations.standing_alone())


def _label(note: str) -> str:
    return "Annotate" if note.strip() else "Highlight"


def _clipping_id(annotation: Annotation) -> int | None:
    targets = (*annotation.text_targets, *annotation.page_targets)
    return next((target.clipping_id for target in targets if target.clipping_id is not None), None)


def _colour(name: Colour | str) -> Colour:
    try:
        return Colour(name)
    except ValueError:
        raise UserMistake(f"There is no colour '{name}'.", f"Use one of: {', '.join(Colour)}.") from None


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    kept = (" ".join(code.split()) for code in codes)
    return tuple(dict.fromkeys(code for code in kept if code))
