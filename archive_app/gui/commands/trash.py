"""Commands about the trash: put clippings back, or delete them for ever after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.domain.listing import PlaceKind
from archive_app.gui.commands.registry import command, condition

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@condition("place_trash")
def place_trash(window: MainWindow) -> bool:
    """The trash is listed, or its menu is open."""
    places = (window.place,) if window.place is not None else window.session.request.places
    return any(place is not None and place.kind is PlaceKind.TRASH for place in places)


@condition("clippings_shown")
def clippings_shown(window: MainWindow) -> bool:
    """The list or the table is shown, so that Delete can only mean clippings."""
    return window.page in ("clippings", "table")


@command(
    "clipping.trash",
    title="Move to the trash",
    keys=("Delete",),
    menu="Clipping",
    when="writable clipping clippings_shown",
    icon="trash",
    order=79,
)
def trash(window: MainWindow) -> None:
    from archive_app.gui.widgets.showable import counted
    from archive_app.operations.clippings import trash as trash_clippings

    session = window.session
    ids = session.selection or ((session.current.id,) if session.current is not None else ())
    clippings = counted(len(ids), window.tr("clipping"), window.tr("clippings"))
    told = window.tr("Moved {0} to the trash.").format(clippings)
    session.jobs.start(
        trash_clippings, ids, owner=session, lane="writing", on_done=lambda _: session.messages.done(told)
    )


@command(
    "trash.restore",
    title="Restore from the trash",
    keys=("Ctrl+Shift+R",),
    menu="Clipping",
    when="writable clipping place_trash",
    icon="arrow-counter-clockwise",
    order=80,
)
def restore(window: MainWindow) -> None:
    from archive_app.operations.clippings import restore as restore_clippings

    session = window.session
    ids = session.selection or ((session.current.id,) if session.current is not None else ())
    told = window.tr("Restored {0} from the trash.").format(len(ids))
    session.jobs.start(
        restore_clippings, ids, owner=session, lane="writing", on_done=lambda _: session.messages.done(told)
    )


@command(
    "trash.empty",
    title="Empty the trash…",
    menu="Archive",
    when="writable",
    icon="trash",
    hint="Delete what lies in the trash for ever",
    order=60,
)
def empty(window: MainWindow) -> None:
    from archive_app.operations.navigator import counts

    window.session.jobs.start(counts, owner=window, on_done=lambda found: _ask(window, found.trash))


@command(
    "trash.empty_here", title="Empty the trash…", menu="", when="writable place_trash", icon="trash", order=81
)
def empty_here(window: MainWindow) -> None:
    empty(window)


def _ask(window: MainWindow, count: int) -> None:
    from archive_app.gui.widgets.showable import counted
    from archive_app.operations.trash_can import empty_trash

    session = window.session
    if not count:
        session.messages.info(window.tr("The trash is empty."))
        return
    clippings = counted(count, window.tr("clipping"), window.tr("clippings"))
    answer = window.tr("Delete for ever")
    text = window.tr(
        "{0} will be deleted with their notes and links. This cannot be undone, nor what was done before it."
    ).format(clippings)
    title = window.tr("Empty the trash?")
    if (
        session.messages.ask(title, text, (answer, window.tr("Keep them")), danger=True, parent=window)
        == answer
    ):
        told = window.tr("Deleted {0} for ever.").format(clippings)
        session.jobs.start(
            empty_trash,
            owner=session,
            lane="writing",
            title=window.tr("Emptying the trash"),
            on_done=lambda _: session.messages.done(told, undo=False),
        )
