"""The tools that appear beside selected words: highlight in a colour, note, link, tag, copy."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from archive_app.domain.annotation import Colour
from archive_app.gui import icons
from archive_app.gui.theme import STEP, Theme, set_role

DOT = 16


def colour_name(colour: Colour) -> str:
    """Return the word for a colour of highlights."""
    return colour.value.capitalize()


def colour_icon(theme: Theme, colour: Colour, *, chosen: bool = False) -> QIcon:
    """Return a round swatch of a highlight's colour; the chosen one has a ring."""
    picture = QPixmap(2 * DOT, 2 * DOT)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(f"highlight_{colour.value}"))
    painter.setPen(theme.colour("ink" if chosen else "ink4"))
    painter.drawEllipse(1, 1, DOT - 2, DOT - 2)
    painter.end()
    return QIcon(picture)


class ColourRow(QWidget):
    """The five colours as buttons, one of them chosen."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, chosen: Colour | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[Colour, QToolButton] = {}
        for colour in Colour:
            button = QToolButton(self)
            button.setObjectName(f"highlight_{colour.value}")
            button.setAccessibleName(self.tr("Highlight {colour}").format(colour=colour.value))
            button.setToolTip(colour_name(colour))
            button.setIconSize(QSize(DOT, DOT))
            button.setCheckable(chosen is not None)
            button.clicked.connect(lambda _=False, colour=colour: self._on_clicked(colour))
            self.buttons[colour] = button
            row.addWidget(button)
        self.chosen = chosen
        self._paint()
        theme.changed.connect(self._paint)

    def choose(self, colour: Colour) -> None:
        self.chosen = colour
        self._paint()

    def _on_clicked(self, colour: Colour) -> None:
        if self.chosen is not None:
            self.choose(colour)
        self.picked.emit(colour)

    def _paint(self) -> None:
        for colour, button in self.buttons.items():
            button.setIcon(colour_icon(self._theme, colour, chosen=colour is self.chosen))
            button.setChecked(colour is self.chosen)


class SelectionBar(QFrame):
    """Lies over the text, above the selection, or below it where above is no room."""

    highlight = Signal(object)
    note = Signal()
    link = Signal()
    tag = Signal()
    copy = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("selectionBar")
        self.setAccessibleName(self.tr("Tools for the selected words"))
        set_role(self, "popover")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP, 2, STEP, 2)
        row.setSpacing(2)
        self.colours = ColourRow(theme, self)
        self.colours.picked.connect(self.highlight)
        row.addWidget(self.colours)
        for name, icon, title, key, signal in (
            ("note", "note-pencil", self.tr("Note"), "N", self.note),
            ("link", "link", self.tr("Link"), "L", self.link),
            ("tag", "tag", self.tr("Tag"), "T", self.tag),
            ("copy", "quotes", self.tr("Copy with source"), "Ctrl+Alt+C", self.copy),
        ):
            button = QToolButton(self)
            button.setObjectName(f"selection_{name}")
            button.setToolTip(f"{title} ({key})")
            button.setAccessibleName(title)
            icons.dress(button, theme, icon)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
            row.addWidget(button)
        self.hide()

    def show_beside(self, passage: QRect) -> None:
        """Show beside a rectangle of the parent."""
        room = self._over.rect()
        self.adjustSize()
        x = min(max(STEP, passage.center().x() - self.width() // 2), room.width() - self.width() - STEP)
        y = passage.top() - self.height() - 2 * STEP
        if y < 0:
            y = min(passage.bottom() + 2 * STEP, room.height() - self.height() - STEP)
        self.move(x, y)
        self.show()
        self.raise_()
