"""The list of clippings: count and order, years, facets, and the rows."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.changes import Changes
from archive_app.domain.listing import Listing, ListRequest, PlaceKind, SortKey
from archive_app.gui.models.clipping_list_model import ClippingListModel
from archive_app.gui.query_words import chosen_years, with_years
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import set_role
from archive_app.gui.views.clipping_delegate import ClippingDelegate
from archive_app.gui.views.facet_chips import FacetChips
from archive_app.gui.views.year_histogram import YearHistogram
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel

REST_SECONDS = 0.7
"""A clipping that was looked at for this long stays on the way that 'back' walks."""
MOST_SELECTED = 20_000


class ClippingTable(QTableView):
    """One column of tall rows; it keeps its place when the list reloads."""

    menu_asked = Signal(object)
    opened = Signal()
    paged = Signal(int)
    """Space: the reader goes a page on (1), with Shift back (-1)."""

    def __init__(self, session: Session, model: ClippingListModel) -> None:
        super().__init__()
        self.setObjectName("clippingList")
        self.setAccessibleName(self.tr("Clippings"))
        self.setModel(model)
        self._delegate = ClippingDelegate(session.theme)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.follow_theme()
        session.theme.changed.connect(self.follow_theme)

    def follow_theme(self) -> None:
        height = self._delegate.row_height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 3)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() == keys.Key_Home:
            self.go_to_row(0, event.modifiers())
        elif event.key() == keys.Key_End:
            self.go_to_row(self.model().rowCount() - 1, event.modifiers())
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.opened.emit()
        elif event.key() == keys.Key_Space:
            self.paged.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def go_to_row(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Make a row the current one; with Shift the selection reaches to it."""
        index = self.model().index(row, 0)
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            between = QItemSelection(self.currentIndex(), index)
            self.selectionModel().select(between, flags.Select)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current row stays in sight when the list becomes shorter."""
        place = self.visualRect(self.currentIndex())
        seen = place.isValid() and place.bottom() >= 0 and place.top() < event.oldSize().height()
        super().resizeEvent(event)
        if seen and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


class ClippingList(QWidget):
    """The column between navigator and reader."""

    menu_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_at = 0.0
        self._quiet = False
        self._keep_first = True
        self._awaited: int | None = None
        """The clipping that is shown and was not listed yet, such as a new one."""
        self.model = ClippingListModel(session)
        self.table = ClippingTable(session, self.model)
        self.histogram = YearHistogram(session.theme)
        self.facets = FacetChips(session)
        self.count = ElidedLabel()
        self.sort_button = QPushButton()
        self.empty = EmptyState(session.theme)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._show_request(session.request)
        self._teach()

    def _build(self) -> None:
        set_role(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self.count, "strong")
        set_role(self.sort_button, "quiet")
        self.sort_button.setObjectName("sortButton")
        self.sort_button.setMenu(QMenu(self.sort_button))
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.sort_button)
        top = QVBoxLayout()
        top.setContentsMargins(18, 8, 14, 8)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(self.histogram)
        top.addWidget(self.facets)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout.addWidget(self._stack, 1)
        self.histogram.hide()

    def _connect(self) -> None:
        session = self._session
        session.listed.connect(self._on_listed)
        session.request_changed.connect(self._show_request)
        session.facets_counted.connect(self._on_counted)
        session.selection_changed.connect(self._follow_selection)
        session.archive_changed.connect(self._on_archive_changed)
        session.shown.connect(self._follow_shown)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.menu_asked.connect(self.menu_asked)
        self.histogram.brushed.connect(lambda first, last: self._narrow_years((first, last)))
        self.histogram.cleared.connect(lambda: self._narrow_years(None))
        menu = self.sort_button.menu()
        if menu is not None:
            menu.aboutToShow.connect(self._fill_sort_menu)

    def sizeHint(self) -> QSize:
        return QSize(400, 600)

    def move_by(self, step: int) -> None:
        """Go to the next (1) or previous (-1) clipping."""
        current = self.table.currentIndex()
        row = current.row() + step if current.isValid() else 0
        self.table.go_to_row(max(0, min(self.model.rowCount() - 1, row)))

    def focus_rows(self) -> None:
        """Put the keyboard into the list, on its first row when none is chosen."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.selectionModel().hasSelection():
            self.table.go_to_row(0)

    def top_row(self) -> int:
        return max(0, self.table.rowAt(0))

    def _narrow_years(self, years: tuple[int, int] | None) -> None:
        request = self._session.request
        self._session.list_request(replace(request, query=with_years(request.query, years)))

    def _show_request(self, request: ListRequest) -> None:
        key = request.sort or (SortKey.RELEVANCE if request.query else SortKey.DATE)
        self.sort_button.setText(f"{self._sort_titles()[key]} ▾")
        self.sort_button.setToolTip(self.tr("Order of the list"))

    def _sort_titles(self) -> dict[SortKey, str]:
        return {
            SortKey.RELEVANCE: self.tr("Relevance"),
            SortKey.DATE: self.tr("Date"),
            SortKey.HEADLINE: self.tr("Headline"),
            SortKey.OUTLET: self.tr("Outlet"),
            SortKey.ADDED: self.tr("Added"),
            SortKey.LENGTH: self.tr("Length"),
        }

    def _fill_sort_menu(self) -> None:
        menu, request = self.sort_button.menu(), self._session.request
        if menu is None:
            return
        menu.clear()
        group = QActionGroup(menu)
        chosen = request.sort or (SortKey.RELEVANCE if request.query else SortKey.DATE)
        for key, title in self._sort_titles().items():
            action = self._choice(group, menu.addAction(title), key is chosen)
            action.setEnabled(key is not SortKey.RELEVANCE or bool(request.query))
            action.triggered.connect(lambda _=False, k=key: self._sort(k, None))
        menu.addSeparator()
        order = QActionGroup(menu)
        for title, ascending in ((self.tr("Ascending"), True), (self.tr("Descending"), False)):
            action = self._choice(order, menu.addAction(title), request.ascending is ascending)
            action.triggered.connect(lambda _=False, a=ascending: self._sort(request.sort, a))

    def _choice(self, group: QActionGroup, action: QAction, on: bool) -> QAction:
        action.setCheckable(True)
        action.setChecked(on)
        group.addAction(action)
        return action

    def _sort(self, key: SortKey | None, ascending: bool | None) -> None:
        self._session.list_request(replace(self._session.request, sort=key, ascending=ascending))

    def _on_listed(self, listing: Listing) -> None:
        anchor = self.model.id_at(self.top_row())
        offset = self.table.verticalScrollBar().value() - self.top_row() * self._row_height()
        asked_anew = listing.request.query != self.model.query and bool(listing.request.query.strip())
        self._quiet = True
        moved = self.model.show_listing(listing)
        if asked_anew:
            self._select_rows(self._session.selection)
        elif moved:
            self._restore(anchor, offset)
            self._reveal_awaited()
        self._quiet = False
        total = listing.total or len(listing.ids)
        words = self.tr("1 clipping") if total == 1 else self.tr("{0} clippings").format(f"{total:,}")
        words = words if listing.total_exact else self.tr("over {0}").format(words)
        self.count.setText(f"{words} · {listing.notice}" if listing.notice and listing.ids else words)
        self._stack.setCurrentWidget(self.table if len(listing.ids) else self.empty)
        if asked_anew:
            # The best hits, wherever the eye was before. A table that comes back scrolls to its current row.
            self.table.scrollToTop()
        self.facets.setVisible(bool(len(listing.ids)))
        self._teach()
        if self._keep_first and len(listing.ids):
            self._keep_first = False
            if not self._session.selection and self._session.current is None:
                QTimer.singleShot(0, self.table, lambda: self.table.go_to_row(0))

    def _row_height(self) -> int:
        return self.table.verticalHeader().defaultSectionSize()

    def _restore(self, anchor: int | None, offset: int) -> None:
        """Select what was selected, and stay where the eye was."""
        self._select_rows(self._session.selection)
        row = self.model.row_of(anchor) if anchor is not None else -1
        selected = [self.model.row_of(id) for id in self._session.selection[:1]]
        if row > 0:
            self.table.verticalScrollBar().setValue(row * self._row_height() + offset)
        elif selected and selected[0] >= 0:
            self.table.scrollTo(self.model.index(selected[0], 0))
        else:
            self.table.scrollToTop()

    def _select_rows(self, ids: tuple[int, ...]) -> None:
        model, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        places = {id: row for row, id in enumerate(self.model.ids)} if len(ids) > 3 else None
        rows = [places.get(id, -1) if places is not None else self.model.row_of(id) for id in ids]
        chosen = QItemSelection()
        for row in rows:
            if row >= 0:
                chosen.select(self.model.index(row, 0), self.model.index(row, 0))
        model.select(chosen, flags.ClearAndSelect)
        if rows and rows[0] >= 0:
            model.setCurrentIndex(self.model.index(rows[0], 0), flags.NoUpdate)

    def _on_selected(self) -> None:
        if self._quiet:
            return
        chosen: list[int] = []
        blocks = self.table.selectionModel().selection()
        for block in (blocks.at(number) for number in range(blocks.count())):
            chosen.extend(self.model.ids[block.top() : block.bottom() + 1])
        self._quiet = True
        self._session.select(chosen)
        self._quiet = False
        if len(chosen) == 1 and self._session.current != Target("clipping", chosen[0]):
            rested = time.monotonic() - self._shown_at >= REST_SECONDS
            self._shown_at = time.monotonic()
            self._session.show(Target("clipping", chosen[0]), remember=rested)

    def _follow_selection(self, ids: tuple[int, ...]) -> None:
        if not self._quiet and len(ids) <= MOST_SELECTED:
            self._quiet = True
            self._select_rows(ids)
            self._quiet = False

    def _follow_shown(self, target: Target | None) -> None:
        """Back, forward and links choose the row of what they show, when it is listed."""
        if self._quiet or target is None or target.kind != "clipping":
            return
        row = self.model.row_of(target.id)
        self._awaited = target.id if row < 0 else None
        if target.id in self._session.selection:
            return
        # What is shown is what commands are about, whether or not it is listed.
        self._quiet = True
        self._select_rows((target.id,))
        self._session.select((target.id,))
        if row >= 0:
            self.table.scrollTo(self.model.index(row, 0))
        self._quiet = False

    def _reveal_awaited(self) -> None:
        """Bring what is shown into sight when a list holds it for the first time."""
        row = self.model.row_of(self._awaited) if self._awaited is not None else -1
        if row >= 0:
            self._awaited = None
            self.table.scrollTo(self.model.index(row, 0))

    def _on_counted(self, counted: tuple[Listing, tuple[tuple[int, int], ...]]) -> None:
        listing, years = counted
        self.histogram.show_years(years, chosen_years(listing.request.query))

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._keep_first, self._awaited = True, None
            self.histogram.show_years(())
            self.count.setText("")
            self._teach()

    def _teach(self) -> None:
        """Say in an empty list why it is empty, and what to do."""
        session, teach = self._session, self.empty.teach
        request = session.request
        kinds = {place.kind for place in request.places}
        if session.desk is None or session.listing is None:
            teach("newspaper-clipping", "", "")
        elif session.listing.notice:
            teach("hourglass", session.listing.notice, self.tr("The list fills as soon as it is done."))
        elif request.query:
            teach(
                "magnifying-glass",
                self.tr("Nothing found"),
                self.tr("Try fewer words, or weiw* for the beginning of a word."),
                self.tr("Clear the search"),
                lambda: session.list_request(ListRequest()),
            )
        elif PlaceKind.TRASH in kinds:
            teach("trash", self.tr("The trash is empty"), self.tr("What you delete waits here."))
        elif PlaceKind.INBOX in kinds:
            teach("tray", self.tr("The inbox is empty"), self.tr("New clippings wait here to be looked at."))
        elif request.places:
            teach(
                "folder-open",
                self.tr("Nothing here yet"),
                self.tr("Drag clippings onto a name or a collection at the left."),
                self.tr("Show all clippings"),
                lambda: session.list_request(ListRequest()),
            )
        else:
            teach(
                "newspaper-clipping",
                self.tr("No clippings yet"),
                self.tr("Import articles, saved web pages or PDFs, or drop them on this window (Ctrl+I)."),
                self.tr("Import…"),
                self.import_asked.emit,
            )
