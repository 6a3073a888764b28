"""Where one was in each clipping, kept with the settings for the clippings read last."""

from archive_app.gui.session import Session

MOST = 200


class ReadingPlaces:
    """Positions are code points of the body; 0, the beginning, is not kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def place(self, clipping_id: int) -> int:
        return next((at for id, at in self._kept() if id == clipping_id), 0)

    def keep(self, clipping_id: int, at: int) -> None:
        key = self._key()
        if key is None:
            return
        others = [[id, place] for id, place in self._kept() if id != clipping_id]
        mine = [[clipping_id, at]] if at > 0 else []
        self._session.settings.set(key, (mine + others)[:MOST])

    def _key(self) -> str | None:
        """Each archive has its own list; its id is letters, digits and hyphens."""
        desk = self._session.desk
        return f"reading.places.{desk.archive.id}" if desk is not None else None

    def _kept(self) -> list[tuple[int, int]]:
        key = self._key()
        found = self._session.settings.items(key) if key is not None else []
        return [(pair[0], pair[1]) for pair in found if isinstance(pair, list) and len(pair) == 2]
