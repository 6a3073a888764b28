"""Jobs: lanes, stopping, errors, and owners that die."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from archive_app.errors import UserMistake
from archive_app.gui.jobs import Handle, Jobs
from archive_app.gui.messages import Messages


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(Messages())
    made.desk = object()  # type: ignore[assignment]
    yield made
    assert made.close(), "a thread was left alive"


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_the_answer_comes_back_in_the_gui_thread(jobs: Jobs, owner: QObject) -> None:
    seen: list[Any] = []

    def work(desk: object, job: Handle, number: int) -> tuple[int, int]:
        return number * 2, threading.get_ident()

    jobs.start(work, 21, owner=owner, on_done=lambda r: seen.append((*r, threading.get_ident())))
    assert jobs.wait_idle()
    result, worker, called_back = seen[0]
    assert result == 42
    assert worker != called_back == threading.get_ident()


def test_two_read_at_once_and_one_writes(jobs: Jobs, owner: QObject) -> None:
    running, most = {"reading": 0, "writing": 0}, {"reading": 0, "writing": 0}
    lock = threading.Lock()

    def work(desk: object, job: Handle, lane: str) -> None:
        with lock:
            running[lane] += 1
            most[lane] = max(most[lane], running[lane])
        time.sleep(0.02)
        with lock:
            running[lane] -= 1

    for lane in ("reading", "writing") * 4:
        jobs.start(work, lane, owner=owner, lane=lane)
    assert jobs.wait_idle()
    assert most == {"reading": 2, "writing": 1}


def test_in_the_search_lane_only_the_newest_answers(jobs: Jobs, owner: QObject) -> None:
    answers: list[int] = []
    stopped: list[int] = []

    def search(desk: object, job: Handle, number: int) -> int:
        for _ in range(20):
            if job.stop_requested():
                stopped.append(number)
            job.progress(0, 0)
            time.sleep(0.005)
        return number

    for number in range(5):
        jobs.start(search, number, owner=owner, on_done=answers.append, lane="search")
        time.sleep(0.01)
    assert jobs.wait_idle()
    assert answers == [4]
    assert 0 in stopped
    assert 4 not in stopped


def test_a_stopped_job_says_that_it_was_stopped(jobs: Jobs, owner: QObject) -> None:
    said: list[str] = []

    def endless(desk: object, job: Handle) -> None:
        while True:
            job.progress(1, 2, "still")
            time.sleep(0.002)

    handle = jobs.start(
        endless,
        owner=owner,
        on_done=lambda _r: said.append("done"),
        on_failed=lambda _e: said.append("failed"),
        on_cancelled=lambda: said.append("cancelled"),
        lane="bulk",
    )
    time.sleep(0.02)
    handle.stop()
    assert jobs.wait_idle()
    assert said == ["cancelled"]


def test_nobody_is_called_back_after_the_owner_died(jobs: Jobs) -> None:
    called: list[object] = []
    widget = QWidget()

    def slow(desk: object, job: Handle) -> int:
        for _ in range(50):
            job.progress(0, 0)
            time.sleep(0.005)
        return 1

    jobs.start(slow, owner=widget, on_done=called.append, on_failed=called.append)
    shiboken6.delete(widget)
    started = time.monotonic()
    assert jobs.wait_idle()
    assert called == []
    assert time.monotonic() - started < 0.2, "the work went on for nobody"


def test_progress_is_throttled_but_its_end_is_told(jobs: Jobs, owner: QObject) -> None:
    reports: list[tuple[int, int, str]] = []

    def counting(desk: object, job: Handle) -> None:
        for number in range(1, 501):
            job.progress(number, 500)
        time.sleep(0.05)

    jobs.start(counting, owner=owner, on_progress=lambda *r: reports.append(r))
    assert jobs.wait_idle()
    assert len(reports) <= 5
    assert reports[-1][:2] == (500, 500)


def test_an_error_nobody_waits_for_becomes_a_message(jobs: Jobs, owner: QObject) -> None:
    def wrong(desk: object, job: Handle) -> None:
        raise UserMistake("There is no clipping 99.", "Look again.")

    jobs.start(wrong, owner=owner)
    assert jobs.wait_idle()
    assert jobs._messages is not None
    assert [(m.kind, m.text) for m in jobs._messages.log] == [("mistake", "There is no clipping 99.")]


def test_a_bug_goes_to_the_crash_handler_and_ends_the_waiting(
    jobs: Jobs, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type] = []
    failed: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: bugs.append(kind))

    def buggy(desk: object, job: Handle) -> None:
        raise ZeroDivisionError

    jobs.start(buggy, owner=owner, on_failed=failed.append)
    assert jobs.wait_idle()
    assert bugs == [ZeroDivisionError]
    assert len(failed) == 1


def test_without_an_archive_nothing_runs(jobs: Jobs, owner: QObject) -> None:
    jobs.desk = None
    handle = jobs.start(lambda desk, job: 1, owner=owner, on_done=lambda _r: pytest.fail("it ran"))
    assert handle.finished
    assert jobs.idle()
