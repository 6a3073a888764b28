"""What the window gets after its first picture, in small steps: bars, navigator and list, then the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archive_app.gui import measures
from archive_app.gui.discovery import import_module, module_names
from archive_app.gui.frame import FIRST_SIZE
from archive_app.gui.theme import set_role

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow
    from archive_app.gui.session import Session


def first_steps(window: MainWindow, session: Session) -> list[Callable[[], None]]:
    """Return the steps that make what is seen at once; the last one puts it all into the window."""
    window.session = session
    session.messages.presenter = window
    return [
        lambda: _make_top_bar(window),
        lambda: _make_navigator(window),
        lambda: _make_list(window),
        lambda: _make_edges(window),
        lambda: _put_together(window),
    ]


def _make_top_bar(window: MainWindow) -> None:
    from archive_app.gui.views.top_bar import TopBar

    window.top_bar = TopBar(window.session)


def _make_navigator(window: MainWindow) -> None:
    from archive_app.gui.views.navigator import Navigator
    from archive_app.gui.views.rails import NavigatorRail

    window.navigator = Navigator(window.session)
    window.navigator.setMinimumWidth(150)
    window.rail = NavigatorRail(window.session, window.navigator.model)
    window.rail.hide()


def _make_list(window: MainWindow) -> None:
    from archive_app.gui.views.clippings_page import ClippingsPage

    window.clippings = ClippingsPage(window.session)
    window.stack = QStackedWidget()
    window.add_page("clippings", window.clippings)


def _make_edges(window: MainWindow) -> None:
    from archive_app.gui.views.status_bar import StatusBar
    from archive_app.gui.widgets.notice_strip import NoticeStrip

    window.status = StatusBar(window.session)
    window.strip = NoticeStrip(window.session.theme)


def _put_together(window: MainWindow) -> None:
    from archive_app.gui.window_state import restore_panels

    window.splitter = QSplitter(Qt.Orientation.Horizontal)
    window.splitter.setHandleWidth(1)
    window.splitter.setChildrenCollapsible(False)
    window.splitter.addWidget(window.navigator)
    window.splitter.addWidget(window.stack)
    window.splitter.setStretchFactor(1, 1)
    window.splitter.setSizes([measures.NAVIGATOR_WIDTH, FIRST_SIZE.width() - measures.NAVIGATOR_WIDTH])
    body = QHBoxLayout()
    body.setSpacing(0)
    body.addWidget(window.rail)
    body.addWidget(window.splitter, 1)
    middle = QWidget()
    layout = QVBoxLayout(middle)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(window.top_bar)
    layout.addWidget(_rule())
    layout.addWidget(window.strip)
    layout.addLayout(body, 1)
    layout.addWidget(_rule())
    layout.addWidget(window.status)
    window.setCentralWidget(middle)
    _connect(window)
    restore_panels(window.settings, window.splitters())
    window.fold()


def _rule() -> QWidget:
    line = QWidget()
    line.setFixedHeight(1)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_role(line, "rule")
    return line


def _connect(window: MainWindow) -> None:
    session, top, clippings = window.session, window.top_bar, window.clippings.list
    top.view_asked.connect(window.show_page)
    top.import_asked.connect(lambda: window.run_command("file.import"))
    top.search.left.connect(window.focus_list)
    top.search.help_asked.connect(window.show_search_help)
    top.search.mistake_shown.connect(window.show_mistake)
    clippings.import_asked.connect(lambda: window.run_command("file.import"))
    clippings.menu_asked.connect(window.show_clipping_menu)
    window.navigator.page_asked.connect(window.show_page)
    window.navigator.new_asked.connect(window.begin_new)
    window.navigator.menu_asked.connect(window.show_place_menu)
    window.navigator.counted.connect(window.status.show_counts)
    window.rail.page_asked.connect(window.show_page)
    window.rail.row_chosen.connect(window.go_to_row)
    window.status.undo_asked.connect(lambda: window.run_command("edit.undo"))
    session.page_asked.connect(window.show_page)
    session.archive_changed.connect(window.on_archive_changed)


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
    _lead_keyboard(window)


def _lead_keyboard(window: MainWindow) -> None:
    """The first focus is the list, or what an empty place offers; so it is when the list comes or goes."""
    from archive_app.gui.boxes import settle_focus

    settle_focus(window)
    later = lambda _: QTimer.singleShot(0, window, lambda: settle_focus(window))  # noqa: E731
    window.session.listed.connect(later)
