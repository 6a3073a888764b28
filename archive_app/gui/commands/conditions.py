"""The conditions that commands name in `when`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.domain.listing import PlaceKind
from archive_app.gui.commands.registry import condition

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@condition("archive")
def archive(window: MainWindow) -> bool:
    """An archive is open."""
    return window.session.desk is not None


@condition("writable")
def writable(window: MainWindow) -> bool:
    """An archive is open and may be written."""
    return window.session.desk is not None and not window.session.read_only


@condition("clipping")
def clipping(window: MainWindow) -> bool:
    """One clipping at least is selected or shown."""
    current = window.session.current
    return bool(window.session.selection) or (current is not None and current.kind == "clipping")


@condition("one_clipping")
def one_clipping(window: MainWindow) -> bool:
    """Exactly one clipping is selected, or none is and one is shown."""
    current = window.session.current
    selected = len(window.session.selection)
    return selected == 1 or (selected == 0 and current is not None and current.kind == "clipping")


@condition("shown")
def shown(window: MainWindow) -> bool:
    """The reader shows something."""
    return window.session.current is not None


@condition("back")
def back(window: MainWindow) -> bool:
    return window.session.can_go_back


@condition("forward")
def forward(window: MainWindow) -> bool:
    return window.session.can_go_forward


@condition("listed")
def listed(window: MainWindow) -> bool:
    """The list holds something."""
    listing = window.session.listing
    return listing is not None and len(listing.ids) > 0


@condition("searching")
def searching(window: MainWindow) -> bool:
    """Words are typed into the search field."""
    return bool(window.session.request.query)


def _place_condition(kind: PlaceKind) -> None:
    """`place_subject` and the like: the navigator's menu is open on a place of this kind."""

    @condition(f"place_{kind.value}")
    def is_on(window: MainWindow) -> bool:
        return window.place is not None and window.place.kind is kind


for _kind in (PlaceKind.SUBJECT, PlaceKind.OUTLET, PlaceKind.BATCH):
    _place_condition(_kind)
