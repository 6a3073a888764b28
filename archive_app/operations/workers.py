"""Worker processes: pools for files and indexing, and warm services, all killable.

Everything that may hang, crash or eat memory (parsers, PDFium, the index library) runs here. The
start method is always spawn: forking a process with threads and a window is unsafe.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import wait as wait_for_futures
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any

from archive_app.errors import ArchiveAppError, ArchiveProblem, Cancelled
from archive_app.operations.worker_side import LIMITS_HOLD, WorkerLost, prepare, run_task, serve

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from pebble import ProcessPool

LANES = ("read", "index")
TICK = 0.02
"""Seconds between two looks at whether somebody asked to stop."""
GRACE = 0.2
"""Seconds that a stopped call may still take to end by itself, so that its process stays warm."""
TASKS_PER_WORKER = 400
"""Parsers keep what they once allocated; a worker is renewed after so many tasks."""

_SPAWN = multiprocessing.get_context("spawn")


class Workers:
    """All worker processes of the program; starts none before it is needed."""

    def __init__(self, readers: int | None = None) -> None:
        """`readers` is the number of processes in each lane, by default one per core."""
        self.size = readers or _cores()
        self._lock = RLock()
        self._pools: dict[str, ProcessPool] = {}
        self._services: dict[str, Service] = {}
        self._limits: dict[str, int] = {}
        self._open: set[_Task] = set()
        self._greedy: set[int] = set()
        self._closed = False

    def submit(
        self,
        lane: str,
        function: Callable[..., Any],
        *args: object,
        timeout: float,
        memory: int | None = None,
    ) -> Future[Any]:
        """Run a module-level function in a process of the lane ('read' or 'index').

        `timeout` is in seconds and counts from the moment the task starts; `memory` is how many
        bytes the task may add. The future raises WorkerLost when the process hung, crashed or
        ran out of memory, else what the function raised; cancelling it kills a running task.
        """
        if lane not in LANES:
            raise ValueError(f"There is no lane '{lane}'.")
        if memory:
            self._limits[lane] = max(memory, self._limits.get(lane, 0))
        task = _Task(self, lane, (function, args, timeout, memory), timeout)
        task.start()
        return task

    def service(self, name: str, memory: int | None = None) -> Service:
        """Return the warm process of this name, which starts at its first call.

        `memory` is how many bytes it may hold above what it starts with.
        """
        with self._lock:
            if name not in self._services:
                self._services[name] = Service(name, memory)
            return self._services[name]

    def wait(self, futures: Iterable[Future[Any]], timeout: float | None = None) -> set[Future[Any]]:
        """Return the finished ones of `futures`, after waiting for the first one at most `timeout`.

        Where the system doesn't enforce memory limits, waiting here is what enforces them.
        """
        done, _ = wait_for_futures(tuple(futures), timeout, return_when="FIRST_COMPLETED")
        if not LIMITS_HOLD and self._limits:
            self._end_the_greedy()
        return done

    def close(self) -> None:
        """End every process; what still runs is killed, and its future is cancelled."""
        with self._lock:
            self._closed = True
            pools, self._pools = list(self._pools.values()), {}
            services, self._services = list(self._services.values()), {}
        for service in services:
            service.close()
        for pool in pools:
            pool.stop()
            pool.join()
        for task in tuple(self._open):  # a stopped pool forgets its tasks, but somebody may wait for them
            task.cancel()

    def _schedule(self, task: _Task) -> Future[Any]:
        with self._lock:
            if self._closed:
                raise ArchiveProblem(
                    "The worker processes have been closed.", "Open the archive again.", "worker"
                )
            pool = self._pools.get(task.lane)
            if pool is None or not pool.active:
                pool = self._pools[task.lane] = _new_pool(self.size)
                self._rescue(task.lane)
            task.pool = pool
            self._open.add(task)
            try:
                return pool.schedule(run_task, args=task.call, timeout=task.timeout)
            except RuntimeError as error:  # it broke between the look at it and its use
                broken: Future[Any] = Future()
                broken.set_exception(BrokenProcessPool(str(error)))
                return broken

    def _rescue(self, lane: str) -> None:
        """Run the tasks once more that a broken pool still had in its queue and forgot."""
        for task in tuple(self._open):
            if task.lane == lane and task.pool is not self._pools[lane]:
                task.abandon()

    def _end_the_greedy(self) -> None:
        import psutil

        limit = max(self._limits.values())
        for process in multiprocessing.active_children():
            with contextlib.suppress(psutil.Error):
                if process.pid and psutil.Process(process.pid).memory_info().rss > limit:
                    self._greedy.add(process.pid)
                    process.kill()


class _Task(Future[Any]):
    """The future of one call in a pool; a pool that broke under it runs it once more."""

    def __init__(self, workers: Workers, lane: str, call: tuple[Any, ...], timeout: float) -> None:
        super().__init__()
        self.lane, self.call, self.timeout = lane, call, timeout
        self.pool: ProcessPool | None = None
        self._workers = workers
        self._inner: Future[Any] | None = None
        self._runs = 0
        self._abandoned = False
        self.set_running_or_notify_cancel()

    def start(self) -> None:
        self._runs += 1
        self._abandoned = False
        self._inner = self._workers._schedule(self)
        self._inner.add_done_callback(self._on_done)

    def cancel(self) -> bool:
        return self._inner is not None and self._inner.cancel()

    def abandon(self) -> None:
        """Give up waiting for the pool and run in the one that took its place."""
        self._abandoned = True
        self.cancel()

    def _on_done(self, inner: Future[Any]) -> None:
        try:
            result = inner.result()
        except (CancelledError, Cancelled):
            self._run_again() if self._abandoned else self._end(Cancelled())
        except BrokenProcessPool:
            self._run_again()
        except BaseException as error:  # noqa: BLE001 - what happened in the process is told by the future
            self._end(_translated(error, self.timeout, self._workers._greedy))
        else:
            self._end(None, result)

    def _run_again(self) -> None:
        if self._runs > 1 or self._workers._closed:
            lost = WorkerLost("The worker processes died.", "Try again.")
            self._end(Cancelled() if self._workers._closed else lost)
            return
        try:
            self.start()
        except ArchiveAppError as error:
            self._end(error)

    def _end(self, error: BaseException | None, result: object = None) -> None:
        self._workers._open.discard(self)
        if error is None:
            self.set_result(result)
        else:
            self.set_exception(error)


def _translated(error: BaseException, timeout: float, greedy: set[int]) -> BaseException:
    from pebble import ProcessExpired

    if isinstance(error, MemoryError) or (isinstance(error, ProcessExpired) and error.pid in greedy):
        return WorkerLost("This needed more memory than one task may take.", "", "memory")
    if isinstance(error, ProcessExpired):
        return WorkerLost("The process that did this crashed.", "The rest of the work went on.")
    # Pebble's own time-out carries its limit as second argument; one raised inside doesn't.
    if isinstance(error, TimeoutError) and error.args[1:] == (timeout,):
        return WorkerLost(f"This took longer than {timeout:g} seconds.", "It was stopped.", "timeout")
    return error


class Service:
    """One warm process that answers calls one after another, and is replaced when it dies."""

    def __init__(self, name: str, memory: int | None = None) -> None:
        self.name = name
        self.memory = memory
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process's id, or None when it isn't running."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    def call(
        self,
        function: Callable[..., Any],
        *args: object,
        timeout: float = 30.0,
        stop: Callable[[], bool] | None = None,
        grace: float = GRACE,
    ) -> Any:
        """Return what the module-level `function` returns; blocks only the calling thread.

        Raises what it raised when that is an ArchiveAppError; Cancelled when `stop()` says so;
        WorkerLost (code 'worker') when the process hung, died, or raised anything else. `timeout`
        and `grace` (how long a stopped call may take to end by itself) are in seconds.
        """
        with self._turn(stop):
            return self._talk((function, args, timeout), timeout, stop, grace)

    def start(self) -> None:
        """Start the process now, so that the first call needn't wait for it."""
        with self._lock:
            self._ensure()

    def close(self) -> None:
        """Kill the process; a call that still waits raises WorkerLost."""
        self._closed = True
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError):  # its caller put it away in this very moment
                process.kill()
        with self._lock:
            self._end()

    @contextlib.contextmanager
    def _turn(self, stop: Callable[[], bool] | None) -> Iterator[None]:
        while not self._lock.acquire(timeout=TICK if stop else -1):
            if stop is not None and stop():
                raise Cancelled
        try:
            yield
        finally:
            self._lock.release()

    def _talk(
        self, message: tuple[Any, ...], timeout: float, stop: Callable[[], bool] | None, grace: float
    ) -> Any:
        try:
            pipe = self._ensure()
            try:
                pipe.send(message)
            except OSError:  # it died since the last call: nothing was done yet, so a new one may do it
                self._end()
                pipe = self._ensure()
                pipe.send(message)
            if not self._await(pipe, timeout, stop, grace):
                kind, value, note = "error", Cancelled(), ""
            else:
                kind, value, note = pipe.recv()
        except (EOFError, OSError):
            self._end()
            raise WorkerLost(
                f"The {self.name} process crashed.", "Try again: a new one takes over."
            ) from None
        except BaseException:
            self._end()
            raise
        if kind == "result":
            return value
        if note:
            value.add_note(note)
        raise value

    def _await(self, pipe: Connection, timeout: float, stop: Callable[[], bool] | None, grace: float) -> bool:
        """Wait for the answer; False when the call was stopped, and its answer thrown away."""
        ends = time.monotonic() + timeout
        watching = stop is not None or (self.memory is not None and not LIMITS_HOLD)
        while not pipe.poll(TICK if watching else max(0.0, ends - time.monotonic())):
            if stop is not None and stop():
                if pipe.poll(grace):
                    pipe.recv()
                else:
                    self._end()
                return False
            if time.monotonic() >= ends:
                raise WorkerLost(
                    f"The {self.name} process took longer than {timeout:g} seconds.", "", "timeout"
                )
            self._check_memory()
        return True

    def _check_memory(self) -> None:
        if self.memory is None or LIMITS_HOLD or self.pid is None:
            return
        import psutil

        with contextlib.suppress(psutil.Error):
            if psutil.Process(self.pid).memory_info().rss > self.memory:
                raise WorkerLost(f"The {self.name} process needed too much memory.", "", "memory")

    def _ensure(self) -> Connection:
        if self._closed:
            raise ArchiveProblem(
                "The worker processes have been closed.", "Open the archive again.", "worker"
            )
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._end()
            self._pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(
                target=serve, args=(theirs, self.memory), name=f"press-archive-{self.name}", daemon=True
            )
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.kill()
            process.join()
            with contextlib.suppress(ValueError):  # somebody else collected its exit code
                process.close()
        if pipe is not None:
            pipe.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2


def _new_pool(size: int) -> ProcessPool:
    from pebble import ProcessPool

    return ProcessPool(max_workers=size, max_tasks=TASKS_PER_WORKER, initializer=prepare, context=_SPAWN)
