"""Pictures of the real window, drawn offscreen when all its jobs have come to rest."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from archive_app.errors import ArchiveAppError, ArchiveProblem, UserMistake
from archive_app.gui.main_window import MainWindow
from archive_app.gui.views.registry import find_view, load_views, picture, pictures

PATIENCE = 60.0
"""Seconds until the archive must be open and all jobs at rest."""
REST = 0.25


def take(folder: Path, file: Path, view: str, size: tuple[int, int], theme: str) -> None:
    """Save a PNG of `size` px of the window on an archive.

    `view` is 'main', a page's id, or a registered picture; `theme` is 'light' or 'dark'. Raises
    UserMistake when there is no such view, ArchiveProblem when the archive cannot be opened.
    """
    from archive_app.gui.program import Program
    from archive_app.gui.settings import Settings
    from archive_app.gui.start import make_application

    make_application()
    program = Program(Settings(Path(tempfile.mkdtemp()) / "settings.toml"))
    program.asks_author = False
    program.theme.force(theme)
    problems: list[ArchiveAppError] = []
    program.opener.failed.connect(lambda _folder, error: problems.append(error))
    window = program.window
    window.resize(*size)
    window.show()
    program.begin(folder)
    try:
        _wait(lambda: window.is_furnished and (program.session.desk is not None or bool(problems)))
        if problems:
            raise problems[0]
        _settle(program.jobs.idle)
        taken = _prepare(window, view)
        _settle(program.jobs.idle)
        _save(window, taken, file)
    finally:
        window.close()
        program.end()


def _prepare(window: MainWindow, view: str) -> QWidget | None:
    load_views()
    if view in pictures():
        return pictures()[view].prepare(window)
    if view == "main":
        view = "clippings"
    if view != "clippings" and find_view(view) is None:
        known = ", ".join(sorted({"main", *pictures(), *(v.id for v in load_views())}))
        raise UserMistake(f"There is no view '{view}'.", f"Take one of: {known}.")
    window.show_page(view)
    return None


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise ArchiveProblem("The window did not come to rest.", "Try again.", code="unreachable")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def _settle(idle: Callable[[], bool]) -> None:
    """Wait until no job has run for a moment: the end of one begins another."""
    rested = time.monotonic()

    def done() -> bool:
        nonlocal rested
        if not idle():
            rested = time.monotonic()
        return time.monotonic() - rested >= REST

    _wait(done)


def _save(window: MainWindow, taken: QWidget | None, file: Path) -> None:
    picture_ = window.grab()
    if taken is not None and taken is not window:
        painter = QPainter(picture_)
        inner = taken.grab()
        shade = window.session.theme.colour("paper" if window.session.theme.dark else "ink")
        shade.setAlpha(70)
        painter.fillRect(picture_.rect(), shade)
        left = (window.width() - taken.width()) // 2
        painter.drawPixmap(max(0, left), max(0, (window.height() - taken.height()) // 2), inner)
        painter.end()
    if not picture_.save(str(file), "PNG"):
        raise UserMistake(f"The picture could not be saved as '{file}'.", "Choose a folder you may write.")


@picture("welcome")
def _welcome(window: MainWindow) -> None:
    window.program.opener.close()
    window.program.show_welcome()


@picture("settings")
def _settings(window: MainWindow) -> QDialog:
    from archive_app.gui.widgets.settings_dialog import SettingsDialog

    return window.open_dialog(SettingsDialog(window.session))


@picture("keys")
def _keys(window: MainWindow) -> QDialog:
    from archive_app.gui.widgets.keys_dialog import KeysDialog

    return window.open_dialog(KeysDialog(window))


@picture("palette")
def _palette(window: MainWindow) -> None:
    from archive_app.gui.widgets.palette_dialog import PaletteDialog

    PaletteDialog(window).open()


@picture("subject")
def _subject(window: MainWindow) -> None:
    """The page of the archive's first name."""
    from archive_app.gui.session import Target

    named = [row for row in window.navigator.model.rows if row.section == "person" and row.place]
    window.show_page("subject")
    if named and named[0].place is not None:
        window.session.show(Target("subject", named[0].place.id))


@picture("search")
def _search(window: MainWindow) -> None:
    """The first name of the archive as a chip, with words typed beside it."""
    from dataclasses import replace

    people = [row for row in window.navigator.model.rows if row.section == "person" and row.place]
    if people and people[0].place is not None:
        window.session.narrow(people[0].place)
    window.session.list_request(replace(window.session.request, query="date:2008..2013"))
