"""Collections and saved searches: the user's own arrangement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Collection:
    id: int
    uid: str
    name: str
    parent_id: int | None = None
    position: int = 0
    note: str = ""
    clippings: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    id: int
    uid: str
    name: str
    query: str
