"""The window: it puts the views in their places, and moves them when room is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMainWindow

from archive_app.errors import ArchiveAppError
from archive_app.gui import measures
from archive_app.gui.frame import paint_frame, place_window
from archive_app.gui.settings import Settings

# Names of Qt cost time when they are first spoken of, `Qt` itself 15 ms: what the first picture
# does without is imported where it is used.
if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QDialog, QSplitter, QStackedWidget, QWidget

    from archive_app.domain.listing import Place
    from archive_app.gui.action_set import ActionSet
    from archive_app.gui.models.navigator_model import NavigatorRow
    from archive_app.gui.program import Program
    from archive_app.gui.session import Session
    from archive_app.gui.views.clippings_page import ClippingsPage
    from archive_app.gui.views.navigator import Navigator
    from archive_app.gui.views.rails import NavigatorRail
    from archive_app.gui.views.status_bar import StatusBar
    from archive_app.gui.views.top_bar import TopBar
    from archive_app.gui.widgets.notice_strip import NoticeStrip

MINIMUM_SIZE = QSize(860, 560)


class MainWindow(QMainWindow):
    """Drawn at once as an empty frame; its views come in small steps afterwards (see furnishing.py)."""

    drawn = Signal()
    """The first picture is on the screen."""
    built = Signal()
    """What is seen at once is in its place: bars, navigator and list."""
    furnished = Signal()
    """Reader, inspector, commands and views are in their places."""
    closing = Signal()

    session: Session
    program: Program
    actions_: ActionSet
    top_bar: TopBar
    strip: NoticeStrip
    navigator: Navigator
    rail: NavigatorRail
    clippings: ClippingsPage
    status: StatusBar
    stack: QStackedWidget
    splitter: QSplitter

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.place: Place | None = None
        """The place whose menu is open in the navigator; commands about a place ask for it."""
        self.reader: QWidget | None = None
        self.inspector: QWidget | None = None
        self.is_built = self.is_furnished = False
        self._drawn = self._held = False
        self._steps: list[Callable[[], None]] = []
        self._pages: dict[str, QWidget] = {}
        self._page = "clippings"
        self._navigator_wanted = settings.flag("window.navigator", True)
        self._inspector_wanted = settings.flag("window.inspector", True)
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Press Archive"))
        self.setMinimumSize(MINIMUM_SIZE)
        place_window(settings, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_built:
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            paint_frame(painter, self.size(), self.settings)
            painter.end()
        if not self._drawn:
            self._drawn = True
            QTimer.singleShot(0, self, self.drawn.emit)

    def build(self, session: Session) -> None:
        """Put what is seen at once into the window now; the rest comes after the first picture."""
        from archive_app.gui.furnishing import first_steps

        for step in first_steps(self, session):
            step()
        self._on_built()
        if self._drawn:
            self._furnish_next()
        else:
            self.drawn.connect(self._furnish_next)

    def build_in_steps(self, session: Session) -> None:
        """Put everything into the window, a step at a time, so that it answers between them."""
        from archive_app.gui.furnishing import first_steps

        self._steps = [*first_steps(self, session), self._on_built]
        self._furnish_next()

    def _on_built(self) -> None:
        from archive_app.gui.furnishing import steps

        self._steps = steps(self)
        self.is_built = True
        self.built.emit()

    def once_built(self, then: Callable[[], object]) -> None:
        """Call back now, or when navigator and list are there to hear of it."""
        from PySide6.QtCore import Qt

        if self.is_built:
            then()
        else:
            self.built.connect(then, Qt.ConnectionType.SingleShotConnection)

    def hold(self) -> None:
        """Let what is not seen at once wait: an archive is being opened, and needs the interpreter."""
        self._held = True

    def release(self) -> None:
        """Go on with the steps that waited."""
        if self._held:
            self._held = False
            if self.is_built:
                QTimer.singleShot(0, self, self._furnish_next)

    def _furnish_next(self) -> None:
        """One step at a time, so that the window answers between them."""
        if self._held and self.is_built:
            return
        if self._steps:
            QTimer.singleShot(0, self, self._furnish_next)
            self._steps.pop(0)()
        elif not self.is_furnished:
            self.is_furnished = True
            self.furnished.emit()

    def splitters(self) -> dict[str, QSplitter]:
        return {"panels": self.splitter, "reading": self.clippings.splitter}

    def show_page(self, id: str, target: object = None) -> None:
        """Show a view in the middle, made when it is first asked for; `target` is handed to it."""
        page = self._pages.get(id)
        if page is None:
            from archive_app.gui.views.registry import find_view

            found = find_view(id)
            if found is None:
                return
            page = self._pages[id] = found.make(self.session)
            self.stack.addWidget(page)
        was_other, was_searching = id != self._page, self.top_bar.search.field.hasFocus()
        self.stack.setCurrentWidget(page)
        was_welcome = "welcome" in (id, self._page)
        self._page = id
        if was_other and not was_searching:
            from archive_app.gui.boxes import focus_content

            focus_content(page)
        self.top_bar.show_view(id)
        self.navigator.show_page(id)
        if was_welcome:
            self.fold()
        show_target = getattr(page, "show_target", None)
        if target is not None and callable(show_target):
            show_target(target)
        if self.is_furnished:
            self.actions_.refresh()

    @property
    def page(self) -> str:
        """The id of the view that is shown."""
        return self._page

    def add_page(self, id: str, page: QWidget) -> None:
        """Put a page into the middle area that no registry knows, such as the welcome page."""
        self._pages[id] = page
        self.stack.addWidget(page)

    def run_command(self, id: str) -> None:
        """Run a command by its id, if its conditions hold."""
        from archive_app.gui.commands.registry import find_command

        command = find_command(id)
        if command is not None and self.is_furnished:
            self.actions_.run(command)

    def open_dialog(self, dialog: QDialog) -> QDialog:
        """Show a dialog that belongs to the window, without waiting for it."""
        from archive_app.gui.boxes import open_dialog

        return open_dialog(self, dialog)

    def show_search_help(self) -> None:
        from archive_app.gui.widgets.search_help import SearchHelp

        bar = self.top_bar.search
        sheet = SearchHelp(self.session.theme, self)
        sheet.example_chosen.connect(self._search_for)
        sheet.adjustSize()
        corner = bar.mapToGlobal(QPoint(bar.width() - sheet.width(), bar.height() + 4))
        sheet.move(corner)
        sheet.show()

    def _search_for(self, words: str) -> None:
        from dataclasses import replace

        self.session.list_request(replace(self.session.request, query=words))
        self.top_bar.search.focus()

    def focus_list(self) -> None:
        self.show_page("clippings" if self._page not in ("clippings", "table") else self._page)
        if self._page == "clippings":
            self.clippings.list.focus_rows()

    def show_mistake(self, sentence: str, x: int) -> None:
        at = self.top_bar.search.mapTo(self.top_bar, QPoint(x, 0)).x()
        self.strip.point(sentence, at)

    def go_to_row(self, row: NavigatorRow) -> None:
        if row.place is not None:
            self.session.go_to(row.place)

    def begin_new(self, section: str) -> None:
        """The + of a section: a new collection, or a new name of that kind."""
        if section == "collection":
            self.run_command("collection.create")
        else:
            self.show_page("names", section)

    def show_clipping_menu(self, at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        from archive_app.gui.boxes import pop_up

        menu = QMenu(self)
        self.actions_.fill(menu, "Clipping")
        pop_up(menu, at)

    def show_place_menu(self, row: NavigatorRow, at: QPoint) -> None:
        from PySide6.QtCore import Qt

        from archive_app.gui.boxes import pop_up
        from archive_app.gui.place_menu import place_menu

        self.place = row.place
        menu = place_menu(self, row)
        menu.aboutToHide.connect(self._forget_place, Qt.ConnectionType.QueuedConnection)
        pop_up(menu, at)

    def _forget_place(self) -> None:
        self.place = None
        self.actions_.refresh()

    def on_archive_changed(self, changes: object) -> None:
        name = self.session.archive_name
        reading = self.tr(" (for reading only)") if self.session.read_only else ""
        app = self.tr("Press Archive")
        self.setWindowTitle(f"{name}{reading} – {app}" if name else app)

    def toggle_navigator(self) -> None:
        self._navigator_wanted = not self._navigator_wanted
        self.session.settings.set("window.navigator", self._navigator_wanted)
        self.fold()

    def toggle_inspector(self) -> None:
        """Show or hide the inspector; where it is folded, open or close it."""
        if self.clippings.folded:
            self.clippings.show_inspector(not self.clippings.inspector_shown)
            return
        self._inspector_wanted = not self._inspector_wanted
        self.session.settings.set("window.inspector", self._inspector_wanted)
        self.clippings.show_inspector(self._inspector_wanted)

    def show_inspector(self) -> None:
        """Make sure the inspector is seen: a command needs it."""
        self.show_page("clippings")
        if not self.clippings.inspector_shown:
            self.toggle_inspector()

    @property
    def navigator_shown(self) -> bool:
        return self._navigator_wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_built:
            self.fold()

    def fold(self) -> None:
        """Give the panels the room that there is: in a narrow window some become a column of icons."""
        px, width = self.session.theme.size, self.width()
        narrow = width < px(measures.NAVIGATOR_FOLDS_BELOW)
        wanted = self._navigator_wanted and self._page != "welcome"
        self.navigator.setVisible(wanted and not narrow)
        self.rail.setVisible(wanted and narrow)
        self.clippings.fold_inspector(width < px(measures.INSPECTOR_FOLDS_BELOW), self._inspector_wanted)
        if not self.clippings.folded:
            self.clippings.show_inspector(self._inspector_wanted)

    def present_problem(self, error: ArchiveAppError, parent: QWidget | None) -> None:
        """A trouble of the archive gets a box with the next step; another problem a strip."""
        from archive_app.gui.boxes import tell_problem

        tell_problem(self, error)

    def present_question(
        self, title: str, text: str, answers: Sequence[str], danger: bool, parent: QWidget | None
    ) -> str:
        from archive_app.gui.boxes import ask

        return ask(parent or self, title, text, answers, danger)

    def keep_state(self) -> None:
        """Remember the window and what the archive shows."""
        from archive_app.gui.window_state import save_archive_state, save_window

        save_window(self.settings, self, self.splitters())
        self.settings.set("window.scale", round(self.session.theme.scale * 100))
        save_archive_state(self.session.settings, self.session, self._page)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_built:
            self.keep_state()
        self._steps.clear()
        self.closing.emit()
        self.settings.save()
        super().closeEvent(event)
