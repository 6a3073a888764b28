"""The import in three steps, Choose, Review, Done; it stays open beside the window while one works on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.session import Session, Target
from archive_app.gui.views.importing.choose_step import ChooseStep
from archive_app.gui.views.importing.done_step import DoneStep
from archive_app.gui.views.importing.drop import dropped_paths, pasted_paths
from archive_app.gui.views.importing.frame import Foot, Head
from archive_app.gui.views.importing.report import report_summary
from archive_app.gui.views.importing.review_files import button_text, summary, tally
from archive_app.gui.views.importing.review_step import ReviewStep
from archive_app.gui.views.importing.run import ImportRun
from archive_app.gui.widgets.showable import counted

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

CHOOSE, REVIEW, DONE = range(3)
SIZE = (1044, 640)


class ImportDialog(QDialog):
    """`paths` are read at once; without any, an import that was left under review is taken up again."""

    def __init__(self, session: Session, paths: Sequence[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        self.resize(*SIZE)
        self.setMinimumSize(760, 460)
        self._session = session
        self.run = ImportRun(session, self)
        self.head = Head(session)
        self.choose = ChooseStep(session.theme)
        self.review = ReviewStep(session.theme)
        self.done_step = DoneStep(session.theme)
        self.foot = Foot(session.theme)
        self.stack = QStackedWidget()
        for step in (self.choose, self.review, self.done_step):
            self.stack.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.foot)
        self._connect_steps()
        self._connect_run()
        self._go(CHOOSE)
        self.run.resume()
        if paths:
            self.add(paths)

    def _connect_steps(self) -> None:
        self.head.add_files_asked.connect(self.pick_files)
        self.head.add_folder_asked.connect(self.pick_folder)
        self.head.paste_asked.connect(self.paste)
        self.choose.zone.files.clicked.connect(self.pick_files)
        self.choose.zone.folder.clicked.connect(self.pick_folder)
        self.choose.changed.connect(self._show_state)
        self.review.edited.connect(self.run.edit)
        self.review.removed.connect(self.run.remove)
        self.review.show_asked.connect(self._show_clipping)
        self.review.restore_asked.connect(self.run.restore)
        self.review.read_on_asked.connect(self.run.read_on)
        self.done_step.show_asked.connect(self.show_imported)
        self.done_step.undo_asked.connect(self.run.undo)
        self.done_step.looks_asked.connect(self._open_looks)
        self.done_step.saved.connect(lambda path: self.foot.say(self.tr("Saved {0}.").format(path)))
        self.done_step.save_failed.connect(lambda why: self.foot.say(why, "mistake"))
        self.foot.button.clicked.connect(self.go_on)
        self.foot.cancel.clicked.connect(self.go_back)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.go_on)

    def _connect_run(self) -> None:
        run = self.run
        run.changed.connect(self._on_changed)
        run.progressed.connect(self.foot.progress)
        run.busy_changed.connect(self._show_state)
        run.failed.connect(self._on_failed)
        run.finished.connect(self._on_finished)
        run.undone.connect(self._on_undone)

    @property
    def step(self) -> int:
        return self.stack.currentIndex()

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.head.show_step(step)
        self._show_state()
        if step == REVIEW:
            self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif step == DONE:
            self.foot.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files and folders now; what is under review already stays."""
        self.run.stage(paths, recursive=self.choose.sub_folders.isChecked())
        self._go(REVIEW)

    def pick_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Add files"),
            self._session.settings.text("import.folder"),
            self.tr("Articles (*.txt *.md *.html *.htm *.pdf);;All files (*)"),
        )
        self._take([Path(name) for name in names])

    def pick_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Add a folder"), self._session.settings.text("import.folder")
        )
        self._take([Path(name)] if name else [])

    def paste(self) -> None:
        """Add the files that lie on the clipboard."""
        paths = pasted_paths()
        if paths:
            self._take(paths)
        else:
            self.foot.say(
                self.tr("There are no files on the clipboard. Copy some in the file manager first.")
            )

    def _take(self, paths: Sequence[Path]) -> None:
        if not paths:
            return
        self._session.settings.set("import.folder", str(paths[0].parent))
        if self.step == CHOOSE:
            self.choose.add(paths)
            self.foot.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if self.step == DONE:
                self.run.forget()
            self.add(paths)

    def go_on(self) -> None:
        """Do what the button says."""
        if not self.foot.button.isEnabled():
            return
        if self.step == CHOOSE:
            paths = self.choose.paths
            self.choose.clear()
            self.add(paths)
        elif self.step == REVIEW:
            self.review.close_editor()
            self.run.promote(self.head.collection_target(), self.head.topics())
        else:
            self.show_imported()

    def go_back(self) -> None:
        """Stop what runs; else drop the review, or close."""
        if self.run.busy:
            self.run.stop()
        elif self.step == REVIEW:
            self.run.drop()
            self._go(CHOOSE)
        else:
            self.close()

    def show_imported(self) -> None:
        """List what was imported."""
        if self.run.batch_ids:
            places = [Place(PlaceKind.BATCH, id, self.tr("This import")) for id in self.run.batch_ids]
            self._session.go_to(places[-1])
        self.close()

    def _on_changed(self) -> None:
        files = self.run.files
        self.review.show_files(files)
        if files and self.step == CHOOSE and not self.choose.paths:
            self._go(REVIEW)
        elif not files and self.step == REVIEW and not self.run.busy:
            self._go(CHOOSE)
        self._show_state()

    def _show_state(self) -> None:
        sums, busy = tally(self.run.files), self.run.busy
        self.foot.show_busy(busy)
        if self.step == CHOOSE:
            count = len(self.choose.paths)
            self.head.say(self.tr("Choose what to import; nothing is added before you have seen it."))
            what = counted(count, self.tr("file or folder"), self.tr("files and folders"))
            self.foot.show_button(self.tr("Read {0}").format(what) if count else self.tr("Read"), count > 0)
            self.foot.cancel.setText(self.tr("Stop") if busy else self.tr("Close"))
        elif self.step == REVIEW:
            reading = self.tr("Reading the files…")
            self.head.say(summary(sums) if self.run.files or not busy else reading)
            self.foot.show_button(button_text(sums), not busy and (sums.new > 0 or sums.looks > 0))
            self.foot.cancel.setText(self.tr("Stop") if busy else self.tr("Drop this import"))
        else:
            self.head.say(report_summary(self.done_step.entries))
            self.foot.show_button(self.tr("Show them"), bool(self.run.batch_ids))
            self.foot.cancel.setText(self.tr("Close"))

    def _on_finished(self, entries: tuple) -> None:
        self.done_step.show_entries(entries)
        self._go(DONE)

    def _on_undone(self) -> None:
        self.done_step.undo.setEnabled(False)
        self.foot.say(self.tr("Undone: the clippings lie in the trash."))

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.foot.say(str(error), "mistake")
        self._show_state()

    def _show_clipping(self, id: int) -> None:
        self._session.page_asked.emit("clippings")
        self._session.show(Target("clipping", id))

    def _open_looks(self) -> None:
        self._session.page_asked.emit("needs-a-look")
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # A review is kept when its window is closed; only its button drops it.
            if not self.review.close_editor():
                self.close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(dropped_paths(event.mimeData()))


def open_import(window: MainWindow, paths: Sequence[Path] = ()) -> ImportDialog:
    """Open the import beside the window, or bring the open one to the front and add to it."""
    found = window.findChild(ImportDialog, "importDialog")
    if isinstance(found, ImportDialog):
        if paths:
            found.add(paths)
    else:
        found = ImportDialog(window.session, paths, window)
    found.show()
    found.raise_()
    found.activateWindow()
    return found
