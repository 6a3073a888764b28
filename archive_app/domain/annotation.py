"""Annotations, after the W3C Web Annotation model: a body and the passages it speaks of."""

from dataclasses import dataclass
from enum import StrEnum

from archive_app.domain.clipping import Region


class Colour(StrEnum):
    """The colours of highlights, by name; the theme knows their values."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"


@dataclass(frozen=True, slots=True)
class TextTarget:
    """A passage of a clipping's text, by position and by quote with its context."""

    clipping_id: int
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    placed: bool = True
    """False when the passage could not be found again in the current text."""


@dataclass(frozen=True, slots=True)
class PageTarget:
    """Rectangles on pages of a source file."""

    source_file_id: int
    regions: tuple[Region, ...]
    clipping_id: int | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a note, or both. Without targets it is a note that stands alone."""

    id: int
    uid: str
    body: str = ""
    """Markdown."""
    colour: Colour = Colour.YELLOW
    codes: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    modified: str = ""
    text_targets: tuple[TextTarget, ...] = ()
    page_targets: tuple[PageTarget, ...] = ()


CONTEXT_LENGTH = 32
"""Code points of prefix and suffix kept with a quote."""


def text_target(clipping_id: int, body: str, start: int, end: int) -> TextTarget:
    """Make a target of the passage `body[start:end]`, with the context that finds it again."""
    return TextTarget(
        clipping_id=clipping_id,
        start=start,
        end=end,
        quote=body[start:end],
        prefix=body[max(0, start - CONTEXT_LENGTH) : start],
        suffix=body[end : end + CONTEXT_LENGTH],
    )
