"""The panel beside the review: the fields of the chosen articles, edited for one or many at once."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.clipping import FIELD_NAMES, Fields, Origin, PressDate
from archive_app.domain.drafts import Draft
from archive_app.gui.views.importing.review_files import ReviewFile, common_text
from archive_app.gui.widgets.edtf_edit import EdtfEdit
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.gui.widgets.showable import counted, listed, showable

EDITED_FIELDS = ("headline", "outlet", "published", "language", "section", "page")
PREVIEW_LENGTH = 20_000
"""Code points of a text shown in the preview; enough to recognise it, and quick for any file."""


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """One field of some articles set to one text. `drafts` are (staged, file index, draft index)."""

    drafts: tuple[tuple[int, int, int], ...]
    name: str
    value: str


def with_field(fields: Fields, name: str, value: str) -> Fields:
    """Return the fields with one of `FIELD_NAMES` set to what a person typed."""
    if name not in FIELD_NAMES:
        raise ValueError(name)
    if name in ("published", "updated"):
        printed = getattr(fields, name).printed
        return replace(fields, **{name: PressDate(value or None, printed, Origin.PERSON)})
    if name.startswith("holding_"):
        return replace(fields, holding=replace(fields.holding, **{name.removeprefix("holding_"): value}))
    return replace(fields, **{name: value})


class DraftEditor(QFrame):
    """Fields and text of the articles of the selected files; each finished field is one edit."""

    edited = Signal(object)
    """A DraftEdit."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draftEditor")
        self._files: tuple[ReviewFile, ...] = ()
        self._article = 0
        """0 means all articles of the selected files, else the n-th of the only one."""
        self._lines: dict[str, QLineEdit | EdtfEdit] = {}
        self._title = ElidedLabel("", "title")
        self._note = plain("", "hint")
        self._note.setWordWrap(True)
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setObjectName("draftPreview")
        self._preview.setAccessibleName(self.tr("Text of the article"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addWidget(self._note)
        layout.addLayout(self._form())
        layout.addWidget(plain(self.tr("TEXT"), "head"))
        layout.addWidget(self._preview, 1)

    def _head(self) -> QHBoxLayout:
        self._previous = self._step_button("‹", self.tr("The article before"), -1)
        self._next = self._step_button("›", self.tr("The next article"), 1)
        close = QToolButton()
        close.setText("×")
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close the fields"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addWidget(close)
        return row

    def _step_button(self, text: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self._go(step))
        return button

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        labels = {
            "headline": self.tr("Headline"),
            "outlet": self.tr("Outlet"),
            "published": self.tr("Date"),
            "language": self.tr("Language"),
            "section": self.tr("Section"),
            "page": self.tr("Page"),
        }
        for name in EDITED_FIELDS:
            line = EdtfEdit() if name == "published" else QLineEdit()
            line.setObjectName(f"draft_{name}")
            if isinstance(line, EdtfEdit):
                line.edited.connect(lambda text, name=name: self._send(name, text))
            else:
                line.editingFinished.connect(lambda name=name: self._on_finished(name))
            self._lines[name] = line
            label = plain(labels[name], "second")
            label.setBuddy(line)
            form.addRow(label, line)
        return form

    def show_files(self, files: tuple[ReviewFile, ...]) -> None:
        """Show the articles of these files; an article already chosen stays when the files do."""
        if [file.key for file in files] != [file.key for file in self._files]:
            self._article = 0
        self._files = files
        self._refresh()

    def focus_first(self) -> None:
        self._lines["headline"].setFocus(Qt.FocusReason.OtherFocusReason)

    def drafts(self) -> list[tuple[tuple[int, int, int], Draft]]:
        """Return the articles whose fields are shown, with where they stand."""
        all_of_them = [
            ((*file.key, number), draft) for file in self._files for number, draft in enumerate(file.drafts)
        ]
        return all_of_them[self._article - 1 : self._article] if self._article else all_of_them

    def _go(self, step: int) -> None:
        total = len(self._files[0].drafts) if len(self._files) == 1 else 0
        self._article = (self._article + step) % (total + 1)
        self._refresh()

    def _refresh(self) -> None:
        shown = [draft for _, draft in self.drafts()]
        total = sum(len(file.drafts) for file in self._files)
        steps = len(self._files) == 1 and total > 1
        self._previous.setVisible(steps)
        self._next.setVisible(steps)
        self._title.setText(self._title_text(total))
        self._note.setText(self._note_text(shown))
        self._note.setVisible(bool(self._note.text()))
        for name, line in self._lines.items():
            self._fill(name, line, shown)
        self._preview.setPlainText(shown[0].text.body[:PREVIEW_LENGTH] if len(shown) == 1 else "")
        self._preview.setPlaceholderText(
            self.tr("Choose one article to read its text.") if shown else self.tr("This file gave no text.")
        )

    def _title_text(self, total: int) -> str:
        if len(self._files) > 1:
            return self.tr("{0} in {1}").format(
                counted(total, self.tr("article"), self.tr("articles")),
                counted(len(self._files), self.tr("file"), self.tr("files")),
            )
        name = showable(self._files[0].name) if self._files else self.tr("No file chosen")
        if total < 2:
            return name
        place = (
            self.tr("{0} of {1}").format(self._article, total)
            if self._article
            else self.tr("all {0}").format(total)
        )
        return listed([place, name])

    def _note_text(self, shown: list[Draft]) -> str:
        if len(shown) > 1:
            return self.tr("What you type is set for all of them.")
        file = self._files[0] if len(self._files) == 1 else None
        return (shown[0].notice if shown else "") or (listed([file.reason, file.hint], " ") if file else "")

    def _fill(self, name: str, line: QLineEdit | EdtfEdit, shown: list[Draft]) -> None:
        text = common_text(shown, name)
        inner = line.line if isinstance(line, EdtfEdit) else line
        line.setEnabled(bool(shown))
        inner.setPlaceholderText(self.tr("(they differ)") if text is None else self._hint(name))
        if isinstance(line, EdtfEdit):
            line.set_text(text or "")
        elif line.text() != (text or ""):
            line.setText(text or "")
            line.setCursorPosition(0)
        inner.setModified(False)

    def _hint(self, name: str) -> str:
        return {"published": "1968-05-03", "language": "en, de, zh…", "page": "C2"}.get(name, "")

    def _on_finished(self, name: str) -> None:
        line = self._lines[name]
        if isinstance(line, QLineEdit) and line.isModified():
            line.setModified(False)
            self._send(name, line.text().strip())

    def _send(self, name: str, value: str) -> None:
        places = tuple(place for place, _ in self.drafts())
        if places:
            self.edited.emit(DraftEdit(places, name, value))
