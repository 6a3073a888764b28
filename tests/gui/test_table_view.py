"""The table is edited like a spreadsheet, and never overwrites what somebody else wrote."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Clipping
from archive_app.gui.session import Session
from archive_app.gui.views.table.cells import from_text, to_text
from archive_app.gui.views.table_view import TableView
from archive_app.operations.clippings import edit_field
from archive_app.operations.desk import Desk
from archive_app.operations.history import undo, undo_state
from archive_app.operations.job import QuietJob
from archive_app.operations.table import CellEdit, set_cells, table_rows


@pytest.fixture
def table(three: list[int], session: Session, qtbot: QtBot) -> TableView:
    view = TableView(session)
    qtbot.addWidget(view)
    view.resize(1200, 500)
    view.show()
    settle(view)
    return view


def settle(view: TableView) -> None:
    """Wait for the work, and for the work that its notices start."""
    for _ in range(3):
        assert any(view._session.jobs.wait_idle(10) for _ in range(5))


def column(view: TableView, name: str) -> int:
    return [one.name for one in view.model.columns].index(name)


def select(view: TableView, rows: tuple[int, int], name: str) -> None:
    first, last = (view.model.index(row, column(view, name)) for row in rows)
    view.grid.setCurrentIndex(first)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.grid.selectionModel().select(QItemSelection(first, last), flags)


def clippings(desk: Desk) -> dict[int, Clipping]:
    with desk.archive.read() as records:
        return records.clippings.find([1, 2, 3])


def said(view: TableView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_the_table_shows_what_the_session_lists(table: TableView) -> None:
    shown = [table.model.index(row, column(table, "headline")).data() for row in range(3)]
    assert shown == ["Film on a defiant artist", "Supporters fold bills", "Künstler nach 81 Tagen frei"]
    assert table.model.index(0, column(table, "published")).data() == "8 May 2012"


def test_a_cell_is_edited_by_typing_and_undone_with_one_step(
    table: TableView, desk: Desk, job: QuietJob, qtbot: QtBot
) -> None:
    select(table, (0, 0), "section")
    table.grid.setFocus()
    qtbot.keyClicks(table.grid, "A")
    editor = table.grid.findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "rts")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(table)
    assert clippings(desk)[1].fields.section == "Arts"
    assert table.model.index(0, column(table, "section")).data() == "Arts"
    undo(desk, job)
    assert clippings(desk)[1].fields.section == ""


def test_a_wrong_date_keeps_the_cell_open_and_says_why(table: TableView, desk: Desk, qtbot: QtBot) -> None:
    select(table, (0, 0), "published")
    table.grid.edit(table.grid.currentIndex())
    editor = table.grid.findChild(QLineEdit, "cellEditor")
    assert isinstance(editor, QLineEdit)
    editor.setText("2012-13-01")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert "There is no such day" in said(table)
    editor.setText("2012-05~")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(table)
    assert clippings(desk)[1].fields.published.edtf == "2012-05~"


def test_one_field_of_all_selected_rows_is_one_step(table: TableView, desk: Desk, job: QuietJob) -> None:
    select(table, (0, 2), "headline")
    table.set_field("holding_institution", "AN")
    settle(table)
    assert {one.fields.holding.institution for one in clippings(desk).values()} == {"AN"}
    assert undo_state(desk, job).undo == "Set holding institution of 3 clippings"
    undo(desk, job)
    assert {one.fields.holding.institution for one in clippings(desk).values()} == {""}


def test_fill_down_copies_the_top_cell(table: TableView, desk: Desk, qtbot: QtBot) -> None:
    table.write([CellEdit(1, "section", "", "Arts")])
    settle(table)
    select(table, (0, 2), "section")
    qtbot.keyClick(table.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle(table)
    assert {one.fields.section for one in clippings(desk).values()} == {"Arts"}


def test_same_as_last_repeats_what_was_typed_into_the_field(
    table: TableView, desk: Desk, qtbot: QtBot
) -> None:
    table.write([CellEdit(1, "page", "", "C2")])
    settle(table)
    select(table, (1, 1), "page")
    qtbot.keyClick(table.grid, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    settle(table)
    assert clippings(desk)[3].fields.page == "C2"


def test_a_range_is_copied_and_pasted_elsewhere(table: TableView, desk: Desk, qtbot: QtBot) -> None:
    select(table, (0, 1), "headline")
    table.copy()
    settle(table)
    assert QGuiApplication.clipboard().text() == "Film on a defiant artist\nSupporters fold bills"
    select(table, (1, 1), "section")
    table.paste()
    settle(table)
    found = clippings(desk)
    assert [found[id].fields.section for id in (1, 3, 2)] == [
        "",
        *("Film on a defiant artist", "Supporters fold bills"),
    ]


def test_cells_with_tabs_and_lines_survive_the_clipboard() -> None:
    block = [["a\tb", "two\nlines"], ['"quoted"', ""]]
    assert from_text(to_text(block)) == block


def test_find_and_replace_shows_each_change_and_makes_only_the_checked_ones(
    table: TableView, desk: Desk, qtbot: QtBot
) -> None:
    table.open_replace()
    panel = table.replace_panel
    panel.field.setCurrentIndex(panel.field.findData("outlet"))
    panel.find_line.setText("Northern")
    panel.replacement.setText("Great Northern")
    qtbot.waitUntil(lambda: panel.preview.rowCount() == 2)
    assert panel.preview.item(0, 1).text() == "The Great Northern Courier"
    panel.preview.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    assert panel.button.text() == "Replace in 1 clipping"
    panel.button.click()
    settle(table)
    names = sorted(one.outlet_name for one in clippings(desk).values())
    assert names == ["Morgenblatt", "The Great Northern Courier", "The Northern Courier"]


def test_a_wrong_pattern_is_explained_at_its_field(table: TableView, qtbot: QtBot) -> None:
    table.open_replace()
    table.replace_panel.regex.setChecked(True)
    table.replace_panel.find_line.setText("(")
    qtbot.waitUntil(lambda: "pattern is wrong" in said(table), timeout=10_000)
    assert not table.replace_panel.button.isEnabled()


def test_a_stale_row_is_left_alone_and_named(table: TableView, desk: Desk, job: QuietJob) -> None:
    edit_field(desk, job, [1], "section", "Politics")
    table.write([CellEdit(1, "section", "", "Arts"), CellEdit(2, "section", "", "Arts")])
    settle(table)
    found = clippings(desk)
    assert (found[1].fields.section, found[2].fields.section) == ("Politics", "Arts")
    assert "1 clipping changed meanwhile" in said(table)


def test_the_operation_refuses_a_wrong_date_without_writing_anything(
    three: list[int], desk: Desk, job: QuietJob
) -> None:
    from archive_app.errors import UserMistake

    edits = [CellEdit(1, "section", "", "Arts"), CellEdit(1, "published", "2012-05-08", "8.5.2012")]
    with pytest.raises(UserMistake):
        set_cells(desk, job, edits)
    assert table_rows(desk, job, [1])[0].value("section") == ""


def test_a_clipping_that_is_gone_has_a_row_that_says_so(three: list[int], desk: Desk, job: QuietJob) -> None:
    rows = table_rows(desk, job, [2, 99])
    assert [row.missing for row in rows] == [False, True]


def test_columns_are_chosen_and_remembered(table: TableView, session: Session, qtbot: QtBot) -> None:
    table.arrangement.show_column("summary", True)
    table.arrangement.show_column("byline", False)
    qtbot.waitUntil(lambda: "summary" in session.settings.items("table.columns"))
    other = TableView(session)
    qtbot.addWidget(other)
    names = [one.name for one in other.model.columns]
    assert names[-1] == "summary"
    assert "byline" not in names


def test_a_click_on_a_heading_sorts_the_list(table: TableView, session: Session) -> None:
    table.grid.horizontalHeader().sectionClicked.emit(column(table, "headline"))
    settle(table)
    shown = [table.model.index(row, column(table, "headline")).data() for row in range(3)]
    assert shown == sorted(shown)


def test_a_hundred_thousand_rows_are_shown_in_a_moment(session: Session, qtbot: QtBot) -> None:
    import time

    from archive_app.domain.listing import Listing, ListRequest

    view = TableView(session)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    began = time.perf_counter()
    view._on_listed(Listing(ListRequest(), range(1, 100_001), total=100_000))
    QGuiApplication.processEvents()
    view.grid.scrollToBottom()
    QGuiApplication.processEvents()
    assert time.perf_counter() - began < 1.0
    assert view.model.rowCount() == 100_000
    settle(view)
    assert view.model.index(99_999, column(view, "headline")).data() == "(gone)"
