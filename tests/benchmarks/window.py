"""The program's window as the benchmarks drive it: built by the program's own start, watched from outside."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from archive_app.gui.crash import CrashHandler
from archive_app.gui.models.clipping_list_model import ROW
from archive_app.gui.program import Program
from archive_app.gui.settings import Settings
from archive_app.gui.start import make_application

PATIENCE = 60.0
LOOK_MS = 2


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

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Run the event loop until `holds()`; stops the benchmark when that takes a minute."""
        self._run(holds, PATIENCE)
        if not holds():
            raise SystemExit(f"The window never showed {what}.")

    def painted(self, query: str) -> None:
        """Run the event loop until the list has painted the answer to this query."""
        watch = _PaintWatch(lambda: self.shows(query))
        viewport = self.window.clippings.list.table.viewport()
        viewport.installEventFilter(watch)
        self.wait(lambda: watch.painted or self._is_empty(query), f"the answer to {query}")
        viewport.removeEventFilter(watch)

    def _run(self, holds: Callable[[], bool], seconds: float) -> None:
        """Sleep in the event loop as a real window does, so that threads have the interpreter meanwhile."""
        loop = QEventLoop()
        look = QTimer(interval=LOOK_MS)
        look.timeout.connect(lambda: loop.quit() if holds() else None)
        look.start()
        QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
        loop.exec()
        look.stop()

    def shows(self, query: str) -> bool:
        """Is the answer to this query on the screen, its first rows with their snippets?"""
        listing = self.session.listing
        if listing is None or listing.request.query != query or listing.notice:
            return False
        if not len(listing.ids):
            return True
        first = self.model.id_at(0)
        return first is not None and first == listing.ids[0] and self._has_fresh_row(first)

    def _is_empty(self, query: str) -> bool:
        """Is the answer that nothing was found, and said in place of the list?"""
        return self.shows(query) and self.session.listing is not None and not len(self.session.listing.ids)

    def _has_fresh_row(self, id: int) -> bool:
        return self.model.index(0, 0).data(ROW) is not None and id not in self.model._stale

    def rest(self, seconds: float) -> None:
        self._run(lambda: False, seconds)

    def end(self) -> None:
        self.window.close()
        self.program.end()


class _PaintWatch(QObject):
    """Notices when the list paints while what was asked for is there."""

    def __init__(self, ready: Callable[[], bool]) -> None:
        super().__init__()
        self._ready = ready
        self.painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The painting itself follows, and whoever waits is asked only after it.
        if event.type() == QEvent.Type.Paint and self._ready():
            self.painted = True
        return False


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
