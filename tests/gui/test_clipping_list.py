"""The list: rows in windows, selection and place that survive a reload, empty places that teach."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Fields
from archive_app.domain.listing import ClippingRow, Listing, ListRequest
from archive_app.gui.models.clipping_list_model import ROW, WINDOW, ClippingListModel
from archive_app.gui.session import Session, Target
from archive_app.gui.views.clipping_delegate import utf16_marks
from archive_app.gui.views.clipping_list import ClippingList
from archive_app.operations.clippings import edit_field, new_clipping, trash
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


def shown_list(qtbot: QtBot, session: Session) -> ClippingList:
    made = ClippingList(session)
    qtbot.addWidget(made)
    made.resize(400, 700)
    made.show()
    session.relist()
    assert session.jobs.wait_idle(30)
    return made


def headlines(view: ClippingList) -> list[str]:
    rows = [view.model.index(at, 0).data(ROW) for at in range(view.model.rowCount())]
    return [row.headline for row in rows if row is not None]


def test_an_empty_archive_teaches_to_import(qtbot: QtBot, session: Session) -> None:
    view = shown_list(qtbot, session)
    assert view.empty.isVisible()
    assert view.empty.title.text() == "No clippings yet"
    with qtbot.waitSignal(view.import_asked):
        view.empty.button.click()


def test_three_clippings_newest_first(qtbot: QtBot, three: list[int], session: Session) -> None:
    view = shown_list(qtbot, session)
    assert headlines(view) == [
        "Film on a defiant artist",
        "Supporters fold bills",
        "Künstler nach 81 Tagen frei",
    ]
    assert view.count.text() == "3 clippings"
    assert session.current == Target("clipping", three[0])
    spoken = view.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Film on a defiant artist. The Northern Courier. 8 May 2012")
    assert not view.grab().isNull()


def test_keys_walk_through_the_list(qtbot: QtBot, three: list[int], session: Session) -> None:
    view = shown_list(qtbot, session)
    QTest.keyClick(view.table, Qt.Key.Key_End)
    assert session.selection == (three[1],)
    QTest.keyClick(view.table, Qt.Key.Key_Home)
    assert session.selection == (three[0],)
    view.move_by(1)
    assert session.selection == (three[2],)
    view.move_by(99)
    assert session.selection == (three[1],)


def test_selection_stays_when_the_list_reloads(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    view = shown_list(qtbot, session)
    session.select((three[2],))
    new_clipping(desk, job, Fields(headline="Newer still"), "")
    trash(desk, job, [three[0]])
    qtbot.waitUntil(lambda: session.jobs.wait_idle(30) and view.model.rowCount() == 3, timeout=5000)
    assert session.selection == (three[2],)
    assert [view.model.id_at(i.row()) for i in view.table.selectionModel().selectedRows()] == [three[2]]


def test_an_edited_row_is_fetched_anew(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    view = shown_list(qtbot, session)
    edit_field(desk, job, [three[0]], "headline", "Another headline")
    qtbot.waitUntil(
        lambda: session.jobs.wait_idle(30) and "Another headline" in headlines(view), timeout=5000
    )


def test_nothing_found_offers_to_clear(qtbot: QtBot, three: list[int], session: Session) -> None:
    view = shown_list(qtbot, session)
    session.list_request(ListRequest("zzzunknown"))
    assert session.jobs.wait_idle(30)
    assert view.empty.title.text() == "Nothing found"
    view.empty.button.click()
    assert session.request == ListRequest()


def test_the_brush_narrows_to_years(qtbot: QtBot, three: list[int], session: Session) -> None:
    view = shown_list(qtbot, session)
    view.histogram.brushed.emit(2011, 2011)
    assert session.jobs.wait_idle(30)
    assert session.request.query == "date:2011"
    assert sorted(headlines(view)) == ["Künstler nach 81 Tagen frei", "Supporters fold bills"]
    assert view.histogram.chosen == (2011, 2011)
    assert "2012: 1" in view.histogram.accessibleDescription(), "its own years are ignored"
    view.histogram.cleared.emit()
    assert session.request.query == ""


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Answer for 10,000 clippings that need no archive; returns the ids that were fetched."""
    fetched: list[list[int]] = []

    def rows(desk: object, job: object, ids: list[int], query: str = "") -> tuple[ClippingRow, ...]:
        fetched.append(list(ids))
        return tuple(ClippingRow(i, f"Headline {i}", "Outlet", "2012", "", "Some words") for i in ids)

    monkeypatch.setattr("archive_app.operations.search.rows", rows)
    return fetched


def test_ten_thousand_rows_come_in_windows(qtbot: QtBot, many: list[list[int]], session: Session) -> None:
    view = shown_list(qtbot, session)
    ids = list(range(1, 10_001))
    session.listed.emit(Listing(ListRequest(), ids, total=10_000))
    qtbot.waitUntil(lambda: session.jobs.idle() and bool(many), timeout=5000)
    view.table.go_to_row(9_999)
    qtbot.waitUntil(lambda: view.model.index(9_999, 0).data(ROW) is not None, timeout=5000)
    assert view.model.rowCount() == 10_000
    assert all(len(window) <= WINDOW for window in many)
    assert sum(map(len, many)) < 1_000, "rows that nobody looks at were fetched"


def test_the_model_behaves_as_qt_expects(
    qtmodeltester: ModelTester, three: list[int], session: Session
) -> None:
    model = ClippingListModel(session)
    qtmodeltester.check(model, force_py=True)
    model.show_listing(Listing(ListRequest(), three, total=3))
    assert model.rowCount() == 3
    model.show_listing(Listing(ListRequest(), three[:1], total=1))
    assert model.rowCount(QModelIndex()) == 1


def test_marks_are_counted_in_utf16_for_qt() -> None:
    assert utf16_marks("a𝄞b", ((2, 3),)) == ((3, 4),)
    assert utf16_marks("plain", ((1, 2),)) == ((1, 2),)


def test_a_new_query_shows_its_best_hits_wherever_the_list_stood(
    qtbot: QtBot, desk: Desk, job: QuietJob, session: Session
) -> None:
    for number in range(30):
        new_clipping(desk, job, Fields(headline=f"Harbour strike {number}"), "The harbour stood still.")
    desk.index.catch_up(job)
    view = shown_list(qtbot, session)
    QTest.keyClick(view.table, Qt.Key.Key_End)
    assert view.table.verticalScrollBar().value() > 0
    session.list_request(ListRequest("harbour"))
    assert session.jobs.wait_idle(30)
    assert view.model.rowCount() == 30
    assert view.table.verticalScrollBar().value() == 0


def test_what_is_shown_before_it_is_listed_is_chosen_as_soon_as_it_is(
    qtbot: QtBot, three: list[int], desk: Desk, job: QuietJob, session: Session
) -> None:
    many = [new_clipping(desk, job, Fields(headline=f"Row {at}"), "Words.") for at in range(30)]
    view = shown_list(qtbot, session)
    session.select((three[0],))
    made = new_clipping(desk, job, Fields(headline="Made by hand"), "A body.")
    session.show(Target("clipping", made))
    assert session.selection == (made,)
    qtbot.waitUntil(lambda: view.model.row_of(made) >= 0)
    rows = view.table.selectionModel().selectedRows()
    assert [view.model.id_at(index.row()) for index in rows] == [made]
    assert view.table.viewport().rect().contains(view.table.visualRect(rows[0]).center())
    assert len(many) == 30


def test_the_chosen_row_stays_in_sight_when_the_list_becomes_shorter(
    qtbot: QtBot, three: list[int], desk: Desk, job: QuietJob, session: Session
) -> None:
    view = shown_list(qtbot, session)
    view.table.go_to_row(2)
    view.resize(400, 360)
    QTest.qWait(20)
    place = view.table.visualRect(view.table.currentIndex())
    assert view.table.viewport().rect().contains(place.center())
