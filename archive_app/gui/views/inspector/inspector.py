"""The inspector beside the reader: names, notes, links and details of one clipping."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from archive_app.gui.session import Session
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.current_clipping import current_clipping
from archive_app.gui.views.inspector.details_tab import DetailsTab
from archive_app.gui.views.inspector.links_tab import LinksTab
from archive_app.gui.views.inspector.names_tab import NamesTab
from archive_app.gui.views.inspector.notes_tab import NotesTab
from archive_app.gui.widgets.labels import plain
from archive_app.operations.clippings import ClippingPage

TAB_KEY = "inspector.tab"
TABS = ("names", "notes", "links", "details")
LEAST_WIDTH = 240


class Inspector(QWidget):
    """Four tabs; each knows how to show a ClippingPage and writes what is changed in it."""

    tab_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        self.session = session
        self.page: ClippingPage | None = None
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("What to inspect"))
        self.names, self.notes = NamesTab(session), NotesTab(session)
        self.links, self.details = LinksTab(session), DetailsTab(session)
        self.stack = QStackedWidget(self)
        for title, tab in zip(
            self._titles(), (self.names, self.notes, self.links, self.details), strict=True
        ):
            self.tabs.addTab(title)
            self.stack.addWidget(_scrolling(tab, title))
        self.empty = plain(
            self.tr("Names, notes, links and details of the clipping that you read."), "hint", self
        )
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.tabs)
        column.addWidget(self.empty, 1)
        column.addWidget(self.stack, 1)
        column.setContentsMargins(2 * STEP, STEP, 0, 0)
        self.tabs.currentChanged.connect(self._on_tab)
        self.show_tab(session.settings.text(TAB_KEY, TABS[0]))
        current = current_clipping(session)
        current.changed.connect(self.show_page)
        session.theme.changed.connect(lambda: self.show_page(self.page))
        self.show_page(current.page)

    @property
    def tab(self) -> str:
        return TABS[max(0, self.tabs.currentIndex())]

    def show_tab(self, name: str) -> None:
        """Show 'names', 'notes', 'links' or 'details'."""
        at = TABS.index(name) if name in TABS else 0
        self.tabs.setCurrentIndex(at)
        self.stack.setCurrentIndex(at)

    def show_page(self, page: ClippingPage | None) -> None:
        """Show another clipping, or the same one anew: each tab keeps its scroll and what is being typed."""
        self.page = page
        self.empty.setVisible(page is None)
        self.stack.setVisible(page is not None)
        self.tabs.setVisible(page is not None)
        for at, title in enumerate(self._titles()):
            self.tabs.setTabText(at, title)
            self.tabs.setTabToolTip(at, title)
        if page is not None:
            for tab in (self.names, self.notes, self.links, self.details):
                tab.show_page(page)

    def _titles(self) -> tuple[str, str, str, str]:
        notes = len(self.page.annotations) if self.page is not None else 0
        links = len(self.page.links) if self.page is not None else 0
        return (
            self.tr("Names"),
            self.tr("Notes {n}").format(n=notes) if notes else self.tr("Notes"),
            self.tr("Links {n}").format(n=links) if links else self.tr("Links"),
            self.tr("Details"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs are shortened only where they do not fit: the chosen one's bold would be cut otherwise."""
        super().resizeEvent(event)
        needed = sum(self.tabs.tabRect(at).width() for at in range(self.tabs.count()))
        fits = needed <= self.tabs.width()
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone if fits else Qt.TextElideMode.ElideRight)

    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.session.settings.set(TAB_KEY, TABS[at])
        self.tab_changed.emit(TABS[at])


def _scrolling(tab: QWidget, title: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(title)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_role(tab, "clear")
    area.setWidget(tab)
    return area
