"""Start the window: its bare frame is drawn first, then everything else is read and made."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from archive_app.user_folders import named_archive, newest_of

if TYPE_CHECKING:
    from archive_app.gui.crash import CrashHandler
    from archive_app.gui.main_window import MainWindow
    from archive_app.gui.program import Program
    from archive_app.gui.settings import Settings

SWITCH_INTERVAL = 0.0005
"""Seconds a thread may keep the interpreter: short, so that painting need not wait."""


def run(folder: Path | None = None, files: Sequence[Path] = (), link: str | None = None) -> int:
    """Open the window on an archive (the last one when `folder` is None) and return the exit code.

    `files` are offered for import, `link` is a 'press-archive://' address to show. When the archive
    is open in another window already, that window gets them and this call returns at once.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()  # until all modules are read: looking for garbage takes a fifth of the start
    application = make_application(dressed=False)
    from archive_app.gui.settings import Settings

    settings = Settings()
    folder = folder or named_archive() or newest_of(settings.get("archives.recent"))
    if folder is not None and _is_open_elsewhere(folder, files, link or ""):
        return 0
    from archive_app.gui.main_window import MainWindow

    window = MainWindow(settings)
    started = _Start(settings, window)
    window.drawn.connect(lambda: started.go_on(folder, files, link or ""))
    window.show()
    code = application.exec()
    started.end()
    return code


class _Start:
    """What follows the first picture, and is ended with the program."""

    def __init__(self, settings: Settings, window: MainWindow) -> None:
        self._settings, self._window = settings, window
        self._program: Program | None = None
        self._crash: CrashHandler | None = None

    def go_on(self, folder: Path | None, files: Sequence[Path], link: str) -> None:
        QApplication.setStyle("Fusion")
        from archive_app.gui.crash import CrashHandler
        from archive_app.logs import start_logging

        start_logging()
        self._crash = CrashHandler()
        self._crash.install()
        from archive_app.gui.program import Program

        self._program = Program(self._settings, self._crash, self._window)
        self._window.furnished.connect(_look_for_garbage)
        self._program.begin(folder, files, link)

    def end(self) -> None:
        if self._program is not None:
            self._program.end()
        if self._crash is not None:
            from archive_app.logs import stop_logging

            self._crash.remove()
            stop_logging()


def _look_for_garbage() -> None:
    """From now on, but never again among what was read at the start: that would block the window."""
    gc.freeze()
    gc.enable()


def make_application(*, dressed: bool = True) -> QApplication:
    """Return the application with its name, as desktops and settings know it.

    `dressed` sets the style of widgets too, which the first picture does without.
    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("press-archive")
    application.setApplicationDisplayName("Press Archive")
    application.setDesktopFileName("press-archive")
    if dressed:
        application.setStyle("Fusion")
    return application


def _is_open_elsewhere(folder: Path, files: Sequence[Path], link: str) -> bool:
    from archive_app.gui.single_instance import hand_over

    return hand_over(folder, files, link)
