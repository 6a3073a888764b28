"""The sheet of keys, made from the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from archive_app.gui.theme import set_role

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

WIDTH, HEIGHT = 640, 560


class KeysDialog(QDialog):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("keysDialog")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        set_role(inside, "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(32)
        menu, row = None, 0
        for command in window.actions_.commands:
            if not command.keys:
                continue
            if command.menu != menu:
                menu = command.menu
                head = QLabel(QCoreApplication.translate("menus", menu or "Everywhere").upper())
                set_role(head, "head")
                grid.setRowMinimumHeight(row, 30)
                grid.addWidget(head, row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
                row += 1
            title = QLabel(QCoreApplication.translate("commands", command.title).rstrip("…"))
            shown = (QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in command.keys)
            keys = QLabel(self.tr(" or ").join(shown))
            set_role(keys, "second")
            grid.addWidget(title, row, 0)
            grid.addWidget(keys, row, 1)
            row += 1
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(row, 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        px = window.session.theme.size
        self.resize(min(px(WIDTH), window.width() - 40), min(px(HEIGHT), window.height() - 40))
