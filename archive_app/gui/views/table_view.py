"""The table of the listed clippings: dense, sortable, and edited like a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from archive_app.domain.changes import Changes
from archive_app.domain.clipping import FIELD_NAMES
from archive_app.domain.listing import Listing
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import dress
from archive_app.gui.models.clipping_table_model import ClippingTableModel
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import set_role
from archive_app.gui.views.registry import view
from archive_app.gui.views.table.arrangement import Arrangement
from archive_app.gui.views.table.cell_delegate import CellDelegate
from archive_app.gui.views.table.cells import filled_down, from_text, pasted, set_everywhere, to_text
from archive_app.gui.views.table.columns import all_columns
from archive_app.gui.views.table.grid import ClippingGrid
from archive_app.gui.views.table.replace_panel import ReplaceAsked, ReplacePanel
from archive_app.gui.views.table.set_bar import SetFieldBar
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel
from archive_app.gui.widgets.showable import counted
from archive_app.operations.bulk_edit import replace_preview, same_as_last
from archive_app.operations.table import CellEdit, CellsWritten, TableRow, set_cells, table_rows

COPY_MOST = 20_000
"""Rows that are copied or written cell by cell at once."""
SELECTION_MS = 120


@view("table", title="Table", place="switch", icon="table", order=20)
class TableView(QWidget):
    """Shows what the session lists. Every edit is one step of the undo list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tableView")
        self._session = session
        self._last: dict[str, str] = {}
        self.model = ClippingTableModel(self._fetch, self)
        self.grid = ClippingGrid(session.theme)
        self.grid.setObjectName("tableGrid")
        self.grid.setAccessibleName(self.tr("Table of clippings"))
        self.grid.setModel(self.model)
        self.delegate = CellDelegate(session.theme, self.grid)
        self.grid.setItemDelegate(self.delegate)
        self.arrangement = Arrangement(self.grid, self.model, session.settings)
        self.set_bar = SetFieldBar(session.theme)
        self.set_bar.hide()
        self.replace_panel = ReplacePanel(session.theme)
        self.replace_panel.hide()
        self._said = ElidedLabel("", "hint")
        self._count = ElidedLabel("", "strong")
        self._selection_timer = QTimer(self, singleShot=True, interval=SELECTION_MS)
        self._selection_timer.timeout.connect(self._tell_selection)
        self._lay_out()
        self._connect()
        if session.listing is not None:
            self._on_listed(session.listing)
        else:
            self._on_listed(Listing(session.request, ()))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(self._count, 1)
        self._set_button = self._button(self.tr("Set field…"), "pencil-simple", self.open_set_bar)
        self._replace_button = self._button(self.tr("Find and replace…"), "swap", self.open_replace)
        self._columns_button = self._button(self.tr("Columns"), "columns", self.choose_columns)
        for button in (self._set_button, self._replace_button, self._columns_button):
            bar.addWidget(button)
        empty = EmptyState(self._session.theme)
        empty.teach(
            "table",
            self.tr("No clippings here"),
            self.tr("The table shows what the search and the places list. Take a chip away, or import."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.set_bar)
        layout.addWidget(self._stack, 3)
        layout.addWidget(self.replace_panel, 2)
        below = QHBoxLayout()
        below.setContentsMargins(16, 4, 16, 4)
        below.addWidget(self._said)
        layout.addLayout(below)

    def _button(self, text: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        dress(button, self._session.theme, icon)
        button.clicked.connect(lambda: slot())
        return button

    def _connect(self) -> None:
        session, grid = self._session, self.grid
        session.listed.connect(self._on_listed)
        session.archive_changed.connect(self._on_archive_changed)
        session.request_changed.connect(lambda request: self.arrangement.show_sort(request))
        self.model.cells_edited.connect(self.write)
        self.delegate.problem_changed.connect(self._on_problem)
        grid.selectionModel().selectionChanged.connect(lambda *_: self._selection_timer.start())
        grid.copy_asked.connect(self.copy)
        grid.paste_asked.connect(self.paste)
        grid.clear_asked.connect(self.clear)
        grid.fill_asked.connect(self.fill_down)
        grid.repeat_asked.connect(self.same_as_last)
        grid.open_asked.connect(self.open_current)
        grid.horizontalHeader().sectionClicked.connect(self._on_header)
        self.set_bar.asked.connect(self.set_field)
        self.replace_panel.preview_asked.connect(self._on_preview_asked)
        self.replace_panel.apply_asked.connect(self.write)

    def selected_ids(self) -> list[int]:
        """Return the clippings of all rows with a selected cell."""
        return [self.model.ids[row] for row in self.grid.selected_rows() if row < len(self.model.ids)]

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Write cells as one undoable step; cells that changed meanwhile are left alone and named."""
        for edit in edits:
            self._last[edit.name] = edit.after
        self._session.jobs.start(
            set_cells, tuple(edits), owner=self, lane="writing",
            on_done=self._on_written, on_failed=self._on_refused, title=self.tr("Writing cells"),
        )  # fmt: skip

    def set_field(self, name: str, value: str) -> None:
        """Give one field of all selected clippings this value."""
        self._with_rows(
            self.grid.selected_rows(), lambda rows: self._write_some(set_everywhere(rows, name, value))
        )

    def fill_down(self) -> None:
        """Copy the top selected cells into those below."""
        names = self._editable(self.grid.selected_columns())
        rows = self.grid.selected_rows()
        if len(rows) < 2 or not names:
            self._say(self.tr("Select the cell to copy from and the cells below it, then press Ctrl+D."))
            return
        self._with_rows(rows, lambda found: self._write_some(filled_down(found, names)))

    def same_as_last(self) -> None:
        """Give the selected cells the value that was last typed into their field."""
        names = self._editable(self.grid.selected_columns())
        if len(names) != 1 or not self.selected_ids():
            self._say(self.tr("Select cells of one field that can be edited."))
            return
        name = names[0]
        if name in self._last:
            self.set_field(name, self._last[name])
            return
        self._session.jobs.start(
            same_as_last, self.selected_ids(), name, owner=self, lane="writing", on_failed=self._on_refused
        )

    def clear(self) -> None:
        """Empty the selected cells."""
        names = self._editable(self.grid.selected_columns())
        self._with_rows(self.grid.selected_rows(), lambda rows: self._write_some(pasted([[""]], rows, names)))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, for this table and for any spreadsheet."""
        names = [self.model.columns[column].name for column in self.grid.selected_columns()]

        def put(rows: Sequence[TableRow]) -> None:
            QGuiApplication.clipboard().setText(
                to_text([[row.value(name) for name in names] for row in rows])
            )
            self._say(self.tr("Copied {0}.").format(counted(len(rows), self.tr("row"), self.tr("rows"))))

        self._with_rows(self.grid.selected_rows(), put)

    def paste(self) -> None:
        """Write the clipboard's cells from the top left selected cell on."""
        block = from_text(QGuiApplication.clipboard().text())
        corner = self.grid.corner()
        if not block or not corner.isValid():
            return
        if len(block) == 1 and len(block[0]) == 1:
            rows, columns = self.grid.selected_rows(), self.grid.selected_columns()
        else:
            last = min(corner.row() + len(block), self.model.rowCount())
            rows = list(range(corner.row(), last))
            columns = list(self.grid.columns_from(corner.column()))[: max(map(len, block))]
        names = [self.model.columns[column].name for column in columns]
        self._with_rows(rows, lambda found: self._write_some(pasted(block, found, names)))

    def open_current(self) -> None:
        """Show the current row's clipping in the reader."""
        row = self.grid.currentIndex().row()
        if 0 <= row < len(self.model.ids):
            self._session.page_asked.emit("clippings")
            self._session.show(Target("clipping", self.model.ids[row]))

    def open_set_bar(self) -> None:
        self.set_bar.open_for(self._current_name())

    def open_replace(self) -> None:
        self.replace_panel.open_for(self._current_name())

    def choose_columns(self) -> None:
        """Open the list of columns with their check marks."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = {column.name for column in self.model.columns}
        for column in all_columns():
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.toggled.connect(lambda on, name=column.name: self.arrangement.show_column(name, on))
        menu.popup(self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height())))

    def _current_name(self) -> str:
        column = self.grid.currentIndex().column()
        return self.model.columns[column].name if column >= 0 else "headline"

    def _editable(self, columns: Sequence[int]) -> list[str]:
        names = [self.model.columns[column].name for column in columns]
        return [name for name in names if name in FIELD_NAMES]

    def _with_rows(self, numbers: Sequence[int], then: Callable[[Sequence[TableRow]], None]) -> None:
        """Call `then` with these rows, fetching them first when some are not here yet."""
        if not numbers:
            return
        if len(numbers) > COPY_MOST:
            self._say(self.tr("Select {0} rows at most.").format(f"{COPY_MOST:,}"))
            return
        here = [self.model.row(number) for number in numbers] if len(numbers) < 200 else [None]
        rows = [row for row in here if row is not None]
        if len(rows) == len(numbers):
            then(rows)
            return
        ids = [self.model.ids[number] for number in numbers if number < len(self.model.ids)]
        self._session.jobs.start(table_rows, ids, owner=self, on_done=then, title=self.tr("Reading rows"))

    def _write_some(self, edits: Sequence[CellEdit]) -> None:
        if edits:
            self.write(edits)
        else:
            self._say(self.tr("Nothing changes: the cells hold this already."))

    def _fetch(self, window: int, ids: list[int]) -> None:
        self._session.jobs.start(
            table_rows,
            ids,
            owner=self,
            on_done=lambda rows: self.model.fill(window, rows),
            replaces=f"table {window}",
        )

    def _on_listed(self, listing: Listing) -> None:
        self.model.editable = not self._session.read_only
        if list(listing.ids) != list(self.model.ids):
            self._keep_place(listing)
        self._count.setText(counted(len(listing.ids), self.tr("clipping"), self.tr("clippings")))
        self._stack.setCurrentIndex(0 if len(listing.ids) else 1)
        self.arrangement.show_sort(listing.request)

    def _keep_place(self, listing: Listing) -> None:
        current = self.grid.currentIndex()
        old = self.model.ids[current.row()] if 0 <= current.row() < len(self.model.ids) else None
        scrolled = self.grid.verticalScrollBar().value()
        self.model.set_ids(listing.ids)
        if not self.model.columns:
            self.arrangement.restore()
        if old is not None and old in listing.ids:
            index = self.model.index(listing.ids.index(old), max(0, current.column()))
            self.grid.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.grid.verticalScrollBar().setValue(scrolled)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything or changes.clippings:
            self.model.refresh()
            if self.replace_panel.isVisible():
                self.replace_panel.ask_soon()

    def _on_header(self, section: int) -> None:
        column = self.model.columns[section]
        if column.sort is None:
            self._say(self.tr("The list cannot be sorted by {0}.").format(column.title))
            return
        request = self._session.request
        same = request.sort is column.sort
        ascending = not request.ascending if same and request.ascending is not None else not same
        self._session.list_request(replace(request, sort=column.sort, ascending=ascending))

    def _on_preview_asked(self, asked: ReplaceAsked) -> None:
        self._session.jobs.start(
            replace_preview, list(self._replace_ids()), asked.name, asked.find, asked.replacement,
            regex=asked.regex, case=asked.case, owner=self, replaces="replace preview",
            on_done=self.replace_panel.show_preview, on_failed=self.replace_panel.show_problem,
        )  # fmt: skip

    def _replace_ids(self) -> Sequence[int]:
        """The selected clippings when several are, else all that are listed."""
        chosen = self.selected_ids()
        return chosen if len(chosen) > 1 else self.model.ids

    def _tell_selection(self) -> None:
        ids = self.selected_ids()
        self.set_bar.set_count(len(ids))
        if self.replace_panel.isVisible():
            self.replace_panel.ask_soon()
        self._session.select(ids)

    def _on_written(self, outcome: CellsWritten) -> None:
        if outcome.stale:
            self._say(
                self.tr("{0} changed meanwhile and was left as it is. Look at it again.").format(
                    counted(len(outcome.stale), self.tr("clipping"), self.tr("clippings"))
                ),
                "warning",
            )
            self.model.refresh()
        elif outcome.written:
            self._say(
                self.tr("Set {0}. Ctrl+Z takes it back.").format(
                    counted(outcome.written, self.tr("cell"), self.tr("cells"))
                )
            )

    def _on_refused(self, error: ArchiveAppError) -> None:
        self._say(str(error), "mistake")
        self.model.refresh()

    def _on_problem(self, problem: str) -> None:
        self._say(problem, "mistake")

    def _say(self, text: str, role: str = "hint") -> None:
        self._said.setText(text)
        set_role(self._said, role)
