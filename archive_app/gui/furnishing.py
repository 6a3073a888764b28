"""What the window gets after its first picture, in small steps: commands, reader, inspector, views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from archive_app.gui.discovery import import_module, module_names

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def steps(window: MainWindow) -> list[Callable[[], None]]:
    """Return the steps in their order; each takes some milliseconds."""
    import archive_app.gui.commands as commands
    import archive_app.gui.views as views

    modules = module_names(commands) + module_names(views)
    imports = [lambda name=name: import_module(name) for name in modules]
    return [
        lambda: _add_reader(window),
        lambda: _add_inspector(window),
        *imports,
        lambda: _add_actions(window),
        lambda: _add_views(window),
        lambda: _take_drops(window),
    ]


def _add_reader(window: MainWindow) -> None:
    from archive_app.gui.views.reader import Reader

    window.reader = Reader(window.session)
    window.clippings.take_reader(window.reader)


def _add_inspector(window: MainWindow) -> None:
    from archive_app.gui.views.inspector import Inspector

    window.inspector = Inspector(window.session)
    window.inspector.setObjectName("inspector")
    window.clippings.take_inspector(window.inspector)


def _add_actions(window: MainWindow) -> None:
    from archive_app.gui.action_set import ActionSet

    window.actions_ = ActionSet(window)
    menu = window.top_bar.name_button.menu()
    if menu is not None:
        menu.aboutToShow.connect(lambda: window.actions_.fill_all(menu))


def _take_drops(window: MainWindow) -> None:
    from archive_app.gui.views.importing.drop import install_drop

    install_drop(window)


def _add_views(window: MainWindow) -> None:
    from archive_app.gui.views.registry import load_views

    window.top_bar.add_view("clippings", window.tr("Clippings"), "list-bullets", "Ctrl+1")
    keys = {"table": "Ctrl+2"}
    for view in load_views():
        if view.place == "switch":
            window.top_bar.add_view(view.id, view.title, view.icon, keys.get(view.id, ""))
    window.top_bar.show_view(window.page)
    if window.focusWidget() in (None, window.top_bar.name_button):
        window.clippings.list.table.setFocus()
