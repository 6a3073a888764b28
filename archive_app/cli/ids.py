"""Ids as they are typed: `clipping:7`, `person:12`; a bare number is a clipping."""

from __future__ import annotations

from archive_app.domain.link import EndKind, LinkEnd
from archive_app.domain.subject import Subject, SubjectKind
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk

LARGEST = 2**63 - 1
_SUBJECTS = {kind.value for kind in SubjectKind} | {"subject"}
_ALIASES = {"note": "annotation", "organization": "organisation"}
KINDS = ("clipping", "annotation", *sorted(_SUBJECTS), "outlet", "collection")


def parse_id(text: str) -> tuple[str, int]:
    """Return kind and number of a typed id; raises UserMistake with the place where it is wrong."""
    kind, colon, number = text.strip().rpartition(":")
    kind = kind.strip().lower()
    kind = _ALIASES.get(kind, kind) if colon else "clipping"
    if kind not in KINDS:
        raise UserMistake(f"There are no ids of the kind '{kind}'.", f"Use one of: {', '.join(KINDS)}.", 0)
    position = len(text.rpartition(":")[0]) + len(colon)
    if not (number.isascii() and number.isdigit()):
        raise UserMistake(f"'{text}' is not an id.", "Write an id as clipping:7, person:12 or 7.", position)
    if not 0 < int(number) <= LARGEST:
        raise UserMistake(f"There is no {kind} {number}.", "", position)
    return kind, int(number)


def parse_clipping_id(text: str) -> int:
    """Return the number of a clipping; raises UserMistake for another kind of id."""
    kind, id = parse_id(text)
    if kind != "clipping":
        raise UserMistake(f"'{text}' is not a clipping.", "Write its id as clipping:7 or 7.", 0)
    return id


def parse_clipping_ids(text: str) -> list[int]:
    """Return the numbers of one or more clippings: `7` or `7,8,12`."""
    return [parse_clipping_id(part) for part in text.split(",")]


def find_subject(desk: Desk, text: str) -> Subject:
    """Return the subject with this id; raises UserMistake when it is not there or of another kind."""
    kind, id = parse_id(text)
    if kind not in _SUBJECTS:
        raise UserMistake(f"'{text}' is not a name's id.", "Write it as person:12 or event:3.", 0)
    with desk.archive.read() as records:
        subject = records.subjects.get(id)
    if kind not in ("subject", subject.kind.value):
        raise UserMistake(f"There is no {kind} {id}.", f"{subject.kind.value}:{id} is '{subject.name}'.", 0)
    return subject


def link_end(desk: Desk, text: str) -> LinkEnd:
    """Return the record at one end of a link: a clipping, an annotation or a subject."""
    kind, id = parse_id(text)
    if kind in _SUBJECTS:
        return LinkEnd(EndKind.SUBJECT, find_subject(desk, text).id)
    if kind in ("clipping", "annotation"):
        return LinkEnd(EndKind(kind), id)
    raise UserMistake(f"A {kind} cannot be linked.", "Link clippings, annotations and names.", 0)
