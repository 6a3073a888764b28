"""The reader: a clipping's text, its page, or both side by side, with the tools to work on it."""

from PySide6.QtCore import QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archive_app.domain.link import EndKind, LinkType
from archive_app.domain.listing import ListRequest
from archive_app.gui.record_link import link_target
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import set_role
from archive_app.gui.views.current_clipping import current_clipping
from archive_app.gui.views.page_reader import PageReader
from archive_app.gui.views.passage_tools import PassageTools
from archive_app.gui.views.reader_head import ReaderHead, ReaderTab
from archive_app.gui.views.reading_places import ReadingPlaces
from archive_app.gui.views.reading_style import reading_style
from archive_app.gui.views.text_editor import TextEditor
from archive_app.gui.views.text_reader import TextReader
from archive_app.gui.widgets.banner import Banner
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.selection_bar import SelectionBar
from archive_app.gui.widgets.type_settings import TypeSettings
from archive_app.operations.clippings import ClippingPage

TAB_KEY = "reading.tab"
NARROW = 900
"""Below this width text and page stand one above the other."""


class Reader(QWidget):
    """Shows what the session shows; knows nothing of the list or the inspector."""

    tab_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        set_role(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.page: ClippingPage | None = None
        self.places = ReadingPlaces(session)
        self.head = ReaderHead(session.theme, self)
        self.banner = Banner(session.theme, self)
        self.text = TextReader(self)
        self.pages = PageReader(session, self)
        self.editor = TextEditor(session, self)
        self.tools = PassageTools(session, self.text)
        self.bar = SelectionBar(session.theme, self.text.viewport())
        self._arrange()
        self._connect()
        self._show_page(current_clipping(session).page)

    def _arrange(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.text)
        self.split.addWidget(self.pages)
        self.split.setSizes([1000, 1000])
        self.empty = EmptyState(self.session.theme, self)
        self.empty.teach(
            "newspaper-clipping",
            self.tr("Nothing is open"),
            self.tr("Choose a clipping in the list to read it here. J and K go down and up the list."),
        )
        self.stack = QStackedWidget(self)
        for view in (self.empty, self.split, self.editor):
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        current = current_clipping(self.session)
        current.changed.connect(self._show_page)
        current.arrived.connect(self._on_arrived)
        # Marks come after the list: what is typed must be answered first.
        self.session.listed.connect(lambda listing: self._ask_marks(listing.request))
        self.session.index_advanced.connect(lambda: self._ask_marks(self.session.request))
        self.session.theme.changed.connect(self._restyle)
        self.text.selected.connect(self._on_selected)
        self.text.scrolled.connect(self._on_scrolled)
        self.text.annotation_clicked.connect(self.tools.edit_note)
        self.text.link_clicked.connect(self.open_address)
        self.text.menu_wanted.connect(self._show_menu)
        self.pages.copied.connect(lambda: self.session.messages.info(self.tr("Copied.")))
        self.bar.highlight.connect(self.tools.highlight)
        self.bar.note.connect(self.tools.note)
        self.bar.link.connect(self.tools.link)
        self.bar.tag.connect(self.tools.tag)
        self.bar.copy.connect(self.tools.copy_with_source)
        self.tools.opened.connect(self.bar.hide)
        self.head.tab_chosen.connect(self.show_tab)
        self.head.step_wanted.connect(self.step_hit)
        self.head.highlight.connect(self.highlight)
        self.head.edit.connect(self.edit_text)
        self.head.link.connect(self.tools.link)
        self.head.note.connect(self.note)
        self.head.type_settings.connect(self.open_type_settings)
        self.banner.followed.connect(self._follow)
        self.editor.finished.connect(self._leave_editor)

    @property
    def tab(self) -> ReaderTab:
        return self.head.tab

    def show_tab(self, tab: ReaderTab) -> None:
        """Show the text, the page, or both; the choice is kept for the next clipping."""
        self.head.choose(tab)
        self.session.settings.set(TAB_KEY, tab.value)
        self._apply_tab()
        self.tab_changed.emit(tab.value)

    def _apply_tab(self) -> None:
        tab = self.tab
        self.text.setVisible(tab is not ReaderTab.PAGE)
        self.pages.setVisible(tab is not ReaderTab.TEXT)
        if tab is not ReaderTab.TEXT:
            self.pages.begin()

    def _show_page(self, page: ClippingPage | None) -> None:
        before = self.page.clipping.id if self.page is not None else None
        if before is not None and (page is None or page.clipping.id != before):
            self.places.keep(before, self.text.reading_position())
        self.page = page
        self.bar.hide()
        if page is None:
            self.text.clear_clipping()
            self.pages.show_clipping(None)
            self.banner.show_notices(())
            self.head.show_clipping(None, False)
            self.stack.setCurrentWidget(self.empty)
            return
        clipping = page.clipping
        self.text.show_clipping(clipping, page.annotations, reading_style(self.session))
        self.pages.show_clipping(clipping)
        self.head.show_clipping(clipping, self.pages.can_show(clipping))
        self.banner.show_notices(self._notices(page))
        if before != clipping.id:
            kept = self._kept_tab()
            self.head.choose(kept if self.pages.can_show(clipping) else ReaderTab.TEXT)
            self.stack.setCurrentWidget(self.split)
            self.text.go_to_position(self.places.place(clipping.id))
        elif self.stack.currentWidget() is self.empty:
            self.stack.setCurrentWidget(self.split)
        self._apply_tab()
        self._ask_marks(self.session.request)

    def _kept_tab(self) -> ReaderTab:
        try:
            return ReaderTab(self.session.settings.text(TAB_KEY, ReaderTab.TEXT.value))
        except ValueError:
            return ReaderTab.TEXT

    def _on_arrived(self, target: Target) -> None:
        """Jump to the passage or page that was asked for."""
        if target.page is not None:
            self.show_tab(ReaderTab.PAGE if self.tab is ReaderTab.TEXT else self.tab)
            self.pages.go_to_page(target.page)
        if target.passage is not None:
            if self.tab is ReaderTab.PAGE:
                self.show_tab(ReaderTab.TEXT)
            self.text.select_passage(*target.passage)

    def _notices(self, page: ClippingPage) -> tuple[tuple[str, Target | None], ...]:
        """Return what must be known before reading: corrections and retractions, from links and the field."""
        notices: list[tuple[str, Target | None]] = []
        id = page.clipping.id
        words = {
            LinkType.CORRECTS: self.tr("Corrected by “{title}”"),
            LinkType.RETRACTS: self.tr("Retracted by “{title}”"),
        }
        for link in page.links:
            if link.type in words and (link.target.kind, link.target.id) == (EndKind.CLIPPING, id):
                text = words[link.type].format(title=link.source.title)
                notices.append((text, Target(link.source.kind.value, link.source.id)))
        if page.clipping.fields.correction:
            text = " ".join(page.clipping.fields.correction.split())
            notices.append((self.tr("Correction: {text}").format(text=text), None))
        if page.clipping.trashed:
            notices.append((self.tr("This clipping lies in the trash."), None))
        return tuple(notices)

    def _follow(self, target: object) -> None:
        if isinstance(target, Target):
            self.session.show(target)

    def _ask_marks(self, request: ListRequest) -> None:
        query = request.query.strip()
        if self.page is None or not query:
            self._take_marks(())
            return
        from archive_app.gui.counting import READ_AFTER, later, soon
        from archive_app.operations.search import marks

        self.session.jobs.start(
            later,
            soon(READ_AFTER),
            marks,
            self.page.clipping.id,
            query,
            owner=self,
            on_done=self._take_marks,
            on_failed=lambda _: self._take_marks(()),
            lane="counting",
            replaces="reader.marks",
        )

    def _take_marks(self, found: tuple[tuple[int, int], ...]) -> None:
        at = self.text.reading_position()
        fresh = found != self.text.hits
        self.text.set_hits(tuple(found))
        self.head.show_hits(self.text.hit, len(found))
        body = self.page.clipping.text.body if self.page is not None else ""
        self.pages.set_hits([body[start:end] for start, end in found])
        if fresh and found and at == 0 and self.text.passage() is None:
            self.text.bring_to_view(*found[0])

    def highlight(self) -> None:
        """Highlight what is selected in the text, in the colour used last."""
        self.tools.highlight(None)

    def focus_content(self) -> None:
        """Give the keys to the text, or to the page where that is read."""
        (self.pages if self.tab is ReaderTab.PAGE else self.text).setFocus()

    def page_down(self, direction: int = 1) -> None:
        """Scroll on by a view, from wherever the focus is."""
        if self.tab is ReaderTab.PAGE:
            self.pages.page(direction)
        else:
            self.text.page(direction)

    def step_hit(self, step: int) -> None:
        """Go to the next (1) or previous (-1) hit of the search in this clipping."""
        if self.tab is ReaderTab.PAGE:
            self.pages.step_hit(step)
            return
        at = self.text.step_hit(step)
        self.head.show_hits(at, len(self.text.hits))

    def _on_selected(self, passage: tuple[int, int] | None) -> None:
        self.head.can_work_on_passage(passage is not None)
        if passage is None or self.session.read_only or not self.text.hasFocus():
            self.bar.hide()
        else:
            self.bar.show_beside(self.text.passage_rect(*passage))

    def _on_scrolled(self) -> None:
        passage = self.text.passage()
        if self.bar.isVisible() and passage is not None:
            self.bar.show_beside(self.text.passage_rect(*passage))

    def note(self) -> None:
        """Write a note on the selection; without one, a note that is linked to this clipping."""
        if self.text.passage() is not None:
            self.tools.note()
        elif self.page is not None:
            from archive_app.gui.views.free_note import write_note_about

            write_note_about(self.session, self.text, self.page.clipping)

    def edit_text(self) -> None:
        """Correct the words: the text opens as plain lines to type in."""
        if self.page is not None and not self.session.read_only:
            self.bar.hide()
            self.editor.edit(self.page.clipping, self.text.reading_position())
            self.stack.setCurrentWidget(self.editor)
            self.editor.field.setFocus()

    def _leave_editor(self) -> None:
        self.stack.setCurrentWidget(self.split if self.page is not None else self.empty)
        self.text.setFocus()

    def open_type_settings(self) -> TypeSettings:
        button = self.head.type_button
        popover = TypeSettings(self.session.settings, self)
        popover.open_at(QRect(button.mapToGlobal(QPoint(0, 0)), button.size()), popover.text_size)
        return popover

    def open_address(self, address: str) -> None:
        """Follow a link to a record; ask before anything outside the program is opened."""
        if address.lower().startswith("press-archive:"):
            self._follow_record(address)
            return
        answer = self.session.messages.ask(
            self.tr("Open in the browser?"),
            address,
            (self.tr("Open"), self.tr("Copy address"), self.tr("Cancel")),
            parent=self,
        )
        if answer == self.tr("Open"):
            QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
        elif answer == self.tr("Copy address"):
            from PySide6.QtGui import QGuiApplication

            QGuiApplication.clipboard().setText(address)

    def _follow_record(self, address: str) -> None:
        target = link_target(address)
        if target is None:
            self.session.messages.info(
                self.tr("This link points at nothing in an archive: {0}").format(address)
            )
        else:
            self.session.show(target)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        selected = self.text.passage() is not None
        for title, key, run, usable in (
            (self.tr("Highlight"), "H", lambda: self.tools.highlight(None), selected),
            (self.tr("Note…"), "N", self.note, True),
            (self.tr("Link…"), "L", self.tools.link, True),
            (self.tr("Tag…"), "T", self.tools.tag, True),
            (self.tr("Copy"), "Ctrl+C", self.text.copy, selected),
            (self.tr("Copy with source"), "Ctrl+Alt+C", self.tools.copy_with_source, True),
        ):
            action = menu.addAction(f"{title}\t{key}")
            action.setEnabled(usable and self.page is not None)
            action.triggered.connect(lambda _=False, run=run: run())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _restyle(self) -> None:
        if self.page is not None:
            self.text.show_clipping(self.page.clipping, self.page.annotations, reading_style(self.session))
            self.banner.show_notices(self._notices(self.page))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def hideEvent(self, event) -> None:
        if self.page is not None:
            self.places.keep(self.page.clipping.id, self.text.reading_position())
        super().hideEvent(event)
