"""An import on its way: the files under review, and the report at its end."""

from dataclasses import dataclass

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.domain.drafts import Draft


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One file under review. `outcome` is what it would become if it were imported now."""

    index: int
    path: str
    """The path as found, made showable."""
    name: str
    outcome: Outcome
    """`added` when it is ready; `cancelled` when the reading stopped before it."""
    reader: str = ""
    media_type: str = ""
    stated: int | None = None
    found: int = 0
    page_count: int | None = None
    sha256: str = ""
    size: int = 0
    reason: str = ""
    hint: str = ""
    code: str = ""
    drafts: tuple[Draft, ...] = ()
    already: tuple[int, ...] = ()
    """For a duplicate: the clippings that are already there."""
    already_headline: str = ""
    trashed: bool = False
    same_as: int | None = None
    """For a file that is twice in this import: the index of the first."""

    @property
    def ready(self) -> bool:
        return self.outcome is Outcome.ADDED


@dataclass(frozen=True, slots=True)
class StagedImport:
    """Files that were read and wait for a person's look."""

    key: str
    """The name of its folder under `staging`."""
    label: str
    started: str
    """UTC, ISO 8601."""
    files: tuple[StagedFile, ...] = ()

    @property
    def complete(self) -> bool:
        """False when the reading was stopped before the last file."""
        return not any(file.outcome is Outcome.CANCELLED for file in self.files)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import; `entries` has one row per file in the order of the files."""

    batch_id: int | None
    seconds: float
    entries: tuple[BatchEntry, ...] = ()

    @property
    def added(self) -> int:
        """Clippings made."""
        return sum(len(entry.clipping_ids) for entry in self.entries if entry.outcome is Outcome.ADDED)

    @property
    def duplicates(self) -> int:
        return sum(entry.duplicates or int(entry.outcome is Outcome.DUPLICATE) for entry in self.entries)

    @property
    def quarantined(self) -> int:
        return sum(entry.quarantined or int(entry.outcome is Outcome.QUARANTINED) for entry in self.entries)

    @property
    def failed(self) -> int:
        return sum(entry.outcome is Outcome.FAILED for entry in self.entries)

    @property
    def cancelled(self) -> int:
        return sum(entry.outcome is Outcome.CANCELLED for entry in self.entries)
