"""The page of a name: its clippings by date, the sentence it stands in, and who stands beside it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive_app.domain.clipping import Clipping
from archive_app.domain.listing import Place, PlaceKind, SortKey
from archive_app.domain.outlet import Outlet
from archive_app.domain.subject import MentionStatus, Subject, SubjectKind
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

ROWS = 300
"""Clippings shown with their sentences; the rest is counted."""
COMPANIONS = 24
LONGEST_SENTENCE = 280
"""Code points; a longer sentence is cut around the name."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True, slots=True)
class Standing:
    """One clipping of a name. `mark` is where the name stands in `sentence`, in code points."""

    id: int
    headline: str
    outlet: str
    published: str | None
    printed: str
    sentence: str = ""
    mark: tuple[int, int] | None = None
    passage: tuple[int, int] | None = None
    """Where the name stands in the clipping's text."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Another name on the same clippings, and on how many of them."""

    id: int
    kind: SubjectKind
    name: str
    clippings: int


@dataclass(frozen=True, slots=True)
class NamePage:
    """A subject or an outlet with its clippings, oldest first, `ROWS` at most; `total` counts all."""

    subject: Subject | None
    outlet: Outlet | None
    rows: tuple[Standing, ...]
    total: int
    companions: tuple[Companion, ...] = ()
    place: Subject | None = None
    """Where an event took place."""


def name_page(desk: Desk, job: Job, id: int) -> NamePage:
    """Return the page of a subject; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        subject = records.subjects.get(id)
        ids = list(records.subjects.clipping_ids(subject.id))
        ordered = list(records.clippings.sort_ids(ids, SortKey.DATE, True))
        found = records.clippings.find(ordered[:ROWS])
        beside = records.subjects.of_clippings(ordered[:ROWS])
        place = None if subject.place_id is None else records.subjects.get(subject.place_id)
    names = (subject.name, *(variant.name for variant in subject.variants))
    rows = tuple(_standing(found[id], names) for id in ordered[:ROWS] if id in found)
    together: Counter[tuple[int, SubjectKind, str]] = Counter()
    for attachments in beside.values():
        kept = {
            (one.subject_id, one.kind, one.name)
            for one in attachments
            if one.status is MentionStatus.CONFIRMED
        }
        together.update(one for one in kept if one[0] != subject.id)
    companions = tuple(Companion(*key, count) for key, count in together.most_common(COMPANIONS))
    return NamePage(subject, None, rows, len(ordered), companions, place)


def outlet_page(desk: Desk, job: Job, id: int) -> NamePage:
    """Return the page of an outlet; raises UserMistake when there is none."""
    with desk.archive.read() as records:
        outlet = records.outlets.get(id)
        ordered = list(records.clippings.ids(Place(PlaceKind.OUTLET, outlet.id), SortKey.DATE, True))
        found = records.clippings.find(ordered[:ROWS])
    rows = tuple(_opening(found[id]) for id in ordered[:ROWS] if id in found)
    return NamePage(None, outlet, rows, len(ordered))


def sentence_with(body: str, names: Iterable[str]) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """Return the first sentence that holds one of the names, where in it, and where in the body.

    Case and accents do not count, as long as folding keeps the text's length; all in code points.
    """
    folded = _fold(body)
    places = [place for place in (_find(folded, _fold(name)) for name in names) if place]
    if not places:
        return None
    start, end = min(places, key=lambda place: (place[0], -place[1]))
    left, right = _around(body, start, end)
    return body[left:right], (start - left, end - left), (start, end)


def _find(folded: str, name: str) -> tuple[int, int] | None:
    if not name.strip():
        return None
    edge_left = r"(?<!\w)" if name[0].isalnum() and name[0].isascii() else ""
    edge_right = r"(?!\w)" if name[-1].isalnum() and name[-1].isascii() else ""
    match = re.search(edge_left + re.escape(name) + edge_right, folded)
    return match.span() if match else None


def _around(body: str, start: int, end: int) -> tuple[int, int]:
    left, right = 0, len(body)
    for match in _SENTENCE_END.finditer(
        body, max(0, start - 4 * LONGEST_SENTENCE), end + 4 * LONGEST_SENTENCE
    ):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    if right - left > LONGEST_SENTENCE:
        left = max(left, start - LONGEST_SENTENCE // 2)
        right = min(right, left + LONGEST_SENTENCE)
    return left, max(right, end)


def _fold(text: str) -> str:
    """Fold case and accents letter by letter, so that every place stays where it is."""
    return "".join(_fold_letter(letter) for letter in text) if not text.isascii() else text.lower()


def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].casefold()
    return base if len(base) == 1 else letter


def _standing(clipping: Clipping, names: Sequence[str]) -> Standing:
    found = sentence_with(clipping.text.body, names)
    if found is None:
        return _opening(clipping)
    sentence, mark, passage = found
    return Standing(**_facts(clipping), sentence=sentence, mark=mark, passage=passage)


def _opening(clipping: Clipping) -> Standing:
    left, right = _around(clipping.text.body, 0, 1) if clipping.text.body else (0, 0)
    return Standing(**_facts(clipping), sentence=clipping.text.body[left:right])


def _facts(clipping: Clipping) -> dict:
    fields = clipping.fields
    return {
        "id": clipping.id,
        "headline": fields.headline,
        "outlet": clipping.outlet_name,
        "published": fields.published.edtf,
        "printed": fields.published.printed,
    }
