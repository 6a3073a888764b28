"""The program's window as the benchmarks drive it: built by the program's own start, watched from outside."""

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from archive_app.gui.crash import CrashHandler
from archive_app.gui.models.clipping_list_model import ROW
from archive_app.gui.program import Program
from archive_app.gui.settings import Settings
from archive_app.gui.start import make_application

PATIENCE = 60.0


class Driven:
    """The running program, with the archive open and everything in its place."""

    def __init__(self, archive: Path) -> None:
        self.application = make_application()
        self.program = Program(Settings(), CrashHandler())
        self.program.asks_author = False
        self.window = self.program.window
        self.session = self.program.session
        self.model = self.window.clippings.list.model
        self.window.show()
        self.program.begin(archive)

    def wait(self, holds: object, what: str) -> None:
        """Run events until `holds()`; stops the benchmark when that takes a minute."""
        end = time.monotonic() + PATIENCE
        while not holds():  # type: ignore[operator]
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            if time.monotonic() > end:
                raise SystemExit(f"The window never showed {what}.")

    def shows(self, query: str) -> bool:
        """Is the answer to this query on the screen, its first rows with their snippets?"""
        listing = self.session.listing
        if listing is None or listing.request.query != query or listing.notice:
            return False
        if not len(listing.ids):
            return True
        first = self.model.id_at(0)
        return first == listing.ids[0] and self._has_fresh_row(first)

    def _has_fresh_row(self, id: int) -> bool:
        return self.model.index(0, 0).data(ROW) is not None and id not in self.model._stale

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)

    def end(self) -> None:
        self.window.close()
        self.program.end()


class Heartbeat:
    """A timer that should fire every `STEP` ms; the longest delay is how long the window was blocked."""

    STEP = 2

    def __init__(self) -> None:
        self.delays: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(self.STEP)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.delays.append((now - self._last) * 1000 - self.STEP)
        self._last = now
