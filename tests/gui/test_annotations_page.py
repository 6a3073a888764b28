"""The page of all annotations filters, jumps, and keeps notes that stand alone."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Fields
from archive_app.domain.link import EndKind, LinkEnd
from archive_app.gui.session import Session
from archive_app.gui.views.annotations_page import AnnotationsPage
from archive_app.gui.views.registry import find_view, load_views
from archive_app.operations.annotations import annotate, new_note, standing_alone
from archive_app.operations.clippings import new_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.links import links_of

BODY = "The evening began with two full houses and ended with a message."


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> int:
    id = new_clipping(desk, job, Fields(headline="Film on a defiant artist"), BODY)
    annotate(desk, job, id, 4, 11, Colour.GREEN, "Which evening?")
    annotate(desk, job, id, 27, 38, Colour.BLUE)
    return id


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> AnnotationsPage:
    page = AnnotationsPage(session)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    settle(session)
    return page


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def test_an_empty_archive_teaches_how_to_annotate(page: AnnotationsPage) -> None:
    assert page.empty.isVisible()
    assert "H highlights" in page.empty.sentence.text()


def test_words_and_colours_filter(
    qtbot: QtBot, session: Session, page: AnnotationsPage, clipping: int, desk: Desk, job: QuietJob
) -> None:
    new_note(desk, job, "Ask the film museum")
    settle(session)
    assert len(page.model.rows) == 3
    page.words.setText("evening")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    page.words.clear()
    page.colour.setCurrentIndex(page.colour.findData(Colour.BLUE.value))
    qtbot.waitUntil(lambda: page.model.words == "")
    assert [row.annotation.colour for row in page.model.rows] == [Colour.BLUE]
    page.words.setText("no such thing")
    qtbot.waitUntil(page.empty.isVisible)


def test_enter_jumps_to_the_passage(session: Session, page: AnnotationsPage, clipping: int) -> None:
    settle(session)
    at = next(n for n, row in enumerate(page.model.rows) if row.annotation.body)
    page.list.activated.emit(page.model.index(at))
    assert session.current is not None
    assert (session.current.kind, session.current.id) == ("annotation", page.model.rows[at].annotation.id)


def test_a_note_that_stands_alone_is_written_and_linked(
    session: Session, page: AnnotationsPage, clipping: int, desk: Desk, job: QuietJob
) -> None:
    editor = page.new_note()
    editor.body.setPlainText("Ask the film museum")
    editor.keep()
    settle(session)
    (note,) = standing_alone(desk, job)
    assert note.body == "Ask the film museum"
    dialog = page.link(note)
    settle(session)
    dialog.take(LinkEnd(EndKind.CLIPPING, clipping, "Film"))
    dialog.keep()
    settle(session)
    (link,) = links_of(desk, job, "annotation", note.id)
    assert link.target.id == clipping


def test_delete_deletes_the_chosen_one(
    qtbot: QtBot, session: Session, page: AnnotationsPage, clipping: int
) -> None:
    settle(session)
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(0))
    gone = page.model.rows[0].annotation.id
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle(session)
    assert [row.annotation.id for row in page.model.rows] != []
    assert gone not in [row.annotation.id for row in page.model.rows]


def test_the_page_is_registered() -> None:
    load_views()
    assert find_view("annotations") is not None
    assert find_view("history") is not None
