"""Edits of imports under review: many articles or files at once, and the import of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.clipping import Fields
from archive_app.domain.imports import ImportReport, StagedImport
from archive_app.errors import UserMistake
from archive_app.operations.collections import collections, create_collection
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import drop, promote, undo_import
from archive_app.operations.job import Job
from archive_app.operations.review import Review
from archive_app.operations.staging import staging_folder


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """The new fields of one article: the import's key, the file's index, the article's place in it."""

    key: str
    file_index: int
    draft_index: int
    fields: Fields


def edit_drafts(desk: Desk, job: Job, edits: Sequence[EditedDraft]) -> dict[str, StagedImport]:
    """Replace the fields of articles; returns the touched imports by their key."""
    reviews = _reviews(desk, [edit.key for edit in edits])
    for edit in edits:
        reviews[edit.key].edit(edit.file_index, edit.draft_index, edit.fields)
    return {key: review.staged(desk) for key, review in reviews.items()}


def remove_files(desk: Desk, job: Job, files: Sequence[tuple[str, int]]) -> dict[str, StagedImport]:
    """Take files, given by import's key and index, out of their reviews; returns the imports by key."""
    reviews = _reviews(desk, [key for key, _ in files])
    for key, index in files:
        reviews[key].remove(index)
    return {key: review.staged(desk) for key, review in reviews.items()}


def promote_all(
    desk: Desk,
    job: Job,
    imports: Sequence[StagedImport],
    collection: int | str | None = None,
    topics: Sequence[str] = (),
) -> tuple[ImportReport, ...]:
    """Import everything under review; a collection given by an unknown name is made first."""
    collection_id = collection
    if isinstance(collection, str):
        known = {one.name.casefold(): one.id for one in collections(desk, job)}
        collection_id = known.get(collection.casefold()) or create_collection(desk, job, collection)
    reports = []
    for one in imports:
        if job.stop_requested():
            break
        reports.append(promote(desk, job, one, collection_id=collection_id, tags=topics))  # type: ignore[arg-type]
    return tuple(reports)


def drop_all(desk: Desk, job: Job, imports: Sequence[StagedImport]) -> None:
    """Give up several reviews."""
    for one in imports:
        drop(desk, job, one)


def undo_all(desk: Desk, job: Job, batch_ids: Sequence[int]) -> None:
    """Move the clippings of several imports into the trash."""
    for id in batch_ids:
        undo_import(desk, job, id)


def _reviews(desk: Desk, keys: Sequence[str]) -> dict[str, Review]:
    found = {}
    for key in dict.fromkeys(keys):
        review = Review.load(staging_folder(desk) / key)
        if review is None:
            raise UserMistake("This import is no longer under review.", "Choose the files again.")
        found[key] = review
    return found
