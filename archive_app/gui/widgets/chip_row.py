"""A row of small buttons; those that have no room go into a menu at its end, none is ever cut off."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from archive_app.gui.theme import set_role

GAP = 6


class ChipRow(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QPushButton] = []
        self._more = QPushButton("…", self)
        self._more.setAccessibleName(self.tr("More filters"))
        self._more.setToolTip(self.tr("More filters"))
        self._more_menu = QMenu(self._more)
        self._more.setMenu(self._more_menu)
        set_role(self._more, "chip")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, chip: QPushButton) -> None:
        """Add a chip with a menu."""
        set_role(chip, "chip")
        chip.setParent(self)
        self.chips.append(chip)
        chip.show()
        self.arrange()

    def sizeHint(self) -> QSize:
        height = max((chip.sizeHint().height() for chip in self.chips), default=24)
        return QSize(200, height + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lay the chips out from left to right, and what does not fit into the menu."""
        widths = [chip.sizeHint().width() for chip in self.chips]
        more = self._more.sizeHint()
        room = self.width()
        if sum(widths) + GAP * max(0, len(widths) - 1) > room:
            room -= more.width() + GAP
        left, shown = 0, 0
        for chip, width in zip(self.chips, widths, strict=True):
            if left + width > room:
                break
            chip.setGeometry(left, 0, width, chip.sizeHint().height())
            left += width + GAP
            shown += 1
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < shown)
        hidden = self.chips[shown:]
        self._more.setVisible(bool(hidden))
        self._more.setGeometry(left, 0, more.width(), more.height())
        self._more_menu.clear()
        for chip in hidden:
            menu = chip.menu()
            if menu is not None:
                self._more_menu.addMenu(menu).setText(chip.text().rstrip(" ▾"))
