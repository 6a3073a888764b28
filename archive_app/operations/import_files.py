"""Import: read files into staging, review them, promote them into the archive; and what needs a look.

The command line does both at once with `import_files`; the window calls `stage`, shows what was
recognised, and then `promote` or `drop`. Nothing is dropped silently: each file has its entry.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.domain.changes import Changes
from archive_app.domain.clipping import Fields
from archive_app.domain.imports import ImportReport, StagedFile, StagedImport
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import SubjectKind
from archive_app.errors import Cancelled, UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.promotion import BATCH_FILES, Promotion, Tag, new_clippings
from archive_app.operations.reading import ReadResult
from archive_app.operations.review import Review, load_reviews, recognised
from archive_app.operations.scanning import FoundFile, scan, showable_path
from archive_app.operations.staging import MANIFEST, new_staging, read_all, staging_folder
from archive_app.operations.writing import writing

__all__ = [
    "ImportReport",
    "StagedFile",
    "StagedImport",
    "discard",
    "drop",
    "edit_staged",
    "import_files",
    "needs_a_look",
    "promote",
    "remove_staged",
    "resume_staging",
    "retry",
    "stage",
    "staged",
    "undo_import",
]


def import_files(desk: Desk, job: Job, paths: Sequence[Path], *, recursive: bool = False) -> ImportReport:
    """Read files and make clippings of them at once; stopped, it keeps what was read until then.

    The archive's index is not touched: call `desk.index.catch_up` afterwards.
    """
    started = time.monotonic()
    found = scan(paths, recursive, job)
    folder = new_staging(desk)
    promotion = Promotion(desk, _label(found), folder)
    waiting: list[StagedFile] = []
    try:
        for done, file in enumerate(_read(desk, job, folder, found), 1):
            waiting.append(file)
            if len(waiting) >= BATCH_FILES:
                promotion.write(waiting)
                waiting = []
            _tell(job, done, len(found), file.name)
        promotion.write([file for file in waiting if file.outcome is not Outcome.CANCELLED])
        promotion.finish()
    finally:
        _remove(folder)
    return _report(promotion, found, started)


def stage(desk: Desk, job: Job, paths: Sequence[Path], *, recursive: bool = True) -> StagedImport:
    """Read files into the archive's staging folder for review; stopped, the rest is left unread."""
    found = scan([Path(path) for path in paths], recursive, job)
    folder = new_staging(desk)
    review = Review.start(folder, _label(found), found)
    return _continue(desk, job, review, found)


def resume_staging(desk: Desk, job: Job, staged_import: StagedImport) -> StagedImport:
    """Read the files at which an earlier reading was stopped."""
    review = _review(desk, staged_import)
    return _continue(desk, job, review, review.unread())


def staged(desk: Desk, job: Job) -> tuple[StagedImport, ...]:
    """Return the imports that are still under review, oldest first, also those of an earlier run."""
    return tuple(review.staged(desk) for review in load_reviews(staging_folder(desk)))


def edit_staged(
    desk: Desk, job: Job, staged_import: StagedImport, file_index: int, draft_index: int, fields: Fields
) -> StagedImport:
    """Replace the fields of one draft, and return the import as it is now."""
    review = _review(desk, staged_import)
    review.edit(file_index, draft_index, fields)
    return review.staged(desk)


def remove_staged(desk: Desk, job: Job, staged_import: StagedImport, file_index: int) -> StagedImport:
    """Take a file out of the review, and return the import as it is now."""
    review = _review(desk, staged_import)
    review.remove(file_index)
    return review.staged(desk)


def promote(
    desk: Desk,
    job: Job,
    staged_import: StagedImport,
    *,
    collection_id: int | None = None,
    tags: Sequence[str | Tag] = (),
) -> ImportReport:
    """Make clippings of a reviewed import, put them into a collection and tag them all.

    A tag is a topic's name, or a pair of a kind and a name. Stopped, it keeps the batches written
    so far, and the rest stays under review.
    """
    started = time.monotonic()
    review = _review(desk, staged_import)
    current = review.staged(desk)
    kinds = tuple((SubjectKind.TOPIC, tag) if isinstance(tag, str) else tag for tag in tags)
    promotion = Promotion(desk, current.label, review.folder, collection_id, kinds)
    files = [file for file in current.files if file.outcome is not Outcome.CANCELLED]
    stopped = False
    for start in range(0, len(files), BATCH_FILES):
        if job.stop_requested():
            stopped = True
            break
        part = files[start : start + BATCH_FILES]
        promotion.write(part)
        review.forget(file.index for file in part)
        _tell(job, start + len(part), len(files), part[-1].name)
    promotion.finish()
    if not stopped:
        _remove(review.folder)
    found = [FoundFile(file.index, Path(file.path), file.size) for file in current.files]
    return _report(promotion, found, started)


def drop(desk: Desk, job: Job, staged_import: StagedImport) -> None:
    """Give up a review; the files it was made of are untouched."""
    _remove(_review(desk, staged_import).folder)


def needs_a_look(desk: Desk, job: Job) -> tuple[BatchEntry, ...]:
    """Return the files that could not be read and are neither read since nor discarded."""
    with desk.archive.read() as records:
        return records.batches.quarantined()


def retry(desk: Desk, job: Job, entry_id: int) -> BatchEntry:
    """Read a file of 'Needs a look' once more, from its kept copy or from where it was found."""
    with desk.archive.read() as records:
        entry = records.batches.entry(entry_id)
    kept = desk.archive.files.quarantined / entry.sha256 if entry.sha256 else None
    original = Path(entry.path)
    folder = new_staging(desk)
    try:
        path = original
        if kept is not None and kept.exists():
            # The copy has no extension, and a reader is chosen by content and name.
            path = folder / (original.name or "file")
            shutil.copyfile(kept, path)
        found = [FoundFile(0, path, path.stat().st_size if path.exists() else 0)]
        read = next(_read(desk, job, folder, found))
        if read.outcome is Outcome.CANCELLED:
            raise Cancelled
        _settle_entry(desk, folder, entry, replace(read, path=entry.path, name=original.name))
    finally:
        _remove(folder)
    with desk.archive.read() as records:
        return records.batches.entry(entry_id)


def discard(desk: Desk, job: Job, entry_id: int) -> Changes:
    """Take a file off the list of those that need a look; its kept copy stays."""
    with writing(desk, "Discard a file that needs a look") as work:
        work.records.batches.discard_entry(entry_id)
    return work.changes


def undo_import(desk: Desk, job: Job, batch_id: int) -> Changes:
    """Move the clippings of an import into the trash, and put names aside that nothing else uses.

    That is the import's own undo, so redo brings it back. Where it is undone, sealed or touched since,
    what is left of its clippings goes into the trash as a step of its own. Raises UserMistake when
    none is left.
    """
    with desk.archive.read() as records:
        batch = records.batches.get(batch_id)
        ids = sorted(records.clippings.place_ids(Place(PlaceKind.BATCH, batch_id)))
        group = records.batches.undoable_group(batch_id)
    if not ids:
        raise UserMistake("No clipping of this import is left outside the trash.")
    if group is not None:
        # Refused when somebody changed since what it would take back: then only the clippings go.
        with contextlib.suppress(UserMistake):
            return desk.archive.undo_group(group)
    with writing(desk, f"Undo '{batch.label}'") as work:
        work.records.clippings.trash(ids)
        work.records.batches.mark_undone(batch_id)
    return work.changes


def _continue(desk: Desk, job: Job, review: Review, found: Sequence[FoundFile]) -> StagedImport:
    for done, file in enumerate(_read(desk, job, review.folder, found), 1):
        review.note(file)
        _tell(job, done, len(found), file.name)
    return review.staged(desk)


def _read(desk: Desk, job: Job, folder: Path, found: Sequence[FoundFile]) -> Iterator[StagedFile]:
    """Yield every file in order with what was recognised; those after a stop are marked cancelled."""
    to_read = [file for file in found if file.outcome is None]
    results = read_all(desk, job, folder, to_read)
    following: ReadResult | None = next(results, None)
    seen: dict[str, int] = {}
    try:
        for file in found:
            if file.outcome is not None or following is None or following.index != file.index:
                yield _unread(file)
                continue
            result = following
            if result.known:
                result = _again_if_gone(desk, job, folder, file, result)
            staged_file = recognised(desk, folder, file, result, seen)
            following = next(results, None)
            yield staged_file
    finally:
        close = getattr(results, "close", None)
        if close is not None:
            close()


def _again_if_gone(desk: Desk, job: Job, folder: Path, file: FoundFile, result: ReadResult) -> ReadResult:
    """Read a file after all whose bytes are kept, but of which no clipping is left."""
    with desk.archive.read() as records:
        source = records.source_files.by_sha(result.sha256)
        if source is not None and records.source_files.clippings_of(source.id):
            return result
    return next(read_all(desk, job, folder, [file], skip_known=False), result)


def _unread(file: FoundFile) -> StagedFile:
    return StagedFile(
        file.index,
        file.shown,
        showable_path(Path(file.path.name)),
        file.outcome or Outcome.CANCELLED,
        size=file.size,
        reason=file.reason or "The import was stopped before it.",
        hint=file.hint,
        code=file.code,
    )


def _settle_entry(desk: Desk, folder: Path, entry: BatchEntry, file: StagedFile) -> None:
    label = f"Read '{file.name}' again"
    if file.ready and file.drafts:
        desk.archive.files.settle([(folder / f"{file.index}.copy", file.sha256)])
    with desk.archive.write(label) as records:
        if file.ready and file.drafts:
            records.clippings.add_many(new_clippings(records, file, entry.batch_id, entry.id))
        records.batches.set_outcome(entry.id, file.outcome, file.reason, file.hint, file.code)


def _review(desk: Desk, staged_import: StagedImport) -> Review:
    folder = staging_folder(desk) / Path(staged_import.key).name
    review = Review.load(folder)
    if review is None:
        raise UserMistake("This import is no longer under review.", "Choose the files again.")
    return review


def _label(found: Sequence[FoundFile]) -> str:
    if len(found) == 1:
        return f"Import '{showable_path(Path(found[0].path.name))}'"
    return f"Import {counted(len(found), 'file')}"


def _tell(job: Job, done: int, total: int, text: str) -> None:
    # The reading ends itself when it is asked to stop, and keeps what it has.
    with contextlib.suppress(Cancelled):
        job.progress(done, total, text)


def _report(promotion: Promotion, found: Sequence[FoundFile], started: float) -> ImportReport:
    entries = [
        promotion.entries.get(file.index)
        or BatchEntry(
            0,
            promotion.batch_id or 0,
            file.shown,
            Outcome.CANCELLED,
            reason="The import was stopped before it.",
        )
        for file in found
    ]
    return ImportReport(promotion.batch_id, time.monotonic() - started, tuple(entries))


def _remove(folder: Path) -> None:
    """Remove a staging folder, also under a worker that was stopped and still writes into it.

    Under its new name that worker finds it no more, so nothing comes back behind us.
    """
    gone = folder.with_name(f"{folder.name}.gone")
    with contextlib.suppress(OSError):  # what cannot be renamed is removed as it stands
        folder.rename(gone)
        (gone / MANIFEST).unlink(missing_ok=True)  # first, so that a crash here leaves no review behind
    for name in (gone, folder):
        shutil.rmtree(name, ignore_errors=True)
