"""Commands about clippings: tag, correct, print, judge, and the ways to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect

from archive_app.domain.clipping import TriageState
from archive_app.gui.commands.registry import command
from archive_app.gui.session import Target

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow
    from archive_app.gui.views.reader import Reader


def reader_of(window: MainWindow) -> Reader | None:
    """Return the reader once the window has it."""
    from archive_app.gui.views.reader import Reader

    return window.reader if isinstance(window.reader, Reader) else None


def chosen_ids(window: MainWindow) -> tuple[int, ...]:
    """Return the selected clippings, or the one that is read when none is selected."""
    if window.session.selection:
        return window.session.selection
    reader = reader_of(window)
    return (reader.page.clipping.id,) if reader is not None and reader.page is not None else ()


def beside_list(window: MainWindow) -> QRect:
    """Return where a popover about several clippings belongs."""
    place = window.clippings
    return QRect(place.mapToGlobal(QPoint(24, 40)), place.mapToGlobal(QPoint(25, 41)))


@command(
    "clipping.tag",
    title="Tag…",
    keys=("T",),
    menu="Clipping",
    when="clipping writable",
    icon="tag",
    hint="Tag the clippings with people, organisations, places, events or topics.",
    order=10,
)
def tag(window: MainWindow) -> None:
    from archive_app.gui.views.tag_popover import TagPopover

    ids, reader = chosen_ids(window), reader_of(window)
    shown = reader.page.clipping.id if reader is not None and reader.page is not None else None
    if reader is not None and ids == (shown,) and reader.isVisible():
        reader.tools.tag()
    elif ids:
        TagPopover(window.session, window, ids).open_for(beside_list(window))


@command(
    "clipping.edit_text",
    title="Edit text",
    keys=("E",),
    menu="Clipping",
    when="one_clipping writable",
    icon="pencil-line",
    hint="Correct the words; the text before is kept.",
    order=11,
)
def edit_text(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.edit_text()


@command(
    "clipping.copy_with_source",
    title="Copy with source",
    keys=("Ctrl+Alt+C",),
    menu="Clipping",
    when="one_clipping",
    icon="quotes",
    hint="Copy the selected words, or the clipping's source.",
    order=12,
)
def copy_with_source(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.tools.copy_with_source()


@command(
    "clipping.print",
    title="Print article…",
    keys=("Ctrl+P",),
    menu="Clipping",
    when="one_clipping",
    icon="printer",
    order=13,
)
def print_clipping(window: MainWindow) -> None:
    from archive_app.gui.print_article import preview_article

    reader = reader_of(window)
    if reader is not None and reader.page is not None:
        preview_article(reader.page.clipping, reader.page.annotations, window)


@command(
    "clipping.history",
    title="History of the clipping",
    menu="Clipping",
    when="one_clipping",
    icon="clock-counter-clockwise",
    order=14,
)
def show_history(window: MainWindow) -> None:
    ids = chosen_ids(window)
    if ids:
        window.show_page("history", Target("clipping", ids[0]))


@command(
    "archive.history",
    title="History of the archive",
    menu="Archive",
    when="archive",
    icon="clock-counter-clockwise",
    order=60,
)
def show_archive_history(window: MainWindow) -> None:
    window.show_page("history", Target("archive", 0))


def _mark(window: MainWindow, state: TriageState) -> None:
    from archive_app.gui.views.write import write
    from archive_app.operations.clippings import set_state

    ids = chosen_ids(window)
    if ids:
        write(window.session, window, set_state, ids, state)


@command(
    "clipping.mark_reviewed",
    title="Mark as reviewed",
    keys=("R",),
    menu="Clipping",
    when="clipping writable",
    icon="check",
    hint="Take it out of the inbox.",
    order=20,
)
def mark_reviewed(window: MainWindow) -> None:
    _mark(window, TriageState.REVIEWED)


@command("clipping.mark_in", title="Mark as in", menu="Clipping", when="clipping writable", order=21)
def mark_in(window: MainWindow) -> None:
    _mark(window, TriageState.IN)


@command("clipping.mark_out", title="Mark as out", menu="Clipping", when="clipping writable", order=22)
def mark_out(window: MainWindow) -> None:
    _mark(window, TriageState.OUT)


@command(
    "clipping.to_inbox", title="Put back into the inbox", menu="Clipping", when="clipping writable", order=23
)
def to_inbox(window: MainWindow) -> None:
    _mark(window, TriageState.INBOX)


def _tab(window: MainWindow, name: str) -> None:
    from archive_app.gui.views.reader_head import ReaderTab

    reader = reader_of(window)
    if reader is not None:
        reader.show_tab(ReaderTab(name))


def _is_tab(name: str) -> Any:
    def check(window: MainWindow) -> bool:
        reader = reader_of(window)
        return reader is not None and reader.tab.value == name

    return check


@command(
    "reader.text",
    title="Read the text",
    keys=("Ctrl+Alt+1",),
    menu="View",
    when="shown",
    icon="article",
    order=40,
    checked=_is_tab("text"),
)
def show_text(window: MainWindow) -> None:
    _tab(window, "text")


@command(
    "reader.page",
    title="Read the page",
    keys=("Ctrl+Alt+2",),
    menu="View",
    when="shown",
    icon="file",
    order=41,
    checked=_is_tab("page"),
)
def show_page(window: MainWindow) -> None:
    _tab(window, "page")


@command(
    "reader.both",
    title="Text and page side by side",
    keys=("Ctrl+Alt+3",),
    menu="View",
    when="shown",
    icon="columns",
    order=42,
    checked=_is_tab("both"),
)
def show_both(window: MainWindow) -> None:
    _tab(window, "both")


@command(
    "reader.next_hit", title="Next hit", keys=("F3",), menu="View", when="shown", icon="caret-down", order=43
)
def next_hit(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.step_hit(1)


@command(
    "reader.previous_hit",
    title="Previous hit",
    keys=("Shift+F3",),
    menu="View",
    when="shown",
    icon="caret-up",
    order=44,
)
def previous_hit(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.step_hit(-1)


@command("reader.type", title="Type settings…", menu="View", when="shown", icon="text-aa", order=45)
def type_settings(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.open_type_settings()


@command("reader.focus", title="Go to the text", keys=("F6",), menu="View", when="shown", order=46)
def focus_text(window: MainWindow) -> None:
    reader = reader_of(window)
    if reader is not None:
        reader.focus_content()
