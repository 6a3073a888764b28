"""All work of the window outside the GUI thread: lanes of threads that run operations."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QMetaObject, QObject, Qt, Signal

from archive_app.errors import ArchiveAppError, Cancelled

if TYPE_CHECKING:
    from archive_app.gui.messages import Messages
    from archive_app.operations.desk import Desk

LANES = {"reading": 2, "search": 1, "counting": 1, "writing": 1, "bulk": 1, "index": 1}
"""Threads of each lane. In 'search' the newest job of an operation wins."""
PROGRESS_INTERVAL = 0.05
"""Seconds between two reports of one job that reach the GUI thread."""
logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Handle:
    """One job: what the caller holds to stop it, and what the status bar shows. It is also the
    `Job` that its operation is given."""

    function: Callable[..., Any]
    arguments: tuple
    keywords: dict[str, Any]
    owner: QObject
    lane: str
    title: str = ""
    replaces: str = ""
    on_done: Callable[[Any], None] | None = None
    on_failed: Callable[[ArchiveAppError], None] | None = None
    on_progress: Callable[[int, int, str], None] | None = None
    on_cancelled: Callable[[], None] | None = None
    done: int = 0
    total: int = 0
    text: str = ""
    finished: bool = False
    silenced: bool = False
    """True when no callback may be called any more: replaced, or its owner is gone."""
    report: Callable[[Handle], None] | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _reported: float = 0.0
    _watch: QMetaObject.Connection | None = None

    def stop(self) -> None:
        """Ask the operation to stop; it does so at its next report."""
        self._stop.set()

    def silence(self) -> None:
        """Stop, and call nobody back."""
        self.silenced = True
        self._stop.set()

    def stop_requested(self) -> bool:
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Called by the operation, in its thread."""
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total, self.text = done, total, text
        now = time.monotonic()
        if self.report is not None and (now - self._reported >= PROGRESS_INTERVAL or done == total):
            self._reported = now
            self.report(self)


class _Lane:
    """A queue with threads that start when first needed and end when closed."""

    def __init__(self, name: str, threads: int, run: Callable[[Handle], None]) -> None:
        self.name, self.size, self.run = name, threads, run
        self.queue: deque[Handle] = deque()
        self.idle = 0
        self.closed = False
        self.changed = threading.Condition()
        self.threads: list[threading.Thread] = []

    def put(self, handle: Handle) -> None:
        with self.changed:
            self.queue.append(handle)
            if self.idle < len(self.queue) and len(self.threads) < self.size:
                thread = threading.Thread(target=self._work, name=f"jobs-{self.name}", daemon=True)
                self.threads.append(thread)
                thread.start()
            self.changed.notify()

    def _work(self) -> None:
        while True:
            with self.changed:
                self.idle += 1
                while not self.queue and not self.closed:
                    self.changed.wait()
                self.idle -= 1
                if self.closed:
                    return
                handle = self.queue.popleft()
            self.run(handle)
            del handle

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.queue.clear()
            self.changed.notify_all()


class Jobs(QObject):
    """Starts operations in lanes and calls back on the GUI thread, never after an owner died."""

    changed = Signal()
    """The list of running jobs, or the progress of one, is different."""
    _ended = Signal(object, object, object)
    _reported = Signal(object)

    def __init__(self, messages: Messages | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self._messages = messages
        self._live: list[Handle] = []
        self._closed = False
        self._lanes = {name: _Lane(name, size, self._run) for name, size in LANES.items()}
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Handle, ...]:
        """Jobs that wait or run, oldest first."""
        return tuple(self._live)

    def start(
        self,
        operation: Callable[..., Any],
        *args: Any,
        owner: QObject,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[ArchiveAppError], None] | None = None,
        on_progress: Callable[[int, int, str], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        lane: str = "reading",
        replaces: str | None = None,
        title: str = "",
        **kwargs: Any,
    ) -> Handle:
        """Call `operation(desk, job, *args, **kwargs)` in a thread of `lane`.

        `replaces` is a key: an earlier job with the same key is stopped and calls nobody back (the
        search lane takes the operation's name when none is given). Errors without `on_failed` go to
        the messages. A stopped job calls `on_cancelled`. Without an open archive nothing happens.
        """
        desk = self.desk

        def with_desk(job: Handle, *arguments: Any, **keywords: Any) -> Any:
            return operation(desk, job, *arguments, **keywords)

        key = replaces or (getattr(operation, "__name__", repr(operation)) if lane == "search" else "")
        handle = Handle(with_desk, args, kwargs, owner, lane, title, key)
        handle.on_done, handle.on_failed = on_done, on_failed
        handle.on_progress, handle.on_cancelled = on_progress, on_cancelled
        if desk is None or self._closed:
            handle.finished = True
            handle.silence()
            return handle
        return self._admit(handle)

    def start_plain(
        self,
        function: Callable[..., Any],
        *args: Any,
        owner: QObject,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[ArchiveAppError], None] | None = None,
        lane: str = "bulk",
        replaces: str = "",
        title: str = "",
    ) -> Handle:
        """Call `function(job, *args)` in a lane: for work without an open archive, such as opening one."""
        handle = Handle(function, args, {}, owner, lane, title, replaces)
        handle.on_done, handle.on_failed = on_done, on_failed
        return self._admit(handle)

    def _admit(self, handle: Handle) -> Handle:
        if handle.replaces:
            for other in self._live:
                if other.replaces == handle.replaces:
                    other.silence()
        handle.report = self._reported.emit
        handle._watch = handle.owner.destroyed.connect(handle.silence)
        self._live.append(handle)
        self._lanes[handle.lane].put(handle)
        self.changed.emit()
        return handle

    def _run(self, handle: Handle) -> None:
        result, error = None, None
        try:
            if handle.stop_requested():
                raise Cancelled
            result = handle.function(handle, *handle.arguments, **handle.keywords)
        except BaseException as caught:  # noqa: BLE001 - the border: an error travels to the GUI thread
            error = caught
        if not self._closed:
            self._ended.emit(handle, result, error)

    def _on_reported(self, handle: Handle) -> None:
        if handle.finished or handle.silenced:
            return
        if handle.on_progress is not None and shiboken6.isValid(handle.owner):
            handle.on_progress(handle.done, handle.total, handle.text)
        self.changed.emit()

    def _on_ended(self, handle: Handle, result: object, error: BaseException | None) -> None:
        handle.finished = True
        if handle in self._live:
            self._live.remove(handle)
        alive = shiboken6.isValid(handle.owner)
        if alive and handle._watch is not None:
            QObject.disconnect(handle._watch)
        try:
            self._call_back(handle, result, error, alive)
        finally:
            self.changed.emit()

    def _call_back(self, handle: Handle, result: object, error: BaseException | None, alive: bool) -> None:
        if isinstance(error, Cancelled):
            if alive and not handle.silenced and handle.on_cancelled is not None:
                handle.on_cancelled()
            return
        if error is not None:
            self._fail(handle, error, alive)
            return
        # A write that came through although it was asked to stop has changed the archive all the same.
        wanted = not handle.stop_requested() or handle.lane in ("writing", "bulk")
        if alive and wanted and not handle.silenced and handle.on_done is not None:
            handle.on_done(result)

    def _fail(self, handle: Handle, error: BaseException, alive: bool) -> None:
        if not isinstance(error, ArchiveAppError):
            logger.error("A job of the lane %s failed", handle.lane)
            sys.excepthook(type(error), error, error.__traceback__)
            error = ArchiveAppError("Something went wrong.", "The details can be copied from the report.")
            if alive and not handle.silenced and handle.on_failed is not None:
                handle.on_failed(error)
            return
        if handle.silenced and handle.lane not in ("writing", "bulk"):
            return
        if alive and not handle.silenced and handle.on_failed is not None:
            handle.on_failed(error)
        elif self._messages is not None:
            self._messages.problem(error)

    def idle(self) -> bool:
        return not self._live

    def wait_idle(self, timeout: float = 10.0) -> bool:
        """Let the window live until no job is left, at most `timeout` seconds; False when some are."""
        deadline = QDeadlineTimer(int(timeout * 1000))
        while self._live and not deadline.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            time.sleep(0.001)
        QCoreApplication.processEvents()
        return not self._live

    def stop_all(self) -> None:
        """Stop everything and call nobody back: the archive is about to be closed."""
        for handle in self._live:
            handle.silence()

    def close(self, timeout: float = 10.0, last: Callable[[], None] | None = None) -> bool:
        """Stop all jobs and end all threads; False when one did not end in `timeout` seconds.

        `last` is called when they have ended, in a thread of its own that is waited for.
        """
        self._closed = True
        self.stop_all()
        deadline = time.monotonic() + timeout
        for lane in self._lanes.values():
            lane.close()
        for lane in self._lanes.values():
            for thread in lane.threads:
                thread.join(max(0.0, deadline - time.monotonic()))
        self._live.clear()
        if last is not None:
            closing = threading.Thread(target=last, name="jobs-last")
            closing.start()
            closing.join()
        return not any(thread.is_alive() for lane in self._lanes.values() for thread in lane.threads)
