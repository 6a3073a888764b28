"""Make several names one: first say what would move, then do it as one undoable step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import Subject
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.writing import writing


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do."""

    keep: int
    name: str
    """The name that stays."""
    moved: int
    """Clippings that get it and did not have it."""
    shared: int
    """Clippings that had it already."""
    variants: tuple[str, ...]
    """Names that become variants of it."""


def merge_preview(
    desk: Desk, job: Job, keep: int, gone: Sequence[int], *, outlets: bool = False
) -> MergePreview:
    """Return what `merge_names` would do with the same arguments."""
    with desk.archive.read() as records:
        repository = records.outlets if outlets else records.subjects

        def held(id: int) -> set[int]:
            if outlets:
                return set(records.clippings.place_ids(Place(PlaceKind.OUTLET, id)))
            return set(records.subjects.clipping_ids(id))

        kept = repository.get(keep)
        others = [repository.get(id) for id in gone if id != keep]
        before = held(keep)
        moving = set().union(*(held(other.id) for other in others)) if others else set()
    names = dict.fromkeys(name for other in others for name in (other.name, *_variants(other)))
    known = {kept.name, *_variants(kept)}
    variants = tuple(name for name in names if name not in known)
    return MergePreview(keep, kept.name, len(moving - before), len(moving & before), variants)


def merge_names(desk: Desk, job: Job, keep: int, gone: Sequence[int], *, outlets: bool = False) -> int:
    """Merge the names `gone` into `keep`; returns how many. Raises UserMistake for names of two kinds."""
    others = [id for id in dict.fromkeys(gone) if id != keep]
    if not others:
        raise UserMistake("Select two names or more to merge.")
    noun = "outlet" if outlets else "name"
    with writing(desk, f"Merge {counted(len(others) + 1, noun)}") as work:
        if outlets:
            for id in others:
                work.records.outlets.merge(keep, id)
            return len(others)
        kept = work.records.subjects.get(keep)
        for id in others:
            other = work.records.subjects.get(id)
            if other.kind is not kept.kind:
                raise UserMistake(f"A {other.kind.value} cannot be merged into a {kept.kind.value}.")
            if other.id != kept.id:
                work.records.subjects.merge(kept.id, other.id)
    return len(others)


def _variants(record: object) -> tuple[str, ...]:
    variants = getattr(record, "variants", ())
    return tuple(variant.name for variant in variants) if isinstance(record, Subject) else tuple(variants)
