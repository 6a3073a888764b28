"""The import batch: one import of a person, with an entry per file."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    ADDED = "added"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """What became of one file of a batch."""

    id: int
    batch_id: int
    path: str
    """The path as found, made showable; never opened again."""
    outcome: Outcome
    reader: str = ""
    stated: int | None = None
    """How many articles the file says it holds."""
    found: int = 0
    duplicates: int = 0
    quarantined: int = 0
    reason: str = ""
    hint: str = ""
    code: str = ""
    sha256: str = ""
    clipping_ids: tuple[int, ...] = ()
    """The clippings made of it; for a duplicate, the clippings that were already there."""
    trashed: bool = False
    """For a duplicate: the clippings already there lie in the trash."""


@dataclass(frozen=True, slots=True)
class Batch:
    id: int
    uid: str
    label: str
    started: str
    finished: str = ""
    added: int = 0
    duplicates: int = 0
    quarantined: int = 0
    failed: int = 0
    undone: bool = False
