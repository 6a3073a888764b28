"""The line above the reader: tabs at the left, hits and tools at the right."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QWidget

from archive_app.domain.clipping import Clipping
from archive_app.gui import icons
from archive_app.gui.theme import STEP, Theme
from archive_app.gui.widgets.labels import plain


class ReaderTab(StrEnum):
    TEXT = "text"
    PAGE = "page"
    BOTH = "both"


TABS = tuple(ReaderTab)


class ReaderHead(QFrame):
    tab_chosen = Signal(object)
    step_wanted = Signal(int)
    highlight = Signal()
    edit = Signal()
    link = Signal()
    note = Signal()
    type_settings = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readerHead")
        self._theme = theme
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("How to read"))
        for text in (self.tr("Text"), self.tr("Page"), self.tr("Side by side")):
            self.tabs.addTab(text)
        self.tabs.currentChanged.connect(lambda at: self.tab_chosen.emit(TABS[at]))
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * STEP, STEP, 5 * STEP, 0)
        row.setSpacing(STEP)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.hits = plain("", "small", self)
        row.addWidget(self.hits)
        self.previous_button = self._button("caret-up", self.tr("Previous hit"), "Shift+F3", "previousHit")
        self.next_button = self._button("caret-down", self.tr("Next hit"), "F3", "nextHit")
        self.previous_button.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next_button.clicked.connect(lambda: self.step_wanted.emit(1))
        self.highlight_button = self._button("highlighter-circle", self.tr("Highlight"), "H", "toolHighlight")
        self.note_button = self._button("note-pencil", self.tr("Note"), "N", "toolNote")
        self.link_button = self._button("link", self.tr("Link"), "L", "toolLink")
        self.edit_button = self._button("pencil-line", self.tr("Edit text"), "E", "toolEdit")
        self.type_button = self._button("text-aa", self.tr("Type settings"), "", "toolType")
        self.highlight_button.clicked.connect(self.highlight)
        self.note_button.clicked.connect(self.note)
        self.link_button.clicked.connect(self.link)
        self.edit_button.clicked.connect(self.edit)
        self.type_button.clicked.connect(self.type_settings)
        for button in self._buttons:
            row.addWidget(button)
        self.show_hits(-1, 0)

    @property
    def _buttons(self) -> tuple[QToolButton, ...]:
        return (
            self.previous_button,
            self.next_button,
            self.highlight_button,
            self.note_button,
            self.link_button,
            self.edit_button,
            self.type_button,
        )

    def _button(self, icon: str, title: str, key: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolTip(icons.tip(title, key))
        button.setAccessibleName(title)
        icons.dress(button, self._theme, icon)
        return button

    @property
    def tab(self) -> ReaderTab:
        return TABS[max(0, self.tabs.currentIndex())]

    def choose(self, tab: ReaderTab) -> None:
        """Show a tab as chosen, without telling."""
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(TABS.index(tab))
        self.tabs.blockSignals(False)

    def show_clipping(self, clipping: Clipping | None, has_page: bool) -> None:
        """Name the page as printed, and offer what this clipping has."""
        label = clipping.fields.page if clipping is not None else ""
        title = self.tr("Page {label}").format(label=label) if label else self.tr("Page")
        self.tabs.setTabText(
            1, self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 14 * STEP * 2)
        )
        self.tabs.setTabToolTip(1, title if title != self.tabs.tabText(1) else "")
        self.tabs.setVisible(clipping is not None)
        self.tabs.setTabEnabled(2, has_page)
        for button in (self.highlight_button, self.note_button, self.link_button, self.edit_button):
            button.setEnabled(clipping is not None)
        for button in self._buttons[2:]:
            button.setVisible(clipping is not None)
        if clipping is None:
            self.show_hits(-1, 0)

    def show_hits(self, at: int, count: int) -> None:
        """Say '3 of 12'; nothing is shown without hits."""
        some = count > 0
        if at >= 0:
            text = self.tr("{at} of {count}").format(at=at + 1, count=count)
        else:
            text = self.tr("1 hit") if count == 1 else self.tr("{count:,} hits").format(count=count)
        self.hits.setText(text if some else "")
        for widget in (self.hits, self.previous_button, self.next_button):
            widget.setVisible(some)

    def can_work_on_passage(self, possible: bool) -> None:
        self.highlight_button.setEnabled(possible)
