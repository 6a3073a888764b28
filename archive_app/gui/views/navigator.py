"""The navigator at the left: places of the archive, to list by a click and to drop clippings on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QVBoxLayout, QWidget

from archive_app.domain.changes import Changes
from archive_app.domain.listing import ListRequest, Place, PlaceKind
from archive_app.gui import measures, theme
from archive_app.gui.models.navigator_model import ROW, SECTIONS, NavigatorModel, NavigatorRow, navigator_rows
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.navigator_delegate import NavigatorDelegate

if TYPE_CHECKING:
    from archive_app.operations.navigator import NavigatorCounts


LISTS = ("clippings", "table")
"""Pages that show what is listed."""


class PlaceList(QListView):
    """One list of places; a click lists, a click on a head folds, on its + begins something new."""

    row_clicked = Signal(object, object)
    plus_clicked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, session: Session, model: NavigatorModel, name: str) -> None:
        super().__init__()
        self._theme = session.theme
        self.setObjectName(name)
        self.setModel(model)
        self._delegate = NavigatorDelegate(session.theme)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        session.theme.changed.connect(self.doItemsLayout)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        row = index.data(ROW)
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if row.kind == "head" and event.position().x() > self.viewport().width() - 40:
            self.plus_clicked.emit(row)
        else:
            self.row_clicked.emit(row, event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW)
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.row_clicked.emit(row, event.modifiers())
        elif row is not None and event.key() == Qt.Key.Key_Menu:
            self.menu_asked.emit(row, self.mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self.indexAt(event.pos()).data(ROW)
            shown = row is not None and self._delegate.is_elided(row, self.viewport().width())
            text = row.title if row is not None and shown else ""
            if row is not None and row.kind == "head":
                text = self._head_tip(row, event.pos().x())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def _head_tip(self, row: NavigatorRow, x: int) -> str:
        if x > self.viewport().width() - 40 and row.section != "search":
            return self.tr("New…")
        return self.tr("Unfold") if row.folded else self.tr("Fold")

    def _on_menu(self, at: QPoint) -> None:
        row = self.indexAt(at).data(ROW)
        if row is not None:
            self.menu_asked.emit(row, self.viewport().mapToGlobal(at))


class Navigator(QWidget):
    """Two lists: the places, and the trash at the foot."""

    page_asked = Signal(str)
    new_asked = Signal(str)
    """The section ('collection', 'person', …) whose + was clicked."""
    menu_asked = Signal(object, object)
    counted = Signal(object)
    """NavigatorCounts, for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigator")
        self._session = session
        self._counts: NavigatorCounts | None = None
        self._page = "clippings"
        self.model = NavigatorModel(session)
        self.foot_model = NavigatorModel(session)
        self.places = PlaceList(session, self.model, "navigatorPlaces")
        self.foot = PlaceList(session, self.foot_model, "navigatorFoot")
        self.places.setAccessibleName(self.tr("Places"))
        self.foot.setAccessibleName(self.tr("Trash"))
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 6)
        layout.setSpacing(4)
        layout.addWidget(self.places, 1)
        layout.addWidget(self.foot)
        self._fit_foot()
        for part in (self.places, self.foot):
            part.row_clicked.connect(self._on_clicked)
            part.plus_clicked.connect(lambda row: self.new_asked.emit(row.section))
            part.menu_asked.connect(self.menu_asked)
        for model in (self.model, self.foot_model):
            model.dropped.connect(self._on_dropped)
        session.archive_changed.connect(self._on_archive_changed)
        session.request_changed.connect(self._show_request)
        session.theme.changed.connect(self._fit_foot)
        self.reload()

    def _fit_foot(self) -> None:
        self.foot.setFixedHeight(self._session.theme.size(theme.NAVIGATOR_ROW_HEIGHT) + 2)

    def sizeHint(self) -> QSize:
        return QSize(measures.NAVIGATOR_WIDTH, 600)

    def reload(self) -> None:
        """Count again."""
        if self._session.desk is None:
            self._counts = None
            self.model.show_rows(())
            self.foot_model.show_rows(())
            return
        from archive_app.operations.navigator import counts

        self._session.jobs.start(counts, owner=self, on_done=self._on_counted, replaces="navigator")

    def _on_archive_changed(self, changes: Changes) -> None:
        self.reload()

    def _on_counted(self, counts: NavigatorCounts) -> None:
        self._counts = counts
        for names in (counts.people, counts.organisations, counts.places, counts.events, counts.topics):
            self._session.subject_kinds.update((one.id, one.kind.value) for one in names)
        self._show_rows()
        self.counted.emit(counts)

    def _show_rows(self) -> None:
        if self._counts is None:
            return
        settings = self._session.settings
        folded = set(settings.items("navigator.folded"))
        self.model.show_rows(navigator_rows(self._counts, self._titles(), folded, set(self._pinned())))
        trash = Place(PlaceKind.TRASH)
        self.foot_model.show_rows(
            [NavigatorRow("place", self.tr("Trash"), "trash", count=self._counts.trash or None, place=trash)]
        )
        self._show_request(self._session.request)

    def _titles(self) -> dict[str, str]:
        titles = {
            "all": self.tr("All clippings"),
            "inbox": self.tr("Inbox"),
            "recent": self.tr("Recently added"),
            "needs_look": self.tr("Needs a look"),
            "all_names": self.tr("All names…"),
        }
        return titles | {s: QCoreApplication.translate("navigator", str(title)) for s, title, _ in SECTIONS}

    def _pin_key(self) -> str:
        desk = self._session.desk
        return f"pinned.{desk.archive.id}" if desk is not None else "pinned.none"

    def _pinned(self) -> list[str]:
        return self._session.settings.items(self._pin_key())

    def toggle_pin(self, place: Place) -> None:
        """Keep a name at the top of its section, or let it go."""
        pinned, key = list(self._pinned()), f"{place.kind}:{place.id}"
        pinned.remove(key) if key in pinned else pinned.append(key)
        self._session.settings.set(self._pin_key(), pinned)
        self._show_rows()

    def toggle_section(self, section: str) -> None:
        folded = list(self._session.settings.items("navigator.folded"))
        folded.remove(section) if section in folded else folded.append(section)
        self._session.settings.set("navigator.folded", folded)
        self._show_rows()

    def _on_clicked(self, row: NavigatorRow, modifiers: Qt.KeyboardModifier) -> None:
        if row.kind == "head":
            self.toggle_section(row.section)
        elif row.kind == "page":
            self.page_asked.emit(row.page)
        elif row.kind == "search":
            self._session.page_asked.emit("clippings")
            self._session.list_request(ListRequest(query=row.query))
        elif row.place is not None:
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self._session.narrow(row.place)
            else:
                self._go_to(row.place)

    def _go_to(self, place: Place) -> None:
        """A place alone; 'All clippings' clears the words too, as the way back to everything."""
        if place.kind is PlaceKind.ALL:
            self._session.list_request(replace(self._session.request, query=""))
        self._session.go_to(place)

    def show_page(self, page: str) -> None:
        """Mark what is shown: a place of the lists, a page that has a row, or nothing."""
        self._page = page
        self._show_request(self._session.request)

    def _show_request(self, request: ListRequest) -> None:
        for part, model in ((self.places, self.model), (self.foot, self.foot_model)):
            shown = next((at for at, row in enumerate(model.rows) if self._is_shown(row, request)), -1)
            part.clearSelection()
            if shown >= 0:
                part.setCurrentIndex(model.index(shown))

    def _is_shown(self, row: NavigatorRow, request: ListRequest) -> bool:
        if self._page not in LISTS:
            return row.kind == "page" and row.page == self._page
        if row.kind == "search":
            return bool(row.query) and not request.places and row.query == request.query
        if row.place is None:
            return False
        places = {(place.kind, place.id) for place in request.places}
        if not places and request.query in {one.query for one in self.model.rows if one.kind == "search"}:
            return False
        return (row.place.kind, row.place.id) in (places or {(PlaceKind.ALL, 0)})

    def _on_dropped(self, ids: tuple[int, ...], row: NavigatorRow) -> None:
        if row.place is None or self._session.read_only:
            return
        jobs, place = self._session.jobs, row.place
        said = self.tr("{0} clippings: {1}").format(len(ids), row.title)
        done = lambda _result: self._session.messages.done(said)  # noqa: E731
        if place.kind is PlaceKind.COLLECTION:
            from archive_app.operations.collections import add_to_collection

            jobs.start(add_to_collection, place.id, ids, owner=self, on_done=done, lane="writing")
        elif place.kind is PlaceKind.SUBJECT:
            from archive_app.operations.subjects import tag_with_subject

            jobs.start(tag_with_subject, ids, place.id, owner=self, on_done=done, lane="writing")
        elif place.kind is PlaceKind.TRASH:
            from archive_app.operations.clippings import trash

            jobs.start(trash, ids, owner=self, on_done=done, lane="writing")
