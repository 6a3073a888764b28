"""One import from the window's side: what is under review, and the work that is done on it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from archive_app.domain.batch import BatchEntry
from archive_app.domain.imports import ImportReport, StagedImport
from archive_app.errors import ArchiveAppError
from archive_app.gui.jobs import Handle
from archive_app.gui.session import Session
from archive_app.gui.views.importing.draft_editor import DraftEdit, with_field
from archive_app.gui.views.importing.review_files import ReviewFile
from archive_app.gui.views.importing.staged_files import review_files
from archive_app.operations.clippings import restore
from archive_app.operations.import_files import resume_staging, stage, staged
from archive_app.operations.review_edits import (
    EditedDraft,
    drop_all,
    edit_drafts,
    promote_all,
    remove_files,
    undo_all,
)

LOOK_AGAIN_MS = 600
"""How often the files read so far are shown while the rest is being read."""


class ImportRun(QObject):
    changed = Signal()
    """`files` are different."""
    busy_changed = Signal()
    progressed = Signal(int, int, str)
    failed = Signal(object)
    finished = Signal(object)
    """The entries of the report, one per file."""
    undone = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.imports: tuple[StagedImport, ...] = ()
        self.files: tuple[ReviewFile, ...] = ()
        self.batch_ids: tuple[int, ...] = ()
        self._handle: Handle | None = None
        self._reading = False
        self._timer = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look_again)

    @property
    def busy(self) -> bool:
        """Is something being read or imported?"""
        return self._handle is not None

    def resume(self) -> None:
        """Take up imports that were left under review."""
        self._session.jobs.start(staged, owner=self, on_done=self._take, on_failed=self.failed.emit)

    def stage(self, paths: Sequence[Path], *, recursive: bool) -> None:
        """Read files and folders; what was read so far shows while the rest is read."""
        self._reading = True
        self._work(
            stage, list(paths), recursive=recursive, then=self._on_staged, title=self.tr("Reading files")
        )
        self._timer.start()

    def read_on(self) -> None:
        """Read what an earlier reading left unread."""
        unread = [one for one in self.imports if not one.complete]
        if unread and not self.busy:
            self._reading = True
            self._work(resume_staging, unread[0], then=self._on_staged, title=self.tr("Reading files"))
            self._timer.start()

    def edit(self, edit: DraftEdit) -> None:
        """Set one field of some articles."""
        by_key = {file.key: file for file in self.files}
        edits = []
        for place, index, draft in edit.drafts:
            file = by_key.get((place, index))
            if file is not None:
                fields = with_field(file.drafts[draft].fields, edit.name, edit.value)
                edits.append(EditedDraft(self.imports[place].key, index, draft, fields))
        if edits:
            self._quick(edit_drafts, edits)

    def remove(self, keys: Sequence[tuple[int, int]]) -> None:
        """Take files out of the review; the files themselves are untouched."""
        self._quick(remove_files, [(self.imports[place].key, index) for place, index in keys])

    def restore(self, file: ReviewFile) -> None:
        """Take the clippings of a file that is here already out of the trash."""
        self._session.jobs.start(
            restore, file.already, owner=self, lane="writing",
            on_done=lambda _: self.resume(), on_failed=self.failed.emit,
        )  # fmt: skip

    def promote(self, collection: int | str | None, topics: Sequence[str]) -> None:
        """Import everything under review."""
        self._work(
            promote_all, self.imports, collection, topics, then=self._on_promoted, title=self.tr("Importing")
        )

    def drop(self) -> None:
        """Give up the review."""
        imports, self.imports = self.imports, ()
        self._show()
        self._session.jobs.start(drop_all, imports, owner=self._session, lane="writing")

    def undo(self) -> None:
        """Put what was imported into the trash."""
        self._session.jobs.start(
            undo_all, self.batch_ids, owner=self, lane="writing",
            on_done=lambda _: self.undone.emit(), on_failed=self.failed.emit,
        )  # fmt: skip

    def stop(self) -> None:
        """Ask what runs to stop; what was done until then is kept."""
        if self._handle is not None:
            self._handle.stop()

    def forget(self) -> None:
        """Begin anew after an import."""
        self.imports, self.batch_ids = (), ()
        self._show()

    def _work(self, operation: Callable, *args: object, then: Callable, title: str, **words: bool) -> None:
        self._handle = self._session.jobs.start(
            operation, *args, owner=self, lane="bulk", title=title,
            on_done=lambda result: self._end(then, result), on_failed=self._on_failed,
            on_cancelled=lambda: self._end(self._take_nothing, None),
            on_progress=self.progressed.emit, **words,  # type: ignore[arg-type]
        )  # fmt: skip
        self.busy_changed.emit()

    def _quick(self, operation: Callable, argument: object) -> None:
        self._session.jobs.start(
            operation, argument, owner=self, lane="writing", on_done=self._update, on_failed=self.failed.emit
        )

    def _end(self, then: Callable, result: object) -> None:
        self._handle, self._reading = None, False
        self._timer.stop()
        then(result)
        self.busy_changed.emit()

    def _take_nothing(self, _: object) -> None:
        self.resume()

    def _on_failed(self, error: ArchiveAppError) -> None:
        self._handle, self._reading = None, False
        self._timer.stop()
        self.failed.emit(error)
        self.busy_changed.emit()
        self.resume()

    def _look_again(self) -> None:
        if self._reading:
            self._session.jobs.start(staged, owner=self, on_done=self._take_while_reading)

    def _take_while_reading(self, imports: tuple[StagedImport, ...]) -> None:
        if self._reading:
            self._take(imports)
            # A long list takes long to read from the disk; then it is looked at more rarely.
            self._timer.start(LOOK_AGAIN_MS + 4 * len(self.files))

    def _on_staged(self, _: StagedImport) -> None:
        self.resume()

    def _take(self, imports: tuple[StagedImport, ...]) -> None:
        self.imports = tuple(imports)
        self._show()

    def _update(self, changed: dict[str, StagedImport]) -> None:
        self.imports = tuple(changed.get(one.key, one) for one in self.imports)
        empty = tuple(one for one in self.imports if not one.files)
        if empty:
            self.imports = tuple(one for one in self.imports if one.files)
            self._session.jobs.start(drop_all, empty, owner=self._session, lane="writing")
        self._show()

    def _show(self) -> None:
        self.files = review_files(self.imports, waiting=self._reading)
        self.changed.emit()

    def _on_promoted(self, reports: tuple[ImportReport, ...]) -> None:
        entries: tuple[BatchEntry, ...] = tuple(entry for report in reports for entry in report.entries)
        self.batch_ids = tuple(report.batch_id for report in reports if report.batch_id is not None)
        self.imports = ()
        self.files = ()
        self.finished.emit(entries)
