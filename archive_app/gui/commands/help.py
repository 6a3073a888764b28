"""Commands of the Help menu that open its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command("help.open", title="Help", keys=("F1",), menu="Help", icon="question", order=10)
def open_help(window: MainWindow) -> None:
    window.show_page("help")


@command("help.search", title="Help on the search", menu="Help", icon="magnifying-glass", order=11)
def open_search_help(window: MainWindow) -> None:
    window.show_page("help", "search")
