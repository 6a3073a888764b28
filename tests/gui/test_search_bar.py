"""The search bar: it searches as you type, shows chips, and says where a query is wrong."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archive_app.domain.listing import Listing, ListRequest, Place, PlaceKind
from archive_app.errors import UserMistake
from archive_app.gui.session import Session
from archive_app.gui.widgets.search_bar import SearchBar
from archive_app.gui.widgets.search_field import SearchField

pytestmark = pytest.mark.usefixtures("three")


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> SearchBar:
    made = SearchBar(session)
    qtbot.addWidget(made)
    made.resize(700, 36)
    made.show()
    return made


def test_it_searches_once_when_typing_rests(qtbot: QtBot, session: Session, bar: SearchBar) -> None:
    asked: list[ListRequest] = []
    session.request_changed.connect(asked.append)
    QTest.keyClicks(bar.field, "bills")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    qtbot.wait(120)
    assert [request.query for request in asked] == ["bills"]
    assert session.jobs.wait_idle(30)
    assert bar.count.text().startswith("1 · ")


def test_nothing_is_searched_while_an_input_method_composes(
    qtbot: QtBot, session: Session, bar: SearchBar
) -> None:
    asked: list[ListRequest] = []
    session.request_changed.connect(asked.append)
    QApplication.sendEvent(bar.field, QInputMethodEvent("ruan", []))
    qtbot.wait(150)
    assert asked == []
    done = QInputMethodEvent("", [])
    done.setCommitString("软禁")
    QApplication.sendEvent(bar.field, done)
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    assert asked[0].query == "软禁"


def test_enter_makes_chips_of_fields(session: Session, bar: SearchBar) -> None:
    QTest.keyClicks(bar.field, 'wall outlet:"The Northern Courier" date:2011')
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert [chip.text for chip in bar.chips] == ["outlet: The Northern Courier", "date: 2011"]
    assert bar.field.text() == "wall"
    assert session.request.query == 'outlet:"The Northern Courier" date:2011 wall'
    assert session.jobs.wait_idle(30)
    assert session.listing is not None
    assert len(session.listing.ids) == 1


def test_backspace_and_the_cross_take_chips_away(session: Session, bar: SearchBar) -> None:
    session.list_request(ListRequest("date:2011 wall", (Place(PlaceKind.INBOX),)))
    assert [chip.text for chip in bar.chips] == ["Inbox", "date: 2011"]
    bar.field.setCursorPosition(0)
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert session.request.query == "wall"
    bar.chips[0].cross.click()
    assert session.request.places == ()
    assert bar.chips == ()


def test_a_clicked_place_becomes_a_chip(session: Session, bar: SearchBar) -> None:
    session.subject_kinds[7] = "person"
    session.narrow(Place(PlaceKind.SUBJECT, 7, "Ai Weiwei"))
    assert [chip.text for chip in bar.chips] == ["person: Ai Weiwei"]


def test_a_mistake_is_shown_at_its_place(qtbot: QtBot, session: Session, bar: SearchBar) -> None:
    shown: list[tuple[str, int]] = []
    bar.mistake_shown.connect(lambda text, x: shown.append((text, x)))
    bar.field.setText("one two three")
    session.listing_failed.emit(UserMistake("A word is missing.", "Write one.", position=8))
    assert shown == []
    qtbot.waitUntil(lambda: bool(shown), timeout=2000)
    text, x = shown[0]
    assert text == "A word is missing. Write one."
    assert x >= bar.field.x() + bar.field.fontMetrics().horizontalAdvance("one two ")
    QTest.keyClicks(bar.field, "x")
    assert shown[-1] == ("", 0)


def test_escape_clears(session: Session, bar: SearchBar) -> None:
    session.list_request(ListRequest("wall", (Place(PlaceKind.INBOX),)))
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert session.request == ListRequest()
    assert bar.field.text() == ""


def test_completions_are_taken_with_tab(qtbot: QtBot, session: Session, bar: SearchBar) -> None:
    bar.field.setFocus()
    bar.activateWindow()
    qtbot.waitUntil(bar.field.hasFocus, timeout=1000)
    QTest.keyClicks(bar.field, "outl")
    qtbot.waitUntil(lambda: bar.field.takes_tab, timeout=5000)
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    assert bar.field.text() == "outlet:"


def test_an_unfinished_query_is_forgiven_until_enter(qtbot: QtBot, session: Session, bar: SearchBar) -> None:
    shown: list[str] = []
    bar.mistake_shown.connect(lambda text, _x: shown.append(text))
    bar.field.setFocus()
    QTest.keyClicks(bar.field, "bills AND (")
    qtbot.waitUntil(lambda: session.request.query == "bills AND (", timeout=2000)
    assert session.jobs.wait_idle(30)
    assert session.listing is not None
    assert len(session.listing.ids) == 1
    qtbot.wait(800)
    assert [text for text in shown if text] == []
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown) and "bracket" in shown[-1], timeout=5000)
    assert bar.property("mistaken")


def test_a_notice_stands_in_the_place_of_the_count(session: Session, bar: SearchBar) -> None:
    session.listed.emit(Listing(ListRequest("x"), (), total_exact=False, notice="Being rebuilt."))
    assert bar.count.text() == "Being rebuilt."


def test_undo_in_a_field_with_nothing_to_take_back_is_left_to_the_archive(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(field, undo)
    assert not undo.isAccepted()
    qtbot.keyClicks(field, "strike")
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(field, undo)
    assert undo.isAccepted()
