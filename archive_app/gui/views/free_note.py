"""Notes that stand alone: written anywhere, and linked to what they are about."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from archive_app.domain.clipping import Clipping
from archive_app.gui.session import Session
from archive_app.gui.views.note_editor import NoteEditor


def write_note(session: Session, parent: QWidget) -> NoteEditor:
    """Open the editor for a note that stands alone."""
    editor = NoteEditor(session, parent)
    editor.write_alone(_corner(parent))
    return editor


def write_note_about(session: Session, parent: QWidget, clipping: Clipping) -> NoteEditor:
    """Open the editor for a note that is linked to a clipping as a whole."""
    editor = NoteEditor(session, parent)
    title = editor.tr("A note on “{title}”").format(title=clipping.fields.headline)
    editor.write_about(clipping.id, _corner(parent), title)
    return editor


def _corner(parent: QWidget) -> QRect:
    return QRect(parent.mapToGlobal(QPoint(24, 24)), parent.mapToGlobal(QPoint(25, 25)))
