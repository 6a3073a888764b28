"""Commands that find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog

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

    query = window.session.request.query
    name, given = QInputDialog.getText(
        window, tr("Save this search"), tr("What should it be called?"), text=query
    )
    if given and name.strip():
        window.session.jobs.start(save_search, name.strip(), query, owner=window, lane="writing")


@command("search.help", title="How to search", keys=("Ctrl+F1",), menu="Help", icon="question", order=12)
def search_help(window: MainWindow) -> None:
    window.show_search_help()
