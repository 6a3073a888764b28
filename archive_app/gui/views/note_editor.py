"""The note editor: a few lines of plain Markdown beside the passage, with its colour."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from archive_app.domain.annotation import Annotation, Colour
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.gui.widgets.popover import Popover
from archive_app.gui.widgets.quotation import quoted
from archive_app.gui.widgets.selection_bar import ColourRow
from archive_app.operations.annotations import (
    annotate,
    delete_annotation,
    edit_annotation,
    new_note,
    note_on_clipping,
)

WIDTH = 340
LINES = 5


class NoteEditor(Popover):
    """Writes a new note on a passage, a note that stands alone, or changes one that is there.

    What was typed is kept when the editor is left; only Escape with nothing typed leaves no trace.
    """

    saved = Signal(object)
    """The id of a new note; None after a change."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self.setObjectName("noteEditor")
        self.setAccessibleName(self.tr("Note"))
        self.session = session
        self._annotation: Annotation | None = None
        self._write: Callable[[], None] = self._write_alone
        self.quote = ElidedLabel("", "hint", self)
        self.body = QPlainTextEdit(self)
        self.body.setPlaceholderText(self.tr("Write a note… (Ctrl+Enter keeps it)"))
        self.body.setAccessibleName(self.tr("Text of the note"))
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(LINES * self.body.fontMetrics().lineSpacing() + 20)
        self.codes = QLineEdit(self)
        self.codes.setPlaceholderText(self.tr("Codes, separated by commas"))
        self.codes.setAccessibleName(self.tr("Codes"))
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        for part in (self.quote, self.body, self.codes, self.problem):
            self.column.addWidget(part)
        self.column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.colours = ColourRow(self.session.theme, self, chosen=Colour.YELLOW)
        row.addWidget(self.colours)
        row.addStretch(1)
        self.delete_button = QPushButton(self.tr("Delete"), self)
        set_role(self.delete_button, "quiet")
        icons.dress(self.delete_button, self.session.theme, "trash")
        self.delete_button.clicked.connect(self._delete)
        self.delete_button.hide()
        self.save_button = QPushButton(self.tr("Keep"), self)
        set_role(self.save_button, "primary")
        self.save_button.clicked.connect(self.keep)
        row.addWidget(self.delete_button)
        row.addWidget(self.save_button)
        return row

    def write_on(self, clipping_id: int, passage: tuple[int, int], quote: str, at: QRect) -> None:
        """Open for a new note on a passage."""
        start, end = passage
        self.quote.setText(quoted(quote))
        self._write = lambda: self._start(
            annotate,
            clipping_id,
            start,
            end,
            self.colours.chosen or Colour.YELLOW,
            self.text(),
            self._codes(),
        )
        self.open_at(at, self.body)

    def write_alone(self, at: QRect) -> None:
        """Open for a note that stands alone."""
        self.quote.setText(self.tr("A note that stands alone"))
        self._write = self._write_alone
        self.open_at(at, self.body)

    def write_about(self, clipping_id: int, at: QRect, title: str) -> None:
        """Open for a note on a clipping as a whole."""
        self.quote.setText(title)
        self._write = lambda: self._start(
            note_on_clipping,
            clipping_id,
            self.text(),
            self.colours.chosen or Colour.YELLOW,
            self._codes(),
        )
        self.open_at(at, self.body)

    def edit(self, annotation: Annotation, at: QRect) -> None:
        """Open for a note or highlight that is there."""
        self._annotation = annotation
        quote = " … ".join(target.quote for target in annotation.text_targets)
        self.quote.setText(quoted(quote) if quote else self.tr("A note that stands alone"))
        self.quote.setVisible(bool(self.quote.text()))
        self.body.setPlainText(annotation.body)
        self.codes.setText(", ".join(annotation.codes))
        self.colours.choose(annotation.colour)
        self.delete_button.show()
        self._write = self._write_change
        self.open_at(at, self.body)

    def text(self) -> str:
        return self.body.toPlainText().strip()

    def keep(self) -> None:
        """Keep what is written; a mistake is shown here and the editor stays."""
        self.problem.hide()
        self._write()

    def closing(self) -> None:
        """Leaving the editor keeps a change; a new note that was begun is kept too."""
        if self._annotation is not None:
            changed = (self.text(), self._codes(), self.colours.chosen) != (
                self._annotation.body,
                self._annotation.codes,
                self._annotation.colour,
            )
        else:
            changed = bool(self.text())
        if changed:
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _codes(self) -> tuple[str, ...]:
        return tuple(code for part in self.codes.text().split(",") if (code := " ".join(part.split())))

    def _write_alone(self) -> None:
        self._start(new_note, self.text(), self.colours.chosen or Colour.YELLOW, self._codes())

    def _write_change(self) -> None:
        if self._annotation is None:
            return
        self._start(
            edit_annotation,
            self._annotation.id,
            body=self.text(),
            colour=self.colours.chosen,
            codes=self._codes(),
        )

    def _delete(self) -> None:
        if self._annotation is not None:
            self._start(delete_annotation, self._annotation.id)

    def _start(self, operation, *args, **kwargs) -> None:
        write(
            self.session,
            self,
            operation,
            *args,
            on_done=self._on_written,
            on_failed=self._on_failed,
            **kwargs,
        )

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.place()

    def _on_written(self, result: object) -> None:
        self.saved.emit(result if isinstance(result, int) else None)
        self._annotation = None
        self.finish()
