"""The outlet: a newspaper or site as a continuing thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    id: int
    uid: str
    name: str
    variants: tuple[str, ...] = ()
    place: str = ""
    country: str = ""
    issn: str = ""
    frequency: str = ""
    clippings: int = 0
    """How many clippings outside the trash bear it."""
