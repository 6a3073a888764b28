"""Clippings without a file, and the table that is edited like a spreadsheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableWidget

from archive_app.domain.clipping import Clipping
from archive_app.gui.models.clipping_list_model import ROW
from archive_app.gui.views.table_view import TableView
from tests.e2e.screen import live, rows_of, until
from tests.e2e.user import User

HEADLINE = "Dockers meet at the gate"


def make_clipping(user: User, headline: str, outlet: str, date: str) -> None:
    """Ctrl+N, type, Ctrl+Enter."""
    user.presses("Ctrl+N")
    user.widget("newClippingDialog")
    for name, text in (("new_headline", headline), ("new_outlet", outlet), ("new_published", date)):
        user.fills(name, text)
    user.presses("Ctrl+Return")
    until(lambda: user.find("newClippingDialog") is None, "the end of the dialog")
    user.reads(headline)


def test_a_cutting_read_on_microfilm_gets_its_file_later(fresh: User, tmp_path: Path) -> None:
    user = fresh
    user.presses("Ctrl+N")
    user.widget("newClippingDialog")
    for name, text in (
        ("new_headline", HEADLINE),
        ("new_outlet", "Le Matin"),
        ("new_published", "1934-13"),
    ):
        user.fills(name, text)
    user.sees("There is no such day", within="newClippingDialog")
    user.fills("new_published", "1934~")
    for name, text in (
        ("new_holding_institution", "Archives nationales"),
        ("new_holding_fonds", "F/7/12960"),
        ("new_holding_folder", "dossier 3"),
        ("new_holding_sheet", "1"),
    ):
        user.fills(name, text)
    side = user.widget("newClippingDialog").findChildren(QComboBox)[-1]
    user.chooses(side, "back")
    user.widget("newSummary").setFocus()
    user.types("Read on microfilm, reel 7")
    user.takes_picture("2-new-clipping")
    user.presses("Ctrl+Return")
    user.reads(HEADLINE)

    row = user.window.clippings.list.model.index(0, 0).data(ROW)
    facts = [words for _, words, _ in user.window.clippings.list.table._delegate.facts(row)]
    assert "no file" in facts
    user.sees(f"{HEADLINE}. Le Matin. c. 1934", within="clippingList")
    user.clicks_tab("Details", within="inspector")
    user.sees("Archives nationales", "F/7/12960", "dossier 3", "Read on microfilm, reel 7")
    user.takes_picture("2-listed")

    photo = tmp_path / "Le Matin 1934.txt"
    photo.write_text(f"{HEADLINE}\n\nThe gate stayed shut, and three hundred men sang.\n", encoding="utf-8")
    table = user.view("clippingList")
    user.drops_files(photo, on=table.viewport(), at=QPoint(100, 40))
    user.picks("Attach to this clipping")
    user.sees("Attached Le Matin 1934.txt.", "three hundred men sang")
    user.takes_picture("2-attached")
    clippings = user.archive_holds(lambda records: records.clippings.count())
    assert clippings == 1
    user.finds("gate", HEADLINE)


def test_the_table_fills_many_fields_each_time_in_one_step(fresh: User) -> None:
    user = fresh
    for number, outlet in enumerate(("Matin", "Matin", "Le Figaro", "Matin")):
        make_clipping(user, f"Headline {number}", outlet, f"1934-05-1{number}")
    user.presses("Ctrl+2")
    table = user.widget("tableView")
    assert isinstance(table, TableView)

    def cell(row: int, name: str) -> QPoint:
        names = [column.name for column in table.model.columns]
        index = table.model.index(row, names.index(name))
        table.grid.scrollTo(index)
        return table.grid.visualRect(index).center()

    def values(name: str) -> list[str]:
        user.rests()
        return [table.model.row(row).value(name) for row in range(4)]  # type: ignore[union-attr]

    def selects(first: int, last: int, name: str) -> None:
        viewport = table.grid.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(first, name))
        shift = Qt.KeyboardModifier.ShiftModifier
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, cell(last, name))
        live()

    until(lambda: len(table.model.ids) == 4 and table.model.row(3) is not None, "four rows")

    # The holding place of all of them.
    selects(0, 3, "headline")
    user.presses("Ctrl+Shift+E")
    box = user.widget("setField")
    assert isinstance(box, QComboBox)
    user.chooses(box, "Institution")
    user.fills("setValue", "Archives nationales")
    user.takes_picture("3-set-field")
    user.clicks("Set in 4 clippings")
    user.sees("Set 4 cells. Ctrl+Z takes it back.")
    assert holders(user) == ["Archives nationales"] * 4
    user.clicks("Close")
    selects(0, 0, "headline")
    user.undoes()
    assert holders(user) == [""] * 4
    user.sees("Undone: Set holding institution of 4 clippings", within="statusBar")
    user.redoes()
    assert holders(user) == ["Archives nationales"] * 4

    # 'Matin' becomes 'Le Matin', and each change is seen before.
    user.presses("Ctrl+H")
    box = user.widget("replaceField")
    assert isinstance(box, QComboBox)
    user.chooses(box, "Outlet")
    user.fills("replaceFind", "Matin")
    user.fills("replaceWith", "Le Matin")
    preview = user.widget("replacePreview")
    assert isinstance(preview, QTableWidget)
    until(lambda: rows_of(preview) == ["Matin · Le Matin"] * 3, "the preview")
    user.takes_picture("3-replace")
    user.clicks("Replace in 3 clippings")
    until(
        lambda: sorted(values("outlet")) == ["Le Figaro", "Le Matin", "Le Matin", "Le Matin"], "new outlets"
    )
    user.clicks("Close")
    selects(0, 0, "headline")
    user.undoes()
    assert sorted(values("outlet")) == ["Le Figaro", "Matin", "Matin", "Matin"]
    user.redoes()

    # A section is typed once, and filled down.
    selects(0, 0, "section")
    user.types("Faits divers")
    user.presses("Return")
    until(lambda: values("section")[0] == "Faits divers", "the section of the first")
    selects(0, 2, "section")
    user.presses("Ctrl+D")
    until(lambda: values("section") == ["Faits divers"] * 3 + [""], "sections filled down")
    selects(3, 3, "section")
    user.presses("Ctrl+'")
    until(lambda: values("section") == ["Faits divers"] * 4, "the same section once more")
    user.takes_picture("3-table")
    user.undoes()
    assert values("section") == ["Faits divers"] * 3 + [""]
    user.undoes()
    assert values("section") == ["Faits divers"] + [""] * 3


def holders(user: User) -> list[str]:
    def look(records: object) -> list[str]:
        found: dict[int, Clipping] = records.clippings.find([1, 2, 3, 4])  # type: ignore[attr-defined]
        return [clipping.fields.holding.institution for clipping in found.values()]

    return user.archive_holds(look)


def test_a_clipping_with_nothing_in_it_is_not_made(fresh: User) -> None:
    fresh.presses("Ctrl+N")
    fresh.widget("newClippingDialog")
    fresh.presses("Ctrl+Return")
    fresh.sees("Type a headline, a text or another field first.", within="newClippingDialog")
    fresh.closes("newClippingDialog")
    fresh.sees("No clippings yet")


@pytest.mark.parametrize("field", ["new_outlet"])
def test_the_same_as_last_is_one_key(fresh: User, field: str) -> None:
    make_clipping(fresh, "One", "Le Matin", "1934~")
    fresh.presses("Ctrl+N")
    fresh.widget("newClippingDialog")
    fresh.clicks(fresh.field(field))
    fresh.presses("Ctrl+'")
    assert fresh.field(field).text() == "Le Matin"
    fresh.clicks("sameAsLast")
    assert fresh.field("new_published").text() == "1934~"
    fresh.closes("newClippingDialog")
