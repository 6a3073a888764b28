"""The list of completions under the search field; the keyboard stays in the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import Theme, set_role

if TYPE_CHECKING:
    from archive_app.operations.search import Completion

MOST_SHOWN = 8
EDGE = 4
KIND = Qt.ItemDataRole.UserRole


class CompletionPopup(QFrame):
    chosen = Signal(object)
    """The Completion that was taken."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._completions: Sequence[Completion] = ()
        set_role(self, "card")
        self.list = QListWidget()
        self.list.setObjectName("completions")
        self.list.setAccessibleName(self.tr("Completions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.addWidget(self.list)

    def show_completions(self, completions: Sequence[Completion], at: QPoint, width: int) -> None:
        """Show completions with their left top corner at a place on the screen."""
        self._completions = completions
        self.list.clear()
        for one in completions:
            item = QListWidgetItem(one.label)
            item.setIcon(icons.subject_icon(self._theme, one.kind))
            item.setToolTip(one.label)
            self.list.addItem(item)
        if not completions:
            self.hide()
            return
        row = self.list.sizeHintForRow(0)
        self.resize(width, row * min(MOST_SHOWN, len(completions)) + 2 * EDGE + 2)
        self.move(at)
        self.show()

    def step(self, by: int) -> None:
        """Mark the next or previous completion."""
        count = self.list.count()
        if count:
            row = self.list.currentRow() + by
            self.list.setCurrentRow(max(-1, min(count - 1, row)))

    def take_current(self, or_first: bool = False) -> bool:
        """Take the marked completion (or the first one); False when there is none."""
        row = self.list.currentRow()
        if row < 0 and or_first and self._completions:
            row = 0
        return self._choose(row)

    def _choose(self, row: int) -> bool:
        if not 0 <= row < len(self._completions):
            return False
        completion = self._completions[row]
        self.hide()
        self.chosen.emit(completion)
        return True
