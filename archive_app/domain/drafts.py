"""What readers make of a file: drafts of clippings, before the archive knows them."""

from dataclasses import dataclass

from archive_app.domain.clipping import Fields, Origin, Region, Text, TriageState


@dataclass(frozen=True, slots=True)
class Draft:
    """One article found in a file."""

    fields: Fields
    text: Text
    ordinal: int = 0
    regions: tuple[Region, ...] = ()
    keywords: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    """Field name and Origin value where it is not `file`, e.g. ('language', 'detected')."""
    notice: str = ""
    """A sentence for the review when the draft needs a look, e.g. 'This PDF has no text layer.'"""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What a worker hands back for one file: small, picklable, never an exception."""

    reader: str = ""
    media_type: str = ""
    found: int = 0
    stated: int | None = None
    page_count: int | None = None
    spool: str = ""
    """Path of the staged drafts, one JSON object a line."""
    code: str = ""
    """Empty when the file was read; else empty-file, binary, truncated, encrypted, too-large, …"""
    message: str = ""
    hint: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.code


@dataclass(frozen=True, slots=True)
class NewClipping:
    """One clipping to be added in bulk; `source_file_id` names the stored file it was read from."""

    fields: Fields
    text: Text
    origins: tuple[tuple[str, Origin], ...] = ()
    """Field name and origin where it is not `file`."""
    keywords: tuple[str, ...] = ()
    state: TriageState = TriageState.INBOX
    batch_id: int | None = None
    entry_id: int | None = None
    """The batch entry (the file's row in the import report) that it belongs to."""
    source_file_id: int | None = None
    ordinal: int = 0
    regions: tuple[Region, ...] = ()
