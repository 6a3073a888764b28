"""The palette takes the keyboard at once; searches are saved, renamed and deleted from the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from archive_app.domain.listing import ListRequest
from archive_app.gui.models.navigator_model import NavigatorRow
from archive_app.gui.place_menu import place_menu
from archive_app.gui.program import Program
from archive_app.gui.settings import Settings
from archive_app.gui.views.inspector.inspector import Inspector
from archive_app.gui.widgets.name_dialog import NameDialog
from archive_app.gui.widgets.palette_dialog import PaletteDialog
from archive_app.operations.archives import open_desk


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The window on an empty archive."""
    open_desk(tmp_path / "Room", create=True, name="Room", author="Mira").close()
    made = Program(Settings())
    made.asks_author = False
    made.window.resize(1366, 768)
    made.window.show()
    made.begin(tmp_path / "Room")
    qtbot.waitUntil(lambda: made.window.is_furnished and made.session.desk is not None, timeout=20000)
    rest(qtbot, made)
    yield made
    made.window.close()
    made.end()


def rest(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.jobs.idle() and program.session.listing is not None, timeout=20000)
    qtbot.wait(20)
    qtbot.waitUntil(program.jobs.idle, timeout=20000)


def searches(program: Program) -> list[NavigatorRow]:
    return [row for row in program.window.navigator.model.rows if row.kind == "search"]


def test_a_command_is_typed_and_run_without_a_click(qtbot: QtBot, program: Program) -> None:
    program.window.activateWindow()
    program.window.run_command("view.palette")
    palette = program.window.findChild(PaletteDialog, "palette")
    assert isinstance(palette, PaletteDialog)
    assert not palette.isWindow()
    assert QApplication.focusWidget() is palette.field
    QTest.keyClicks(palette.field, "all names")
    assert [palette.list.item(row).text() for row in range(palette.list.count())] == ["Names: All names…"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert program.window.page == "names"
    assert not palette.isVisible()


def test_steps_pass_over_what_cannot_be_done_now(program: Program) -> None:
    program.window.run_command("view.palette")
    palette = program.window.findChild(PaletteDialog, "palette")
    assert isinstance(palette, PaletteDialog)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        QTest.keyClick(palette.field, key)
        assert palette.list.currentItem().flags() & Qt.ItemFlag.ItemIsEnabled
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_search_is_saved_renamed_deleted_and_comes_back(qtbot: QtBot, program: Program) -> None:
    window, session = program.window, program.session
    session.list_request(ListRequest(query="house OR arrest"))
    rest(qtbot, program)
    window.run_command("search.save")
    answer(window.findChild(NameDialog, "nameDialog"), "House arrest")
    qtbot.waitUntil(lambda: [row.title for row in searches(program)] == ["House arrest"], timeout=20000)
    choose(place_menu(window, searches(program)[0]), "Rename…")
    dialogs = window.findChildren(NameDialog, "nameDialog")
    answer(dialogs[-1], "Under arrest")
    qtbot.waitUntil(lambda: [row.title for row in searches(program)] == ["Under arrest"], timeout=20000)
    choose(place_menu(window, searches(program)[0]), "Delete the saved search")
    qtbot.waitUntil(lambda: searches(program) == [], timeout=20000)
    rest(qtbot, program)
    window.run_command("edit.undo")
    qtbot.waitUntil(lambda: [row.title for row in searches(program)] == ["Under arrest"], timeout=20000)
    rest(qtbot, program)


def answer(dialog: object, name: str) -> None:
    assert isinstance(dialog, NameDialog)
    dialog.field.setText("  ")
    assert not dialog.take.isEnabled()
    dialog.field.setText(f" {name} ")
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def choose(menu: QMenu, title: str) -> None:
    action = next(action for action in menu.actions() if action.text() == title)
    assert action.isEnabled()
    action.trigger()
    menu.deleteLater()


@pytest.mark.parametrize("page", ["history", "imports", "table", "names", "collections"])
def test_a_page_gives_the_keyboard_to_its_list_not_to_a_button(
    qtbot: QtBot, program: Program, page: str
) -> None:
    program.window.activateWindow()
    program.window.show_page(page)
    rest(qtbot, program)
    assert not isinstance(QApplication.focusWidget(), QPushButton)


def test_the_folded_inspector_shows_which_tab_is_open(program: Program) -> None:
    clippings = program.window.clippings
    assert clippings.folded
    clippings.rail.toggled.emit("names", True)
    inspector = program.window.inspector
    assert isinstance(inspector, Inspector)
    inspector.show_tab("notes")
    pressed = [
        button.accessibleName() for button in clippings.rail.findChildren(QToolButton) if button.isChecked()
    ]
    assert pressed == ["Notes"]


def test_space_in_the_list_pages_the_reader(program: Program) -> None:
    paged: list[int] = []
    table = program.window.clippings.list.table
    table.paged.connect(paged.append)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert paged == [1, -1]
