"""What the search index knows of a clipping: everything that a query can ask about, in one value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One clipping as the index reads it; days are proleptic ordinals (`date.toordinal`)."""

    id: int
    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    body: str = ""
    byline: str = ""
    correction: str = ""
    notes: tuple[str, ...] = ()
    """The bodies of the annotations on it."""
    language: str = ""
    outlet_id: int | None = None
    section: str = ""
    page: str = ""
    genre: str = ""
    edition: str = ""
    published_earliest: int | None = None
    published_latest: int | None = None
    updated_earliest: int | None = None
    updated_latest: int | None = None
    subject_ids: tuple[tuple[str, int], ...] = ()
    """Kind and id of the confirmed subjects; a merged one appears as the one it was merged into."""
    author_ids: tuple[int, ...] = ()
    """The ids among them whose role is author."""
    keywords: tuple[str, ...] = ()
    collection_ids: tuple[int, ...] = ()
    batch_id: int | None = None
    state: str = "inbox"
    has: tuple[str, ...] = ()
    """Slugs of what it has: annotation, link, pdf, image, correction, quote."""
    trashed: bool = False
    word_count: int = 0
    summary: str = ""
    url: str = ""
    accession_number: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person wrote about it, and `note:` looks in: the summary, then the notes."""
        return (self.summary, *self.notes) if self.summary else self.notes
