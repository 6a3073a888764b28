"""The running program: the window with its session, and what happens around an archive."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_opener import ArchiveOpener
from archive_app.gui.crash import CrashHandler
from archive_app.gui.jobs import Jobs
from archive_app.gui.main_window import MainWindow
from archive_app.gui.messages import Messages
from archive_app.gui.record_link import link_target
from archive_app.gui.session import Session
from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme

logger = logging.getLogger(__name__)
LONGEST_HOLD_MS = 3000
"""How long commands, reader and inspector wait at most for the list's first rows."""


class Program(QObject):
    """Everything that lives as long as the window; built by plain calls, also by tests."""

    def __init__(
        self, settings: Settings, crash: CrashHandler | None = None, window: MainWindow | None = None
    ) -> None:
        """`window` is one whose bare frame is on the screen already: it gets its views in steps."""
        super().__init__()
        self.settings = settings
        self.crash = crash
        self.theme = Theme(settings, self)
        self.messages = Messages(self)
        self.jobs = Jobs(self.messages, self)
        self.session = Session(settings, self.theme, self.messages, self.jobs, self)
        self.theme.apply()
        self.window = window or MainWindow(settings)
        self.window.program = self
        self.opener = ArchiveOpener(self.session, self.window.once_built, self)
        self.welcome = None
        self._instance = None
        self._waiting_files: tuple[Path, ...] = ()
        self._waiting_link = ""
        self.asks_author = True
        self.opener.opened.connect(self._on_opened)
        self.opener.failed.connect(self._on_failed)
        if crash is not None:
            crash.mistakes = self.messages.problem
        if window is None:
            self.window.build(self.session)

    def begin(self, folder: Path | None, files: Sequence[Path] = (), link: str = "") -> None:
        """Open an archive as soon as the window is drawn, or show the welcome page."""
        self._waiting_files, self._waiting_link = tuple(files), link
        self.window.furnished.connect(self._on_furnished, Qt.ConnectionType.SingleShotConnection)
        if folder is None:
            self.window.once_built(self.show_welcome)
        else:
            self.window.hold()
            QTimer.singleShot(LONGEST_HOLD_MS, self, self.window.release)
            if self.window.is_built:
                self.opener.open(folder)
            else:
                self.opener.look_and_open(folder)
        if not self.window.is_built:
            self.window.build_in_steps(self.session)

    def _set_icon(self) -> None:
        from archive_app.resource_files import resource

        try:
            QApplication.setWindowIcon(QIcon(str(resource("icons", "press-archive.svg"))))
        except FileNotFoundError:
            logger.info("The program's icon is not installed")

    def _on_furnished(self) -> None:
        self._set_icon()
        if self.crash is not None:
            self.crash.tell_earlier(self.window)
        if self.settings.notice:
            self.messages.info(self.settings.notice)
        self._hand_in()

    def show_welcome(self, notice: str = "") -> None:
        """Show the page without an archive."""
        if self.welcome is None:
            from archive_app.gui.views.welcome import WelcomePage

            self.welcome = WelcomePage(self.session)
            self.welcome.new_asked.connect(self.ask_new)
            self.welcome.open_asked.connect(self.ask_open)
            self.welcome.demo_asked.connect(self.opener.demo)
            self.welcome.recent_asked.connect(self.opener.open)
            self.window.add_page("welcome", self.welcome)
        self.welcome.say(notice)
        self.welcome.show_recent()
        self.window.show_page("welcome")

    def ask_new(self) -> None:
        """Ask for a name and a place, and make an archive there."""
        from archive_app.gui.widgets.new_archive_dialog import NewArchiveDialog

        dialog = NewArchiveDialog(self.theme)
        dialog.made.connect(self.opener.create)
        self.window.open_dialog(dialog)

    def ask_open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, self.tr("Open an archive"))
        if folder:
            self.opener.open(Path(folder))

    def _on_opened(self, folder: Path) -> None:
        self._release_when_listed()
        if self.window.page == "welcome":
            self.window.show_page("clippings")
        self._listen(folder)
        self._hand_in()
        if self.asks_author and not self.settings.flag("asked.author") and not self.session.read_only:
            from archive_app.gui.widgets.author_dialog import AuthorDialog

            self.window.open_dialog(AuthorDialog(self.session))

    def _release_when_listed(self) -> None:
        """The list has its rows, or has none: now the window may be furnished."""
        release, once = self.window.release, Qt.ConnectionType.SingleShotConnection
        self.window.clippings.list.model.rows_came.connect(release, once)
        self.session.listed.connect(lambda listing: None if len(listing.ids) else release())
        self.session.listing_failed.connect(release, once)

    def _listen(self, folder: Path) -> None:
        from archive_app.gui.single_instance import InstanceServer

        if self._instance is None:
            self._instance = InstanceServer(self)
            self._instance.called.connect(self._on_called)
        self._instance.listen(folder)

    def _on_failed(self, folder: Path, error: ArchiveAppError) -> None:
        self.window.release()
        self.show_welcome(self.tr("{0} could not be opened.").format(folder.name))

    def _on_called(self, files: tuple[Path, ...], link: str) -> None:
        """Another start on this archive: come to the front and take what it was given."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self._waiting_files, self._waiting_link = files, link
        self._hand_in()

    def _hand_in(self) -> None:
        """Offer files for import and follow a link, once the archive is open and the window whole."""
        if self.session.desk is None or not self.window.is_furnished:
            return
        files, self._waiting_files = self._waiting_files, ()
        link, self._waiting_link = self._waiting_link, ""
        if files:
            from archive_app.gui.views.import_dialog import ImportDialog

            self.window.open_dialog(ImportDialog(self.session, files))
        target = link_target(link)
        if target is not None:
            self.window.show_page("clippings")
            self.session.show(target)

    def end(self) -> None:
        """Close everything; the archive is whole afterwards."""
        if self._instance is not None:
            self._instance.close()
        self.opener.finish()
