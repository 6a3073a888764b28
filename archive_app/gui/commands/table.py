"""Commands of the table: the work of a spreadsheet, also without the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import command, condition

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow
    from archive_app.gui.views.table_view import TableView


@condition("table")
def table_shown(window: MainWindow) -> bool:
    """The table is shown."""
    return window.page == "table"


def _table(window: MainWindow) -> TableView:
    from archive_app.gui.views.table_view import TableView

    found = window.findChild(TableView, "tableView")
    assert isinstance(found, TableView)
    return found


@command(
    "table.set_field",
    title="Set a field of the selected clippings…",
    keys=("Ctrl+Shift+E",),
    menu="Edit",
    when="writable table",
    icon="pencil-simple",
    order=40,
)
def set_field(window: MainWindow) -> None:
    _table(window).open_set_bar()


@command(
    "table.replace",
    title="Find and replace in a field…",
    keys=("Ctrl+H",),
    menu="Edit",
    when="writable table",
    icon="swap",
    order=41,
)
def replace(window: MainWindow) -> None:
    _table(window).open_replace()


@command(
    "table.fill_down",
    title="Fill down",
    keys=("Ctrl+D",),
    menu="Edit",
    when="writable table",
    icon="arrow-line-down",
    order=42,
)
def fill_down(window: MainWindow) -> None:
    _table(window).fill_down()


@command(
    "table.same_as_last",
    title="Same as last",
    keys=("Ctrl+'",),
    menu="Edit",
    when="writable table",
    icon="repeat",
    order=43,
)
def same_as_last(window: MainWindow) -> None:
    _table(window).same_as_last()


@command("table.columns", title="Choose columns…", menu="View", when="table", icon="columns", order=45)
def columns(window: MainWindow) -> None:
    _table(window).choose_columns()
