"""Worker processes: what hangs, crashes or eats memory costs its own task only."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from archive_app.errors import ArchiveProblem, Cancelled, FileProblem, UserMistake
from archive_app.operations.worker_side import LIMITS_HOLD
from archive_app.operations.workers import WorkerLost, Workers


def double(number: int) -> int:
    return 2 * number


def own_pid() -> int:
    return os.getpid()


def hang() -> None:
    while True:
        time.sleep(1)


def nap(seconds: float) -> str:
    time.sleep(seconds)
    return "rested"


def leave() -> None:
    os._exit(7)


def fall() -> None:
    ctypes.string_at(0)


def eat(size: int) -> int:
    return len(bytearray(size))


def hold(size: int) -> None:
    kept = b"x" * size
    time.sleep(30)
    del kept


def make_mistake() -> None:
    raise UserMistake("This is wrong.", "Write it otherwise.", 3)


def meet_a_bad_file() -> None:
    raise FileProblem("It is empty.", "Take another one.", "empty")


def divide() -> float:
    return 1 / 0


@pytest.fixture(scope="module")
def shared_workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


def test_a_task_comes_back_from_another_process(shared_workers: Workers) -> None:
    assert shared_workers.submit("read", double, 21, timeout=20).result(30) == 42
    assert shared_workers.submit("read", own_pid, timeout=20).result(30) != os.getpid()


def test_an_unknown_lane_is_refused(shared_workers: Workers) -> None:
    with pytest.raises(ValueError, match="lane"):
        shared_workers.submit("write", double, 1, timeout=1)


def test_what_a_task_raises_arrives_whole(shared_workers: Workers) -> None:
    with pytest.raises(FileProblem) as caught:
        shared_workers.submit("read", meet_a_bad_file, timeout=20).result(30)
    assert (caught.value.message, caught.value.code) == ("It is empty.", "empty")
    with pytest.raises(ZeroDivisionError):
        shared_workers.submit("read", divide, timeout=20).result(30)


def test_a_hanging_task_is_ended_and_the_others_go_on(shared_workers: Workers) -> None:
    stuck = shared_workers.submit("read", hang, timeout=0.3)
    others = [shared_workers.submit("read", double, number, timeout=20) for number in range(20)]
    assert [other.result(30) for other in others] == [2 * number for number in range(20)]
    with pytest.raises(WorkerLost) as caught:
        stuck.result(30)
    assert caught.value.reason == "timeout"


@pytest.mark.parametrize("crash", [leave, fall], ids=["exit", "segmentation fault"])
def test_a_crash_costs_its_own_task_only(shared_workers: Workers, crash: object) -> None:
    crashed = shared_workers.submit("read", crash, timeout=20)  # type: ignore[arg-type]
    others = [shared_workers.submit("read", double, number, timeout=20) for number in range(8)]
    with pytest.raises(WorkerLost) as caught:
        crashed.result(30)
    assert caught.value.reason == "crashed"
    assert caught.value.code == "worker"
    assert [other.result(30) for other in others] == [2 * number for number in range(8)]


@pytest.mark.skipif(not LIMITS_HOLD, reason="the parent polls here")
def test_a_greedy_task_runs_out_of_its_own_memory(shared_workers: Workers) -> None:
    with pytest.raises(WorkerLost) as caught:
        shared_workers.submit("read", eat, 300_000_000, timeout=20, memory=100_000_000).result(30)
    assert caught.value.reason == "memory"
    assert shared_workers.submit("read", eat, 300_000_000, timeout=20).result(30) == 300_000_000


def test_where_no_limit_holds_the_parent_ends_the_greedy(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive_app.operations.workers.LIMITS_HOLD", False)
    workers.submit("read", double, 1, timeout=20, memory=200_000_000).result(30)
    task = workers.submit("read", hold, 300_000_000, timeout=60)
    ends = time.monotonic() + 20
    while not task.done() and time.monotonic() < ends:
        workers.wait([task], 0.1)
    with pytest.raises(WorkerLost) as caught:
        task.result(1)
    assert caught.value.reason == "memory"


def test_a_cancelled_task_stops_quickly(workers: Workers) -> None:
    workers.submit("read", double, 1, timeout=20).result(30)
    task = workers.submit("read", nap, 60.0, timeout=60)
    time.sleep(0.3)
    started = time.monotonic()
    assert task.cancel()
    with pytest.raises(Cancelled):
        task.result(10)
    assert time.monotonic() - started < 1


def test_a_broken_pool_is_replaced_and_its_tasks_run_once_more(workers: Workers) -> None:
    """Idle workers that are killed from outside break a Pebble pool."""
    workers.submit("read", double, 1, timeout=20).result(30)
    for child in psutil.Process().children():
        if "resource_tracker" not in " ".join(child.cmdline()):
            child.send_signal(signal.SIGKILL)
    tasks = [workers.submit("read", double, number, timeout=20) for number in range(6)]
    assert [task.result(30) for task in tasks] == [0, 2, 4, 6, 8, 10]


def test_closing_leaves_no_process_behind() -> None:
    workers = Workers(2)
    service = workers.service("page")
    pids = {service.call(own_pid), workers.submit("read", own_pid, timeout=20).result(30)}
    pending = workers.submit("read", hang, timeout=60)
    workers.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    with pytest.raises(Cancelled):
        pending.result(5)
    with pytest.raises(ArchiveProblem):
        service.call(own_pid)
    with pytest.raises(ArchiveProblem):
        workers.submit("read", double, 1, timeout=1)


def test_a_service_stays_warm_and_answers_quickly(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    assert service is shared_workers.service("search")
    first = service.call(own_pid)
    started = time.perf_counter()
    assert {service.call(own_pid) for _ in range(200)} == {first}
    assert (time.perf_counter() - started) / 200 < 0.01


def test_a_service_passes_mistakes_on_and_lives(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    pid = service.call(own_pid)
    with pytest.raises(UserMistake) as caught:
        service.call(make_mistake)
    assert caught.value.position == 3
    with pytest.raises(WorkerLost) as lost:
        service.call(divide)
    assert "ZeroDivisionError" in lost.value.message
    assert any("division by zero" in note for note in lost.value.__notes__)
    assert service.call(own_pid) == pid


@pytest.mark.parametrize("crash", [leave, fall], ids=["exit", "segmentation fault"])
def test_a_service_that_crashed_is_replaced(shared_workers: Workers, crash: object) -> None:
    service = shared_workers.service("search")
    pid = service.call(own_pid)
    with pytest.raises(WorkerLost):
        service.call(crash)  # type: ignore[arg-type]
    assert service.call(own_pid) != pid


def test_a_service_that_was_killed_between_calls_is_replaced(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    pid = service.call(own_pid)
    os.kill(pid, signal.SIGKILL)
    ends = time.monotonic() + 5
    while service.pid is not None and time.monotonic() < ends:
        time.sleep(0.01)
    assert service.call(own_pid) != pid


def test_a_service_call_out_of_time_ends_its_process(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    pid = service.call(own_pid)
    with pytest.raises(WorkerLost) as caught:
        service.call(hang, timeout=0.2)
    assert caught.value.reason == "timeout"
    assert service.call(own_pid) != pid
    assert not psutil.pid_exists(pid)


def test_a_stopped_call_ends_soon_and_a_short_one_keeps_the_process_warm(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    pid = service.call(own_pid)
    with pytest.raises(Cancelled):
        service.call(nap, 0.1, stop=lambda: True)
    assert service.call(own_pid) == pid
    started = time.monotonic()
    with pytest.raises(Cancelled):
        service.call(hang, stop=lambda: True)
    assert time.monotonic() - started < 1
    assert service.call(own_pid) != pid


def test_a_call_that_waits_its_turn_can_be_stopped(shared_workers: Workers) -> None:
    service = shared_workers.service("search")
    service.start()
    busy = threading.Thread(target=service.call, args=(nap, 1.0))
    busy.start()
    time.sleep(0.1)
    with pytest.raises(Cancelled):
        service.call(own_pid, stop=lambda: True)
    assert busy.is_alive()
    busy.join()


@pytest.mark.skipif(not LIMITS_HOLD, reason="the parent polls here")
def test_a_greedy_service_call_says_so(workers: Workers) -> None:
    service = workers.service("page", memory=100_000_000)
    with pytest.raises(WorkerLost) as caught:
        service.call(eat, 300_000_000)
    assert caught.value.reason == "memory"


def test_workers_need_no_heavy_imports(shared_workers: Workers) -> None:
    loaded = shared_workers.service("light").call(loaded_modules)
    assert not loaded & {"PySide6", "sqlalchemy", "pebble", "lxml", "whoosh"}


def loaded_modules() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}
