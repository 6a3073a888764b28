"""A line above the text with what must be known before reading it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import STEP, Theme, set_role
from archive_app.gui.widgets.labels import plain


class Banner(QFrame):
    """Each notice is a sentence, with a button where it leads somewhere."""

    followed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readerBanner")
        set_role(self, "banner")
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6 * STEP, 2 * STEP, 5 * STEP, 2 * STEP)
        self._column.setSpacing(STEP)
        self._rows: list[QWidget] = []
        self.hide()

    def show_notices(self, notices: Sequence[tuple[str, object]]) -> None:
        """Show sentences, each with what it leads to, or None."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._make_row(text, target) for text, target in notices]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(self._rows))

    def texts(self) -> tuple[str, ...]:
        labels = (label for row in self._rows for label in row.findChildren(QLabel))
        return tuple(label.text() for label in labels if label.text())

    def _make_row(self, text: str, target: object) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        sign = QLabel(row)
        sign.setPixmap(icons.pixmap(self._theme, "warning-circle", "warning", ratio=self.devicePixelRatioF()))
        label = plain(text, "", row)
        label.setWordWrap(True)
        line.addWidget(sign)
        line.addWidget(label, 1)
        if target is not None:
            button = QPushButton(self.tr("Open"), row)
            set_role(button, "link")
            button.setAccessibleName(self.tr("Open: {text}").format(text=text))
            button.clicked.connect(lambda: self.followed.emit(target))
            line.addWidget(button)
        return row
