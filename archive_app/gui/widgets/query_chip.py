"""A chip of the search bar: a place or a field of the query, with a cross that takes it away."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.widgets.labels import ElidedLabel

WIDEST = 190


class QueryChip(QWidget):
    removed = Signal()

    def __init__(self, theme: Theme, text: str, kind: str, parent: QWidget | None = None) -> None:
        """`kind` gives the colour: person, event, … or anything else for none."""
        super().__init__(parent)
        self._theme = theme
        self.text = text
        self.setProperty("kind", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("{0}, press Delete to remove").format(text))
        set_role(self, "query-chip")
        self.label = ElidedLabel(text)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.label.setProperty("kind", kind)
        set_role(self.label, "query-chip-text")
        self.cross = QToolButton()
        self.cross.setToolTip(self.tr("Remove {0}").format(text))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        icons.dress(self.cross, theme, "x", "ink3", 11)
        set_role(self.cross, "tiny")
        self.cross.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(9, 0, 3, 0)
        layout.setSpacing(3)
        layout.addWidget(self.label)
        layout.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(self._theme.size(WIDEST), hint.width()), self._theme.size(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
