"""The page of reading: list, reader, inspector side by side; in a narrow window the inspector folds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from archive_app.gui import measures
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.clipping_list import ClippingList
from archive_app.gui.views.rails import InspectorRail

LIST_MINIMUM, READER_MINIMUM, INSPECTOR_MINIMUM = 280, 320, 220
LIST_BESIDE_INSPECTOR = 300


class ClippingsPage(QWidget):
    """Made with its list; reader and inspector move in when they have been built."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folded = False
        self._list_width = measures.LIST_WIDTH
        self.list = ClippingList(session)
        self.reader_place = _Place("paper")
        self.inspector_place = _Place("panel")
        self.inspector: QWidget | None = None
        self.rail = InspectorRail(session)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget, minimum in (
            (self.list, LIST_MINIMUM),
            (self.reader_place, READER_MINIMUM),
            (self.inspector_place, INSPECTOR_MINIMUM),
        ):
            widget.setMinimumWidth(minimum)
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([measures.LIST_WIDTH, 700, measures.INSPECTOR_WIDTH])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        self._rail_line = QWidget()
        set_role(self._rail_line, "rule")
        self._rail_line.setFixedWidth(1)
        self._rail_line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.addWidget(self._rail_line)
        layout.addWidget(self.rail)
        self.rail.hide()
        self._rail_line.hide()
        self.rail.toggled.connect(self._on_rail)

    def take_reader(self, reader: QWidget) -> None:
        self.reader_place.take(reader)
        page_down = getattr(reader, "page_down", None)
        if callable(page_down):
            self.list.table.paged.connect(page_down)

    def take_inspector(self, inspector: QWidget) -> None:
        self.inspector = inspector
        self.inspector_place.take(inspector)
        tab_changed = getattr(inspector, "tab_changed", None)
        if tab_changed is not None:
            tab_changed.connect(lambda name: self.rail.press(name if self.inspector_shown else ""))

    @property
    def inspector_shown(self) -> bool:
        return not self.inspector_place.isHidden()

    def show_inspector(self, shown: bool) -> None:
        """Open or close the inspector; in a narrow window the list makes room for it."""
        if shown == self.inspector_shown:
            return
        sizes = self.splitter.sizes()
        if shown and self._folded:
            self._list_width = sizes[0]
        self.inspector_place.setVisible(shown)
        if self._folded:
            width = LIST_BESIDE_INSPECTOR if shown else self._list_width
            rest = sum(sizes) - width - (measures.INSPECTOR_WIDTH if shown else 0)
            self.splitter.setSizes([width, rest, measures.INSPECTOR_WIDTH])
        self.rail.press(self._tab_name() if shown else "")

    def fold_inspector(self, folded: bool, wanted: bool) -> None:
        """Below 1440 px the inspector is a column of tabs; `wanted` is whether it is open above that."""
        if folded != self._folded:
            if not folded and self.inspector_shown:
                self.show_inspector(False)
            self._folded = folded
            self.rail.setVisible(folded)
            self._rail_line.setVisible(folded)
            self.inspector_place.setVisible(wanted and not folded)
            self.rail.press("")
            if not folded:
                sizes = self.splitter.sizes()
                rest = sum(sizes) - self._list_width - measures.INSPECTOR_WIDTH
                self.splitter.setSizes([self._list_width, rest, measures.INSPECTOR_WIDTH])

    @property
    def folded(self) -> bool:
        return self._folded

    def _on_rail(self, name: str, on: bool) -> None:
        show_tab = getattr(self.inspector, "show_tab", None)
        if on and callable(show_tab):
            show_tab(name)
        self.show_inspector(on)
        self.rail.press(name if on else "")

    def _tab_name(self) -> str:
        return str(getattr(self.inspector, "tab", "names") or "names")


class _Place(QWidget):
    """A place that a widget moves into later."""

    def __init__(self, role: str) -> None:
        super().__init__()
        set_role(self, role)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def take(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
