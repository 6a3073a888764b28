"""The text field of the search bar: knows when an input method is composing, and asks when typing rests."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from archive_app.gui.theme import set_role

REST_MS = 25
"""Typing rests for this long before a search starts."""


class SearchField(QLineEdit):
    rested = Signal()
    """The text changed and typing rested; never while an input method composes."""
    entered = Signal()
    left_down = Signal()
    """Down was pressed: to the completions, or to the list."""
    left_up = Signal()
    escaped = Signal()
    backspaced = Signal()
    """Backspace in front of the text: the last chip goes."""
    tabbed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.takes_tab = False
        """True while completions are open: Tab takes one."""
        self.composing = False
        set_role(self, "bare")
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.rested)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self) -> None:
        if not self.composing:
            self._timer.start()

    def settle(self) -> None:
        """Forget a search that typing would start: it has been started, or the text was set."""
        self._timer.stop()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        if self.composing:
            self._timer.stop()
        super().inputMethodEvent(event)
        if not self.composing and event.commitString():
            self._timer.start()

    def _leaves_to_the_archive(self, event: QKeyEvent) -> bool:
        """Nothing typed to take back: undo and redo are about the archive."""
        keys = QKeySequence.StandardKey
        undo = event.matches(keys.Undo) and not self.isUndoAvailable()
        return undo or (event.matches(keys.Redo) and not self.isRedoAvailable())

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._leaves_to_the_archive(event)
        ):
            event.ignore()
            return False
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.takes_tab
        ):
            self.tabbed.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            self._timer.stop()
            self.entered.emit()
        elif event.key() == keys.Key_Down:
            self.left_down.emit()
        elif event.key() == keys.Key_Up:
            self.left_up.emit()
        elif event.key() == keys.Key_Escape:
            self.escaped.emit()
        elif event.key() == keys.Key_Backspace and self.cursorPosition() == 0 and not self.hasSelectedText():
            self.backspaced.emit()
        else:
            super().keyPressEvent(event)
