"""Bugs don't close the program: they are logged, shown with 'copy details', and told again after a crash."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from archive_app import __version__
from archive_app.errors import ArchiveAppError
from archive_app.user_folders import user_folder


class CrashHandler(QObject):
    """Takes `sys.excepthook`: an exception in a slot goes there, not to who emitted the signal."""

    _came = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.mistakes: Callable[[ArchiveAppError], object] | None = None
        """Shows an ArchiveAppError that a slot let through: no bug, but something to tell."""
        self._box: QMessageBox | None = None
        self._before = sys.excepthook
        self._traces = user_folder("state") / "crash.txt"
        """Where faulthandler writes (see logs.py)."""
        self._came.connect(self._show)

    def install(self) -> None:
        sys.excepthook = self._on_exception

    def remove(self) -> None:
        sys.excepthook = self._before

    def earlier_crash(self) -> str:
        """Return the trace of a program that was ended by a fault, once, else ''."""
        try:
            found = self._traces.read_text(encoding="utf-8", errors="replace").strip()
            if found:
                self._traces.write_text("", encoding="utf-8")
        except FileNotFoundError:
            return ""
        except OSError as error:
            import logging

            logger = logging.getLogger(__name__)
            logger.warning("The trace of an earlier crash could not be read: %s", type(error).__name__)
            return ""
        return found

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        if isinstance(error, ArchiveAppError) and self.mistakes is not None and _in_gui_thread():
            self.mistakes(error)
            return
        import traceback

        from archive_app.logs import log_bug

        details = "".join(traceback.format_exception(kind, error, trace))
        log_bug(error)
        self._came.emit(f"{kind.__name__}: {error}", details)

    def _show(self, sentence: str, details: str) -> None:
        if self._box is not None or QApplication.instance() is None:
            return
        self._box = crash_box(
            self.tr("Something went wrong"),
            self.tr("The program stays open and what was saved is safe. {0}").format(sentence),
            details,
            QApplication.activeWindow(),
        )
        self._box.finished.connect(self._on_closed)
        self._box.open()

    def _on_closed(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None

    def tell_earlier(self, parent: QWidget) -> None:
        """Say at the start that the last run ended badly."""
        report = self.earlier_crash()
        if report:
            title = self.tr("The program did not end well last time")
            text = self.tr("Everything that was shown as saved is saved. The report helps to mend it.")
            crash_box(title, text, report, parent).open()


def crash_box(title: str, text: str, details: str, parent: QWidget | None) -> QMessageBox:
    """Return a box with 'Copy details'."""
    whole = f"{about()}\n\n{details}"
    box = QMessageBox(QMessageBox.Icon.Warning, title, title, parent=parent)
    box.setObjectName("crashBox")
    box.setInformativeText(text)
    box.setDetailedText(whole)
    copy = box.addButton(box.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(whole))
    box.addButton(QMessageBox.StandardButton.Close)
    return box


def about() -> str:
    """Return the versions that matter for a report; no paths and no names."""
    import platform

    return (
        f"Press Archive {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


def _in_gui_thread() -> bool:
    application = QCoreApplication.instance()
    return application is not None and QThread.currentThread() is application.thread()
