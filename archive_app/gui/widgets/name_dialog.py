"""A question for one name: a title, a field, and a button that says what it will do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from archive_app.gui.theme import Theme, set_role

WIDTH = 400


class NameDialog(QDialog):
    """`named` tells the name, without outer blanks and never empty, when the button is pressed."""

    named = Signal(str)

    def __init__(self, theme: Theme, title: str, button: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName("nameDialog")
        self.setWindowTitle(title)
        head = QLabel(title)
        set_role(head, "title")
        self.field = QLineEdit(name)
        self.field.setObjectName("nameField")
        self.field.setAccessibleName(self.tr("Name"))
        self.field.setPlaceholderText(self.tr("Name"))
        self.field.selectAll()
        self.take, leave = QPushButton(button), QPushButton(self.tr("Cancel"))
        set_role(self.take, "primary")
        set_role(leave, "quiet")
        self.take.setDefault(True)
        leave.setAutoDefault(False)
        self.take.clicked.connect(self._on_taken)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(self.field)
        layout.addLayout(row)
        self.setMinimumWidth(theme.size(WIDTH))
        self.field.textChanged.connect(self._weigh)
        self._weigh()
        self.field.setFocus()

    def _weigh(self) -> None:
        self.take.setEnabled(bool(self.field.text().strip()))

    def _on_taken(self) -> None:
        self.named.emit(" ".join(self.field.text().split()))
        self.accept()
