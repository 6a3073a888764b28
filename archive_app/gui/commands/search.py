"""Commands that find."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from archive_app.domain.listing import ListRequest
from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


@command(
    "search.focus",
    title="Search",
    keys=("Ctrl+F", "/"),
    menu="Edit",
    when="archive",
    icon="magnifying-glass",
    order=40,
)
def focus(window: MainWindow) -> None:
    window.top_bar.search.focus()


@command(
    "search.clear", title="Clear the search", keys=("Ctrl+Shift+F",), menu="Edit", when="archive", order=41
)
def clear(window: MainWindow) -> None:
    window.session.list_request(ListRequest())


@command("search.save", title="Save this search…", menu="Edit", when="writable searching", order=42)
def save(window: MainWindow) -> None:
    from archive_app.operations.collections import save_search

    session, query = window.session, window.session.request.query

    def keep(name: str) -> None:
        told = tr("Saved the search ‘{0}’; it stands at the left.").format(name)
        session.jobs.start(
            save_search,
            name,
            query,
            owner=session,
            lane="writing",
            on_done=lambda _: session.messages.done(told),
        )

    _ask_name(window, tr("Save this search"), tr("Save"), query, keep)


def rename_saved(window: MainWindow, id: int, name: str) -> None:
    """Ask for another name of a saved search."""
    from archive_app.operations.collections import rename_saved_search

    def rename(new: str) -> None:
        if new != name:
            window.session.jobs.start(rename_saved_search, id, new, owner=window.session, lane="writing")

    _ask_name(window, tr("Rename the saved search"), tr("Rename"), name, rename)


def delete_saved(window: MainWindow, id: int, name: str) -> None:
    """Delete a saved search at once: undo brings it back."""
    from archive_app.operations.collections import delete_saved_search

    session, told = window.session, tr("Deleted the saved search ‘{0}’.").format(name)
    session.jobs.start(
        delete_saved_search, id, owner=session, lane="writing", on_done=lambda _: session.messages.done(told)
    )


def _ask_name(window: MainWindow, title: str, button: str, name: str, take: Callable[[str], None]) -> None:
    from archive_app.gui.widgets.name_dialog import NameDialog

    dialog = NameDialog(window.session.theme, title, button, name)
    dialog.named.connect(take)
    window.open_dialog(dialog)


@command("search.help", title="How to search", keys=("Ctrl+F1",), menu="Help", icon="question", order=12)
def search_help(window: MainWindow) -> None:
    window.show_search_help()
