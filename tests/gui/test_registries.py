"""Commands and views: unique, reachable, with icons that exist and conditions that are known."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from archive_app.gui import icons
from archive_app.gui.commands import registry
from archive_app.gui.views.registry import PLACES, load_views


def test_ids_and_keys_are_unique(qapp: QApplication) -> None:
    commands = registry.load_commands()
    ids = [command.id for command in commands]
    keys = [QKeySequence(key).toString() for command in commands for key in command.keys]
    assert len(ids) == len(set(ids)) > 20
    assert len(keys) == len(set(keys))
    assert "" not in keys, "a key that Qt does not know"


def test_commands_can_be_reached_and_shown(qapp: QApplication) -> None:
    for command in registry.load_commands():
        assert command.title.strip(), command.id
        assert set(command.when.split()) <= set(registry.conditions()), command.id
        assert not command.icon or icons.exists(command.icon), f"{command.id}: no icon '{command.icon}'"


def test_views_have_a_place_and_an_icon(qapp: QApplication) -> None:
    views = load_views()
    assert len({view.id for view in views}) == len(views) >= 2
    for view in views:
        assert view.place in PLACES
        assert view.title
        assert not view.icon or icons.exists(view.icon), f"{view.id}: no icon '{view.icon}'"


def test_a_second_command_of_an_id_or_key_is_refused() -> None:
    registry.load_commands()
    with pytest.raises(ValueError, match="two commands"):
        registry.command("search.focus", title="Again")
    with pytest.raises(ValueError, match="Ctrl\\+F"):
        registry.command("search.again", title="Again", keys=("Ctrl+F",))
    with pytest.raises(ValueError, match=r"noun\.verb"):
        registry.command("again", title="Again")
