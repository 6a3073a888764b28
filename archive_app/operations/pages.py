"""Pages of PDF source files: pictures, words with their boxes, and texts found on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from archive_app.domain.clipping import Region
from archive_app.operations import page_service
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

TIMEOUT = 20.0
MEMORY = 2_000_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: `rgb` has three bytes a pixel, rows without padding."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; the box is in fractions of the page as displayed, origin top left."""

    text: str
    x: float
    y: float
    w: float
    h: float


def page_count(desk: Desk, job: Job, sha256: str) -> int:
    """Return how many pages a PDF of the archive has; raises FileProblem when it cannot be opened."""
    return int(_ask(desk, job, page_service.count_pages, sha256))


def page_picture(desk: Desk, job: Job, sha256: str, page: int, width_px: int) -> PagePicture:
    """Draw a page (from 0) `width_px` pixels wide."""
    return PagePicture(*_ask(desk, job, page_service.draw, sha256, page, width_px))


def page_words(desk: Desk, job: Job, sha256: str, page: int) -> tuple[Word, ...]:
    """Return the words of a page (from 0) in reading order; none without a text layer."""
    return tuple(Word(*box) for box in _ask(desk, job, page_service.words, sha256, page))


def find_on_page(desk: Desk, job: Job, sha256: str, page: int, text: str) -> tuple[Region, ...]:
    """Return a box for each line on which a text stands on a page, case and accents aside."""
    return find_in_words(page_words(desk, job, sha256, page), text, page)


def find_in_words(words: Sequence[Word], text: str, page: int = 0) -> tuple[Region, ...]:
    """Return the boxes of a text among the words of a page; words broken at a line's end are whole."""
    wanted = _folded(text)
    if not wanted:
        return ()
    letters: list[str] = []
    owners: list[int] = []
    for index, word in enumerate(words):
        folded = _folded(word.text)
        letters.append(folded)
        owners.extend([index] * len(folded))
    line = "".join(letters)
    regions: list[Region] = []
    start = line.find(wanted)
    while start >= 0:
        first, last = owners[start], owners[start + len(wanted) - 1]
        regions.extend(_boxes(words[first : last + 1], page))
        start = line.find(wanted, start + len(wanted))
    return tuple(regions)


def _ask(desk: Desk, job: Job, function: Callable[..., Any], sha256: str, *args: int) -> Any:
    path = str(desk.archive.files.path(sha256))
    service = desk.workers.service("page", MEMORY)
    return service.call(function, path, *args, timeout=TIMEOUT, stop=job.stop_requested)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(one for one in decomposed if not unicodedata.combining(one)))


def _boxes(words: Sequence[Word], page: int) -> list[Region]:
    """Join the boxes of words that stand on one line."""
    lines: list[list[Word]] = []
    for word in words:
        before = lines[-1][-1] if lines else None
        same = before is not None and abs(before.y - word.y) < 0.6 * max(word.h, before.h)
        if before is not None and same and word.x >= before.x:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_around(line, page) for line in lines]


def _around(line: Sequence[Word], page: int) -> Region:
    left, top = min(word.x for word in line), min(word.y for word in line)
    right, bottom = max(word.x + word.w for word in line), max(word.y + word.h for word in line)
    return Region(page, left, top, right - left, bottom - top)
