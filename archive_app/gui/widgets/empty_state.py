"""An empty place that teaches: what it is for, one button, one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import Theme, set_role, wrap_at

TEXT_WIDTH = 300


class EmptyState(QWidget):
    """A quiet picture, a title, a sentence, and perhaps a button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.button = QPushButton()
        self._act: Callable[[], object] | None = None
        self.button.setProperty("offered", True)
        self.button.clicked.connect(self._on_clicked)
        set_role(self.title, "title")
        set_role(self.sentence, "second")
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for widget in (self.picture, self.title, self.sentence, self.button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(6)
        layout.addStretch(3)
        theme.changed.connect(self._follow_theme)

    def teach(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say what belongs here; `act` is what the button does."""
        self._icon_name, self._act = icon, act
        self.title.setText(title)
        self.sentence.setText(sentence)
        self._wrap()
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._paint_picture()

    def _wrap(self) -> None:
        for label in (self.title, self.sentence):
            wrap_at(label, self._theme.size(TEXT_WIDTH))

    def _follow_theme(self) -> None:
        self._wrap()
        self._paint_picture()

    def _paint_picture(self) -> None:
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self.picture.setPixmap(icons.pixmap(self._theme, self._icon_name, "ink4", 40, ratio))

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()
