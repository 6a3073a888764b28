"""A strip under the top bar: a problem to read and put away, or a mistake pointed at in the search field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import Theme, set_role


class NoticeStrip(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "strip")
        self.pointer = QLabel("▴")
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self.text, "warning")
        set_role(self.pointer, "warning")
        self.close_button = QToolButton()
        icons.dress(self.close_button, theme, "x", "ink2", 13)
        self.close_button.setToolTip(self.tr("Put away"))
        self.close_button.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 5, 12, 5)
        self._layout.addWidget(self.pointer, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.close_button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a problem until it is put away."""
        self._show(sentence, 16, pointed=False)

    def point(self, sentence: str, x: int) -> None:
        """Show a mistake under the place `x` of the window it speaks of; '' takes it away."""
        if sentence:
            # Before it is first shown the strip has no width of its own yet.
            self._show(sentence, max(16, min(x - 4, self.window().width() // 2)), pointed=True)
        elif self.pointer.isVisibleTo(self):
            self.hide()

    def _show(self, sentence: str, left: int, pointed: bool) -> None:
        self.text.setText(sentence)
        self.text.setAccessibleName(sentence)
        self.pointer.setVisible(pointed)
        self._layout.setContentsMargins(left, 5, 12, 5)
        self.show()
