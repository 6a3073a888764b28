"""The author's name, asked once: notes and changes carry it. It is never taken from the login."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from archive_app.gui.session import Session
from archive_app.gui.theme import set_role


class AuthorDialog(QDialog):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("authorDialog")
        self.setWindowTitle(self.tr("Your name"))
        title = QLabel(self.tr("Who is working here?"))
        set_role(title, "title")
        said = QLabel(
            self.tr(
                "Your notes and changes carry this name. You can leave it empty, or change it in Settings."
            ),
            wordWrap=True,
        )
        set_role(said, "second")
        self.field = QLineEdit(session.settings.text("author"))
        self.field.setPlaceholderText(self.tr("Your name or initials"))
        self.field.setAccessibleName(self.tr("Your name"))
        take, leave = QPushButton(self.tr("Keep")), QPushButton(self.tr("Without a name"))
        set_role(take, "primary")
        set_role(leave, "quiet")
        take.setDefault(True)
        take.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (title, said, self.field):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.setMinimumWidth(session.theme.size(400))
        self.accepted.connect(lambda: set_author(session, self.field.text()))
        self.finished.connect(lambda _code: session.settings.set("asked.author", True))


def set_author(session: Session, name: str) -> None:
    """Sign with this name from now on, also in the archive that is open."""
    session.settings.set("author", name.strip())
    session.settings.set("asked.author", True)
    if session.desk is not None:
        session.desk.archive.author = name.strip()
