"""All names: people, organisations, places, events, topics, outlets; to find, make, rename, merge, delete."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.changes import Changes, RecordKind
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import SUBJECT_ICONS, dress, icon
from archive_app.gui.models.names_model import COUNT, NAME, NameRow, NamesModel, outlet_row, subject_row
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import set_role
from archive_app.gui.views.names.kinds import KINDS, OUTLET, kind_words
from archive_app.gui.views.names.merge_panel import MergePanel
from archive_app.gui.views.registry import view
from archive_app.gui.widgets.edtf_edit import EdtfEdit
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel
from archive_app.operations.merging import merge_names, merge_preview
from archive_app.operations.name_edits import delete_subjects
from archive_app.operations.outlets import create_outlet, outlets, rename_outlet
from archive_app.operations.subjects import create_subject, rename_subject, subjects

RELOADED_BY = (RecordKind.SUBJECT, RecordKind.OUTLET, RecordKind.CLIPPING_SUBJECT, RecordKind.CLIPPING)
COUNT_WIDTH = 112
ROW_HEIGHT = 32


@view("names", title="Names", place="page", icon="users", order=60)
class NamesPage(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("namesPage")
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._words = kind_words()
        self._wanted_id = 0
        self.tabs = QTabBar()
        self.tabs.setObjectName("namesKinds")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for kind in KINDS:
            place = self.tabs.addTab(self._words[kind].many)
            self.tabs.setTabData(place, kind)
        self.filter = QLineEdit()
        self.filter.setObjectName("namesFilter")
        self.filter.setPlaceholderText(self.tr("Filter by name or variant"))
        self.filter.setClearButtonEnabled(True)
        self.model = NamesModel(self)
        self.table = self._table()
        self.merge_panel = MergePanel()
        self._said = ElidedLabel("", "hint")
        self._lay_out()
        self._connect()
        self._dress_tabs()
        self.reload()

    @property
    def kind(self) -> str:
        return self.tabs.tabData(self.tabs.currentIndex())

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("namesTable")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSortingEnabled(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self._session.theme.size(ROW_HEIGHT))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSortIndicator(COUNT, Qt.SortOrder.DescendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(COUNT, self._session.theme.size(COUNT_WIDTH))
        return table

    def _lay_out(self) -> None:
        self.new_name = QLineEdit()
        self.new_name.setObjectName("newName")
        self.new_date = EdtfEdit(placeholder=self.tr("day or range, 2011-04-03/2011-06-22"))
        self.new_date.setObjectName("newDate")
        self._new = self._button("", "plus", self.create)
        self._new.setObjectName("createName")
        self._rename = self._button(self.tr("Rename"), "pencil-simple", self.rename, "F2")
        self._merge = self._button(self.tr("Merge…"), "git-merge", self.merge, "Ctrl+M")
        self._delete = self._button(self.tr("Delete"), "trash", self.delete, "Del")
        self._open = self._button(self.tr("Open"), "arrow-right", self.open_current, "Enter")
        top = QHBoxLayout()
        top.addWidget(self.tabs, 1)
        top.addWidget(self.filter)
        self.filter.setFixedWidth(self._session.theme.size(240))
        tools = QHBoxLayout()
        tools.addWidget(self.new_name, 2)
        tools.addWidget(self.new_date, 1, Qt.AlignmentFlag.AlignTop)
        tools.addWidget(self._new)
        tools.addStretch(1)
        for button in (self._open, self._rename, self._merge, self._delete):
            tools.addWidget(button)
        self._empty = EmptyState(self._session.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(top)
        layout.addLayout(tools)
        layout.addWidget(self.merge_panel)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._said)

    def _button(self, text: str, icon: str, slot: Callable[[], object], key: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        button.setToolTip(f"{text} ({key})" if key else text)
        dress(button, self._session.theme, icon)
        button.clicked.connect(lambda: slot())
        return button

    def _connect(self) -> None:
        session = self._session
        session.archive_changed.connect(self._on_archive_changed)
        session.theme.changed.connect(self._dress_tabs)
        self.tabs.currentChanged.connect(lambda _: self.reload())
        self.filter.textChanged.connect(self._on_filter)
        self.model.renamed.connect(self._on_renamed)
        self.new_name.returnPressed.connect(self.create)
        self.new_date.line.returnPressed.connect(self.create)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self.table.doubleClicked.connect(lambda _: self.open_current())
        self.merge_panel.preview_asked.connect(self._on_preview_asked)
        self.merge_panel.merge_asked.connect(self._on_merge_asked)
        for key, slot in (
            ("Return", self.open_current),
            ("Enter", self.open_current),
            ("Del", self.delete),
            ("Ctrl+M", self.merge),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def _dress_tabs(self) -> None:
        for place, kind in enumerate(KINDS):
            colour = "ink2" if kind == OUTLET else kind
            self.tabs.setTabIcon(
                place, icon(self._session.theme, SUBJECT_ICONS.get(kind, "newspaper"), colour)
            )

    def show_kind(self, kind: str) -> None:
        """Show the names of a kind ('person', …, 'outlet')."""
        if kind in KINDS:
            self.tabs.setCurrentIndex(KINDS.index(kind))

    def show_target(self, target: object) -> None:
        """Show a kind of name ('person'), or open the page of the name that a place stands for."""
        if isinstance(target, str):
            self.show_kind(target)
        elif isinstance(target, Place) and target.kind in (PlaceKind.SUBJECT, PlaceKind.OUTLET):
            self._session.page_asked.emit("subject")
            self._session.show(Target(target.kind.value, target.id))

    def reload(self) -> None:
        """Ask for the names of the shown kind; selection and place stay."""
        kind = self.kind
        self._new.setText(self._words[kind].new)
        self.new_name.setPlaceholderText(self._words[kind].new)
        self.new_date.setVisible(kind == "event")
        self.model.editable = not self._session.read_only

        def show(found: tuple) -> None:
            if kind == self.kind:
                self._show_rows([outlet_row(one) if kind == OUTLET else subject_row(one) for one in found])

        operation, args = (outlets, ()) if kind == OUTLET else (subjects, (kind,))
        self._session.jobs.start(operation, *args, owner=self, on_done=show, replaces="names page")

    def _show_rows(self, rows: list[NameRow]) -> None:
        chosen = {row.id for row in self.selected()}
        scrolled = self.table.verticalScrollBar().value()
        self.model.set_rows(rows)
        self.tabs.setTabText(self.tabs.currentIndex(), f"{self._words[self.kind].many} {len(rows):,}")
        self._reselect({self._wanted_id} if self._wanted_id else chosen)
        if not self._wanted_id:
            self.table.verticalScrollBar().setValue(scrolled)
        self._wanted_id = 0
        words = self._words[self.kind]
        self._empty.teach(
            SUBJECT_ICONS.get(self.kind, "newspaper"),
            self.tr("No {0} yet").format(words.many.lower())
            if not rows
            else self.tr("No name fits the filter"),
            words.teach,
        )
        self._show_state()

    def _reselect(self, ids: set[int]) -> None:
        flags = self.table.selectionModel().SelectionFlag
        for id in ids:
            place = self.model.place_of(id)
            if place >= 0:
                index = self.model.index(place, NAME)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)
                self.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
                self.table.scrollTo(index)

    def selected(self) -> tuple[NameRow, ...]:
        """Return the selected names, as the table orders them."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.rows[row] for row in rows if row < len(self.model.rows))

    def _show_state(self) -> None:
        count = len(self.selected())
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self._open.setEnabled(count == 1)
        writable = not self._session.read_only
        self._rename.setEnabled(count == 1 and writable)
        self._merge.setEnabled(count > 1 and writable)
        self._delete.setEnabled(count > 0 and writable and self.kind != OUTLET)
        self._delete.setToolTip(
            self.tr("An outlet goes when it is merged into another one")
            if self.kind == OUTLET
            else self.tr("Delete (Del)")
        )

    def create(self) -> None:
        """Make a name of the shown kind from what is typed."""
        name, date = self.new_name.text().strip(), self.new_date.text()
        if not name:
            self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.kind == "event" and self.new_date.problem():
            self.new_date.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def created(id: int) -> None:
            self._wanted_id = id
            self.filter.clear()
            self.say(self.tr("Made ‘{0}’.").format(name))
            self.reload()

        def refused(error: ArchiveAppError) -> None:
            if not self.new_name.text():
                self.new_name.setText(name)
                self.new_date.set_text(date)
            self._refuse(error)

        # Emptied now, not when the name is made: what is typed meanwhile is the next name.
        self.new_name.clear()
        self.new_date.set_text("")
        start = self._session.jobs.start
        words = {"owner": self, "lane": "writing", "on_done": created, "on_failed": refused}
        if self.kind == OUTLET:
            start(create_outlet, name, **words)
        else:
            dated = date if self.kind == "event" else ""
            start(create_subject, self.kind, name, date=dated or None, **words)

    def rename(self) -> None:
        """Edit the current name in its row."""
        index = self.table.currentIndex()
        if index.isValid():
            self.table.edit(self.model.index(index.row(), NAME))

    def merge(self) -> None:
        """Offer to merge the selected names."""
        if len(self.selected()) > 1:
            self.merge_panel.open_for(self.selected())
        else:
            self.say(self.tr("Select two names or more to merge: Ctrl+click, or Shift and the arrows."))

    def delete(self) -> None:
        """Delete the selected names; undo brings them back."""
        ids = [row.id for row in self.selected()]
        if ids and self.kind != OUTLET:
            self._session.jobs.start(
                delete_subjects, ids, owner=self, lane="writing", on_failed=self._refuse,
                on_done=lambda count: self.say(self.tr("Deleted {0}. Ctrl+Z takes it back.").format(count)),
            )  # fmt: skip

    def open_current(self) -> None:
        """Open the page of the selected name."""
        rows = self.selected()
        if len(rows) == 1:
            self._session.page_asked.emit("subject")
            self._session.show(Target("outlet" if self.kind == OUTLET else "subject", rows[0].id))

    def say(self, text: str, role: str = "hint") -> None:
        self._said.setText(text)
        set_role(self._said, role)

    def _refuse(self, error: ArchiveAppError) -> None:
        self.say(str(error), "mistake")

    def _on_renamed(self, id: int, name: str) -> None:
        operation = rename_outlet if self.kind == OUTLET else rename_subject
        self._session.jobs.start(operation, id, name, owner=self, lane="writing", on_failed=self._refuse)

    def _on_filter(self, text: str) -> None:
        chosen = {row.id for row in self.selected()}
        self.model.set_filter(text)
        self._reselect(chosen)
        self._show_state()

    def _on_preview_asked(self, keep: int, gone: tuple[int, ...]) -> None:
        self._session.jobs.start(
            merge_preview, keep, gone, outlets=self.kind == OUTLET, owner=self, replaces="merge preview",
            on_done=self.merge_panel.show_preview,
            on_failed=lambda error: self.merge_panel.refuse(str(error)),
        )  # fmt: skip

    def _on_merge_asked(self, keep: int, gone: tuple[int, ...]) -> None:
        def merged(count: int) -> None:
            self.merge_panel.hide()
            self._wanted_id = keep
            self.say(self.tr("Merged {0} names. Ctrl+Z takes it back.").format(count + 1))

        self._session.jobs.start(
            merge_names, keep, gone, outlets=self.kind == OUTLET, owner=self, lane="writing",
            on_done=merged, on_failed=lambda error: self.merge_panel.refuse(str(error)),
        )  # fmt: skip

    def _on_archive_changed(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in RELOADED_BY):
            self.reload()
