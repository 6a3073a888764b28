"""Past imports: 'the import of 12 May', with counts, its report, undo and its clippings."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.batch import Batch
from archive_app.domain.changes import Changes, RecordKind
from archive_app.domain.dates import display_date
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import dress
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.importing.done_step import DoneStep
from archive_app.gui.views.registry import view
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.gui.widgets.row_choice import choose_row
from archive_app.gui.widgets.showable import listed
from archive_app.operations.past_imports import PastImport, past_import, past_imports

ROW_HEIGHT = 32


@view("imports", title="Imports", place="page", icon="tray", order=63)
class ImportsPage(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importsPage")
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.batches: tuple[Batch, ...] = ()
        self.table = self._table()
        self.report = DoneStep(session.theme, edge=0)
        self.report.undo_asked.connect(self.undo)
        self.report.looks_asked.connect(lambda: session.page_asked.emit("needs-a-look"))
        self.report.saved.connect(lambda path: self._say(self.tr("Saved {0}.").format(path)))
        self.report.save_failed.connect(lambda why: self._say(why, "mistake"))
        self._said = ElidedLabel("", "hint")
        self._empty = EmptyState(session.theme)
        self._empty.teach(
            "tray",
            self.tr("No import yet"),
            self.tr(
                "Each import is kept here with one row per file. Drop files on the window, or press Ctrl+I."
            ),
        )
        self._lay_out()
        session.archive_changed.connect(self._on_archive_changed)
        self.reload()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setObjectName("importsTable")
        table.setAccessibleName(self.tr("Imports"))
        headings = (self.tr("IMPORT"), self.tr("ADDED"), self.tr("ALREADY HERE"), self.tr("NEED A LOOK"), "")
        table.setHorizontalHeaderLabels(list(headings))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._session.theme.size(ROW_HEIGHT))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, heading in enumerate(headings[:4]):
            item = QTableWidgetItem(heading)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            table.setHorizontalHeaderItem(column, item)
        table.itemSelectionChanged.connect(self._on_selected)
        table.doubleClicked.connect(lambda _: self.show_clippings())
        return table

    def _lay_out(self) -> None:
        self._show_button = self._button(self.tr("Show its clippings"), "list-bullets", self.show_clippings)
        head = QHBoxLayout()
        head.addWidget(plain(self.tr("Imports"), "title"))
        head.addStretch(1)
        head.addWidget(self._show_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.report)
        splitter.setHandleWidth(1)
        splitter.setSizes([200, 400])
        self.report.setContentsMargins(0, 12, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 8)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._said)

    def _button(self, text: str, picture: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        dress(button, self._session.theme, picture)
        button.clicked.connect(lambda: slot())
        return button

    def reload(self) -> None:
        self._session.jobs.start(past_imports, owner=self, on_done=self._show, replaces="past imports")

    def _show(self, batches: Sequence[Batch]) -> None:
        current = self.current()
        self.batches = tuple(batches)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.batches))
        for row, batch in enumerate(self.batches):
            self._fill(row, batch)
        self.table.blockSignals(False)
        ids = [batch.id for batch in self.batches]
        if ids:
            choose_row(self.table, ids.index(current.id) if current is not None and current.id in ids else 0)
        self._stack.setCurrentIndex(0 if ids else 1)
        self._on_selected()

    def _fill(self, row: int, batch: Batch) -> None:
        state = self.tr("undone") if batch.undone else "" if batch.finished else self.tr("not finished")
        texts = (
            batch_title(batch),
            f"{batch.added:,}",
            f"{batch.duplicates:,}" if batch.duplicates else "",
            f"{batch.quarantined:,}" if batch.quarantined else "",
            state,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if 0 < column < 4:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)

    def current(self) -> Batch | None:
        row = self.table.currentRow()
        return self.batches[row] if 0 <= row < len(self.batches) else None

    def _on_selected(self) -> None:
        batch = self.current()
        self._show_button.setEnabled(batch is not None)
        if batch is None:
            self.report.show_entries(())
            return

        def show(found: PastImport) -> None:
            self.report.show_entries(found.entries)
            self.report.undo.setEnabled(found.clippings > 0 and not self._session.read_only)
            self._show_button.setEnabled(found.clippings > 0)

        self._session.jobs.start(past_import, batch.id, owner=self, on_done=show, replaces="import entries")

    def show_clippings(self) -> None:
        """List the clippings of the selected import."""
        batch = self.current()
        if batch is not None:
            self._session.go_to(Place(PlaceKind.BATCH, batch.id, batch_title(batch)))

    def undo(self) -> None:
        """Put the clippings of the selected import into the trash."""
        from archive_app.operations.import_files import undo_import

        batch = self.current()
        if batch is not None:
            self._session.jobs.start(
                undo_import, batch.id, owner=self, lane="writing", on_failed=self._refuse,
                on_done=lambda _: self._say(self.tr("Undone: its clippings lie in the trash.")),
            )  # fmt: skip

    def _refuse(self, error: ArchiveAppError) -> None:
        self._say(str(error), "mistake")

    def _say(self, text: str, role: str = "hint") -> None:
        self._said.setText(text)
        set_role(self._said, role)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything or changes.touched(RecordKind.BATCH) or changes.membership:
            self.reload()


def batch_title(batch: Batch) -> str:
    """Return 'the import of 12 May 2026, 14:05 · factiva.html and 3 more'."""
    try:
        at = dt.datetime.fromisoformat(batch.started).astimezone()
    except ValueError:
        return batch.label
    day = display_date(at.date().isoformat())
    of = QCoreApplication.translate("ImportsPage", "The import of {0}").format(f"{day}, {at:%H:%M}")
    return listed([of, batch.label])
