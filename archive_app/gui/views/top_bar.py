"""The top bar: the archive's name, back and forward, the search bar, the views, Import."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from archive_app.gui import icons
from archive_app.gui.measures import TOP_BAR_HEIGHT
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.widgets.search_bar import SearchBar

NARROW = 1200
NAME_WIDTH = 150


class TopBar(QWidget):
    view_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("topBar")
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name_button = QPushButton()
        self.back_button = QToolButton()
        self.forward_button = QToolButton()
        self.search = SearchBar(session)
        self.import_button = QPushButton(self.tr("Import"))
        self._views = QButtonGroup(self)
        self._view_buttons: dict[str, QPushButton] = {}
        self._view_titles: dict[str, str] = {}
        self._switch = QHBoxLayout()
        self._build()
        session.archive_changed.connect(self._on_archive_changed)
        session.navigation_changed.connect(self._on_navigation_changed)
        session.theme.changed.connect(self._fit)
        self._on_archive_changed(None)
        self._on_navigation_changed()

    def _build(self) -> None:
        theme = self._session.theme
        mark = QLabel()
        paint = lambda: mark.setPixmap(icons.pixmap(theme, "newspaper", "accent", theme.size(20), 2.0))  # noqa: E731
        theme.changed.connect(paint)
        paint()
        set_role(self.name_button, "quiet")
        self.name_button.setObjectName("archiveName")
        self.name_button.setMenu(QMenu(self.name_button))
        self.name_button.setToolTip(icons.tip(self.tr("Menu"), "F10"))
        for button, icon, title, key in (
            (self.back_button, "arrow-left", self.tr("Back"), "Alt+Left"),
            (self.forward_button, "arrow-right", self.tr("Forward"), "Alt+Right"),
        ):
            icons.dress(button, theme, icon)
            button.setToolTip(icons.tip(title, key))
            button.setAccessibleName(title)
        self.back_button.clicked.connect(self._session.back)
        self.forward_button.clicked.connect(self._session.forward)
        set_role(self.import_button, "primary")
        self.import_button.setObjectName("importButton")
        self.import_button.setToolTip(icons.tip(self.tr("Import files"), "Ctrl+I"))
        icons.dress(self.import_button, theme, "download-simple", "on_button", 16)
        self.import_button.clicked.connect(self.import_asked)
        self._views.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        layout.addWidget(mark)
        layout.addWidget(self.name_button)
        layout.addSpacing(8)
        layout.addWidget(self.back_button)
        layout.addWidget(self.forward_button)
        layout.addSpacing(6)
        layout.addWidget(self.search, 1)
        layout.addSpacing(10)
        layout.addLayout(self._switch)
        layout.addSpacing(6)
        layout.addWidget(self.import_button)
        self._switch.setSpacing(4)
        self._fit()

    def add_view(self, id: str, title: str, icon: str, key: str = "") -> None:
        """Add a button of the view switch."""
        button = QPushButton(title)
        button.setCheckable(True)
        button.setObjectName(f"view-{id}")
        button.setAccessibleName(title)
        button.setToolTip(icons.tip(title, key))
        set_role(button, "quiet")
        icons.dress(button, self._session.theme, icon or "rows", "ink2", 16)
        button.clicked.connect(lambda: self.view_asked.emit(id))
        self._views.addButton(button)
        self._switch.addWidget(button)
        self._view_buttons[id] = button
        self._view_titles[id] = title
        button.setEnabled(self._session.desk is not None)
        self._fit()

    def show_view(self, id: str) -> None:
        """Press the button of the view that is shown; a page without one presses none."""
        self._views.setExclusive(False)
        for name, button in self._view_buttons.items():
            button.setChecked(name == id)
        self._views.setExclusive(True)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the switch and Import keep their icons only."""
        px = self._session.theme.size
        self.setFixedHeight(px(TOP_BAR_HEIGHT))
        narrow = self.width() < px(NARROW)
        for id, button in self._view_buttons.items():
            button.setText("" if narrow else self._view_titles[id])
        self.import_button.setText("" if narrow and self.width() < px(900) else self.tr("Import"))
        self._show_name()

    def _on_archive_changed(self, changes: object) -> None:
        self._show_name()
        open_ = self._session.desk is not None
        self.search.setEnabled(open_)
        for button in self._view_buttons.values():
            button.setEnabled(open_)
        self.import_button.setEnabled(open_ and not self._session.read_only)

    def _show_name(self) -> None:
        name = self._session.archive_name or self.tr("Press Archive")
        room = self._session.theme.size(NAME_WIDTH)
        font = self._session.theme.ui_font(bold=True)
        self.name_button.setFont(font)
        shown = self.name_button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.name_button.setText(f"{shown} ▾")
        tip = icons.tip(self.tr("Menu"), "F10")
        self.name_button.setToolTip(f"{name}\n{tip}" if shown != name else tip)
        self.name_button.setAccessibleName(self.tr("{0}, menu").format(name))

    def _on_navigation_changed(self) -> None:
        self.back_button.setEnabled(self._session.can_go_back)
        self.forward_button.setEnabled(self._session.can_go_forward)
