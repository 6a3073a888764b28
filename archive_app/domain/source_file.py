"""The source file: an imported file, kept byte for byte and addressed by its SHA-256."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    id: int
    uid: str
    sha256: str
    media_type: str
    size: int
    """Bytes."""
    name: str
    """The name as found, never used as a path."""
    page_count: int | None = None
    reader: str = ""
    imported: str = ""
