"""Commands about collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.domain.listing import Place, PlaceKind
from archive_app.gui.commands.registry import command, condition

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def _collection(window: MainWindow) -> Place | None:
    """The collection whose menu is open, else the one that is listed."""
    places = (window.place,) if window.place is not None else window.session.request.places
    return next((place for place in places if place is not None and place.kind is PlaceKind.COLLECTION), None)


@condition("place_collection")
def place_collection(window: MainWindow) -> bool:
    """A collection is listed, or its menu is open."""
    return _collection(window) is not None


@command(
    "collection.create",
    title="New collection…",
    keys=("Ctrl+Shift+O",),
    menu="Collections",
    when="writable",
    icon="folder-plus",
    order=10,
)
def create(window: MainWindow) -> None:
    window.show_page("collections")
    page = _page(window)
    page.new_name.setFocus()


@command(
    "collection.manage",
    title="All collections…",
    menu="Collections",
    when="archive",
    icon="folders",
    order=11,
)
def manage(window: MainWindow) -> None:
    window.show_page("collections")


@command(
    "collection.put",
    title="Put into a collection…",
    keys=("C",),
    menu="Collections",
    when="writable clipping",
    icon="folder",
    order=20,
)
def put(window: MainWindow) -> None:
    from archive_app.gui.views.collection_popover import CollectionPopover

    CollectionPopover(window.session, _chosen(window), window).open_over(window.stack)


@command(
    "collection.take_out",
    title="Take out of the collection",
    menu="Collections",
    when="writable clipping place_collection",
    icon="folder-minus",
    order=21,
)
def take_out(window: MainWindow) -> None:
    from archive_app.operations.collections import remove_from_collection

    place = _collection(window)
    if place is not None:
        window.session.jobs.start(
            remove_from_collection, place.id, _chosen(window), owner=window.session, lane="writing"
        )


@command(
    "collection.rename",
    title="Rename…",
    menu="",
    when="writable place_collection",
    icon="pencil-simple",
    order=30,
)
def rename(window: MainWindow) -> None:
    place = _collection(window)
    window.show_page("collections")
    if place is not None:
        _page(window).rename_collection(place.id)


@command(
    "collection.delete",
    title="Delete the collection",
    menu="",
    when="writable place_collection",
    icon="trash",
    order=31,
)
def delete(window: MainWindow) -> None:
    from archive_app.operations.collections import delete_collection

    place = _collection(window)
    if place is None:
        return
    session = window.session
    told = window.tr("Deleted the collection ‘{0}’; its clippings stay.").format(place.title)
    session.jobs.start(
        delete_collection,
        place.id,
        owner=session,
        lane="writing",
        on_done=lambda _: session.messages.done(told),
    )
    if place in session.request.places:
        session.drop_place(place)


def _chosen(window: MainWindow) -> tuple[int, ...]:
    session = window.session
    current = session.current
    return session.selection or ((current.id,) if current is not None else ())


def _page(window: MainWindow):
    from archive_app.gui.views.collections_page import CollectionsPage

    page = window.findChild(CollectionsPage, "collectionsPage")
    assert isinstance(page, CollectionsPage)
    return page
