"""Commands about passages: highlight, note, and the list of all annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.clipping import reader_of
from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command(
    "annotation.highlight",
    title="Highlight",
    keys=("H",),
    menu="Clipping",
    when="shown writable",
    icon="highlighter-circle",
    hint="Highlight the selected words in the colour used last.",
    order=30,
)
def highlight(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.highlight()


@command(
    "annotation.note",
    title="Note…",
    keys=("N",),
    menu="Clipping",
    when="shown writable",
    icon="note-pencil",
    hint="Write a note on the selected words, or on the clipping.",
    order=31,
)
def note(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.note()


@command(
    "annotation.new",
    title="New note that stands alone…",
    keys=("Ctrl+Alt+N",),
    menu="Clipping",
    when="writable",
    icon="note",
    hint="A note of its own, which can be linked to anything.",
    order=32,
)
def new_note(window: MainWindow) -> None:
    from archive_app.gui.views.free_note import write_note

    write_note(window.session, window.stack)


@command(
    "annotation.list",
    title="All annotations",
    keys=("Ctrl+Shift+H",),
    menu="View",
    when="archive",
    icon="highlighter-circle",
    order=50,
)
def list_annotations(window: MainWindow) -> None:
    window.show_page("annotations")
