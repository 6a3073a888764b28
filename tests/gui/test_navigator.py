"""The navigator: places with counts, folding, and clippings dropped on a place."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from archive_app.domain.listing import Place, PlaceKind
from archive_app.gui.models.clipping_list_model import ClippingListModel, ids_of
from archive_app.gui.models.navigator_model import NavigatorRow
from archive_app.gui.session import Session
from archive_app.gui.views.navigator import Navigator
from archive_app.operations.collections import create_collection
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.subjects import tag_clippings


def shown(qtbot: QtBot, session: Session) -> Navigator:
    made = Navigator(session)
    qtbot.addWidget(made)
    made.resize(216, 700)
    made.show()
    assert session.jobs.wait_idle(30)
    return made


def row(navigator: Navigator, title: str) -> NavigatorRow:
    return next(row for row in navigator.model.rows if row.title == title)


def test_places_have_counts(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    tag_clippings(desk, job, three[:2], "person", "Ai Weiwei")
    navigator = shown(qtbot, session)
    assert row(navigator, "All clippings").count == 3
    assert row(navigator, "Ai Weiwei").count == 2
    assert row(navigator, "The Northern Courier").count == 2
    assert not navigator.grab().isNull()


def test_a_click_lists_a_place_and_ctrl_click_narrows(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    tag_clippings(desk, job, three[:2], "person", "Ai Weiwei")
    navigator = shown(qtbot, session)
    navigator._on_clicked(row(navigator, "Ai Weiwei"), Qt.KeyboardModifier.NoModifier)
    navigator._on_clicked(row(navigator, "Morgenblatt"), Qt.KeyboardModifier.ControlModifier)
    assert [place.kind for place in session.request.places] == [PlaceKind.SUBJECT, PlaceKind.OUTLET]
    navigator._on_clicked(row(navigator, "All clippings"), Qt.KeyboardModifier.NoModifier)
    assert session.request.places == ()


def test_sections_fold_and_remember_it(qtbot: QtBot, three: list[int], session: Session) -> None:
    navigator = shown(qtbot, session)
    navigator.toggle_section("outlet")
    assert "Morgenblatt" not in [row.title for row in navigator.model.rows]
    assert session.settings.items("navigator.folded") == ["outlet"]
    navigator.toggle_section("outlet")
    assert row(navigator, "Morgenblatt").count == 1


def test_dropped_clippings_are_put_and_tagged(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    create_collection(desk, job, "Art and power")
    tag_clippings(desk, job, three[:1], "person", "Ai Weiwei")
    navigator = shown(qtbot, session)
    model = ClippingListModel(session)
    session.listed.connect(model.show_listing)
    session.relist()
    assert session.jobs.wait_idle(30)
    carried = model.mimeData([model.index(0, 0), model.index(2, 0)])
    assert len(ids_of(carried)) == 2
    for title in ("Art and power", "Ai Weiwei"):
        at = navigator.model.index(navigator.model.rows.index(row(navigator, title)))
        navigator.model.dropMimeData(carried, Qt.DropAction.CopyAction, -1, -1, at)
        assert session.jobs.wait_idle(30)
    qtbot.waitUntil(lambda: row(navigator, "Art and power").count == 2, timeout=5000)
    qtbot.waitUntil(lambda: row(navigator, "Ai Weiwei").count == 2, timeout=5000)


def test_a_pinned_name_comes_first(
    qtbot: QtBot, desk: Desk, job: QuietJob, three: list[int], session: Session
) -> None:
    tag_clippings(desk, job, three, "person", "Ai Weiwei")
    tag_clippings(desk, job, three[:1], "person", "Tan Zuoren")
    navigator = shown(qtbot, session)
    place = row(navigator, "Tan Zuoren").place
    assert isinstance(place, Place)
    navigator.toggle_pin(place)
    names = [row.title for row in navigator.model.rows if row.section == "person" and row.place]
    assert names == ["Tan Zuoren", "Ai Weiwei"]
