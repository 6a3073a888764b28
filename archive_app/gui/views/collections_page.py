"""Collections: make, rename, nest and delete them; their clippings stay where they are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.changes import Changes, RecordKind
from archive_app.domain.collection import Collection
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import dress, icon
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.registry import view
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.operations.collections import (
    collections,
    create_collection,
    delete_collection,
    move_collection,
    rename_collection,
)

ID_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 30


class CollectionTree(QTreeWidget):
    moved = Signal(int, object, int)
    """A collection, the one that it shall lie in (or None), and its place there."""

    def dropEvent(self, event: QDropEvent) -> None:
        item = self.currentItem()
        super().dropEvent(event)
        if item is None:
            return
        parent = item.parent()
        place = parent.indexOfChild(item) if parent is not None else self.indexOfTopLevelItem(item)
        self.moved.emit(item.data(0, ID_ROLE), parent.data(0, ID_ROLE) if parent is not None else None, place)


@view("collections", title="Collections", place="page", icon="folder", order=64)
class CollectionsPage(QWidget):
    """A tree; drag a collection onto another one, or press Ctrl+Right, to put it inside."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collectionsPage")
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._wanted, self._rename_wanted = 0, False
        self.tree = CollectionTree()
        self.tree.setObjectName("collectionTree")
        self.tree.setAccessibleName(self.tr("Collections"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Collection"), self.tr("Clippings")])
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        over_numbers = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.tree.headerItem().setTextAlignment(1, over_numbers)
        self.new_name = QLineEdit()
        self.new_name.setObjectName("newCollection")
        self.new_name.setPlaceholderText(self.tr("New collection"))
        self._said = ElidedLabel("", "hint")
        self._empty = EmptyState(session.theme)
        self._empty.teach(
            "folder",
            self.tr("No collection yet"),
            self.tr("A collection holds clippings for a chapter, a case or a review. Type a name above."),
        )
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        create = self._button(self.tr("Make"), "plus", self.create)
        self._inside = self._button(self.tr("Inside the one above"), "arrow-right", self.nest)
        self._outside = self._button(self.tr("Out of it"), "arrow-left", self.unnest)
        self._rename = self._button(self.tr("Rename"), "pencil-simple", self.rename)
        self._delete = self._button(self.tr("Delete"), "trash", self.delete)
        self._show = self._button(self.tr("Show its clippings"), "list-bullets", self.show_clippings)
        tools = QHBoxLayout()
        tools.addWidget(self.new_name, 1)
        tools.addWidget(create)
        tools.addStretch(1)
        for button in (self._show, self._rename, self._inside, self._outside, self._delete):
            tools.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 8)
        layout.addWidget(plain(self.tr("Collections"), "title"))
        layout.addLayout(tools)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._said)

    def _button(self, text: str, picture: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        dress(button, self._session.theme, picture)
        button.clicked.connect(lambda: slot())
        return button

    def _connect(self) -> None:
        self._session.archive_changed.connect(self._on_archive_changed)
        self.new_name.returnPressed.connect(self.create)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.moved.connect(self._on_moved)
        self.tree.itemSelectionChanged.connect(self._show_state)
        self.tree.itemDoubleClicked.connect(lambda *_: self.show_clippings())
        for key, slot in (
            ("Del", self.delete),
            ("Return", self.show_clippings),
            ("Ctrl+Right", self.nest),
            ("Ctrl+Left", self.unnest),
        ):
            shortcut = QShortcut(QKeySequence(key), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def reload(self) -> None:
        self._session.jobs.start(collections, owner=self, on_done=self._fill, replaces="collections page")

    def _fill(self, found: Sequence[Collection]) -> None:
        current = self._wanted or self.current_id()
        self._wanted = 0
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for one in sorted(found, key=lambda one: (one.position, one.name.casefold())):
            item = items[one.id] = QTreeWidgetItem([one.name, f"{one.clippings:,}"])
            item.setData(0, ID_ROLE, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setIcon(0, icon(self._session.theme, "folder"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        by_position = sorted(found, key=lambda one: (one.position, one.name.casefold()))
        for one in by_position:
            parent = items.get(one.parent_id) if one.parent_id is not None else None
            if parent is not None:
                parent.addChild(items[one.id])
            else:
                self.tree.addTopLevelItem(items[one.id])
        self.tree.expandAll()
        if current in items:
            self.tree.setCurrentItem(items[current])
        self.tree.blockSignals(False)
        self._stack.setCurrentIndex(0 if items else 1)
        self._show_state()
        if self._rename_wanted and current in items:
            self._rename_wanted = False
            self.tree.editItem(items[current], 0)

    def current_id(self) -> int:
        """Return the selected collection, or 0."""
        item = self.tree.currentItem()
        return item.data(0, ID_ROLE) if item is not None else 0

    def _show_state(self) -> None:
        some, writable = self.current_id() > 0, not self._session.read_only
        self._show.setEnabled(some)
        for button in (self._rename, self._delete, self._inside, self._outside):
            button.setEnabled(some and writable)

    def create(self) -> None:
        """Make a collection of the typed name, at the top."""
        name = self.new_name.text().strip()
        if not name:
            self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def created(id: int) -> None:
            self._wanted = id
            self.new_name.clear()
            self._say(self.tr("Made ‘{0}’.").format(name))
            self.reload()

        self._write(create_collection, name, None, on_done=created)

    def rename(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.tree.editItem(item, 0)

    def rename_collection(self, id: int) -> None:
        """Edit the name of this collection in its row, now or as soon as the tree is here."""
        found = self.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        item = next((one for one in found if one.data(0, ID_ROLE) == id), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.editItem(item, 0)
        else:
            self._wanted, self._rename_wanted = id, True

    def delete(self) -> None:
        """Delete the selected collection; its clippings stay, and undo brings it back."""
        if self.current_id():
            told = self.tr("Deleted the collection; its clippings stay. Ctrl+Z takes it back.")
            self._write(delete_collection, self.current_id(), on_done=lambda _: self._say(told))

    def nest(self) -> None:
        """Put the selected collection inside the one above it."""
        item = self.tree.currentItem()
        if item is None:
            return
        parent = item.parent()
        place = parent.indexOfChild(item) if parent is not None else self.tree.indexOfTopLevelItem(item)
        if place == 0:
            self._say(self.tr("There is no collection above it."))
            return
        above = parent.child(place - 1) if parent is not None else self.tree.topLevelItem(place - 1)
        if above is not None:
            self._on_moved(self.current_id(), above.data(0, ID_ROLE), above.childCount())

    def unnest(self) -> None:
        """Take the selected collection out of the one it lies in."""
        item = self.tree.currentItem()
        parent = item.parent() if item is not None else None
        if parent is not None:
            outer = parent.parent()
            place = outer.indexOfChild(parent) if outer is not None else self.tree.indexOfTopLevelItem(parent)
            self._on_moved(
                self.current_id(), outer.data(0, ID_ROLE) if outer is not None else None, place + 1
            )

    def show_clippings(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self._session.go_to(Place(PlaceKind.COLLECTION, item.data(0, ID_ROLE), item.text(0)))

    def _on_moved(self, id: int, parent: int | None, place: int) -> None:
        self._write(move_collection, id, parent, place)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self._write(rename_collection, item.data(0, ID_ROLE), item.text(0).strip())

    def _write(self, operation: Callable, *args: object, on_done: Callable[..., None] | None = None) -> None:
        self._session.jobs.start(
            operation, *args, owner=self, lane="writing", on_done=on_done, on_failed=self._refuse
        )

    def _refuse(self, error: ArchiveAppError) -> None:
        self._say(str(error), "mistake")
        self.reload()

    def _say(self, text: str, role: str = "hint") -> None:
        self._said.setText(text)
        set_role(self._said, role)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything or changes.touched(RecordKind.COLLECTION) or changes.membership:
            self.reload()
