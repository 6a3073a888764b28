"""What can be done with words selected in the reader: highlight, note, link, tag, copy with their source."""

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Clipping
from archive_app.domain.dates import display_date
from archive_app.domain.link import EndKind, LinkEnd
from archive_app.gui.session import Session
from archive_app.gui.views.link_dialog import LinkDialog
from archive_app.gui.views.note_editor import NoteEditor
from archive_app.gui.views.tag_popover import TagPopover
from archive_app.gui.views.text_reader import TextReader
from archive_app.gui.views.write import write
from archive_app.gui.widgets.quotation import quoted
from archive_app.operations.annotations import annotate

LONGEST_NAME = 120
"""Characters of a selection that may still be a name."""
COLOUR_KEY = "reading.colour"


class PassageTools(QObject):
    """Works on the text reader's clipping and selection."""

    opened = Signal()
    """A panel over the text was opened."""

    def __init__(self, session: Session, text: TextReader) -> None:
        super().__init__(text)
        self.session, self.text = session, text

    @property
    def clipping(self) -> Clipping | None:
        return self.text.clipping

    def quote(self) -> str:
        """Return the selected words of the body."""
        passage, clipping = self.text.passage(), self.clipping
        return clipping.text.body[slice(*passage)] if passage is not None and clipping is not None else ""

    def highlight(self, colour: Colour | None = None) -> None:
        """Highlight the selection, in the colour used last unless one is given."""
        passage, clipping = self.text.passage(), self.clipping
        if passage is None or clipping is None:
            self._say_select()
            return
        if not self._may_write():
            return
        chosen = colour or self.last_colour()
        self.session.settings.set(COLOUR_KEY, chosen.value)
        write(self.session, self.text, annotate, clipping.id, *passage, chosen)
        self.text.clear_selection()

    def last_colour(self) -> Colour:
        try:
            return Colour(self.session.settings.text(COLOUR_KEY, Colour.YELLOW.value))
        except ValueError:
            return Colour.YELLOW

    def note(self) -> NoteEditor | None:
        """Write a note on the selection."""
        passage, clipping = self.text.passage(), self.clipping
        if passage is None or clipping is None:
            self._say_select()
            return None
        if not self._may_write():
            return None
        editor = NoteEditor(self.session, self.text)
        editor.colours.choose(self.last_colour())
        editor.saved.connect(lambda _: self.text.clear_selection())
        editor.write_on(clipping.id, passage, self.quote(), self.anchor(passage))
        return editor

    def edit_note(self, annotation_id: int) -> NoteEditor | None:
        """Open the editor of a note or highlight of this clipping, beside its passage."""
        for annotation in self.text.annotations:
            if annotation.id == annotation_id:
                placed = [target for target in annotation.text_targets if target.placed]
                if placed:
                    self.text.bring_to_view(placed[0].start, placed[0].end)
                passage = (placed[0].start, placed[0].end) if placed else None
                editor = NoteEditor(self.session, self.text)
                editor.edit(annotation, self.anchor(passage))
                return editor
        return None

    def link(self) -> LinkDialog | None:
        """Link this clipping to something else."""
        clipping = self.clipping
        if clipping is None or not self._may_write():
            return None
        end = LinkEnd(EndKind.CLIPPING, clipping.id, clipping.fields.headline)
        dialog = LinkDialog(self.session, self.text, (end,))
        passage = self.text.passage()
        if passage is not None:
            dialog.note.setText(quoted(" ".join(self.quote().split())))
        dialog.open_for(self.anchor(passage))
        return dialog

    def tag(self) -> TagPopover | None:
        """Tag this clipping; selected words are proposed as the name."""
        clipping = self.clipping
        if clipping is None or not self._may_write():
            return None
        words = " ".join(self.quote().split())
        popover = TagPopover(
            self.session, self.text, (clipping.id,), words if len(words) <= LONGEST_NAME else ""
        )
        popover.open_for(self.anchor(self.text.passage()))
        return popover

    def copy_with_source(self) -> None:
        """Put the selection with its source on the clipboard; without one, the source."""
        clipping = self.clipping
        if clipping is None:
            return
        quote, source = self.quote().strip(), source_line(clipping)
        QGuiApplication.clipboard().setText(f"{quoted(quote)}\n{source}" if quote else source)
        self.session.messages.info(self.tr("Copied with its source."))

    def anchor(self, passage: tuple[int, int] | None) -> QRect:
        """Return where a panel about to open belongs, in global coordinates."""
        self.opened.emit()
        viewport: QWidget = self.text.viewport()
        if passage is None:
            return QRect(viewport.mapToGlobal(QPoint(24, 24)), viewport.mapToGlobal(QPoint(25, 25)))
        rect = self.text.passage_rect(*passage).intersected(viewport.rect())
        return QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())

    def _say_select(self) -> None:
        self.session.messages.info(self.tr("Select some words in the text first."))

    def _may_write(self) -> bool:
        if self.session.read_only:
            self.session.messages.info(self.tr("This archive is open for reading only."))
            return False
        return True


def source_line(clipping: Clipping) -> str:
    """Return where a clipping stands: 'By M. Lindqvist, “Film …”, The Courier, 8 May 2012, p. C2'."""
    fields = clipping.fields
    parts = [
        fields.byline,
        f"“{fields.headline}”" if fields.headline else "",
        clipping.outlet_name,
        display_date(fields.published.edtf, fields.published.printed),
        f"p. {fields.page}" if fields.page else "",
        str(fields.holding),
        fields.url,
    ]
    return ", ".join(" ".join(part.split()) for part in parts if part)
