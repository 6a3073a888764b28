"""The sidecar is written when it is quiet, makes way for other work, and rejections are kept by the chip."""

import threading
import time

from archive_app.domain.clipping import Fields, Origin
from archive_app.domain.subject import MentionStatus, SubjectKind, SubjectRole
from archive_app.errors import ArchiveProblem
from archive_app.gui.idle import IdleWork
from archive_app.gui.session import Session
from archive_app.gui.views.inspector.names_tab import NamesTab
from archive_app.operations.clippings import new_clipping, show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


def test_it_follows_some_time_after_a_write(session: Session, desk: Desk, qtbot) -> None:
    idle = IdleWork(session, quiet=0.05)
    new_clipping(desk, QuietJob(), Fields(headline="A bridge"))
    place = desk.archive.folder / "sidecar"
    qtbot.waitUntil(lambda: any(place.iterdir()) and session.jobs.idle(), timeout=10_000)
    assert desk.archive.write_sidecar() == 0
    idle.deleteLater()


def test_an_import_does_not_wait_for_it(session: Session, desk: Desk, qtbot) -> None:
    idle = IdleWork(session, quiet=60)
    enough = threading.Event()

    def endless(limit: int = 0) -> int:
        time.sleep(0.02)
        return 0 if enough.is_set() else 1

    desk.archive.write_sidecar = endless  # type: ignore[method-assign]
    idle._begin()
    assert idle._handle is not None
    qtbot.wait(100)
    assert not idle._handle.finished
    ended: list[float] = []
    session.jobs.start(lambda desk, job: time.monotonic(), owner=session, on_done=ended.append, lane="bulk")
    qtbot.waitUntil(lambda: bool(ended), timeout=5_000)
    assert idle._timer.isActive()  # it is tried again later
    enough.set()
    assert session.jobs.wait_idle(10)
    idle.deleteLater()


def test_a_disk_that_is_full_is_said_once(session: Session, desk: Desk, qtbot) -> None:
    idle = IdleWork(session, quiet=0.02)
    said: list[str] = []
    session.messages.info = said.append  # type: ignore[method-assign]

    def full(limit: int = 0) -> int:
        raise ArchiveProblem("The disk is full.", "Make room.", "disk-full")

    desk.archive.write_sidecar = full  # type: ignore[method-assign]
    for headline in ("one", "two"):
        new_clipping(desk, QuietJob(), Fields(headline=headline))
        qtbot.waitUntil(lambda: bool(said), timeout=10_000)
        qtbot.wait(150)
        assert session.jobs.wait_idle(20)
    assert len(said) == 1
    assert "The disk is full." in said[0]
    idle.deleteLater()


def test_rejecting_a_suggested_name_is_remembered(session: Session, desk: Desk, qtbot) -> None:
    id = new_clipping(desk, QuietJob(), Fields(headline="HotDocs"))
    with desk.archive.write("Suggest", origin="machine") as records:
        person = records.subjects.ensure(SubjectKind.PERSON, "Alison Klayman")
        records.subjects.tag([id], person, SubjectRole.MENTIONED, MentionStatus.SUGGESTED, Origin.DETECTED)
    tab = NamesTab(session)
    qtbot.addWidget(tab)
    page = show_clipping(desk, QuietJob(), id)
    tab.show_page(page)
    tab._remove(page.subjects[0])
    assert session.jobs.wait_idle(20)
    assert show_clipping(desk, QuietJob(), id).subjects == ()
    assert desk.archive.undo_state().undo == "Reject a suggestion"
