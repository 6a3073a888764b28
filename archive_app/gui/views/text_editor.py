"""Correct the words of a clipping: its body as plain lines, kept as a new version."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from archive_app.domain.clipping import Clipping
from archive_app.errors import ArchiveAppError
from archive_app.gui.session import Session
from archive_app.gui.theme import BODY_SIZE, STEP, set_role
from archive_app.gui.views.offsets import Offsets
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import plain
from archive_app.operations.clippings import correct_text


class TextEditor(QWidget):
    """Ctrl+Enter keeps, Escape leaves; what was typed is never lost without asking."""

    finished = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("textEditor")
        self.session = session
        self._clipping: Clipping | None = None
        self.field = QPlainTextEdit(self)
        self.field.setAccessibleName(self.tr("Words of the clipping"))
        self.field.setTabChangesFocus(True)
        set_role(self.field, "textEditor")
        hint = plain(
            self.tr("Every line is a paragraph. The text before is kept, and highlights find their place."),
            "hint",
            self,
        )
        hint.setWordWrap(True)
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        cancel = QPushButton(self.tr("Cancel"), self)
        set_role(cancel, "quiet")
        cancel.clicked.connect(self.leave)
        self.keep_button = QPushButton(self.tr("Keep the correction"), self)
        set_role(self.keep_button, "primary")
        self.keep_button.setToolTip("Ctrl+Enter")
        self.keep_button.clicked.connect(self.keep)
        row = QHBoxLayout()
        row.setContentsMargins(6 * STEP, 2 * STEP, 6 * STEP, 3 * STEP)
        row.addWidget(hint, 1)
        row.addWidget(cancel)
        row.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field, 1)
        column.addWidget(self.problem)
        column.addLayout(row)

    def edit(self, clipping: Clipping, at: int) -> None:
        """Begin with the clipping's words, at a code point of its body."""
        self._clipping = clipping
        self.problem.hide()
        self.field.setFont(self.session.theme.serif_font(BODY_SIZE))
        self.field.setPlainText(clipping.text.body)
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(Offsets(clipping.text.body).to_units(at))
        self.field.setTextCursor(cursor)
        self.field.centerCursor()

    def changed(self) -> bool:
        return self._clipping is not None and self.field.toPlainText() != self._clipping.text.body

    def keep(self) -> None:
        if self._clipping is None:
            return
        if not self.changed():
            self.finished.emit()
            return
        write(
            self.session,
            self,
            correct_text,
            self._clipping.id,
            self.field.toPlainText(),
            on_done=lambda _: self.finished.emit(),
            on_failed=self._on_failed,
        )

    def leave(self) -> None:
        """Leave without keeping; asks when something was typed, since no undo would bring it back."""
        if self.changed():
            discard = self.tr("Discard the changes")
            answers = (discard, self.tr("Go on editing"))
            question = self.tr("What you typed has not been kept.")
            if self.session.messages.ask(self.tr("Leave?"), question, answers, parent=self) != discard:
                return
        self.finished.emit()

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.keep()
        else:
            super().keyPressEvent(event)
