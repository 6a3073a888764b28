"""The clipping: one press article, its words and where it came from."""

from dataclasses import dataclass
from enum import StrEnum


class TriageState(StrEnum):
    """Where a clipping stands in a researcher's screening."""

    INBOX = "inbox"
    REVIEWED = "reviewed"
    IN = "in"
    OUT = "out"


class Origin(StrEnum):
    """Where a value came from; a person's value is never overwritten by the other two."""

    FILE = "file"
    DETECTED = "detected"
    PERSON = "person"


class TextSource(StrEnum):
    """Who made a version of a clipping's text."""

    FILE = "file"
    OCR = "ocr"
    PERSON = "person"


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"


class SpanKind(StrEnum):
    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text; `start` and `end` are code points into the whole text."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A link or an emphasis inside a text, in code points; `target` is a link's http(s) address."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class PageRange:
    """The stretch of a text, in code points, that stands on one page (index from 0)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a clipping's words: an NFC string with a newline between blocks."""

    body: str = ""
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()
    pages: tuple[PageRange, ...] = ()
    source: TextSource = TextSource.FILE
    id: int = 0
    created: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a page as fractions of the displayed page, origin top left, page from 0."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class HoldingPlace:
    """Where the paper cutting lies."""

    institution: str = ""
    fonds: str = ""
    box: str = ""
    folder: str = ""
    sheet: str = ""
    side: str = ""
    """`front`, `back` or empty."""

    def __bool__(self) -> bool:
        return any((self.institution, self.fonds, self.box, self.folder, self.sheet, self.side))

    def __str__(self) -> str:
        parts = (self.institution, self.fonds, self.box, self.folder, self.sheet, self.side)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PressDate:
    """A date as printed and as EDTF (`2012-05-08`, `1934~`); both may be empty."""

    edtf: str | None = None
    printed: str = ""
    origin: Origin = Origin.FILE


@dataclass(frozen=True, slots=True)
class ClippingSource:
    """One source file of a clipping: which article in it, and where on its pages."""

    source_file_id: int
    sha256: str
    media_type: str
    name: str
    ordinal: int = 0
    regions: tuple[Region, ...] = ()
    page_count: int | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a clipping that a reader finds and a person edits, all optional."""

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    outlet: str = ""
    """The outlet's name as printed; the record is found or proposed by it."""
    published: PressDate = PressDate()
    updated: PressDate = PressDate()
    edition: str = ""
    section: str = ""
    page: str = ""
    """The page label as printed, 'C2'."""
    column: str = ""
    genre: str = ""
    credit: str = ""
    correction: str = ""
    language: str = ""
    url: str = ""
    rights: str = ""
    accession_number: str = ""
    summary: str = ""
    holding: HoldingPlace = HoldingPlace()


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article in the archive, whole."""

    id: int
    uid: str
    fields: Fields
    text: Text
    outlet_id: int | None = None
    outlet_name: str = ""
    """The outlet record's name, else the name as printed."""
    state: TriageState = TriageState.INBOX
    state_reason: str = ""
    batch_id: int | None = None
    trashed: bool = False
    created: str = ""
    modified: str = ""
    word_count: int = 0
    origins: tuple[tuple[str, Origin], ...] = ()
    """Where each filled field's value came from, by field name."""
    sources: tuple[ClippingSource, ...] = ()
    keywords: tuple[str, ...] = ()


FIELD_NAMES: tuple[str, ...] = (
    "headline",
    "kicker",
    "standfirst",
    "byline",
    "dateline",
    "outlet",
    "published",
    "updated",
    "edition",
    "section",
    "page",
    "column",
    "genre",
    "credit",
    "correction",
    "language",
    "url",
    "rights",
    "accession_number",
    "summary",
    "holding_institution",
    "holding_fonds",
    "holding_box",
    "holding_folder",
    "holding_sheet",
    "holding_side",
)
"""Names by which one field of a clipping is set: text in, text out; dates as EDTF text."""


def field_text(fields: Fields, name: str) -> str:
    """Return one field of `FIELD_NAMES` as the text that a person would edit."""
    if name.startswith("holding_"):
        return str(getattr(fields.holding, name.removeprefix("holding_")))
    value = getattr(fields, name)
    if isinstance(value, PressDate):
        return value.edtf or value.printed
    return str(value)
