"""The sample archive's manifest: what is known of its clippings beyond what their files say."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive_app.domain.subject import SubjectKind, SubjectRole

TAGGED_ROLES = (
    SubjectRole.ABOUT,
    SubjectRole.MENTIONED,
    SubjectRole.AUTHOR,
    SubjectRole.QUOTED,
    SubjectRole.DATELINE,
)


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    name: str
    place: str = ""
    frequency: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleSubject:
    kind: SubjectKind
    name: str
    date: str = ""
    description: str = ""
    place: str = ""
    """The name of an event's place."""
    variants: tuple[tuple[str, str], ...] = ()
    """Name and BCP 47 tag."""


@dataclass(frozen=True, slots=True)
class SampleTag:
    role: SubjectRole
    kind: SubjectKind
    name: str


@dataclass(frozen=True, slots=True)
class SampleClipping:
    file: str
    state: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[SampleTag, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleAnnotation:
    """A highlight of a quoted passage; without a file, a note that stands alone."""

    note: str
    colour: str
    file: str = ""
    quote: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleLink:
    source: str
    target: str
    type: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleCollection:
    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole manifest; files are names inside `folder`."""

    folder: Path
    name: str
    author: str
    outlets: tuple[SampleOutlet, ...]
    subjects: tuple[SampleSubject, ...]
    clippings: tuple[SampleClipping, ...]
    annotations: tuple[SampleAnnotation, ...]
    links: tuple[SampleLink, ...]
    collections: tuple[SampleCollection, ...]
    saved_searches: tuple[tuple[str, str], ...]
    """Name and query."""
    trials: tuple[str, ...]
    """Queries that show what the search can do."""

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self.folder / clipping.file for clipping in self.clippings)


def read_sample(manifest: Path) -> Sample:
    """Read `manifest.toml`, whose files lie in `articles` beside it; KeyError or ValueError when wrong."""
    told: dict[str, Any] = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return Sample(
        folder=manifest.parent / "articles",
        name=told["name"],
        author=told["author"],
        outlets=tuple(
            SampleOutlet(**{**one, "variants": tuple(one.get("variants", ()))}) for one in told["outlet"]
        ),
        subjects=tuple(_subject(one) for one in told["subject"]),
        clippings=tuple(_clipping(one) for one in told["clipping"]),
        annotations=tuple(_annotation(one) for one in (*told["annotation"], *told["note"])),
        links=tuple(
            SampleLink(one["from"], one["to"], one["type"], one.get("note", "")) for one in told["link"]
        ),
        collections=tuple(SampleCollection(one["name"], tuple(one["files"])) for one in told["collection"]),
        saved_searches=tuple((one["name"], one["query"]) for one in told["saved_search"]),
        trials=tuple(one["query"] for one in told["trial"]),
    )


def _subject(one: dict[str, Any]) -> SampleSubject:
    return SampleSubject(
        kind=SubjectKind(one["kind"]),
        name=one["name"],
        date=one.get("date", ""),
        description=one.get("description", ""),
        place=one.get("place", ""),
        variants=tuple((variant["name"], variant["language"]) for variant in one.get("variants", ())),
    )


def _clipping(one: dict[str, Any]) -> SampleClipping:
    tags = tuple(_tag(role, text) for role in TAGGED_ROLES for text in one.get(str(role), ()))
    return SampleClipping(one["file"], one.get("state", ""), one.get("fields", {}), tags)


def _tag(role: SubjectRole, text: str) -> SampleTag:
    kind, name = text.split(": ", 1)
    return SampleTag(role, SubjectKind(kind), name)


def _annotation(one: dict[str, Any]) -> SampleAnnotation:
    return SampleAnnotation(
        note=one.get("note") or one.get("body", ""),
        colour=one["colour"],
        file=one.get("file", ""),
        quote=one.get("quote", ""),
        codes=tuple(one.get("codes", ())),
    )
