"""Narrow windows: the navigator as a column of icons, the inspector as a column of tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from archive_app.domain.listing import Place, PlaceKind
from archive_app.gui import icons
from archive_app.gui.measures import RAIL_WIDTH
from archive_app.gui.models.navigator_model import NavigatorModel, NavigatorRow
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role

BUTTON = 36


class Rail(QWidget):
    """A column of icon buttons."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 10, 6, 8)
        self.column.setSpacing(4)
        self.setFixedWidth(session.theme.size(RAIL_WIDTH))

    def add_button(self, icon: str, title: str, colour: str = "ink2") -> QToolButton:
        button = QToolButton()
        icons.dress(button, self._session.theme, icon, colour, 18)
        button.setToolTip(title)
        button.setAccessibleName(title)
        size = self._session.theme.size(BUTTON)
        button.setFixedSize(size, size)
        self.column.addWidget(button)
        return button


class NavigatorRail(Rail):
    """The navigator below 1100 px: places at a click, sections as menus."""

    row_chosen = Signal(object)
    page_asked = Signal(str)

    def __init__(self, session: Session, model: NavigatorModel, parent: QWidget | None = None) -> None:
        super().__init__(session, "navigatorRail", parent)
        self._model = model
        for icon, title, kind in (
            ("stack", self.tr("All clippings"), PlaceKind.ALL),
            ("tray", self.tr("Inbox"), PlaceKind.INBOX),
            ("clock-counter-clockwise", self.tr("Recently added"), PlaceKind.RECENT),
        ):
            self._add_place(icon, title, kind)
        for icon, title, section, colour in (
            ("folder", self.tr("Collections"), "collection", "ink2"),
            ("user", self.tr("People"), "person", "person"),
            ("calendar-blank", self.tr("Events"), "event", "event"),
            ("newspaper", self.tr("Outlets"), "outlet", "ink2"),
        ):
            button = self.add_button(icon, title, colour)
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda m=menu, s=section: self._fill(m, s))
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        names = self.add_button("address-book", self.tr("All names…"))
        names.clicked.connect(lambda: self.page_asked.emit("names"))
        self.column.addStretch(1)
        self._add_place("trash", self.tr("Trash"), PlaceKind.TRASH)

    def _add_place(self, icon: str, title: str, kind: PlaceKind) -> None:
        row = NavigatorRow("place", title, icon, place=Place(kind))
        self.add_button(icon, title).clicked.connect(lambda: self.row_chosen.emit(row))

    def _fill(self, menu: QMenu, section: str) -> None:
        menu.clear()
        rows = [row for row in self._model.rows if row.section == section and row.place is not None]
        for row in rows:
            action = menu.addAction(f"{row.title.replace('&', '&&')}\t{row.count or ''}")
            action.triggered.connect(lambda _=False, r=row: self.row_chosen.emit(r))
        if not rows:
            menu.addAction(self.tr("None yet")).setEnabled(False)


class InspectorRail(Rail):
    """The inspector below 1440 px: a click opens it beside the reader, another closes it."""

    toggled = Signal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "inspectorRail", parent)
        self._buttons: dict[str, QToolButton] = {}
        for name, icon, title in (
            ("names", "users", self.tr("Names")),
            ("notes", "highlighter-circle", self.tr("Notes")),
            ("links", "link-simple", self.tr("Links")),
            ("details", "article", self.tr("Details")),
        ):
            button = self.add_button(icon, title)
            button.setCheckable(True)
            button.clicked.connect(lambda on, n=name: self._on_clicked(n, on))
            self._buttons[name] = button
        self.column.addStretch(1)

    def _on_clicked(self, name: str, on: bool) -> None:
        for other, button in self._buttons.items():
            button.setChecked(on and other == name)
        self.toggled.emit(name, on)

    def press(self, name: str) -> None:
        """Show which tab is open; '' for none."""
        for other, button in self._buttons.items():
            button.setChecked(other == name)
