"""The command palette: type a part of a command's name, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from archive_app.gui.commands.registry import Command, holds
from archive_app.gui.theme import Theme
from archive_app.gui.widgets.popover import Popover

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

WIDTH, HEIGHT = 560, 380
TOP = 48
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
KEYS = Qt.ItemDataRole.UserRole + 1


class CommandDelegate(QStyledItemDelegate):
    """Draws a command's name at the left and its key at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setFont(self._theme.ui_font(12))
        painter.setPen(self._theme.colour("ink3" if enabled else "ink4"))
        rect: QRect = option.rect  # type: ignore[attr-defined]
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -10, 0), where, index.data(KEYS) or "")
        painter.restore()


class PaletteDialog(Popover):
    """Lies over the window, so that the keyboard reaches it wherever the window manager puts popups."""

    def __init__(self, window: MainWindow) -> None:
        px = window.session.theme.size
        super().__init__(window, px(WIDTH))
        self._main = window
        self.setObjectName("palette")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(px(16), px(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(CommandDelegate(window.session.theme, self.list))
        self.list.setFixedHeight(min(px(HEIGHT), window.height() - 3 * TOP))
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._show("")

    def open(self) -> None:
        """Show under the top bar, in the middle, ready to be typed into."""
        width = min(self._main.session.theme.size(WIDTH), self._main.width())
        corner = self._main.mapToGlobal(self._main.rect().topLeft())
        left = corner.x() + (self._main.width() - width) // 2
        self.open_at(QRect(left, corner.y() + TOP - 1, width, 1), self.field)

    def _show(self, typed: str) -> None:
        self.list.clear()
        for command in matching(self._main.actions_.commands, typed):
            title = QCoreApplication.translate("commands", command.title)
            menu = QCoreApplication.translate("menus", command.menu) if command.menu else ""
            item = QListWidgetItem(f"{menu}: {title}" if menu else title)
            item.setIcon(self._icon(command))
            item.setData(Qt.ItemDataRole.UserRole, command)
            key = QKeySequence(command.keys[0]) if command.keys else QKeySequence()
            item.setData(KEYS, key.toString(QKeySequence.SequenceFormat.NativeText))
            if not holds(command.when, self._main):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self._step(0, 1)

    def _icon(self, command: Command) -> QIcon:
        """Return a command's icon, or an empty one that keeps the names in line."""
        found = self._main.actions_.actions[command.id].icon()
        if not found.isNull():
            return found
        blank = QPixmap(self.list.iconSize())
        blank.fill(Qt.GlobalColor.transparent)
        return QIcon(blank)

    def _step(self, row: int, by: int) -> None:
        """Choose the nearest command from `row` on that can be run now."""
        row = max(0, min(self.list.count() - 1, row))
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                return
            row += 1 if by > 0 else -1

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.finish()
        self._main.actions_.run(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._step(self.list.currentRow() + step, step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


def matching(commands: tuple[Command, ...], typed: str) -> list[Command]:
    """Return the commands that hold every typed word, those that begin with it first."""
    words = typed.casefold().split()

    def text(command: Command) -> str:
        title = QCoreApplication.translate("commands", command.title)
        return f"{title} {QCoreApplication.translate('menus', command.menu)}".casefold()

    found = [c for c in commands if all(word in text(c) for word in words)]
    return sorted(found, key=lambda c: not (words and text(c).startswith(words[0])))
