"""The table of files under review."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from archive_app.gui.views.importing.review_files import FileState, ReviewFile, facts
from archive_app.gui.widgets.labels import plain_tip
from archive_app.gui.widgets.showable import showable

FILE, READ_AS, STATED, FOUND, ACTION = range(5)
FACTS_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
FILE_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ReviewModel(QAbstractTableModel):
    """One row per file; a reload with the same files keeps the view's selection."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.files: list[ReviewFile] = []
        self._headings = (
            self.tr("File"),
            self.tr("Recognised as"),
            self.tr("Stated"),
            self.tr("Found"),
            self.tr("Action"),
        )
        self._state_names = {
            FileState.READY: self.tr("ready"),
            FileState.LOOK: self.tr("needs a look"),
            FileState.DUPLICATE: self.tr("already here"),
            FileState.TRASHED: self.tr("in the trash"),
            FileState.SKIPPED: self.tr("left out"),
            FileState.UNREAD: self.tr("not read yet"),
            FileState.WAITING: self.tr("waiting"),
        }
        self._actions = {
            FileState.READY: self.tr("Edit"),
            FileState.LOOK: self.tr("Look…"),
            FileState.DUPLICATE: self.tr("Show"),
            FileState.TRASHED: self.tr("Restore"),
            FileState.SKIPPED: "",
            FileState.UNREAD: self.tr("Read on"),
            FileState.WAITING: "",
        }

    def set_files(self, files: Sequence[ReviewFile]) -> None:
        if [file.key for file in files] == [file.key for file in self.files]:
            self.files = list(files)
            if files:
                self.dataChanged.emit(self.index(0, 0), self.index(len(files) - 1, ACTION))
            return
        self.beginResetModel()
        self.files = list(files)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == ACTION else self._headings[section].upper()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        file, column = self.files[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(file, column)
        if role == FILE_ROLE:
            return file
        if role == STATE_ROLE:
            return file.state
        if role == FACTS_ROLE:
            return facts(file)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                f"{showable(file.path)}\n{facts(file)}" if column == FILE else self._text(file, column)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(file) if column == FILE else self._text(file, column)
        return None

    def _text(self, file: ReviewFile, column: int) -> str:
        if column == FILE:
            return showable(file.name)
        if column == READ_AS:
            return self.tr("Read as {0}").format(file.read_as) if file.read_as else "–"
        if column == STATED:
            return "–" if file.stated is None else f"{file.stated:,}"
        if column == FOUND:
            return "" if file.state in (FileState.UNREAD, FileState.WAITING) else f"{file.found:,}"
        if file.state is FileState.DUPLICATE and not file.already:
            return ""
        return self._actions[file.state]

    def _spoken(self, file: ReviewFile) -> str:
        return f"{showable(file.name)}, {self._state_names[file.state]}. {facts(file)}"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (STATED, FOUND, ACTION) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
