"""A line to type into with what could be meant below it; Enter takes the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from archive_app.gui.theme import STEP
from archive_app.gui.widgets.labels import plain_tip

TYPING_MS = 120
ROLE = Qt.ItemDataRole.UserRole
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list; `value` is handed back when it is taken."""

    title: str
    value: object
    icon: QIcon | None = None
    detail: str = ""


def _one_line(suggestion: Suggestion) -> str:
    """Return title and detail in one line; a right-to-left title does not reorder the detail."""
    if not suggestion.detail:
        return suggestion.title
    return f"\u2068{suggestion.title}\u2069   \u2068{suggestion.detail}\u2069"


class SuggestionField(QWidget):
    """Asks with `typed` for suggestions; whoever listens answers with `offer`."""

    typed = Signal(str)
    chosen = Signal(object)
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "", always: bool = False) -> None:
        """With `always` suggestions show before anything was typed."""
        super().__init__(parent)
        self._always = always
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("role", "suggestions")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self._offered_for: str | None = None
        self._enter_waits = False
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._ask)
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def text(self) -> str:
        return self.line.text().strip()

    def ask(self) -> None:
        """Ask for suggestions now, as when the field is opened."""
        self._timer.stop()
        self._ask()

    def offer(self, text: str, suggestions: Sequence[Suggestion]) -> None:
        """Show what could be meant by `text`; ignored when something else is typed meanwhile."""
        if text != self.text():
            return
        self._offered_for = text
        self.list.clear()
        for suggestion in suggestions:
            shown = _one_line(suggestion)
            item = QListWidgetItem(shown)
            item.setData(ROLE, suggestion)
            item.setToolTip(plain_tip(shown))
            if suggestion.icon is not None:
                item.setIcon(suggestion.icon)
            self.list.addItem(item)
        if suggestions:
            self.list.setCurrentRow(0)
        self._fit(len(suggestions))
        if self._enter_waits:
            self._enter_waits = False
            self._take_current()

    def clear(self) -> None:
        self.line.clear()
        self.list.clear()
        self._offered_for, self._enter_waits = None, False
        self._fit(0)

    def _fit(self, count: int) -> None:
        visible = count > 0
        height = self.list.sizeHintForRow(0) if visible else 0
        self.list.setFixedHeight(height * min(count, MOST_SHOWN) + 2 * self.list.frameWidth() + 2)
        self.list.setVisible(visible)
        self.updateGeometry()
        self.resized.emit()

    def _on_edited(self) -> None:
        self._enter_waits = False
        if not self.text() and not self._always:
            self._timer.stop()
            self.clear()
        else:
            self._timer.start()

    def _ask(self) -> None:
        self.typed.emit(self.text())

    def _take_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(ROLE).value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, count = event.key(), self.list.count()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and count:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
            return True
        if key == Qt.Key.Key_Escape and (self.text() or count):
            self.clear()
            if self._always:
                self.ask()
            return not self._always
        return False

    def _on_enter(self) -> None:
        """Enter before the suggestions came waits for those of what is typed now."""
        if not self.text() and not self._always:
            self.left.emit()
        elif self._offered_for == self.text() and not self._timer.isActive():
            self._take_current()
        else:
            self._enter_waits = True
            self.ask()
