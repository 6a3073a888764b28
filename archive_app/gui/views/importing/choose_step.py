"""The first step: what to import, dropped, picked or pasted."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archive_app.gui.icons import dress, icon, pixmap
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.views.importing.drop import dropped_paths
from archive_app.gui.widgets.labels import plain, plain_tip
from archive_app.gui.widgets.showable import showable, showable_path

ZONE_HEIGHT = 150


class DropZone(QFrame):
    """A framed place that takes files and folders, by drop or by its two buttons."""

    dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(ZONE_HEIGHT)
        self.setProperty("role", "card")
        self.files = QPushButton(self.tr("Add files…"))
        self.files.setObjectName("addFiles")
        self.folder = QPushButton(self.tr("Add a folder…"))
        self.folder.setObjectName("addFolder")
        dress(self.files, theme, "plus")
        dress(self.folder, theme, "folder-plus")
        self._picture = plain()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._theme = theme
        self._paint_picture()
        theme.changed.connect(self._paint_picture)
        words = plain(self.tr("Drop files and folders here"), "title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds = plain(
            self.tr(
                "Plain text, saved web pages and PDFs with text. The files themselves stay where they are."
            )
        )
        set_role(kinds, "hint")
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(words)
        layout.addWidget(kinds)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def _paint_picture(self) -> None:
        self._picture.setPixmap(
            pixmap(self._theme, "tray", "ink3", self._theme.size(28), self.devicePixelRatioF())
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            set_role(self, "banner")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "card")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "card")
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class ChooseStep(QWidget):
    """Collects paths; `changed` when their list is different."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.zone = DropZone(theme)
        self.zone.dropped.connect(self.add)
        self._list = QListWidget()
        self._list.setObjectName("chosenPaths")
        self._list.setAccessibleName(self.tr("Files and folders to import"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setUniformItemSizes(True)
        self.sub_folders = QCheckBox(self.tr("Also what lies in sub-folders"))
        self.sub_folders.setObjectName("subFolders")
        self.sub_folders.setChecked(True)
        self._remove = QPushButton(self.tr("Take off the list"))
        self._remove.setProperty("role", "quiet")
        self._remove.setToolTip(self.tr("Take the selected ones off the list (Delete)"))
        self._remove.clicked.connect(self._on_remove)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_remove)
        below = QHBoxLayout()
        below.addWidget(self.sub_folders)
        below.addStretch(1)
        below.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 16, 26, 12)
        layout.setSpacing(10)
        layout.addWidget(self.zone)
        layout.addWidget(self._list, 1)
        layout.addLayout(below)
        self._refresh()

    @property
    def paths(self) -> tuple[Path, ...]:
        rows = range(self._list.count())
        return tuple(self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders that are not on the list yet."""
        known = set(self.paths)
        for path in paths:
            if path in known:
                continue
            known.add(path)
            item = QListWidgetItem(f"{showable(path.name)}   {showable_path(path.parent)}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(plain_tip(showable_path(path)))
            item.setIcon(icon(self._theme, "folder" if path.is_dir() else "file-text"))
            self._list.addItem(item)
        self._refresh()

    def clear(self) -> None:
        self._list.clear()
        self._refresh()

    def _on_remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._refresh()

    def _refresh(self) -> None:
        some = self._list.count() > 0
        self._list.setVisible(some)
        self._remove.setVisible(some)
        self.changed.emit()
