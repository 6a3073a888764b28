"""What one write changed, told to everybody who shows something."""

from dataclasses import dataclass, field
from enum import StrEnum


class RecordKind(StrEnum):
    CLIPPING = "clipping"
    TEXT = "text"
    SOURCE_FILE = "source_file"
    OUTLET = "outlet"
    SUBJECT = "subject"
    CLIPPING_SUBJECT = "clipping_subject"
    ANNOTATION = "annotation"
    LINK = "link"
    COLLECTION = "collection"
    SAVED_SEARCH = "saved_search"
    BATCH = "batch"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that one write touched, by kind, and the label of the write.

    `clippings` are all clippings whose row in a list may look different now (their own fields,
    names, notes, links). `everything` asks every view to reload, as after a restore.
    """

    label: str = ""
    group: int = 0
    records: dict[RecordKind, frozenset[int]] = field(default_factory=dict)
    clippings: frozenset[int] = frozenset()
    membership: bool = False
    """True when clippings were added, removed, trashed or moved, so that lists must be asked anew."""
    everything: bool = False

    def touched(self, kind: RecordKind, *ids: int) -> bool:
        """Was any record of this kind touched, or any of the given ids?"""
        if self.everything:
            return True
        touched = self.records.get(kind, frozenset())
        return bool(touched) if not ids else any(id in touched for id in ids)

    def __bool__(self) -> bool:
        return self.everything or bool(self.records)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one record, for people to read."""

    id: int
    group: int
    label: str
    author: str
    origin: str
    """`person` or `machine`."""
    at: str
    """UTC, ISO 8601."""
    record_kind: str
    record_id: int
    operation: str
    """`insert`, `update` or `delete`."""
    changes: tuple[tuple[str, object, object], ...] = ()
    """Field, before, after."""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Shift+Z would do; None where there is nothing."""

    undo: str | None = None
    redo: str | None = None
    barrier: str = ""
    """Why undo stops here, as a sentence, when it does."""
