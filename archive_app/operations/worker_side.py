"""The inside of a worker process: limits of time and memory, and answers to calls."""

from __future__ import annotations

import contextlib
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from archive_app.errors import ArchiveAppError, ArchiveProblem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ALARM_SLACK = 10.0
"""Seconds after its time limit at which an orphaned worker ends itself."""
LIMITS_HOLD = sys.platform.startswith("linux")
"""Whether the system itself enforces a limit of address space (macOS takes it and ignores it)."""


class WorkerLost(ArchiveProblem):
    """The process that did the work is gone. `reason` is timeout, crashed or memory."""

    def __init__(self, message: str, hint: str = "", reason: str = "crashed") -> None:
        super().__init__(message, hint, "worker")
        self.args = (message, hint, reason)
        self.reason = reason


def prepare() -> None:
    """Make a fresh worker die at once when it is told to, and leave Ctrl+C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python's own handler waits for the interpreter, which a hanging C library never returns to.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def run_task(function: Callable[..., Any], args: tuple[Any, ...], timeout: float, memory: int | None) -> Any:
    with _alarm(timeout), _memory_limit(memory):
        return function(*args)


def serve(pipe: Connection, memory: int | None) -> None:
    """Answer calls until the other end is closed, as it also is when the parent is killed."""
    prepare()
    with _memory_limit(memory):
        while True:
            try:
                function, args, timeout = pipe.recv()
            except EOFError:
                return
            with _alarm(timeout):
                answer = _answer(function, args)
            try:
                pipe.send(answer)
            except OSError:
                return


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any, str]:
    try:
        return "result", function(*args), ""
    except ArchiveAppError as error:
        return "error", error, ""
    except MemoryError:
        return "error", WorkerLost("This needed more memory than one task may take.", "", "memory"), ""
    except Exception as error:  # noqa: BLE001 - the border of the process: it must stay alive and tell
        lost = WorkerLost(
            f"A worker process met an unexpected {type(error).__name__}.", "Try again.", "crashed"
        )
        return "error", lost, traceback.format_exc()


@contextlib.contextmanager
def _alarm(timeout: float) -> Iterator[None]:
    """Have the system end this process some seconds after its limit, should the parent be gone."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout + ALARM_SLACK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextlib.contextmanager
def _memory_limit(memory: int | None) -> Iterator[None]:
    """Let this process take `memory` bytes more address space than it has now, where limits hold."""
    if memory is None or not LIMITS_HOLD:
        yield
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        now = int(statm.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
