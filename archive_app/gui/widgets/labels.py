"""Labels that show text as it is: never as markup, and in a role that the theme dresses."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Make a plain-text label; `role` is one that the theme's style sheet knows."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    return label


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` itself; Qt would read tags in a bare one as markup."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


class ElidedLabel(QLabel):
    """One line that ends in '…' where there is no room, and says the whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.text().replace("\n", " ")
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip(plain_tip(text) if shown != text else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)
