"""A field for a date, checked while it is typed: below it stands what it means, or what is wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from archive_app.domain.dates import display_date, parse_edtf
from archive_app.errors import UserMistake
from archive_app.gui.theme import set_role
from archive_app.gui.widgets.labels import plain


class EdtfEdit(QWidget):
    """A line for one EDTF date such as `1934~` or `1968-05-03/1968-05-07`."""

    changed = Signal(str)
    edited = Signal(str)
    """The new date when editing ended with a right one (or none)."""

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(placeholder or self.tr("1968, 1968-05, 1968-05-03, 1968~"))
        self.line.setClearButtonEnabled(False)
        self.said: QLabel = plain("", "hint")
        self.said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.said)
        self.said.hide()
        self.setFocusProxy(self.line)
        self._known = ""
        self.line.textChanged.connect(self._on_text_changed)
        self.line.editingFinished.connect(self._on_editing_finished)

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self._known = text
        self.line.setText(text)

    def problem(self) -> str:
        """Return what is wrong with the date in a sentence, or ''."""
        return date_problem(self.text())

    def _on_text_changed(self) -> None:
        text, problem = self.text(), self.problem()
        meaning = display_date(text) if text and not problem else ""
        shown = problem or (meaning if meaning != text else "")
        self.said.setText(shown)
        set_role(self.said, "mistake" if problem else "hint")
        set_role(self.line, "mistaken" if problem else "")
        self.said.setVisible(bool(shown))
        self.changed.emit(text)

    def _on_editing_finished(self) -> None:
        text = self.text()
        if text != self._known and not self.problem():
            self._known = text
            self.edited.emit(text)


def date_problem(text: str) -> str:
    """Return why `text` is not a date, with how to write one, or '' when it is one or empty."""
    if not text.strip():
        return ""
    try:
        parse_edtf(text)
    except UserMistake as mistake:
        return str(mistake)
    return ""
