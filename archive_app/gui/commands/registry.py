"""The registry of commands: menus, toolbar, palette, keys and their help are built from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_app.gui.discovery import import_all

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

MENUS = ("Archive", "Edit", "View", "Clipping", "Names", "Collections", "Help")
"""Menus in their order; another menu name a command gives is put before Help."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for. `when` names conditions that must all hold."""

    id: str
    title: str
    run: Callable[[MainWindow], object]
    keys: tuple[str, ...] = ()
    menu: str = ""
    when: str = ""
    icon: str = ""
    hint: str = ""
    order: int = 50
    checked: Callable[[MainWindow], bool] | None = None
    """For a command that is on or off: is it on?"""

    @property
    def single_letter(self) -> bool:
        """Has it a key that typing may hit, so that a person can turn it off?"""
        return any(len(key) == 1 for key in self.keys)


_commands: dict[str, Command] = {}
_conditions: dict[str, Callable[[MainWindow], bool]] = {}


def command(
    id: str,
    *,
    title: str,
    keys: Iterable[str] = (),
    menu: str = "",
    when: str = "",
    icon: str = "",
    hint: str = "",
    order: int = 50,
    checked: Callable[[MainWindow], bool] | None = None,
) -> Callable[[Callable[[MainWindow], object]], Callable[[MainWindow], object]]:
    """Register a function of the window as a command.

    `id` is `noun.verb`; `keys` are portable key names ('Ctrl+F', 'T'), the first one is shown; `when`
    names conditions, separated by spaces; `order` sorts within a menu, and a new ten begins a group.
    ValueError when the id or a key is taken, or the id is no `noun.verb`.
    """
    taken = {key.lower(): c for c in _commands.values() for key in c.keys}
    keys = tuple(keys)
    if id in _commands:
        raise ValueError(f"There are two commands '{id}'.")
    if id.count(".") != 1:
        raise ValueError(f"A command is called noun.verb, not '{id}'.")
    for key in keys:
        if key.lower() in taken:
            raise ValueError(f"'{id}' and '{taken[key.lower()].id}' both want the key {key}.")

    def register(run: Callable[[MainWindow], object]) -> Callable[[MainWindow], object]:
        _commands[id] = Command(id, title, run, keys, menu, when, icon, hint, order, checked)
        return run

    return register


def condition(name: str) -> Callable[[Callable[[MainWindow], bool]], Callable[[MainWindow], bool]]:
    """Register a function of the window as a condition that `when` may name."""

    def register(test: Callable[[MainWindow], bool]) -> Callable[[MainWindow], bool]:
        if name in _conditions:
            raise ValueError(f"There are two conditions '{name}'.")
        _conditions[name] = test
        return test

    return register


def load_commands() -> tuple[Command, ...]:
    """Import every module of this package, and return all commands in the order of menus."""
    import archive_app.gui.commands as package

    import_all(package)
    return tuple(sorted(_commands.values(), key=lambda c: (_menu_rank(c.menu), c.order, c.id)))


def find_command(id: str) -> Command | None:
    return _commands.get(id)


def conditions() -> dict[str, Callable[[MainWindow], bool]]:
    return dict(_conditions)


def holds(when: str, window: MainWindow) -> bool:
    """Do all conditions named in `when` hold for the window now?"""
    return all(_conditions[name](window) for name in when.split())


def _menu_rank(menu: str) -> float:
    if menu in MENUS:
        return MENUS.index(menu)
    return MENUS.index("Help") - 0.5 if menu else len(MENUS)
