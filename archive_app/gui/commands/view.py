"""Commands of looking: pages, panels, the way back, the theme, the palette and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command(
    "view.clippings",
    title="Clippings",
    keys=("Ctrl+1",),
    menu="View",
    when="archive",
    icon="list-bullets",
    order=10,
)
def clippings(window: MainWindow) -> None:
    window.show_page("clippings")


@command("view.table", title="Table", keys=("Ctrl+2",), menu="View", when="archive", icon="table", order=11)
def table(window: MainWindow) -> None:
    window.show_page("table")


@command("view.back", title="Back", keys=("Alt+Left",), menu="View", when="back", icon="arrow-left", order=20)
def back(window: MainWindow) -> None:
    window.show_page("clippings")
    window.session.back()


@command(
    "view.forward",
    title="Forward",
    keys=("Alt+Right",),
    menu="View",
    when="forward",
    icon="arrow-right",
    order=21,
)
def forward(window: MainWindow) -> None:
    window.show_page("clippings")
    window.session.forward()


@command("view.next", title="Next clipping", keys=("J",), menu="View", when="listed", order=30)
def next_clipping(window: MainWindow) -> None:
    window.clippings.list.move_by(1)


@command("view.previous", title="Previous clipping", keys=("K",), menu="View", when="listed", order=31)
def previous_clipping(window: MainWindow) -> None:
    window.clippings.list.move_by(-1)


@command(
    "view.navigator",
    title="Navigator",
    keys=("F8",),
    menu="View",
    order=40,
    checked=lambda window: window.navigator_shown,
)
def navigator(window: MainWindow) -> None:
    window.toggle_navigator()


@command(
    "view.inspector",
    title="Inspector",
    keys=("F9",),
    menu="View",
    order=41,
    checked=lambda window: window.clippings.inspector_shown,
)
def inspector(window: MainWindow) -> None:
    window.toggle_inspector()


@command(
    "view.fullscreen",
    title="Full screen",
    keys=("F11",),
    menu="View",
    icon="arrows-out",
    order=42,
    checked=lambda window: window.isFullScreen(),
)
def fullscreen(window: MainWindow) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


@command("view.theme", title="Light or dark", keys=("Ctrl+Shift+L",), menu="View", icon="moon", order=50)
def theme(window: MainWindow) -> None:
    look = window.session.theme
    look.choose("light" if look.dark else "dark")


@command("view.larger", title="Larger text", keys=("Ctrl++", "Ctrl+="), menu="View", order=51)
def larger(window: MainWindow) -> None:
    _scale(window, 5)


@command("view.smaller", title="Smaller text", keys=("Ctrl+-",), menu="View", order=52)
def smaller(window: MainWindow) -> None:
    _scale(window, -5)


@command("view.usual-size", title="Usual text size", keys=("Ctrl+0",), menu="View", order=53)
def usual_size(window: MainWindow) -> None:
    window.session.settings.set("look.text_percent", 100)


def _scale(window: MainWindow, step: int) -> None:
    settings = window.session.settings
    percent = settings.number("look.text_percent", 100) + step
    settings.set("look.text_percent", max(75, min(200, percent)))


@command("view.palette", title="All commands…", keys=("Ctrl+K",), menu="Help", icon="command", order=20)
def palette(window: MainWindow) -> None:
    from archive_app.gui.widgets.palette_dialog import PaletteDialog

    PaletteDialog(window).open()


@command("view.keys", title="Keys…", keys=("?",), menu="Help", icon="keyboard", order=21)
def keys(window: MainWindow) -> None:
    from archive_app.gui.widgets.keys_dialog import KeysDialog

    window.open_dialog(KeysDialog(window))


@command("view.menu", title="Menu", keys=("F10",), menu="Help", order=22)
def menu(window: MainWindow) -> None:
    window.top_bar.name_button.showMenu()
