"""The registry of views: pages of the middle area, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from archive_app.gui.discovery import import_all

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow
    from archive_app.gui.session import Session

PLACES = ("switch", "page", "dialog")
"""'switch': with a button in the top bar; 'page': in the middle, without one; 'dialog': a window."""


@dataclass(frozen=True, slots=True)
class View:
    """One page. `make(session)` builds its widget, which may have `show_target(object)`."""

    id: str
    title: str
    place: str
    make: Callable[[Session], QWidget]
    icon: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True)
class Picture:
    """A state of the window that `screenshot --view` can take."""

    name: str
    prepare: Callable[[MainWindow], QWidget | None]
    """Brings the window into the state; returns another widget to take instead, such as a dialog."""


Made = TypeVar("Made", bound="Callable[[Session], QWidget]")
_views: dict[str, View] = {}
_pictures: dict[str, Picture] = {}


def view(
    id: str, *, title: str, place: str = "page", icon: str = "", order: int = 50
) -> Callable[[Made], Made]:
    """Register a widget class (or a function of the session) as a page of the window."""

    def register(make: Made) -> Made:
        if id in _views or place not in PLACES:
            raise ValueError(f"There are two views '{id}', or no place '{place}'.")
        _views[id] = View(id, title, place, make, icon, order)
        return make

    return register


def picture(name: str) -> Callable[[Callable[[MainWindow], QWidget | None]], Callable]:
    """Register a function of the window as what `screenshot --view NAME` shows."""

    def register(prepare: Callable[[MainWindow], QWidget | None]) -> Callable:
        if name in _pictures:
            raise ValueError(f"There are two pictures '{name}'.")
        _pictures[name] = Picture(name, prepare)
        return prepare

    return register


def load_views() -> tuple[View, ...]:
    """Import the modules of `gui/views` that register pages, and return all pages in their order."""
    import archive_app.gui.views as package

    import_all(package)
    return tuple(sorted(_views.values(), key=lambda v: (v.order, v.id)))


def find_view(id: str) -> View | None:
    return _views.get(id)


def pictures() -> dict[str, Picture]:
    return dict(_pictures)
