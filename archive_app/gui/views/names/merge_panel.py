"""Merge names: choose which one stays, read what would move, and do it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from archive_app.gui.models.names_model import NameRow
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.showable import counted, listed
from archive_app.operations.merging import MergePreview


class MergePanel(QFrame):
    preview_asked = Signal(int, object)
    """The name that stays, and the ids of the others; answer with `show_preview`."""
    merge_asked = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mergePanel")
        self.setProperty("role", "banner")
        self._rows: tuple[NameRow, ...] = ()
        self.keep = QComboBox()
        self.keep.setObjectName("mergeKeep")
        self.keep.setAccessibleName(self.tr("The name that stays"))
        self.said = plain("", "second")
        self.said.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("mergeButton")
        self.button.setProperty("role", "primary")
        close = QPushButton(self.tr("Cancel"))
        close.setProperty("role", "quiet")
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(plain(self.tr("Keep the name"), "strong"))
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.addLayout(row)
        layout.addWidget(self.said)
        self.keep.currentIndexChanged.connect(self._ask)
        self.button.clicked.connect(lambda: self.merge_asked.emit(self.keep.currentData(), self._others()))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        self.hide()

    def open_for(self, rows: Sequence[NameRow]) -> None:
        """Offer to merge these names; the one with the most clippings is proposed to stay."""
        self._rows = tuple(sorted(rows, key=lambda row: -row.clippings))
        self.keep.blockSignals(True)
        self.keep.clear()
        for row in self._rows:
            self.keep.addItem(row.name, row.id)
        self.keep.blockSignals(False)
        self.show()
        self.keep.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def show_preview(self, preview: MergePreview) -> None:
        """Say what would move."""
        if preview.keep != self.keep.currentData():
            return
        moved = self.tr("No clipping moves")
        if preview.moved:
            noun = counted(preview.moved, self.tr("clipping moves"), self.tr("clippings move"))
            moved = self.tr("{0} to {1}").format(noun, preview.name)
        shared = self.tr("{0} have both").format(preview.shared) if preview.shared else ""
        stays = self.tr("‘{0}’ stays findable as another name")
        stay = self.tr("‘{0}’ stay findable as other names")
        also = (stays if len(preview.variants) == 1 else stay).format("’, ‘".join(preview.variants))
        self.said.setText(listed([moved, shared, also]) + ".")
        self.button.setEnabled(True)

    def refuse(self, why: str) -> None:
        """Say why these cannot be merged."""
        self.said.setText(why)
        self.button.setEnabled(False)

    def _others(self) -> tuple[int, ...]:
        keep = self.keep.currentData()
        return tuple(row.id for row in self._rows if row.id != keep)

    def _ask(self) -> None:
        self.button.setText(self.tr("Merge {0} names into one").format(len(self._rows)))
        self.button.setEnabled(False)
        if len(self._rows) > 1:
            self.preview_asked.emit(self.keep.currentData(), self._others())
