"""Collections and saved searches: the user's own arrangement."""

from __future__ import annotations

from collections.abc import Sequence

from archive_app.domain.changes import Changes
from archive_app.domain.collection import Collection, SavedSearch
from archive_app.errors import UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.naming import clean_name
from archive_app.operations.writing import existing, writing


def collections(desk: Desk, job: Job) -> tuple[Collection, ...]:
    with desk.archive.read() as records:
        return tuple(records.collections.all())


def create_collection(desk: Desk, job: Job, name: str, parent: int | None = None) -> int:
    """Make a collection, inside another one if `parent` is given; returns its id."""
    name = clean_name(name)
    with writing(desk, "New collection") as work:
        return work.records.collections.add(name, parent)


def rename_collection(desk: Desk, job: Job, id: int, name: str) -> Changes:
    name = clean_name(name)
    with writing(desk, "Rename collection") as work:
        work.records.collections.rename(id, name)
    return work.changes


def delete_collection(desk: Desk, job: Job, id: int) -> Changes:
    """Delete a collection; its clippings stay in the archive."""
    with writing(desk, "Delete collection") as work:
        work.records.collections.delete(id)
    return work.changes


def add_to_collection(desk: Desk, job: Job, id: int, clipping_ids: Sequence[int]) -> Changes:
    label = f"Add {counted(len(set(clipping_ids)), 'clipping')} to a collection"
    with writing(desk, label) as work:
        work.records.collections.add_clippings(id, existing(work.records, clipping_ids))
    return work.changes


def remove_from_collection(desk: Desk, job: Job, id: int, clipping_ids: Sequence[int]) -> Changes:
    label = f"Take {counted(len(set(clipping_ids)), 'clipping')} out of a collection"
    with writing(desk, label) as work:
        work.records.collections.remove_clippings(id, existing(work.records, clipping_ids))
    return work.changes


def move_collection(desk: Desk, job: Job, id: int, parent: int | None, position: int = 0) -> Changes:
    """Put a collection at a position inside another one, or at the top (None)."""
    if id == parent:
        raise UserMistake("A collection cannot lie inside itself.")
    with writing(desk, "Move collection") as work:
        work.records.collections.move(id, parent, position)
    return work.changes


def saved_searches(desk: Desk, job: Job) -> tuple[SavedSearch, ...]:
    with desk.archive.read() as records:
        return tuple(records.saved_searches.all())


def save_search(desk: Desk, job: Job, name: str, query: str) -> int:
    """Keep a search under a name; returns its id."""
    if not query.strip():
        raise UserMistake("There is no search to save.", "Type one first.")
    name = clean_name(name)
    with writing(desk, "Save search") as work:
        return work.records.saved_searches.add(name, query.strip())


def rename_saved_search(desk: Desk, job: Job, id: int, name: str) -> Changes:
    name = clean_name(name)
    with writing(desk, "Rename saved search") as work:
        work.records.saved_searches.rename(id, name)
    return work.changes


def delete_saved_search(desk: Desk, job: Job, id: int) -> Changes:
    with writing(desk, "Delete saved search") as work:
        work.records.saved_searches.delete(id)
    return work.changes
