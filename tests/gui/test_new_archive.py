"""A new archive: one dialog for name and place, checked while one types."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme
from archive_app.gui.widgets.new_archive_dialog import NewArchiveDialog, folder_name


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> NewArchiveDialog:
    made = NewArchiveDialog(Theme(Settings()), tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_makes_the_folder_of_the_name(qtbot: QtBot, dialog: NewArchiveDialog, tmp_path: Path) -> None:
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.name, "Harbour: strikes")
    with qtbot.waitSignal(dialog.made) as made:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert made.args == [tmp_path / "Harbour- strikes", "Harbour: strikes"]


def test_what_is_wrong_is_said_at_the_field(dialog: NewArchiveDialog, tmp_path: Path) -> None:
    (tmp_path / "Full").mkdir()
    (tmp_path / "Full" / "letter.txt").write_text("x", encoding="utf-8")
    dialog.name.setText("Full")
    assert "is there already" in dialog.problem()
    assert not dialog.take.isEnabled()
    dialog.name.setText("Empty")
    assert dialog.problem() == ""
    assert dialog.take.isEnabled()
    dialog.place.setText(str(tmp_path / "nowhere"))
    assert dialog.problem().startswith("There is no folder")
    dialog.place.setText("relative")
    assert "whole path" in dialog.problem()


@pytest.mark.parametrize(
    ("name", "folder"), [("a/b", "a-b"), ("..", "archive"), ("Con", "Con archive"), ("Zeitung", "Zeitung")]
)
def test_folders_get_names_that_every_system_takes(name: str, folder: str) -> None:
    assert folder_name(name) == folder
