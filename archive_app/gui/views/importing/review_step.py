"""The second step: the table of files, their fields beside it, and where the clippings will go."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from archive_app.gui.theme import Theme
from archive_app.gui.views.importing.draft_editor import DraftEditor
from archive_app.gui.views.importing.review_delegate import ROW_HEIGHT, ReviewDelegate, ReviewHeader
from archive_app.gui.views.importing.review_files import FileState, ReviewFile
from archive_app.gui.views.importing.review_model import ACTION, FILE, FOUND, READ_AS, STATED, ReviewModel
from archive_app.gui.widgets.row_choice import choose_row

READ_AS_WIDTH, NUMBER_WIDTH, ACTION_WIDTH = 168, 84, 110
EDITOR_WIDTH = 380


class ReviewTable(QTableView):
    """Rows of files. Enter does the row's action, F2 edits, Delete takes rows out."""

    acted = Signal(int)
    edit_asked = Signal()
    remove_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.acted.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


class ReviewStep(QWidget):
    edited = Signal(object)
    """A DraftEdit."""
    removed = Signal(object)
    """A tuple of keys of files."""
    show_asked = Signal(int)
    """The clipping that is already in the archive."""
    read_on_asked = Signal()
    restore_asked = Signal(object)
    """A ReviewFile whose clippings lie in the trash."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = ReviewModel(self)
        self.table = ReviewTable()
        self.table.setObjectName("reviewTable")
        self.table.setAccessibleName(self.tr("Files under review"))
        self.table.setModel(self.model)
        delegate = ReviewDelegate(theme, self.table)
        delegate.action_clicked.connect(self._act)
        self.table.setItemDelegate(delegate)
        self._dress_table()
        self.editor = DraftEditor()
        self.editor.hide()
        self.editor.edited.connect(self.edited)
        self.editor.closed.connect(self.close_editor)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.editor)
        self._splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._connect_table()

    def _dress_table(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._theme.size(ROW_HEIGHT))
        header = ReviewHeader(self._theme, table)
        table.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (READ_AS, READ_AS_WIDTH),
            (STATED, NUMBER_WIDTH),
            (FOUND, NUMBER_WIDTH),
            (ACTION, ACTION_WIDTH),
        ):
            table.setColumnWidth(column, self._theme.size(width))

    def _connect_table(self) -> None:
        self.table.acted.connect(self._act)
        self.table.edit_asked.connect(self.open_editor)
        self.table.remove_asked.connect(self.remove_selected)
        self.table.doubleClicked.connect(
            lambda index: self.open_editor() if index.column() != ACTION else None
        )
        self.table.selectionModel().selectionChanged.connect(self._on_selection)

    def show_files(self, files: Sequence[ReviewFile]) -> None:
        """Show the files; the selection and the open fields stay where they are."""
        chosen = {file.key for file in self.selected()}
        current = self.table.currentIndex().row()
        reset = [file.key for file in files] != [file.key for file in self.model.files]
        self.model.set_files(files)
        if reset:
            self._select([row for row, file in enumerate(files) if file.key in chosen], current)
        self._on_selection()

    def _select(self, rows: list[int], current: int) -> None:
        last = len(self.model.files) - 1
        if not rows and last >= 0:
            rows = [min(max(current, 0), last)]
        flags = QItemSelectionModel.SelectionFlag
        for row in rows:
            index = self.model.index(row, 0)
            self.table.selectionModel().select(index, flags.Select | flags.Rows)
        if rows:
            self.table.selectionModel().setCurrentIndex(self.model.index(rows[0], 0), flags.NoUpdate)

    def selected(self) -> tuple[ReviewFile, ...]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.files[row] for row in rows if row < len(self.model.files))

    def open_editor(self) -> None:
        """Show the fields of the selected files and go into the first one."""
        if not self.selected():
            return
        if self.editor.isHidden():
            self._narrow(True)
            self.editor.show()
            width = self._theme.size(EDITOR_WIDTH)
            self._splitter.setSizes([max(200, self.width() - width), width])
        self._on_selection()
        self.editor.focus_first()

    def close_editor(self) -> bool:
        """Hide the fields; False when they were hidden already."""
        if self.editor.isHidden():
            return False
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self._narrow(False)
        return True

    def _narrow(self, narrow: bool) -> None:
        for column in (STATED, FOUND):
            self.table.setColumnHidden(column, narrow)
        self.table.setColumnWidth(READ_AS, self._theme.size(READ_AS_WIDTH - 8 if narrow else READ_AS_WIDTH))

    def remove_selected(self) -> None:
        keys = tuple(file.key for file in self.selected())
        if keys:
            self.removed.emit(keys)

    def _on_selection(self, *_: object) -> None:
        if not self.editor.isHidden():
            self.editor.show_files(self.selected())

    def _act(self, row: int) -> None:
        file = self.model.files[row]
        if file.state is FileState.DUPLICATE and file.already:
            self.show_asked.emit(file.already[0])
        elif file.state is FileState.TRASHED:
            self.restore_asked.emit(file)
        elif file.state is FileState.UNREAD:
            self.read_on_asked.emit()
        elif file.state in (FileState.READY, FileState.LOOK):
            if row not in {index.row() for index in self.table.selectionModel().selectedRows()}:
                choose_row(self.table, row)
            self.open_editor()
