"""The page without an archive: make one, open one, or look at the sample."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import HEADLINE_SIZE, set_role, wrap_at

RECENT_SHOWN = 5


class WelcomePage(QWidget):
    new_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    recent_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self._session = session
        set_role(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(self.tr("Press Archive"))
        self._said = said = QLabel(
            self.tr("Keep press articles, find any word in them, tag people and events, mark and link.")
        )
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_role(said, "second")
        self.notice = QLabel(wordWrap=True)
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_role(self.notice, "warning")
        self.notice.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addLayout(self._buttons())
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout.addSpacing(18)
        layout.addLayout(self._recent)
        layout.addStretch(3)
        self._follow_theme()
        session.theme.changed.connect(self._follow_theme)
        self.show_recent()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, title, icon, role, signal in (
            ("welcomeNew", self.tr("New archive…"), "plus", "primary", self.new_asked),
            ("welcomeOpen", self.tr("Open…"), "folder-open", "", self.open_asked),
            ("welcomeDemo", self.tr("Look at the sample"), "book-open", "", self.demo_asked),
        ):
            button = QPushButton(title)
            button.setObjectName(name)
            set_role(button, role)
            button.setProperty("offered", role == "primary")
            colour = "on_button" if role else "ink2"
            icons.dress(button, self._session.theme, icon, colour, 16)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def say(self, text: str) -> None:
        """Show why the last archive is not open; '' takes it away."""
        self.notice.setText(text)
        wrap_at(self.notice, self._session.theme.size(460))
        self.notice.setVisible(bool(text))

    def show_recent(self) -> None:
        """List the archives that were open lately."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        folders = [str(folder) for folder in self._session.settings.items("archives.recent")][:RECENT_SHOWN]
        for folder in folders:
            path = Path(folder)
            button = QPushButton(f"{path.name}  ·  {elide_middle(str(path.parent), 46)}".replace("&", "&&"))
            button.setToolTip(folder)
            set_role(button, "link")
            button.clicked.connect(lambda _=False, p=path: self.recent_asked.emit(p))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _follow_theme(self) -> None:
        self.title.setFont(self._session.theme.serif_font(HEADLINE_SIZE, bold=True))
        wrap_at(self._said, self._session.theme.size(420))
        wrap_at(self.notice, self._session.theme.size(460))


def elide_middle(text: str, length: int) -> str:
    """Shorten a path in its middle."""
    if len(text) <= length:
        return text
    half = (length - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
