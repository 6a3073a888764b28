"""A line that is saved when it is left or Enter is pressed, with room below for what was wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from archive_app.gui.theme import set_role
from archive_app.gui.widgets.labels import plain


class SavedLine(QWidget):
    """`saved` carries a text that differs from what is known; Escape takes the typing back."""

    saved = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "", name: str = "") -> None:
        """`name` is what a screen reader says."""
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name or placeholder)
        self._mistake = plain("", "mistake")
        self._mistake.setWordWrap(True)
        self._mistake.hide()
        self._known = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self._mistake)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._on_finished)
        self.line.textEdited.connect(lambda: self.refuse(""))
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.line)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(lambda: self.set_text(self._known))

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show what is saved, unless somebody is typing something else just now."""
        typing = self.line.hasFocus() and self.line.text().strip() != self._known and text != self._known
        self._known = text
        if not typing:
            self.line.setText(text)
            self.line.setCursorPosition(0)
            self.refuse("")

    def refuse(self, why: str) -> None:
        """Say below the line why its text was not taken; '' takes that back."""
        self._mistake.setText(why)
        self._mistake.setVisible(bool(why))
        set_role(self.line, "mistaken" if why else "")

    def mistake(self) -> str:
        return self._mistake.text()

    def _on_finished(self) -> None:
        text = self.text()
        if text != self._known and not self.mistake():
            self.saved.emit(text)
