"""Links are made by choosing the other end, from one or from many clippings."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Fields
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.subject import SubjectKind
from archive_app.gui.session import Session
from archive_app.gui.views.link_dialog import LinkDialog, LinkEditor
from archive_app.operations.clippings import new_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.links import link_clippings, links_of
from archive_app.operations.subjects import create_subject


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()
    return host


@pytest.fixture
def clippings(desk: Desk, job: QuietJob, session: Session) -> tuple[int, int]:
    made = (
        new_clipping(desk, job, Fields(headline="Film on a defiant artist"), "Words."),
        new_clipping(desk, job, Fields(headline="Künstler nach 81 Tagen frei"), "Wörter."),
    )
    settle(session)
    return made


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def offered(dialog: LinkDialog) -> list[str]:
    return [dialog.field.list.item(at).text() for at in range(dialog.field.list.count())]


def test_the_other_end_is_found_by_letters_of_its_headline(
    qtbot: QtBot, session: Session, host: QWidget, clippings: tuple[int, int], desk: Desk, job: QuietJob
) -> None:
    first, second = clippings
    dialog = LinkDialog(session, host, (LinkEnd(EndKind.CLIPPING, first, "Film"),))
    dialog.open_for(QRect(10, 10, 1, 1))
    settle(session)
    assert any("Künstler" in line for line in offered(dialog))
    assert not any("defiant" in line for line in offered(dialog))
    qtbot.keyClicks(dialog.field.line, "81 tag")
    dialog.field.ask()
    settle(session)
    assert [line.split("   ")[0].strip("\u2068\u2069") for line in offered(dialog)] == [
        "Künstler nach 81 Tagen frei"
    ]
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    dialog.types.choose(LinkType.FOLLOWS_UP, False)
    dialog.note.setText("a year before")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    settle(session)
    (link,) = links_of(desk, job, "clipping", first)
    assert (link.type, link.source.id, link.target.id, link.note) == (
        LinkType.FOLLOWS_UP,
        second,
        first,
        "a year before",
    )


def test_a_name_can_be_linked_too(
    qtbot: QtBot, session: Session, host: QWidget, clippings: tuple[int, int], desk: Desk, job: QuietJob
) -> None:
    person = create_subject(desk, job, SubjectKind.PERSON, "Alison Klayman")
    dialog = LinkDialog(session, host, (LinkEnd(EndKind.CLIPPING, clippings[0], "Film"),))
    dialog.open_for(QRect(10, 10, 1, 1))
    qtbot.keyClicks(dialog.field.line, "klay")
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    settle(session)
    dialog.keep()
    settle(session)
    (link,) = links_of(desk, job, "clipping", clippings[0])
    assert (link.target.kind, link.target.id) == (EndKind.SUBJECT, person)


def test_a_doubled_link_is_refused_in_the_dialog(
    session: Session, host: QWidget, clippings: tuple[int, int], desk: Desk, job: QuietJob
) -> None:
    first, second = clippings
    link_clippings(desk, job, first, second)
    settle(session)
    dialog = LinkDialog(session, host, (LinkEnd(EndKind.CLIPPING, first, "Film"),))
    dialog.open_for(QRect(10, 10, 1, 1))
    settle(session)
    dialog.take(LinkEnd(EndKind.CLIPPING, second, "Künstler"))
    dialog.keep()
    settle(session)
    assert dialog.problem.text()
    assert dialog.isVisible()
    dialog.dismiss()


def test_many_clippings_are_linked_in_one_step(
    session: Session, host: QWidget, clippings: tuple[int, int], desk: Desk, job: QuietJob
) -> None:
    third = new_clipping(desk, job, Fields(headline="Agency text"), "Words.")
    ends = tuple(LinkEnd(EndKind.CLIPPING, id) for id in clippings)
    dialog = LinkDialog(session, host, ends)
    dialog.open_for(QRect(10, 10, 1, 1))
    settle(session)
    dialog.take(LinkEnd(EndKind.CLIPPING, third, "Agency text"))
    dialog.types.choose(LinkType.REPRINT_OF, True)
    dialog.keep()
    settle(session)
    assert len(links_of(desk, job, "clipping", third)) == 2
    desk.archive.undo()
    assert links_of(desk, job, "clipping", third) == ()


def test_a_link_is_edited_and_deleted(
    session: Session, host: QWidget, clippings: tuple[int, int], desk: Desk, job: QuietJob
) -> None:
    first, second = clippings
    link_clippings(desk, job, first, second)
    here = LinkEnd(EndKind.CLIPPING, second)
    (link,) = links_of(desk, job, "clipping", first)
    editor = LinkEditor(session, host, link, here)
    editor.open_at(QRect(10, 10, 1, 1))
    editor.types.setCurrentIndex(editor.types.findData(LinkType.CORRECTS.value))
    editor.note.setText("the date")
    editor.keep()
    settle(session)
    (link,) = links_of(desk, job, "clipping", first)
    assert (link.type, link.note) == (LinkType.CORRECTS, "the date")
