"""Lists of clippings: what is asked for, and the rows that answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """The places of the navigator."""

    ALL = "all"
    INBOX = "inbox"
    RECENT = "recent"
    COLLECTION = "collection"
    SUBJECT = "subject"
    OUTLET = "outlet"
    BATCH = "batch"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Place:
    kind: PlaceKind
    id: int = 0
    title: str = ""


class SortKey(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    HEADLINE = "headline"
    OUTLET = "outlet"
    ADDED = "added"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a list shows: the query as typed, narrowed to places, in an order.

    `sort` None means relevance with a query and date without; dates run newest first unless
    `ascending`; texts run A to Z unless `ascending` is False.
    """

    query: str = ""
    places: tuple[Place, ...] = ()
    sort: SortKey | None = None
    ascending: bool | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet with its count; `id` of the outlet or subject, or None (a year)."""

    id: int | None
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a ListRequest: all ids in order; rows are fetched by windows of ids."""

    request: ListRequest
    ids: Sequence[int]
    scores: Sequence[float] = ()
    """As long as `ids` when sorted by relevance, else empty."""
    total: int = 0
    total_exact: bool = True
    seconds: float = 0.0
    behind: int = 0
    """How many changed clippings the index had not reached yet."""
    facets: dict[str, tuple[Facet, ...]] | None = None
    notice: str = ""
    """A sentence to show, such as 'The index is being rebuilt.'"""


@dataclass(frozen=True, slots=True)
class ClippingRow:
    """One row of a list. `marks` are code point ranges of hits in the snippet, which is plain text."""

    id: int
    headline: str
    outlet: str
    published: str | None
    published_printed: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    headline_marks: tuple[tuple[int, int], ...] = ()
    page: str = ""
    section: str = ""
    language: str = ""
    state: str = "inbox"
    word_count: int = 0
    subjects: int = 0
    annotations: int = 0
    links: int = 0
    has_pdf: bool = False
    has_file: bool = False
    corrected: bool = False
    reprints: int = 0
    trashed: bool = False
    missing: bool = False
    """True when the clipping is gone since the list was made."""
