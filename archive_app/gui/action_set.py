"""The commands of one window as Qt actions, and the menus built from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from archive_app.gui import icons
from archive_app.gui.commands.registry import MENUS, Command, holds, load_commands

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


class ActionSet(QObject):
    """One QAction a command, with its keys; enabled while its conditions hold."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.commands = load_commands()
        self.actions: dict[str, QAction] = {}
        for command in self.commands:
            self._make(command)
        session = window.session
        for signal in (session.archive_changed, session.selection_changed, session.shown):
            signal.connect(self._on_something_changed)
        session.navigation_changed.connect(self.refresh)
        session.settings.changed.connect(self._on_setting)
        self.set_keys()
        self.refresh()

    def _make(self, command: Command) -> None:
        action = QAction(QCoreApplication.translate("commands", command.title), self._window)
        action.setObjectName(command.id)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checked is not None)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if command.hint:
            action.setStatusTip(QCoreApplication.translate("commands", command.hint))
        if command.icon:
            icons.dress(action, self._window.session.theme, command.icon, "ink2", 16)
        action.triggered.connect(lambda _=False, c=command: self.run(c))
        self._window.addAction(action)
        self.actions[command.id] = action

    def run(self, command: Command) -> None:
        """Run a command if its conditions hold; a mistake is told as a message."""
        from archive_app.errors import ArchiveAppError

        if not holds(command.when, self._window):
            return
        try:
            command.run(self._window)
        except ArchiveAppError as error:
            self._window.session.messages.problem(error, self._window)
        self.refresh()

    def set_keys(self) -> None:
        """Give the actions their keys; single letters only when the person wants them."""
        letters = self._window.session.settings.flag("keys.single_letters", True)
        for command in self.commands:
            keys = [key for key in command.keys if letters or len(key) > 1]
            action = self.actions[command.id]
            action.setShortcuts([QKeySequence(key) for key in keys])
            title = QCoreApplication.translate("commands", command.title)
            action.setToolTip(icons.tip(title, keys[0] if keys else ""))

    def refresh(self) -> None:
        """Ask every condition again."""
        known: dict[str, bool] = {}
        for command in self.commands:
            if command.when not in known:
                known[command.when] = holds(command.when, self._window)
            action = self.actions[command.id]
            action.setEnabled(known[command.when])
            if command.checked is not None:
                action.setChecked(command.checked(self._window))

    def _on_something_changed(self, _what: object) -> None:
        self.refresh()

    def _on_setting(self, key: str) -> None:
        if key == "keys.single_letters":
            self.set_keys()

    def fill(self, menu: QMenu, name: str, only: str = "") -> None:
        """Add a menu's commands; a new ten of `order` begins a group. `only` asks for a condition."""
        group = None
        for command in self.commands:
            if (name and command.menu != name) or (only and only not in command.when.split()):
                continue
            if group is not None and command.order // 10 != group:
                menu.addSeparator()
            group = command.order // 10
            menu.addAction(self.actions[command.id])

    def fill_all(self, menu: QMenu) -> None:
        """Make the menu under the archive's name: its own commands, then the other menus."""
        menu.clear()
        self.fill(menu, MENUS[0])
        menu.addSeparator()
        names = list(dict.fromkeys(command.menu for command in self.commands if command.menu))
        for name in names:
            if name != MENUS[0]:
                self.fill(menu.addMenu(QCoreApplication.translate("menus", name)), name)
