"""Subjects: the archive's authority records for people, organisations, places, events, topics."""

from dataclasses import dataclass
from enum import StrEnum


class SubjectKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    TOPIC = "topic"


class SubjectRole(StrEnum):
    """What a subject is to a clipping."""

    ABOUT = "about"
    MENTIONED = "mentioned"
    AUTHOR = "author"
    QUOTED = "quoted"
    PICTURED = "pictured"
    DATELINE = "dateline"


class MentionStatus(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class VariantName:
    name: str
    language: str = ""
    """A BCP 47 tag, or empty."""


@dataclass(frozen=True, slots=True)
class Subject:
    id: int
    uid: str
    kind: SubjectKind
    name: str
    variants: tuple[VariantName, ...] = ()
    date: str | None = None
    """EDTF: an event's date or range, a person's life dates."""
    description: str = ""
    place_id: int | None = None
    """An event's place."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs such as ('wikidata', 'Q160115')."""
    merged_into: int | None = None
    clippings: int = 0
    """How many clippings outside the trash it is confirmed on, merged ones included."""


@dataclass(frozen=True, slots=True)
class ClippingSubject:
    """A subject on one clipping."""

    id: int
    """The id of the attachment, not of the subject."""
    clipping_id: int
    subject_id: int
    kind: SubjectKind
    name: str
    role: SubjectRole = SubjectRole.ABOUT
    status: MentionStatus = MentionStatus.CONFIRMED
    date: str | None = None
