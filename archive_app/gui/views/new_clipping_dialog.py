"""A new clipping typed by hand, as of a cutting read on microfilm; a file can be dropped on it later."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.clipping import Fields, HoldingPlace, Origin, PressDate, field_text
from archive_app.domain.outlet import Outlet
from archive_app.errors import ArchiveAppError
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import set_role
from archive_app.gui.views.importing.draft_editor import with_field
from archive_app.gui.views.table.columns import titles
from archive_app.gui.widgets.edtf_edit import EdtfEdit
from archive_app.gui.widgets.labels import plain
from archive_app.operations.clippings import new_clipping
from archive_app.operations.outlets import outlets

LINES = (
    ("headline",),
    ("outlet", "published"),
    ("byline", "language"),
    ("section", "page"),
)
"""Fields as they stand above the text, one or two in a row."""
HOLDING_LINES = (
    ("holding_institution", "holding_fonds"),
    ("holding_box", "holding_folder"),
    ("holding_sheet", "holding_side"),
)
"""Fields below the text: where the paper is kept."""
ABOVE_LABEL = 6
"""Room in px that sets a label apart from the field above it."""
KEPT = "new_clipping.last"
"""The setting that remembers what was typed last, for 'same as last'."""
SIZE = (680, 640)


class NewClippingDialog(QDialog):
    """Non-modal; Ctrl+Enter makes the clipping, Ctrl+' repeats what a field held last time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newClippingDialog")
        self.setWindowTitle(self.tr("New clipping"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(session.theme.size(SIZE[0]), session.theme.size(SIZE[1]))
        self._session = session
        self.lines: dict[str, QLineEdit] = {}
        self.date = EdtfEdit()
        self.date.line.setObjectName("new_published")
        self.side = QComboBox()
        self.side.addItem("", "")
        self.side.addItem(self.tr("front"), "front")
        self.side.addItem(self.tr("back"), "back")
        self.summary = self._text("newSummary", self.tr("What it is about, in your words"), 64)
        self.body = self._text("newBody", self.tr("The text, as far as you have it"), 120)
        self.another = QCheckBox(self.tr("Make another one afterwards"))
        self._mistake = plain("", "mistake")
        self._mistake.setWordWrap(True)
        self._lay_out()
        self._outlets = QStringListModel(self)
        completer = QCompleter(self._outlets, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines["outlet"].setCompleter(completer)
        self._connect()
        self.lines["headline"].setFocus()
        if session.desk is not None:
            session.jobs.start(outlets, owner=self, on_done=self._know_outlets)

    def _text(self, name: str, placeholder: str, height: int) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setObjectName(name)
        box.setPlaceholderText(placeholder)
        box.setTabChangesFocus(True)
        box.setMinimumHeight(self._session.theme.size(height))
        return box

    def _lay_out(self) -> None:
        form = QWidget()
        form.setProperty("role", "clear")
        grid = QGridLayout(form)
        grid.setContentsMargins(24, 4, 24, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        self._field_rows(grid, LINES, 0)
        row = 2 * len(LINES)
        for title, box, stretch in ((self.tr("Text"), self.body, 3), (self.tr("Summary"), self.summary, 1)):
            label = plain(title, "second")
            label.setBuddy(box)
            label.setContentsMargins(0, ABOVE_LABEL, 0, 0)
            grid.addWidget(label, row, 0, 1, 2)
            grid.addWidget(box, row + 1, 0, 1, 2)
            grid.setRowStretch(row + 1, stretch)
            row += 2
        self._field_rows(grid, HOLDING_LINES, row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title = plain(self.tr("New clipping"), "title")
        hint = plain(self.tr("Without a file. A photo, a page or a PDF can be dropped on it later."), "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 18, 0, 14)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.addWidget(title)
        head.addWidget(hint)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        layout.addLayout(self._foot())

    def _field_rows(self, grid: QGridLayout, lines: tuple[tuple[str, ...], ...], first: int) -> None:
        for row, names in enumerate(lines):
            for place, name in enumerate(names):
                self._field(grid, name, first + 2 * row, place, 2 if len(names) == 1 else 1)

    def _field(self, grid: QGridLayout, name: str, row: int, place: int, span: int) -> None:
        field: QWidget
        if name == "published":
            field = self.date
        elif name == "holding_side":
            field = self.side
        else:
            field = self.lines[name] = QLineEdit()
            field.setObjectName(f"new_{name}")
        label = plain(titles()[name], "second")
        label.setBuddy(field)
        field.setAccessibleName(titles()[name])
        label.setContentsMargins(0, ABOVE_LABEL, 0, 0)
        grid.addWidget(label, row, place, 1, span)
        grid.addWidget(field, row + 1, place, 1, span, Qt.AlignmentFlag.AlignTop)

    def _foot(self) -> QHBoxLayout:
        self.repeat = QPushButton(self.tr("Same as last"))
        self.repeat.setObjectName("sameAsLast")
        self.repeat.setToolTip(
            self.tr("Fill the empty fields with what you typed last time (Ctrl+' in one field)")
        )
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setProperty("role", "quiet")
        cancel.clicked.connect(self.reject)
        self.make_button = QPushButton(self.tr("Make the clipping"))
        self.make_button.setObjectName("createClipping")
        self.make_button.setProperty("role", "primary")
        self.make_button.setToolTip(self.tr("Make the clipping (Ctrl+Enter)"))
        self.make_button.setAutoDefault(False)
        self.repeat.setAutoDefault(False)
        cancel.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.repeat)
        row.addWidget(self.another)
        row.addWidget(self._mistake, 1)
        row.addWidget(cancel)
        row.addWidget(self.make_button)
        return row

    def _connect(self) -> None:
        self.make_button.clicked.connect(self.make)
        self.repeat.clicked.connect(self.same_as_last)
        self.date.changed.connect(lambda _: self._check())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.make)
        QShortcut(QKeySequence("Ctrl+'"), self).activated.connect(self.repeat_field)
        self.repeat.setEnabled(bool(self._last()))

    def _know_outlets(self, found: tuple[Outlet, ...]) -> None:
        names = {name for outlet in found for name in (outlet.name, *outlet.variants)}
        self._outlets.setStringList(sorted(names, key=str.casefold))

    def fields(self) -> Fields:
        """Return what is typed."""
        fields = Fields(
            published=PressDate(self.date.text() or None, "", Origin.PERSON),
            summary=self.summary.toPlainText().strip(),
            holding=HoldingPlace(side=self.side.currentData()),
        )
        for name, line in self.lines.items():
            fields = with_field(fields, name, " ".join(line.text().split()))
        return fields

    def make(self) -> None:
        """Make the clipping; what is wrong is said beside the button or under the date."""
        if self.date.problem():
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields = self.fields()
        if (
            self.fields() == Fields(published=PressDate(None, "", Origin.PERSON))
            and not self.body.toPlainText().strip()
        ):
            self._say(self.tr("Type a headline, a text or another field first."))
            self.lines["headline"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.make_button.setEnabled(False)
        self._session.jobs.start(
            new_clipping, fields, self.body.toPlainText(), owner=self, lane="writing",
            on_done=lambda id: self._on_made(id, fields), on_failed=self._on_refused,
        )  # fmt: skip

    def _on_made(self, id: int, fields: Fields) -> None:
        kept = {name: field_text(fields, name) for names in (*LINES, *HOLDING_LINES) for name in names}
        self._session.settings.set(KEPT, {name: text for name, text in kept.items() if text})
        self._session.messages.done(self.tr("Made a clipping."))
        self._session.page_asked.emit("clippings")
        self._session.show(Target("clipping", id))
        if not self.another.isChecked():
            self.accept()
            return
        for line in self.lines.values():
            line.clear()
        self.date.set_text("")
        self.side.setCurrentIndex(0)
        self.summary.clear()
        self.body.clear()
        self.make_button.setEnabled(True)
        self.repeat.setEnabled(True)
        self.lines["headline"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._say("")

    def _on_refused(self, error: ArchiveAppError) -> None:
        self.make_button.setEnabled(True)
        self._say(str(error))

    def same_as_last(self) -> None:
        """Fill every empty field but the headline with what was typed last time."""
        for name, text in self._last().items():
            if name != "headline":
                self._fill(name, text, only_empty=True)

    def repeat_field(self) -> None:
        """Fill the field with the focus with what it held last time."""
        focus = self.focusWidget()
        last = self._last()
        for name in (name for names in (*LINES, *HOLDING_LINES) for name in names):
            field = {"published": self.date.line, "holding_side": self.side}.get(name) or self.lines[name]
            if field is focus and name in last:
                self._fill(name, last[name], only_empty=False)

    def _fill(self, name: str, text: str, *, only_empty: bool) -> None:
        if name == "published":
            if not (only_empty and self.date.text()):
                self.date.set_text(text)
        elif name == "holding_side":
            self.side.setCurrentIndex(max(0, self.side.findData(text)))
        elif name in self.lines and not (only_empty and self.lines[name].text()):
            self.lines[name].setText(text)

    def _last(self) -> dict[str, str]:
        kept = self._session.settings.get(KEPT)
        return {str(name): str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}

    def _check(self) -> None:
        self.make_button.setEnabled(not self.date.problem())

    def _say(self, text: str) -> None:
        self._mistake.setText(text)
        set_role(self.lines["headline"], "mistaken" if text else "")
