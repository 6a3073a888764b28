"""The chips above the list: what the listed clippings have in common, to narrow by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from archive_app.domain.listing import Facet, Listing, Place, PlaceKind
from archive_app.gui.session import Session
from archive_app.gui.widgets.chip_row import ChipRow

SHOWN = 20
"""Values a menu lists at most."""
SUBJECTS = ("person", "organisation", "place", "event", "topic")


class FacetChips(ChipRow):
    """Outlet, Year, Person, Event, Place, Has…; each opens a menu of values with counts."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facets: dict[str, tuple[Facet, ...]] = {}
        self.setObjectName("facetChips")
        titles = (
            ("outlet", self.tr("Outlet")),
            ("year", self.tr("Year")),
            ("event", self.tr("Event")),
            ("person", self.tr("Person")),
            ("place", self.tr("Place")),
            ("has", self.tr("Has…")),
            ("organisation", self.tr("Organisation")),
            ("topic", self.tr("Topic")),
            ("language", self.tr("Language")),
        )
        for name, title in titles:
            self._add_facet(name, title)
        session.facets_counted.connect(self._on_counted)

    def _add_facet(self, name: str, title: str) -> None:
        chip = QPushButton(f"{title} ▾")
        chip.setAccessibleName(self.tr("Narrow by {0}").format(title))
        chip.setToolTip(self.tr("Narrow the list by {0}").format(title.rstrip("…").lower()))
        menu = QMenu(chip)
        menu.aboutToShow.connect(lambda: self._fill(menu, name))
        menu.aboutToHide.connect(lambda: self._let_go(chip))
        chip.setMenu(menu)
        self.add(chip)

    @staticmethod
    def _let_go(chip: QPushButton) -> None:
        """Stop a chip looking pressed or hovered: the menu took the events that would tell it so."""
        chip.setDown(False)
        under = chip.rect().contains(chip.mapFromGlobal(QCursor.pos()))
        chip.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, under)
        chip.update()

    def _on_counted(self, counted: tuple[Listing, object]) -> None:
        self._facets = counted[0].facets or {}

    def _fill(self, menu: QMenu, name: str) -> None:
        menu.clear()
        if name == "has":
            self._fill_has(menu)
            return
        facets = self._facets.get(name, ())
        for facet in facets[:SHOWN]:
            count = f"{facet.count:,}"
            label = facet.value if len(facet.value) <= 40 else facet.value[:39].rstrip() + "…"
            action = menu.addAction(f"{label.replace('&', '&&')}\t{count}")
            action.triggered.connect(lambda _=False, n=name, f=facet: self._narrow(n, f))
        if not facets:
            menu.addAction(self.tr("Nothing to narrow by here")).setEnabled(False)
        elif len(facets) > SHOWN:
            menu.addSeparator()
            more = menu.addAction(self.tr("{0} more: type in the search field").format(len(facets) - SHOWN))
            more.setEnabled(False)

    def _fill_has(self, menu: QMenu) -> None:
        counts = {facet.value: facet.count for facet in self._facets.get("has", ())}
        for word, title in (
            ("annotation", self.tr("Notes and highlights")),
            ("link", self.tr("Links")),
            ("pdf", self.tr("A PDF")),
            ("image", self.tr("A picture")),
            ("correction", self.tr("A correction")),
        ):
            count = f"\t{counts[word]:,}" if word in counts else ""
            action = menu.addAction(title + count)
            action.triggered.connect(lambda _=False, w=word: self._session.add_words(f"has:{w}"))

    def _narrow(self, name: str, facet: Facet) -> None:
        if name in SUBJECTS and facet.id is not None:
            self._session.subject_kinds[facet.id] = name
            self._session.narrow(Place(PlaceKind.SUBJECT, facet.id, facet.value))
        elif name == "outlet" and facet.id is not None:
            self._session.narrow(Place(PlaceKind.OUTLET, facet.id, facet.value))
        elif name == "year":
            self._session.add_words(f"date:{facet.value}")
        else:
            value = f'"{facet.value}"' if " " in facet.value else facet.value
            self._session.add_words(f"{name}:{value}")
