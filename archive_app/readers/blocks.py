"""Building a text: pieces with links and emphasis in, one NFC string with blocks and spans out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive_app.domain.clipping import Block, BlockKind, PageRange, Span, SpanKind, Text, TextSource

MAX_BODY = 20_000_000
"""Code points of one text; what is longer is cut, since nobody wrote it as an article."""

# A single space stays as it is: most are, and replacing each by itself took longer than all else.
_SPACES = re.compile(
    r" [ \t\r\n\f\v\u00a0\u2007\u202f]+|[\t\r\n\f\v\u00a0\u2007\u202f][ \t\r\n\f\v\u00a0\u2007\u202f]*"
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u00ad\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block's text, with what marks it."""

    text: str
    kind: SpanKind | None = None
    target: str = ""


class TextBuilder:
    """Collects blocks in order; `text()` gives the Text with offsets in code points."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._pages: list[PageRange] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Code points so far."""
        return self._length

    def add(self, kind: BlockKind, runs: str | Iterable[Run], level: int = 0) -> bool:
        """Append a block; False when nothing of it is left to see, or the text is full."""
        pieces = [Run(runs)] if isinstance(runs, str) else list(runs)
        cleaned = _cleaned(pieces)
        if not cleaned or self._length > MAX_BODY:
            return False
        start = self._length + 1 if self._parts else 0
        position = start
        for run in cleaned:
            end = position + len(run.text)
            if run.kind is not None and run.text.strip() and (run.kind is not SpanKind.LINK or run.target):
                self._spans.append(Span(run.kind, position, end, run.target))
            position = end
        self._parts.append("".join(run.text for run in cleaned))
        self._blocks.append(Block(kind, start, position, level))
        self._length = position
        return True

    def page(self, page: int, start: int) -> None:
        """Note that what was added since `start` (code points) stands on this page (from 0)."""
        if self._length > start:
            begin = start + 1 if start else 0
            self._pages.append(PageRange(page, begin, self._length))

    def text(self) -> Text:
        return Text(
            "\n".join(self._parts),
            tuple(self._blocks),
            tuple(self._spans),
            tuple(self._pages),
            TextSource.FILE,
        )


def clean_line(text: str) -> str:
    """Return text as one NFC line: white space folded, invisible and control characters gone."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _UNSEEN.sub("", text))).strip()


def safe_link(target: str) -> str:
    """Return an http(s) address with a host as it is, and nothing for any other."""
    target = target.strip()
    if len(target) > 4000 or any(character <= " " for character in target):
        return ""
    try:
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:
        return ""
    return target if parts.scheme.lower() in ("http", "https") and host else ""


def _cleaned(runs: list[Run]) -> list[Run]:
    """Fold white space over the borders of runs, so that the block is one clean line."""
    found: list[Run] = []
    open_space = False
    for run in runs:
        text = _SPACES.sub(" ", _UNSEEN.sub("", run.text))
        if not found or open_space:
            text = text.lstrip(" ")
        if not text:
            continue
        text = unicodedata.normalize("NFC", text)
        open_space = text.endswith(" ")
        found.append(Run(text, run.kind, run.target))
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        last = found[-1]
        found[-1] = Run(last.text.rstrip(), last.kind, last.target)
    whole = "".join(run.text for run in found)
    # An accent in a run of its own composes with the letter before it, and the runs' borders go.
    return found if unicodedata.is_normalized("NFC", whole) else [Run(unicodedata.normalize("NFC", whole))]
