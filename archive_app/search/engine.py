"""What every engine of full-text search promises, so that one can take the place of another."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import Condition
from archive_app.errors import ArchiveProblem

MOST_EXPANSIONS = 1000
"""How many different words one prefix may stand for."""


class IndexDamaged(ArchiveProblem):
    """The index cannot be read; it is derived, so it is thrown away and made anew."""

    def __init__(
        self, message: str = "The search index is damaged.", hint: str = "It is being rebuilt."
    ) -> None:
        super().__init__(message, hint, "index")
        self.args = (message, hint)


@dataclass(frozen=True, slots=True)
class Hits:
    """All clippings that fulfil a condition, best first; a tie goes to the higher id."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    scores: array[float] = field(default_factory=lambda: array("f"))


class Engine(Protocol):
    """An index in a folder of its own. Any exception but UserMistake means: rebuild it."""

    @classmethod
    def create(cls, folder: Path) -> None:
        """Make an empty index in a folder, which must not hold one."""
        ...

    def search(self, condition: Condition) -> Hits:
        """Return exactly the clippings that the condition's meaning in memory holds for.

        Raises UserMistake when a prefix stands for more than MOST_EXPANSIONS words.
        """
        ...

    def update(self, texts: Iterable[IndexedText], removed: Iterable[int] = ()) -> int:
        """Put clippings in, in place of what was known of them; return how many."""
        ...

    def size(self) -> int:
        """Return how many clippings the index holds."""
        ...

    def tidy(self) -> None:
        """Merge small pieces, so that searching stays fast and the folder small."""
        ...

    def close(self) -> None: ...
