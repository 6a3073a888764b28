"""The third step: what became of each file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.gui.icons import icon
from archive_app.gui.theme import Theme
from archive_app.gui.views.importing.report import as_csv, as_text, outcome_sentence
from archive_app.gui.widgets.labels import plain_tip
from archive_app.gui.widgets.showable import showable

_ICONS = {
    Outcome.ADDED: ("check-circle", "good"),
    Outcome.DUPLICATE: ("copy", "ink3"),
    Outcome.QUARANTINED: ("warning-circle", "warning"),
    Outcome.FAILED: ("x-circle", "accent"),
    Outcome.SKIPPED: ("minus-circle", "ink3"),
    Outcome.CANCELLED: ("minus-circle", "ink3"),
}
NAME_WIDTH = 420
EDGE = 26
MOST_MEASURED = 500
"""Rows of a longer report keep one line, and show the rest when pointed at: measuring them takes long."""
TROUBLES = (Outcome.FAILED, Outcome.QUARANTINED)


class DoneStep(QWidget):
    """The report, with what can be done about it."""

    show_asked = Signal()
    undo_asked = Signal()
    looks_asked = Signal()
    saved = Signal(str)
    save_failed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, edge: int = EDGE) -> None:
        """`edge` is the margin at both sides, in px."""
        super().__init__(parent)
        self._theme = theme
        self.entries: tuple[BatchEntry, ...] = ()
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("importReport")
        self.table.setAccessibleName(self.tr("What became of each file"))
        self.table.setHorizontalHeaderLabels([self.tr("FILE"), self.tr("OUTCOME")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.size(34))
        self.table.verticalHeader().setMinimumSectionSize(theme.size(34))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, theme.size(NAME_WIDTH))
        self.undo = self._button(self.tr("Undo this import"), "undoImport", self.undo_asked)
        self.looks = self._button(self.tr("Open Needs a look"), "openLooks", self.looks_asked)
        self.save = QPushButton(self.tr("Save the report…"))
        self.save.setObjectName("saveReport")
        self.save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.setContentsMargins(edge, 2, edge, 0)
        for button in (self.undo, self.save, self.looks):
            row.addWidget(button)
        row.addStretch(1)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(edge, 0, edge, 0)
        below.addWidget(self.table)
        layout.addLayout(below, 1)

    def _button(self, text: str, name: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button

    def show_entries(self, entries: Sequence[BatchEntry]) -> None:
        self.entries = tuple(entries)
        modes = QHeaderView.ResizeMode
        wraps = len(self.entries) <= MOST_MEASURED
        self.table.verticalHeader().setSectionResizeMode(modes.ResizeToContents if wraps else modes.Fixed)
        self.table.setRowCount(len(self.entries))
        for row, entry in enumerate(sorted(self.entries, key=lambda e: e.outcome not in TROUBLES)):
            self._fill(row, entry)
        self.undo.setEnabled(any(entry.outcome is Outcome.ADDED for entry in entries))
        self.looks.setVisible(
            any(entry.outcome is Outcome.QUARANTINED or entry.quarantined for entry in entries)
        )

    def _fill(self, row: int, entry: BatchEntry) -> None:
        name = QTableWidgetItem(showable(Path(entry.path).name))
        name.setToolTip(plain_tip(showable(entry.path)))
        picture, colour = _ICONS[entry.outcome]
        name.setIcon(icon(self._theme, picture, colour))
        sentence = outcome_sentence(entry)
        outcome = QTableWidgetItem(sentence)
        outcome.setToolTip(plain_tip(sentence))
        tint = QColor(self._theme.colour("warning_soft"))
        for column, item in enumerate((name, outcome)):
            if entry.outcome in TROUBLES:
                item.setBackground(tint)
            self.table.setItem(row, column, item)

    def _on_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), "import report.csv", self.tr("Table (*.csv);;Text (*.txt)")
        )
        if path:
            self.save_report(Path(path))

    def save_report(self, path: Path) -> None:
        """Write the report: a CSV, or text when the name ends in .txt."""
        text = as_text(self.entries) if path.suffix.lower() == ".txt" else as_csv(self.entries)
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            self.save_failed.emit(
                self.tr("The report could not be saved: {0}").format(error.strerror or error)
            )
            return
        self.saved.emit(str(path))
