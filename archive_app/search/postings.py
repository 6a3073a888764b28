"""Posting lists in memory: where each term stands, gathered from texts or merged from segments."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge

from archive_app.domain.query import AnalysedText

WORDS, FACTS = "words", "facts"
"""The two fields of an index: forms and `language:stem` with positions; facts without."""

Postings = tuple[Sequence[int], Sequence[bytes]]
"""Numbers of documents inside a segment, ascending, and their packed positions."""


def pack(positions: Sequence[int]) -> bytes:
    """Return ascending positions as bytes: an even number of them when all are in the body's beginning."""
    if positions[-1] < 0x10000:
        return array("H", positions).tobytes()
    return b"+" + array("I", positions).tobytes()


def unpack(packed: bytes) -> array[int]:
    return array("I", packed[1:]) if len(packed) & 1 else array("H", packed)


class Gathered:
    """Posting lists that grow with each text, so that only the terms need sorting in the end."""

    def __init__(self) -> None:
        self._terms: dict[str, defaultdict[bytes, tuple[array[int], list[bytes]]]] = {
            FACTS: defaultdict(_nothing),
            WORDS: defaultdict(_nothing),
        }

    def add(self, number: int, text: AnalysedText) -> None:
        """Add a text as the document of this number; numbers ascend."""
        words = self._terms[WORDS]
        for form, positions in (*text.forms.items(), *_stem_positions(text).items()):
            numbers, values = words[form.encode("utf-8", "replace")]
            numbers.append(number)
            values.append(pack(positions))
        facts = self._terms[FACTS]
        for fact in text.facts:
            facts[fact.encode("utf-8", "replace")][0].append(number)

    def sorted(self, field: str) -> list[tuple[bytes, Postings]]:
        return sorted(self._terms[field].items())


def renumbered(
    terms: Iterable[tuple[bytes, Postings]], moved: Mapping[int, int]
) -> Iterator[tuple[bytes, Postings]]:
    """Yield terms with the documents that moved, under their new numbers."""
    for term, (numbers, values) in terms:
        kept = [at for at, number in enumerate(numbers) if number in moved]
        yield term, ([moved[numbers[at]] for at in kept], [values[at] for at in kept] if values else [])


def merged(sources: Sequence[Iterable[tuple[bytes, Postings]]]) -> Iterator[tuple[bytes, Postings]]:
    """Yield the terms of several sources in order, each once; later sources have higher numbers."""
    current = b""
    numbers: list[int] = []
    values: list[bytes] = []
    for term, (more, their_values) in merge(*sources, key=lambda item: item[0]):
        if term != current:
            if numbers:
                yield current, (numbers, values)
            current, numbers, values = term, [], []
        numbers.extend(more)
        values.extend(their_values)
    if numbers:
        yield current, (numbers, values)


def _nothing() -> tuple[array[int], list[bytes]]:
    return array("I"), []


def _stem_positions(text: AnalysedText) -> dict[str, list[int]]:
    """Return the positions of each stem that differs from its form, ascending."""
    found: dict[str, list[int]] = {}
    for form, stem in text.stems.items():
        term = f"{text.stem_language}:{stem}"
        before = found.get(term)
        found[term] = sorted((*before, *text.forms[form])) if before else list(text.forms[form])
    return found
