"""Links between clippings, annotations and subjects."""

from __future__ import annotations

from collections.abc import Sequence

from archive_app.domain.changes import Changes
from archive_app.domain.link import EndKind, Link, LinkEnd, LinkType, link_type
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.writing import Writing, existing, writing


def link_clippings(
    desk: Desk, job: Job, a: int, b: int, type: LinkType | str = LinkType.RELATED, note: str = ""
) -> int:
    """Link two clippings, so that 'a follows up b'; returns the link's id."""
    return link_records(desk, job, LinkEnd(EndKind.CLIPPING, a), LinkEnd(EndKind.CLIPPING, b), type, note)


def link_records(
    desk: Desk,
    job: Job,
    source: LinkEnd,
    target: LinkEnd,
    type: LinkType | str = LinkType.RELATED,
    note: str = "",
) -> int:
    """Link any two of clippings, annotations and subjects; returns the link's id.

    Raises UserMistake for an end that is not there, a link to itself, and a link that is there already.
    """
    wanted = link_type(type)
    with writing(desk, _label(source, target)) as work:
        _check_end(work, source)
        _check_end(work, target)
        return work.records.links.add(wanted, source, target, note.strip())


def link_many(
    desk: Desk, job: Job, sources: Sequence[LinkEnd], target: LinkEnd, type: LinkType | str, note: str = ""
) -> tuple[int, ...]:
    """Link several records to one, as one step of the undo list; returns the links' ids."""
    wanted = link_type(type)
    with writing(desk, f"Link {counted(len(sources) + 1, 'record')}") as work:
        for end in (*sources, target):
            _check_end(work, end)
        return tuple(work.records.links.add(wanted, end, target, note.strip()) for end in sources)


def edit_link(desk: Desk, job: Job, id: int, type: LinkType | str, note: str = "") -> Changes:
    wanted = link_type(type)
    with writing(desk, "Edit link") as work:
        work.records.links.edit(id, wanted, note.strip())
    return work.changes


def delete_link(desk: Desk, job: Job, id: int) -> Changes:
    with writing(desk, "Delete link") as work:
        work.records.links.delete(id)
    return work.changes


def links_of(desk: Desk, job: Job, kind: EndKind | str, id: int) -> tuple[Link, ...]:
    """Return the links from a record and to it."""
    with desk.archive.read() as records:
        return tuple(records.links.of(EndKind(kind), id))


def _label(source: LinkEnd, target: LinkEnd) -> str:
    if source.kind is target.kind is EndKind.CLIPPING:
        return "Link 2 clippings"
    words = {EndKind.CLIPPING: "a clipping", EndKind.ANNOTATION: "a note", EndKind.SUBJECT: "a name"}
    return f"Link {words[source.kind]} to {words[target.kind]}"


def _check_end(work: Writing, end: LinkEnd) -> None:
    if end.kind is EndKind.CLIPPING:
        existing(work.records, [end.id])
    elif end.kind is EndKind.ANNOTATION:
        work.records.annotations.get(end.id)
    else:
        work.records.subjects.get(end.id)
