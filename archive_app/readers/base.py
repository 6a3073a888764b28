"""The contract of a reader, and the limits that all readers share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem

HEAD_SIZE = 8192
"""How many bytes of a file's beginning `score` is given."""
MAX_TEXT_BYTES = 200_000_000
MAX_FILE_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a reader may know besides the file: nothing of settings, network or archive."""

    name: str = ""
    """The file's name as found; the path that is read may be a copy under another name."""
    today: date = date(9999, 12, 31)
    """Dates after this day are not believed."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a reader found out about the file as a whole, yielded at most once beside the drafts."""

    page_count: int | None = None
    stated: int | None = None
    """How many articles the file itself says it holds."""


class Reader(Protocol):
    """One format. Instances hold no state; a module names its reader `READER`."""

    name: str
    """A slug: 'plain-text'."""
    title: str
    """What a person reads: 'Plain text'."""
    extensions: tuple[str, ...]
    """Lower case, with the dot."""
    media_type: str
    max_bytes: int

    def score(self, head: bytes, path: Path) -> float:
        """Return how surely the file is of this format, 0 to 1, by its first bytes.

        From `SURE` on, a file whose name says another format is said to lie about its type.
        """
        ...

    def read(self, path: Path, context: ReadContext) -> Iterator[Draft | FileFacts]:
        """Yield the articles of the file; raises FileProblem for what cannot be read."""
        ...


SURE = 0.9


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return the whole file; raises FileProblem when it is empty, too large or unreadable."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise too_large(size, max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror or type(error).__name__}.",
            "Check that it is still there and that you may read it.",
            "unreadable",
        ) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileProblem("The file is empty.", "Import it again from its source.", "empty")
    return data


def too_large(size: int, max_bytes: int) -> FileProblem:
    """Return the problem of a file that is over its reader's limit, both in bytes."""
    return FileProblem(
        f"The file is too large: {size / 1e6:,.0f} MB, where {max_bytes / 1e6:,.0f} MB is the limit.",
        "Split it into smaller files and import these.",
        "too-large",
    )
