"""Commands about names: people, organisations, places, events, topics and outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@command(
    "names.show", title="All names…", keys=("Ctrl+3",), menu="Names", when="archive", icon="users", order=10
)
def show_names(window: MainWindow) -> None:
    window.show_page("names")


@command("names.people", title="People", menu="Names", when="archive", icon="user", order=20)
def show_people(window: MainWindow) -> None:
    window.show_page("names", "person")


@command(
    "names.organisations", title="Organisations", menu="Names", when="archive", icon="buildings", order=21
)
def show_organisations(window: MainWindow) -> None:
    window.show_page("names", "organisation")


@command("names.places", title="Places", menu="Names", when="archive", icon="map-pin", order=22)
def show_places(window: MainWindow) -> None:
    window.show_page("names", "place")


@command("names.events", title="Events", menu="Names", when="archive", icon="calendar-blank", order=23)
def show_events(window: MainWindow) -> None:
    window.show_page("names", "event")


@command("names.topics", title="Topics", menu="Names", when="archive", icon="tag", order=24)
def show_topics(window: MainWindow) -> None:
    window.show_page("names", "topic")


@command("names.outlets", title="Outlets", menu="Names", when="archive", icon="newspaper", order=25)
def show_outlets(window: MainWindow) -> None:
    window.show_page("names", "outlet")
