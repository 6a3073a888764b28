"""One field of a clipping, edited in place: kept on Enter or when it is left, with its mistake below it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from archive_app.gui.theme import set_role
from archive_app.gui.widgets.labels import plain

TITLE_WIDTH = 84
LONGEST_LINES = 12


class FieldRow(QWidget):
    """A small name, the value, and below it what else is known of it."""

    edited = Signal(str)
    """The new value, when editing ended with a change."""

    def __init__(self, name: str, title: str, *, long: bool = False) -> None:
        super().__init__()
        self.name = name
        self.title = plain(title, "small")
        self.field: QLineEdit | QPlainTextEdit = QPlainTextEdit() if long else QLineEdit()
        self.field.setObjectName(f"field_{name}")
        self.field.setAccessibleName(title)
        set_role(self.field, "field")
        self.title.setBuddy(self.field)
        self.below = plain("", "small")
        self.below.setWordWrap(True)
        self.problem = plain("", "mistake")
        self.problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if long:
            column.addWidget(self.title)
            column.addWidget(self.field)
        else:
            line = QHBoxLayout()
            line.setSpacing(0)
            self.title.setFixedWidth(TITLE_WIDTH)
            self.title.setWordWrap(True)
            line.addWidget(self.title)
            line.addWidget(self.field, 1)
            column.addLayout(line)
            for part in (self.below, self.problem):
                part.setIndent(TITLE_WIDTH + 7)
        column.addWidget(self.below)
        column.addWidget(self.problem)
        self.below.hide()
        self.problem.hide()
        self._known = ""
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit)
        self.setFocusProxy(self.field)
        if isinstance(self.field, QPlainTextEdit):
            self.field.setTabChangesFocus(True)
            self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.field.textChanged.connect(self._refit.start)
            self.field.setPlaceholderText("–")
            self._fit()
        else:
            self.field.setPlaceholderText("–")
        self.field.installEventFilter(self)

    def text(self) -> str:
        return self.field.toPlainText() if isinstance(self.field, QPlainTextEdit) else self.field.text()

    def show_value(self, value: str, below: str = "") -> None:
        """Show what the archive holds, unless somebody is typing here."""
        self.below.setText(below)
        self.below.setVisible(bool(below))
        if self.field.hasFocus() and self.text() != self._known:
            self._known = value
            return
        self._known = value
        self.problem.hide()
        if self.text() == value:
            return
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText(value)
        else:
            self.field.setText(value)
            self.field.setCursorPosition(0)

    def reset(self) -> None:
        """Forget what was typed: another clipping is shown."""
        self._known = self.text()
        self.problem.hide()

    def say_origin(self, text: str) -> None:
        """Say where the value came from, to who points at its name."""
        self.title.setToolTip(text)
        self.field.setToolTip(text)

    def _fit(self) -> None:
        """Give a long field the lines that its words need."""
        if isinstance(self.field, QPlainTextEdit):
            lines = max(1, round(self.field.document().size().height()))
            margins = 2 * (self.field.document().documentMargin() + 4)
            height = min(lines, LONGEST_LINES) * self.field.fontMetrics().lineSpacing() + margins
            self.field.setFixedHeight(round(height))

    def show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        set_role(self.field, "mistaken")

    def set_read_only(self, read_only: bool) -> None:
        self.field.setReadOnly(read_only)

    def keep(self) -> None:
        """Hand the value over when it was changed."""
        if self.text() != self._known:
            self._known = self.text()
            self.problem.hide()
            set_role(self.field, "field")
            self.edited.emit(self._known)

    def undo_typing(self) -> None:
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText(self._known)
        else:
            self.field.setText(self._known)
        self.problem.hide()
        set_role(self.field, "field")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        elif event.type() == QEvent.Type.Resize:
            self._refit.start()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                self.keep()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text() != self._known:
                self.undo_typing()
                return True
        return super().eventFilter(watched, event)
