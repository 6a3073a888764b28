"""Start the window: crash handler first, then the picture, then the archive in a thread."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from archive_app.user_folders import last_archive

SWITCH_INTERVAL = 0.0005
"""Seconds a thread may keep the interpreter: short, so that painting need not wait."""


def run(folder: Path | None = None, files: Sequence[Path] = (), link: str | None = None) -> int:
    """Open the window on an archive (the last one when `folder` is None) and return the exit code.

    `files` are offered for import, `link` is a 'press-archive://' address to show. When the archive
    is open in another window already, that window gets them and this call returns at once.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    application = make_application()
    from archive_app.gui.crash import CrashHandler
    from archive_app.gui.settings import Settings

    crash = CrashHandler()
    crash.install()
    settings = Settings()
    folder = folder or last_archive()
    link = link or ""
    if folder is not None and _is_open_elsewhere(folder, files, link):
        crash.remove()
        return 0
    from archive_app.gui.program import Program

    program = Program(settings, crash)
    program.window.show()
    program.begin(folder, files, link)
    code = application.exec()
    program.end()
    crash.remove()
    return code


def make_application() -> QApplication:
    """Return the application with its name, as desktops and settings know it."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("press-archive")
    application.setApplicationDisplayName("Press Archive")
    application.setDesktopFileName("press-archive")
    application.setStyle("Fusion")
    return application


def _is_open_elsewhere(folder: Path, files: Sequence[Path], link: str) -> bool:
    from archive_app.gui.single_instance import hand_over

    return hand_over(folder, files, link)
