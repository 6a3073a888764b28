"""The menu of a place in the navigator: what any place offers, and the commands that ask for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from archive_app.domain.listing import PlaceKind
from archive_app.gui.models.navigator_model import NavigatorRow

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def place_menu(window: MainWindow, row: NavigatorRow) -> QMenu:
    """Return the menu; empty when the row offers nothing."""
    menu, place = QMenu(window), row.place

    def tr(text: str) -> str:
        return QCoreApplication.translate("place menu", text)

    if row.search:
        saved_search_menu(menu, window, row)
    if place is None:
        return menu
    menu.addAction(tr("Show alone"), lambda: window.session.go_to(place))
    menu.addAction(tr("Narrow the list to it (Ctrl+click)"), lambda: window.session.narrow(place))
    if place.kind in (PlaceKind.SUBJECT, PlaceKind.OUTLET):
        pin = tr("Let go from the top") if row.pinned else tr("Keep at the top")
        menu.addAction(pin, lambda: window.navigator.toggle_pin(place))
        menu.addAction(tr("Open its page…"), lambda: window.show_page("names", place))
    menu.addSeparator()
    window.actions_.refresh()
    window.actions_.fill(menu, "", only=f"place_{place.kind.value}")
    return menu


def saved_search_menu(menu: QMenu, window: MainWindow, row: NavigatorRow) -> None:
    """Fill a menu with what can be done with a saved search."""
    from archive_app.gui.commands.search import delete_saved, rename_saved

    def tr(text: str) -> str:
        return QCoreApplication.translate("place menu", text)

    for title, act in (
        (tr("Rename…"), lambda: rename_saved(window, row.search, row.title)),
        (tr("Delete the saved search"), lambda: delete_saved(window, row.search, row.title)),
    ):
        menu.addAction(title, act).setEnabled(not window.session.read_only)
