"""Typed links between clippings, annotations and subjects, seen from both ends."""

from dataclasses import dataclass
from enum import StrEnum

from archive_app.errors import UserMistake


class LinkType(StrEnum):
    """The slug of each type of link."""

    RELATED = "related"
    FOLLOWS_UP = "follows-up"
    REPLIES_TO = "replies-to"
    REPRINT_OF = "reprint-of"
    VERSION_OF = "version-of"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    CITES = "cites"
    CONTRADICTS = "contradicts"
    CONTINUES = "continues"
    TRANSLATION_OF = "translation-of"


LABELS: dict[LinkType, tuple[str, str]] = {
    LinkType.RELATED: ("related to", "related to"),
    LinkType.FOLLOWS_UP: ("follows up", "followed up by"),
    LinkType.REPLIES_TO: ("replies to", "replied to by"),
    LinkType.REPRINT_OF: ("reprint of", "reprinted as"),
    LinkType.VERSION_OF: ("version of", "has version"),
    LinkType.CORRECTS: ("corrects", "corrected by"),
    LinkType.RETRACTS: ("retracts", "retracted by"),
    LinkType.CITES: ("cites", "cited by"),
    LinkType.CONTRADICTS: ("contradicts", "contradicted by"),
    LinkType.CONTINUES: ("continues", "continued by"),
    LinkType.TRANSLATION_OF: ("translation of", "translated as"),
}
"""How a type reads from its source, and from its target."""


class EndKind(StrEnum):
    CLIPPING = "clipping"
    ANNOTATION = "annotation"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class LinkEnd:
    kind: EndKind
    id: int
    title: str = ""
    """What a person reads: the headline, the name, the quoted passage."""


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    uid: str
    type: LinkType
    source: LinkEnd
    target: LinkEnd
    note: str = ""
    author: str = ""
    created: str = ""

    def other_end(self, kind: EndKind, id: int) -> LinkEnd:
        """Return the end that is not the given record."""
        return self.target if (self.source.kind, self.source.id) == (kind, id) else self.source

    def label_from(self, kind: EndKind, id: int) -> str:
        """Return how the link reads when one stands at the given record."""
        forward = (self.source.kind, self.source.id) == (kind, id)
        return LABELS[self.type][0 if forward else 1]


def link_type(slug: str) -> LinkType:
    """Return the type with this slug; raises UserMistake with the list of slugs."""
    try:
        return LinkType(slug.strip().lower().replace("_", "-").replace(" ", "-"))
    except ValueError:
        known = ", ".join(LinkType)
        raise UserMistake(f"There is no link type '{slug}'.", f"Use one of: {known}.") from None
