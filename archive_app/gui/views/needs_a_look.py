"""Needs a look: files that could not be read, each with the reason and what can be done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.batch import BatchEntry
from archive_app.domain.changes import Changes, RecordKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import dress, icon
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.registry import view
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel, plain, plain_tip
from archive_app.gui.widgets.row_choice import choose_row
from archive_app.gui.widgets.showable import counted, listed, showable

ROW_HEIGHT = 36
NAME_WIDTH = 300


@view("needs-a-look", title="Needs a look", place="page", icon="warning-circle", order=62)
class NeedsALook(QWidget):
    """One row per file; the file itself is kept, whole, until somebody discards it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("needsALook")
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.entries: tuple[BatchEntry, ...] = ()
        self.table = self._table()
        self._title = plain(self.tr("Needs a look"), "title")
        self._said = ElidedLabel("", "hint")
        self._reason = plain("", "second")
        self._reason.setWordWrap(True)
        self._empty = EmptyState(session.theme)
        self._empty.teach(
            "check-circle",
            self.tr("Nothing needs a look"),
            self.tr(
                "A file that an import cannot read is kept here, with the reason and what to do about it."
            ),
        )
        self._lay_out()
        session.archive_changed.connect(self._on_archive_changed)
        session.theme.changed.connect(lambda: self._show(self.entries))
        self.reload()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setObjectName("looksTable")
        table.setAccessibleName(self.tr("Files that need a look"))
        table.setHorizontalHeaderLabels([self.tr("FILE"), self.tr("WHY")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self._session.theme.size(ROW_HEIGHT))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        table.setColumnWidth(0, self._session.theme.size(NAME_WIDTH))
        table.itemSelectionChanged.connect(self._show_state)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.discard)
        return table

    def _lay_out(self) -> None:
        self._retry = self._button(self.tr("Try again"), "arrow-clockwise", self.retry, "retryLook")
        self._file = self._button(self.tr("Show the file"), "folder-open", self.show_file, "showLook")
        self._discard = self._button(self.tr("Discard"), "trash", self.discard, "discardLook")
        self._discard.setToolTip(self.tr("Take it off this list; Ctrl+Z brings it back (Delete)"))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        for button in (self._retry, self._file, self._discard):
            head.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 8)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._reason)
        layout.addWidget(self._said)

    def _button(self, text: str, picture: str, slot: Callable[[], object], name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        dress(button, self._session.theme, picture)
        button.clicked.connect(lambda: slot())
        return button

    def reload(self) -> None:
        from archive_app.operations.import_files import needs_a_look

        if self._session.desk is None:
            self._show(())
            return
        self._session.jobs.start(needs_a_look, owner=self, on_done=self._show, replaces="needs a look")

    def _show(self, entries: Sequence[BatchEntry]) -> None:
        chosen = {entry.id for entry in self.selected()}
        self.entries = tuple(entries)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.entries))
        for row, entry in enumerate(self.entries):
            name = QTableWidgetItem(showable(Path(entry.path).name))
            name.setIcon(icon(self._session.theme, "warning-circle", "warning"))
            name.setToolTip(plain_tip(showable(entry.path)))
            why = QTableWidgetItem(listed([entry.reason, entry.hint], " "))
            why.setToolTip(plain_tip(why.text()))
            self.table.setItem(row, 0, name)
            self.table.setItem(row, 1, why)
            if entry.id in chosen:
                choose_row(self.table, row, also=True)
        self.table.blockSignals(False)
        if entries and not self.selected():
            choose_row(self.table, 0)
        self._stack.setCurrentIndex(0 if entries else 1)
        files = counted(len(entries), self.tr("file"), self.tr("files"))
        self._title.setText(
            self.tr("Needs a look: {0}").format(files) if entries else self.tr("Needs a look")
        )
        self._show_state()

    def selected(self) -> tuple[BatchEntry, ...]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.entries[row] for row in rows if row < len(self.entries))

    def _show_state(self) -> None:
        chosen = self.selected()
        writable = not self._session.read_only
        self._retry.setEnabled(bool(chosen) and writable)
        self._discard.setEnabled(bool(chosen) and writable)
        self._file.setEnabled(len(chosen) == 1)
        one = chosen[0] if len(chosen) == 1 else None
        self._reason.setText(f"{showable(one.path)}\n{listed([one.reason, one.hint], ' ')}" if one else "")
        self._reason.setVisible(one is not None)

    def retry(self) -> None:
        """Read the selected files once more, as after an update of the program."""
        from archive_app.operations.import_files import retry

        for entry in self.selected():
            self._session.jobs.start(
                retry, entry.id, owner=self, lane="bulk", title=self.tr("Reading a file again"),
                on_done=lambda outcome: self._on_retried(outcome), on_failed=self._refuse,
            )  # fmt: skip

    def _on_retried(self, outcome: Any) -> None:
        still = isinstance(outcome, BatchEntry) and not outcome.clipping_ids
        if still:
            self._say(listed([self.tr("Still not readable."), outcome.reason], " "), "warning")
        else:
            self._say(self.tr("Read. Its clippings are in the archive."))
        self.reload()

    def discard(self) -> None:
        """Take the selected files off the list."""
        from archive_app.operations.import_files import discard

        chosen = self.selected()
        for entry in chosen:
            self._session.jobs.start(discard, entry.id, owner=self, lane="writing", on_failed=self._refuse)
        if chosen:
            count = counted(len(chosen), self.tr("file"), self.tr("files"))
            self._say(self.tr("Discarded {0}. Ctrl+Z takes it back.").format(count))

    def show_file(self) -> None:
        """Open the folder in which the file was found."""
        chosen = self.selected()
        if len(chosen) != 1:
            return
        folder = Path(chosen[0].path).parent
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self._say(
                self.tr("The folder {0} is not there any more.").format(showable(str(folder))), "warning"
            )

    def _refuse(self, error: ArchiveAppError) -> None:
        self._say(str(error), "mistake")

    def _say(self, text: str, role: str = "hint") -> None:
        self._said.setText(text)
        set_role(self._said, role)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything or changes.touched(RecordKind.BATCH) or changes.membership:
            self.reload()
