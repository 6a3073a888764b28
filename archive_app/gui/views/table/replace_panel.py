"""Find and replace in one field: every change is seen in a list, and can be left out, before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.errors import ArchiveAppError, UserMistake
from archive_app.gui.theme import Theme, set_role
from archive_app.gui.views.table.set_bar import field_choice
from archive_app.gui.widgets.labels import plain, plain_tip
from archive_app.gui.widgets.showable import counted
from archive_app.operations.bulk_edit import Replacement
from archive_app.operations.table import CellEdit

SHOWN = 500
"""Changes listed one by one; more are counted and made too."""
TYPING_MS = 250


@dataclass(frozen=True, slots=True)
class ReplaceAsked:
    """What to look for. An empty `find` asks for nothing."""

    name: str
    find: str
    replacement: str
    regex: bool
    case: bool


class ReplacePanel(QFrame):
    preview_asked = Signal(object)
    """A ReplaceAsked; answer with `show_preview` or `show_problem`."""
    apply_asked = Signal(object)
    """A tuple of CellEdit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("replacePanel")
        self.setProperty("role", "panel")
        self._theme = theme
        self._changes: tuple[Replacement, ...] = ()
        self.field = field_choice()
        self.field.setObjectName("replaceField")
        self.find_line = QLineEdit()
        self.find_line.setObjectName("replaceFind")
        self.find_line.setPlaceholderText(self.tr("Find"))
        self.replacement = QLineEdit()
        self.replacement.setObjectName("replaceWith")
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.case = QCheckBox(self.tr("Match case"))
        self.case.setChecked(True)
        self.regex = QCheckBox(self.tr("Pattern"))
        self.regex.setToolTip(self.tr("A regular expression; \\1 stands for its first bracket"))
        self.button = QPushButton()
        self.button.setObjectName("replaceButton")
        self.button.setProperty("role", "primary")
        self.said = plain("", "hint")
        self.preview = self._preview()
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self.show_preview(())

    def _preview(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setObjectName("replacePreview")
        table.setAccessibleName(self.tr("What would change"))
        table.setHorizontalHeaderLabels([self.tr("NOW"), self.tr("AFTERWARDS")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.size(28))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(header.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.setProperty("role", "quiet")
        close.clicked.connect(self.hide)
        first = QHBoxLayout()
        first.addWidget(plain(self.tr("In"), "second"))
        first.addWidget(self.field)
        first.addWidget(self.find_line, 1)
        first.addWidget(self.replacement, 1)
        first.addWidget(self.case)
        first.addWidget(self.regex)
        second = QHBoxLayout()
        second.addWidget(self.said, 1)
        second.addWidget(close)
        second.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.addLayout(first)
        layout.addWidget(self.preview, 1)
        layout.addLayout(second)

    def _connect(self) -> None:
        for line in (self.find_line, self.replacement):
            line.textChanged.connect(self.ask_soon)
        for box in (self.case, self.regex):
            box.toggled.connect(self.ask_soon)
        self.field.currentIndexChanged.connect(self.ask_soon)
        self.preview.itemChanged.connect(self._count)
        self.button.clicked.connect(self._on_apply)
        for line in (self.find_line, self.replacement):
            line.returnPressed.connect(self._on_apply)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)

    def open_for(self, name: str) -> None:
        place = self.field.findData(name)
        if place >= 0:
            self.field.setCurrentIndex(place)
        self.show()
        self.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_line.selectAll()
        self.ask_soon()

    def ask_soon(self) -> None:
        """Ask for the preview anew, a moment after the last key."""
        self._changes = ()
        self.button.setEnabled(False)
        self._timer.start()

    def _ask(self) -> None:
        if not self.find_line.text():
            self.show_preview(())
            return
        name, case, regex = self.field.currentData(), self.case.isChecked(), self.regex.isChecked()
        self.preview_asked.emit(
            ReplaceAsked(name, self.find_line.text(), self.replacement.text(), regex, case)
        )

    def show_preview(self, changes: Sequence[Replacement]) -> None:
        """List what would change; every row starts checked."""
        self._changes = tuple(changes)
        self.preview.blockSignals(True)
        self.preview.setRowCount(min(len(changes), SHOWN))
        for row, change in enumerate(changes[:SHOWN]):
            before = QTableWidgetItem(change.before)
            before.setCheckState(Qt.CheckState.Checked)
            after = QTableWidgetItem(change.after)
            for column, item in enumerate((before, after)):
                item.setToolTip(plain_tip(item.text()))
                self.preview.setItem(row, column, item)
        self.preview.blockSignals(False)
        self._count()

    def show_problem(self, error: ArchiveAppError) -> None:
        """Say what is wrong with the pattern, at the place where it is."""
        self.show_preview(())
        self.said.setText(str(error))
        set_role(self.said, "mistake")
        set_role(self.find_line, "mistaken")
        if isinstance(error, UserMistake) and error.position is not None and self.find_line.hasFocus():
            self.find_line.setCursorPosition(min(error.position, len(self.find_line.text())))

    def wanted(self) -> tuple[Replacement, ...]:
        """Return the changes that are checked, and those beyond the list."""
        shown = range(self.preview.rowCount())
        checked = [self._changes[row] for row in shown if self._checked(row)]
        return (*checked, *self._changes[SHOWN:])

    def _checked(self, row: int) -> bool:
        item = self.preview.item(row, 0)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _count(self) -> None:
        set_role(self.find_line, "")
        set_role(self.said, "hint")
        wanted = len(self.wanted())
        noun = counted(wanted, self.tr("clipping"), self.tr("clippings"))
        self.button.setText(self.tr("Replace in {0}").format(noun))
        self.button.setEnabled(wanted > 0)
        if len(self._changes) > SHOWN:
            said = self.tr("{0} more are not listed and are replaced too.").format(
                f"{len(self._changes) - SHOWN:,}"
            )
        elif self.find_line.text() and not self._changes:
            said = self.tr("Nothing to replace in the listed clippings.")
        else:
            said = (
                ""
                if self._changes
                else self.tr("Type what to find; the changes are listed before they are made.")
            )
        self.said.setText(said)

    def _on_apply(self) -> None:
        name = self.field.currentData()
        edits = tuple(CellEdit(change.id, name, change.before, change.after) for change in self.wanted())
        if edits and self.button.isEnabled():
            self.apply_asked.emit(edits)
