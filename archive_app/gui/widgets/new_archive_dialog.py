"""A new archive: its name and its place, checked while one types."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from archive_app.gui.theme import Theme, set_role
from archive_app.gui.widgets.labels import ElidedLabel, plain

WIDTH = 480
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices."""


class NewArchiveDialog(QDialog):
    """`made` tells folder and name; nothing is written here."""

    made = Signal(object, str)

    def __init__(self, theme: Theme, place: Path | None = None) -> None:
        """`place` is the folder in which the archive's own folder will be made."""
        super().__init__()
        self.setObjectName("newArchiveDialog")
        self.setWindowTitle(self.tr("New archive"))
        title = plain(self.tr("New archive"), "title")
        self.name = QLineEdit()
        self.name.setObjectName("archiveNameField")
        self.name.setPlaceholderText(self.tr("What should it be called?"))
        self.place = QLineEdit(str(place or usual_place()))
        self.place.setObjectName("archivePlaceField")
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.said = ElidedLabel("", "hint")
        self.take, leave = QPushButton(self.tr("Make the archive")), QPushButton(self.tr("Cancel"))
        set_role(self.take, "primary")
        set_role(leave, "quiet")
        self.take.setDefault(True)
        leave.setAutoDefault(False)
        self.take.clicked.connect(self._on_taken)
        leave.clicked.connect(self.reject)
        where, row = QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(choose)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self._label(self.tr("Name"), self.name))
        layout.addWidget(self.name)
        layout.addWidget(self._label(self.tr("Place"), self.place))
        layout.addLayout(where)
        layout.addWidget(self.said)
        layout.addLayout(row)
        self.setMinimumWidth(theme.size(WIDTH))
        self.name.textChanged.connect(self._weigh)
        self.place.textChanged.connect(self._weigh)
        self._weigh()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, text: str, field: QLineEdit) -> QLabel:
        label = plain(text, "second")
        label.setBuddy(field)
        field.setAccessibleName(text)
        return label

    @property
    def folder(self) -> Path:
        """The folder that would be made."""
        return Path(self.place.text().strip()).expanduser() / folder_name(self.name.text().strip())

    def problem(self) -> str:
        """Return why the archive cannot be made so, or ''."""
        place = Path(self.place.text().strip()).expanduser()
        if not self.place.text().strip() or not place.is_absolute():
            return self.tr("Give the place as a whole path, or choose it.")
        if not place.is_dir():
            return self.tr("There is no folder ‘{0}’.").format(place)
        if not os.access(place, os.W_OK):
            return self.tr("You may not write in ‘{0}’.").format(place)
        folder = self.folder
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return self.tr("‘{0}’ is there already. Choose another name.").format(folder.name)
        return ""

    def _weigh(self) -> None:
        named = bool(self.name.text().strip())
        try:
            problem = self.problem() if named else ""
        except (OSError, ValueError):
            problem = self.tr("This place cannot be used. Choose another one.")
        made = self.tr("It will be the folder {0}").format(self.folder) if named else ""
        self.said.setText(problem or made or self.tr("An archive is a folder of its own."))
        set_role(self.said, "mistake" if problem else "hint")
        self.take.setEnabled(named and not problem)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Place of the archive"), self.place.text())
        if chosen:
            self.place.setText(chosen)

    def _on_taken(self) -> None:
        folder, name = self.folder, " ".join(self.name.text().split())
        self.accept()
        self.made.emit(folder, name)


def usual_place() -> Path:
    """Return the user's documents, or their home where there are none."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def folder_name(name: str) -> str:
    """Return a name as a folder that every system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_." else "-" for letter in name)
    kept = kept.strip(" .")[:80].strip(" .") or "archive"
    return f"{kept} archive" if kept.split(".")[0].casefold() in RESERVED else kept
