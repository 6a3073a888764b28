"""The window comes back as it was: its place on the screen, its panels, and what each archive showed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow, QSplitter

from archive_app.domain.listing import ListRequest, Place, PlaceKind, SortKey
from archive_app.gui.session import Session, Target
from archive_app.gui.settings import Settings


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What was listed and shown in one archive."""

    request: ListRequest
    selection: tuple[int, ...] = ()
    target: Target | None = None
    page: str = "clippings"


def save_window(settings: Settings, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
    settings.set("window.geometry", bytes(window.saveGeometry().toBase64().data()).decode())
    for name, splitter in splitters.items():
        settings.set(f"window.{name}", splitter.sizes())


def restore_panels(settings: Settings, splitters: dict[str, QSplitter]) -> None:
    """Give the panels the widths that they had."""
    for name, splitter in splitters.items():
        sizes = [int(size) for size in settings.items(f"window.{name}") if isinstance(size, int)]
        if len(sizes) == splitter.count():
            splitter.setSizes(sizes)


def save_archive_state(settings: Settings, session: Session, page: str) -> None:
    """Keep what the open archive shows, under its id, on this computer."""
    if session.desk is None:
        return
    request, target = session.request, session.current
    settings.set(
        f"archives.{session.desk.archive.id}",
        {
            "query": request.query,
            "places": [[place.kind.value, place.id, place.title] for place in request.places],
            "sort": request.sort.value if request.sort else "",
            "ascending": {None: "", True: "yes", False: "no"}[request.ascending],
            "selection": list(session.selection[:1000]),
            "shown": [target.kind, target.id] if target is not None else [],
            "page": page,
        },
    )


def archive_state(settings: Settings, archive_id: str) -> ArchiveState | None:
    """Return what this archive showed last; None when it is new here or cannot be read."""
    saved = settings.get(f"archives.{archive_id}")
    if not isinstance(saved, dict):
        return None
    try:
        places = tuple(Place(PlaceKind(kind), int(id), str(title)) for kind, id, title in saved["places"])
        sort = SortKey(saved["sort"]) if saved["sort"] else None
        ascending = {"yes": True, "no": False}.get(saved["ascending"])
        target = Target(str(saved["shown"][0]), int(saved["shown"][1])) if saved["shown"] else None
        selection = tuple(int(id) for id in saved["selection"])
        request = ListRequest(str(saved["query"]), places, sort, ascending)
    except (KeyError, ValueError, TypeError, IndexError):
        return None
    return ArchiveState(request, selection, target, str(saved.get("page", "clippings")))
