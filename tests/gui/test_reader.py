"""The reader shows the chosen clipping, its hits and highlights, and what is done with a passage."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Fields, PressDate
from archive_app.domain.link import LinkType
from archive_app.domain.listing import ListRequest
from archive_app.gui.session import Session, Target
from archive_app.gui.views.reader import Reader
from archive_app.gui.views.reader_head import ReaderTab
from archive_app.operations.annotations import annotate, clipping_annotations
from archive_app.operations.clippings import new_clipping, show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.links import link_clippings

BODY = (
    "The evening began with two full houses 😀 and a message.\n"
    "He was put under “house arrest” when he returned, and 𝒳 marked the wall.\n"
    + "\n".join(f"Paragraph {n}: supporters folded bills into paper planes all afternoon." for n in range(60))
)
FIELDS = Fields(
    headline="Film on a defiant artist opens festival",
    outlet="The Northern Courier",
    published=PressDate("2012-05-08"),
    byline="By Mara Lindqvist",
    page="C2",
    language="en",
)


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> int:
    return new_clipping(desk, job, FIELDS, BODY)


@pytest.fixture
def reader(qtbot: QtBot, session: Session) -> Reader:
    reader = Reader(session)
    qtbot.addWidget(reader)
    reader.resize(560, 700)
    reader.show()
    return reader


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def open_clipping(session: Session, id: int, passage: tuple[int, int] | None = None) -> None:
    session.show(Target("clipping", id, passage))
    settle(session)


def passage_of(words: str) -> tuple[int, int]:
    start = BODY.index(words)
    return start, start + len(words)


def test_without_a_clipping_the_reader_says_what_to_do(reader: Reader) -> None:
    assert reader.empty.isVisible()
    assert "list" in reader.empty.sentence.text()


def test_a_clipping_is_shown_with_its_head(session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    shown = reader.text.toPlainText()
    assert "THE NORTHERN COURIER" in shown
    assert "8 May 2012" in shown
    assert "Film on a defiant artist opens festival" in shown
    assert "folded bills into paper planes" in shown
    assert reader.head.tabs.tabText(1) == "Page C2"


def test_a_selection_is_highlighted_by_code_points(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    open_clipping(session, clipping)
    reader.text.select_passage(*passage_of("“house arrest” when he returned, and 𝒳"))
    reader.tools.highlight(Colour.GREEN)
    settle(session)
    (made,) = clipping_annotations(desk, job, clipping)
    assert made.colour is Colour.GREEN
    assert made.text_targets[0].quote == "“house arrest” when he returned, and 𝒳"
    assert [note.id for note in reader.text.annotations] == [made.id]


def test_the_tools_appear_beside_a_selection_and_go_with_it(
    qtbot: QtBot, session: Session, reader: Reader, clipping: int
) -> None:
    open_clipping(session, clipping)
    reader.activateWindow()
    reader.text.setFocus()
    qtbot.waitUntil(reader.text.hasFocus)
    reader.text.select_passage(*passage_of("two full houses"))
    qtbot.waitUntil(reader.bar.isVisible)
    assert reader.text.viewport().rect().contains(reader.bar.geometry())
    reader.text.clear_selection()
    qtbot.waitUntil(lambda: not reader.bar.isVisible())


def test_a_note_is_written_on_a_passage_and_edited(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    open_clipping(session, clipping)
    reader.text.select_passage(*passage_of("two full houses 😀"))
    editor = reader.tools.note()
    assert editor is not None
    editor.body.setPlainText("Which **houses**?")
    editor.codes.setText("places, cinema")
    editor.keep()
    settle(session)
    (made,) = clipping_annotations(desk, job, clipping)
    assert (made.body, made.codes) == ("Which **houses**?", ("places", "cinema"))
    again = reader.tools.edit_note(made.id)
    assert again is not None
    again.body.setPlainText("Which ones?")
    again.dismiss()
    settle(session)
    assert clipping_annotations(desk, job, clipping)[0].body == "Which ones?"


def test_a_note_begun_is_kept_when_the_editor_is_left(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    open_clipping(session, clipping)
    reader.text.select_passage(*passage_of("a message"))
    editor = reader.tools.note()
    assert editor is not None
    editor.body.setPlainText("kept")
    editor.dismiss()
    settle(session)
    assert clipping_annotations(desk, job, clipping)[0].body == "kept"


def test_hits_of_the_search_are_marked_and_stepped_through(
    session: Session, reader: Reader, clipping: int
) -> None:
    session.catch_up()
    settle(session)
    open_clipping(session, clipping)
    session.list_request(ListRequest('"paper planes"'))
    settle(session)
    assert len(reader.text.hits) == 60
    start, end = reader.text.hits[0]
    assert BODY[start:end] == "paper planes"
    assert reader.head.hits.text() == "60 hits"
    reader.step_hit(-1)
    assert reader.head.hits.text().endswith("of 60")
    reader.step_hit(1)
    session.list_request(ListRequest(""))
    settle(session)
    assert reader.text.hits == ()


def test_the_place_in_a_clipping_is_remembered(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    other = new_clipping(desk, job, Fields(headline="Another"), BODY)
    open_clipping(session, clipping)
    reader.text.bring_to_view(*passage_of("Paragraph 40"))
    before = reader.text.reading_position()
    assert before > 1000
    open_clipping(session, other)
    assert reader.text.reading_position() == 0
    session.back()
    settle(session)
    assert abs(reader.text.reading_position() - before) < 100


def test_a_change_elsewhere_keeps_scroll_and_selection(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    open_clipping(session, clipping)
    reader.text.select_passage(*passage_of("Paragraph 30: supporters"))
    at = reader.text.verticalScrollBar().value()
    annotate(desk, job, clipping, 4, 11, Colour.PINK, "seen")
    settle(session)
    assert len(reader.text.annotations) == 1
    assert reader.text.passage() == passage_of("Paragraph 30: supporters")
    assert abs(reader.text.verticalScrollBar().value() - at) < 4


def test_a_passage_that_was_asked_for_is_selected(session: Session, reader: Reader, clipping: int) -> None:
    wanted = passage_of("Paragraph 50: supporters")
    open_clipping(session, clipping, wanted)
    assert reader.text.passage() == wanted
    rect = reader.text.passage_rect(*wanted)
    assert reader.text.viewport().rect().contains(rect.center())


def test_a_corrected_clipping_says_so_and_leads_there(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    correction = new_clipping(desk, job, Fields(headline="Correction, 10 May"), "The house was full once.")
    link_clippings(desk, job, correction, clipping, LinkType.CORRECTS)
    open_clipping(session, clipping)
    assert reader.banner.texts() == ("Corrected by “Correction, 10 May”",)
    reader.banner.followed.emit(Target("clipping", correction))
    settle(session)
    assert reader.page is not None
    assert reader.page.clipping.id == correction
    assert not reader.banner.isVisible()


def test_the_text_is_corrected_in_place_and_highlights_find_their_place(
    session: Session, reader: Reader, clipping: int, desk: Desk, job: QuietJob
) -> None:
    annotate(desk, job, clipping, *passage_of("two full houses"), Colour.BLUE)
    open_clipping(session, clipping)
    reader.edit_text()
    reader.editor.field.setPlainText(BODY.replace("The evening began", "That long evening began"))
    reader.editor.keep()
    settle(session)
    page = show_clipping(desk, job, clipping)
    assert page.clipping.text.body.startswith("That long evening")
    target = page.annotations[0].text_targets[0]
    assert page.clipping.text.body[target.start : target.end] == "two full houses"
    assert reader.text.toPlainText().count("That long evening") == 1


def test_leaving_a_correction_asks_and_may_go_on(session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    reader.edit_text()
    reader.editor.field.setPlainText("something else")
    session.messages.prepared_answers.append("Go on editing")
    reader.editor.leave()
    assert reader.editor.isVisible()
    session.messages.prepared_answers.append("Discard the changes")
    reader.editor.leave()
    assert reader.text.isVisible()


def test_the_selection_is_copied_with_its_source(session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    reader.text.select_passage(*passage_of("two full houses 😀"))
    reader.tools.copy_with_source()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("“two full houses 😀”\n")
    assert "The Northern Courier, 8 May 2012, p. C2" in copied


def test_space_pages_through_the_text(qtbot: QtBot, session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    qtbot.keyClick(reader.text, Qt.Key.Key_Space)
    below = reader.text.verticalScrollBar().value()
    assert below > 200
    qtbot.keyClick(reader.text, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert reader.text.verticalScrollBar().value() < below


def test_a_clipping_without_a_page_says_so(session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    reader.show_tab(ReaderTab.PAGE)
    assert reader.pages.empty.isVisible()
    assert not reader.text.isVisible()
    reader.show_tab(ReaderTab.TEXT)
    assert reader.text.isVisible()


def test_nothing_is_opened_in_a_browser_without_asking(
    session: Session, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "archive_app.gui.views.reader.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    reader.open_address("https://example.org/a?b=1")
    assert opened == []
    assert session.messages.log[-1].text == "https://example.org/a?b=1"
    session.messages.prepared_answers.append("Open")
    reader.open_address("https://example.org/a?b=1")
    assert opened == ["https://example.org/a?b=1"]


def test_the_type_settings_change_the_column_at_once(session: Session, reader: Reader, clipping: int) -> None:
    open_clipping(session, clipping)
    settings = reader.open_type_settings()
    settings.text_size.setValue(22)
    assert reader.text.style_used is not None
    assert reader.text.style_used.size == session.theme.size(22)
    settings.finish()


def test_a_link_to_a_record_is_followed_inside_the_program(
    qtbot: QtBot, session: Session, reader: Reader, clipping: int
) -> None:
    reader.open_address(f"press-archive://clipping/{clipping}?passage=0-4")
    assert session.current == Target("clipping", clipping, (0, 4))
    reader.open_address("press-archive://spaceship/7")
    assert "points at nothing" in session.messages.log[-1].text
