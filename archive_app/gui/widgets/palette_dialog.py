"""The command palette: type a part of a command's name, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from archive_app.gui.commands.registry import Command, holds

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

WIDTH, HEIGHT = 520, 380


class PaletteDialog(QDialog):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Commands"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        px = window.session.theme.size
        self.resize(min(px(WIDTH), window.width() - 40), min(px(HEIGHT), window.height() - 80))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 52)))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._show("")

    def _show(self, typed: str) -> None:
        self.list.clear()
        for command in matching(self._window.actions_.commands, typed):
            title = QCoreApplication.translate("commands", command.title)
            menu = QCoreApplication.translate("menus", command.menu) if command.menu else ""
            keys = f"   {command.keys[0]}" if command.keys else ""
            item = QListWidgetItem(f"{menu}: {title}{keys}" if menu else f"{title}{keys}")
            item.setIcon(self._window.actions_.actions[command.id].icon())
            item.setData(Qt.ItemDataRole.UserRole, command)
            if not holds(command.when, self._window):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        for row in range(self.list.count()):
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                break

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        self._window.actions_.run(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


def matching(commands: tuple[Command, ...], typed: str) -> list[Command]:
    """Return the commands that hold every typed word, those that begin with it first."""
    words = typed.casefold().split()

    def text(command: Command) -> str:
        return f"{QCoreApplication.translate('commands', command.title)} {command.menu}".casefold()

    found = [c for c in commands if all(word in text(c) for word in words)]
    return sorted(found, key=lambda c: not (words and text(c).startswith(words[0])))
