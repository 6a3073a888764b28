"""What stands around the steps: the title with where one is, where clippings go, progress and the button."""

import time

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.collection import Collection
from archive_app.domain.subject import Subject, SubjectKind
from archive_app.gui.icons import dress
from archive_app.gui.session import Session
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.operations.collections import collections
from archive_app.operations.subjects import subjects

EDGE = 26
FOOT_HEIGHT = 62


class Head(QFrame):
    """Title, steps, the sentence of the step, and the tools of the review."""

    add_files_asked = Signal()
    add_folder_asked = Signal()
    paste_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self._session = session
        title = plain(self.tr("Import"))
        title.setFont(session.theme.serif_font(20, bold=True))
        session.theme.changed.connect(lambda: title.setFont(session.theme.serif_font(20, bold=True)))
        self._steps = [
            plain(text, "hint") for text in (self.tr("1 Choose"), self.tr("2 Review"), self.tr("3 Done"))
        ]
        self._said = ElidedLabel("", "second")
        self._tools = QWidget()
        self._topics_known = QStringListModel(self)
        self._make_tools()
        first = QHBoxLayout()
        first.addWidget(title)
        first.addStretch(1)
        for place, step in enumerate(self._steps):
            if place:
                first.addWidget(plain("›", "hint"))
            first.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, 18, EDGE, 10)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self._said)
        layout.addWidget(self._tools)

    def _make_tools(self) -> None:
        theme = self._session.theme
        add = QPushButton(self.tr("Add files or folders"))
        add.setObjectName("addMore")
        dress(add, theme, "plus", size=16)
        menu = QMenu(add)
        menu.addAction(self.tr("Files…"), self.add_files_asked.emit)
        menu.addAction(self.tr("A folder…"), self.add_folder_asked.emit)
        add.setMenu(menu)
        paste = QPushButton(self.tr("Paste"))
        paste.setToolTip(self.tr("Add the files on the clipboard (Ctrl+V)"))
        dress(paste, theme, "clipboard-text", size=16)
        paste.clicked.connect(self.paste_asked)
        for button in (add, paste):
            button.setAutoDefault(False)
        self.collection = QComboBox()
        self.collection.setObjectName("importCollection")
        self.collection.setAccessibleName(self.tr("Put into a collection"))
        self.collection.setEditable(True)
        self.collection.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.collection.setMinimumWidth(theme.size(170))
        line = self.collection.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("no collection"))
        self.topics_line = QLineEdit()
        self.topics_line.setObjectName("importTopics")
        self.topics_line.setPlaceholderText(self.tr("Topics, with commas"))
        self.topics_line.setAccessibleName(self.tr("Topics to put on"))
        self.topics_line.setFixedWidth(theme.size(180))
        completer = QCompleter(self._topics_known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.topics_line.setCompleter(completer)
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(add)
        row.addWidget(paste)
        row.addStretch(1)
        row.addWidget(plain(self.tr("Put into"), "hint"))
        row.addWidget(self.collection)
        row.addWidget(self.topics_line)

    def show_step(self, step: int) -> None:
        """Say which of the three steps is shown; the review has its tools."""
        for place, label in enumerate(self._steps):
            label.setProperty("current", place == step)
            set_role(label, "step" if place == step else "hint")
        self._tools.setVisible(step == 1)
        if step == 1 and self._session.desk is not None:
            self._session.jobs.start(
                collections, owner=self, on_done=self._know_collections, replaces="import head"
            )
            self._session.jobs.start(subjects, SubjectKind.TOPIC, owner=self, on_done=self._know_topics)

    def say(self, text: str) -> None:
        self._said.setText(text)

    def said(self) -> str:
        return self._said.text()

    def _know_collections(self, found: tuple[Collection, ...]) -> None:
        typed = self.collection.currentText()
        self.collection.clear()
        self.collection.addItem("", None)
        for one in found:
            self.collection.addItem(one.name, one.id)
        self.collection.setCurrentText(typed)

    def _know_topics(self, found: tuple[Subject, ...]) -> None:
        self._topics_known.setStringList([topic.name for topic in found])

    def collection_target(self) -> int | str | None:
        """Return the collection's id, the name of one to be made, or None."""
        typed = " ".join(self.collection.currentText().split())
        for row in range(self.collection.count()):
            if typed and self.collection.itemText(row).casefold() == typed.casefold():
                return self.collection.itemData(row)
        return typed or None

    def topics(self) -> tuple[str, ...]:
        parts = (" ".join(part.split()) for part in self.topics_line.text().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))


class Foot(QFrame):
    """Progress with the time that is left, the way out, and the button that says what it will do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setMinimumHeight(theme.size(FOOT_HEIGHT))
        self._began = 0.0
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.size(220))
        self.said = ElidedLabel("", "second")
        self.cancel = QPushButton(self.tr("Close"))
        self.cancel.setObjectName("importCancel")
        self.cancel.setProperty("role", "quiet")
        self.cancel.setAutoDefault(False)
        self.button = QPushButton()
        self.button.setObjectName("importButton")
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(False)
        self.button.setToolTip(self.tr("Ctrl+Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 10, EDGE, 12)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(self.said, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.button)
        self.show_busy(False)

    def show_button(self, text: str, enabled: bool) -> None:
        self.button.setText(text)
        self.button.setEnabled(enabled)

    def show_busy(self, busy: bool) -> None:
        if busy and self.bar.isHidden():
            self._began = time.monotonic()
            self.bar.setRange(0, 0)
            self.say("")
        elif not busy and not self.bar.isHidden():
            self.say("")
        self.bar.setVisible(busy)

    def progress(self, done: int, total: int, text: str) -> None:
        """Show how far the reading or importing is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = ""
        if total and done > 1 and done < total:
            seconds = round((time.monotonic() - self._began) / done * (total - done))
            left = self.tr(", {0} s left").format(f"{seconds:,}") if seconds > 0 else ""
        place = self.tr("{0} of {1}").format(f"{min(done, total):,}", f"{total:,}") if total else ""
        self.say(f"{place}{left}  {text}".strip())

    def say(self, text: str, role: str = "second") -> None:
        self.said.setText(text)
        set_role(self.said, role)
