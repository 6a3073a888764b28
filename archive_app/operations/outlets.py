"""Outlets: the newspapers and sites that clippings come from."""

from __future__ import annotations

from archive_app.domain.changes import Changes
from archive_app.domain.outlet import Outlet
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.naming import clean_name
from archive_app.operations.writing import writing

OUTLET_FIELDS = ("place", "country", "issn", "frequency")


def outlets(desk: Desk, job: Job) -> tuple[Outlet, ...]:
    with desk.archive.read() as records:
        return tuple(records.outlets.all())


def show_outlet(desk: Desk, job: Job, id: int) -> Outlet:
    with desk.archive.read() as records:
        return records.outlets.get(id)


def create_outlet(desk: Desk, job: Job, name: str) -> int:
    """Make an outlet; raises UserMistake when one has the name already."""
    name = clean_name(name)
    with writing(desk, "New outlet") as work:
        known = work.records.outlets.find(name)
        if known is not None:
            raise UserMistake(f"There is an outlet '{known.name}' already.")
        return work.records.outlets.ensure(name)


def rename_outlet(desk: Desk, job: Job, id: int, name: str) -> Changes:
    name = clean_name(name)
    with writing(desk, "Rename outlet") as work:
        known = work.records.outlets.find(name)
        if known is not None and known.id != id:
            raise UserMistake(f"There is an outlet '{known.name}' already.", "Merge the two if they are one.")
        work.records.outlets.rename(id, name)
    return work.changes


def edit_outlet(desk: Desk, job: Job, id: int, name: str, value: str) -> Changes:
    """Set the outlet's place, country, ISSN or frequency."""
    if name not in OUTLET_FIELDS:
        raise UserMistake(f"An outlet has no field '{name}'.", f"Use one of: {', '.join(OUTLET_FIELDS)}.")
    with writing(desk, f"Edit the outlet's {name}") as work:
        work.records.outlets.set_field(id, name, value.strip())
    return work.changes


def add_outlet_variant(desk: Desk, job: Job, id: int, name: str) -> Changes:
    """Add a name under which the outlet appears too."""
    with writing(desk, "Add a variant name") as work:
        work.records.outlets.add_variant(id, clean_name(name))
    return work.changes


def merge_outlets(desk: Desk, job: Job, keep: int, gone: int) -> Changes:
    """Make two outlets one: the clippings of `gone` go to `keep`, and its name becomes a variant."""
    if keep == gone:
        raise UserMistake("These are one and the same already.")
    with writing(desk, "Merge outlets") as work:
        work.records.outlets.merge(keep, gone)
    return work.changes
