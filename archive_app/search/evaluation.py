"""Conditions over posting lists: which documents fulfil them, and how well (BM25F).

An engine gives its segments; everything here works on numbers of documents that run through all
segments, with sets and dictionaries, so that no query can take longer than its posting lists.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import compress
from math import log
from operator import and_
from typing import Protocol

from archive_app.domain.query import (
    ZONE_SHIFT,
    AllOf,
    AnyOf,
    Condition,
    DateOverlaps,
    Everything,
    FactWords,
    HasFact,
    Not,
    Nothing,
    Phrase,
    Prefix,
    Undated,
    Word,
    Zone,
)
from archive_app.errors import UserMistake
from archive_app.search import analysis
from archive_app.search.engine import MOST_EXPANSIONS, Hits
from archive_app.search.postings import Postings, unpack

K1, B = 1.2, 0.7
ZONE_WEIGHTS = {
    Zone.HEADLINE: 6.0, Zone.KICKER: 4.0, Zone.STANDFIRST: 3.0, Zone.BODY: 1.0,
    Zone.BYLINE: 1.0, Zone.CORRECTION: 1.0, Zone.NOTE: 0.7,
}  # fmt: skip
STEM_WEIGHT = 0.6
"""What another form of a word counts beside the word itself."""
REMEMBERED = 200_000
"""Scores kept of the words asked for lately, since people type on; about 100 bytes each."""

Scores = dict[int, float]


class Segment(Protocol):
    """A piece of an index, which never changes but for the documents deleted from it."""

    size: int
    ids: Sequence[int]
    lengths: Sequence[int]
    days: dict[str, tuple[Sequence[int], Sequence[int]]]
    """`published` and `updated` -> first and last days; 0 where there is none."""
    deleted: frozenset[int]

    def words(self, term: str) -> Postings: ...

    def words_from(self, start: str) -> Iterator[str]: ...

    def fact(self, fact: str) -> Sequence[int]: ...

    def facts_of(self, kind: str) -> Sequence[str]: ...


class Evaluation:
    """The segments of one state of an index, and what was asked of them lately."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._bases: list[int] = []
        base = 0
        for segment in segments:
            self._bases.append(base)
            base += segment.size
        self._deleted = {
            start + number
            for segment, start in zip(segments, self._bases, strict=True)
            for number in segment.deleted
        }
        self._all = set(range(base)) - self._deleted
        self._ids = array("q")
        lengths: list[int] = []
        for segment in segments:
            self._ids.extend(segment.ids)
            lengths += segment.lengths
        mean = max(1.0, sum(lengths) / max(1, len(lengths)))
        self._norms = [K1 * (1 - B + B * length / mean) for length in lengths]
        self._known: OrderedDict[Condition, Scores] = OrderedDict()
        self._remembered = 0
        self._answers: dict[type[Condition], Callable[..., Scores]] = {
            Everything: lambda _: dict.fromkeys(self._all, 0.0),
            Nothing: lambda _: {},
            Word: self._word,
            Phrase: self._phrase,
            Prefix: self._prefix,
            AllOf: self._all_of,
            AnyOf: self._any_of,
            Not: lambda part: dict.fromkeys(self._all.difference(self._scores(part.part)), 0.0),
            HasFact: self._has_fact,
            FactWords: self._fact_words,
            DateOverlaps: self._date,
            Undated: self._undated,
        }

    @property
    def size(self) -> int:
        return len(self._all)

    def hits(self, condition: Condition) -> Hits:
        """Return the ids of all documents that fulfil a condition, best first."""
        scores = self._scores(condition)
        deleted, ids = self._deleted, self._ids
        found = [(score, ids[number]) for number, score in scores.items() if number not in deleted]
        found.sort(reverse=True)
        return Hits(array("q", [id for _, id in found]), array("f", [score for score, _ in found]))

    def _scores(self, condition: Condition) -> Scores:
        known = self._known.get(condition)
        if known is not None:
            self._known.move_to_end(condition)
            return known
        scores = self._answers[type(condition)](condition)
        if not condition.parts_of():
            self._known[condition] = scores
            self._remembered += len(scores)
            while self._remembered > REMEMBERED and len(self._known) > 1:
                self._remembered -= len(self._known.popitem(last=False)[1])
        return scores

    def _all_of(self, condition: AllOf) -> Scores:
        wanted = [self._scores(part) for part in condition.parts if not isinstance(part, Not)]
        wanted.sort(key=len)
        if wanted:
            numbers = reduce(and_, (scores.keys() for scores in wanted[1:]), set(wanted[0]))
        else:
            numbers = set(self._all)
        for part in condition.parts:
            if isinstance(part, Not):
                numbers = numbers.difference(self._scores(part.part))
        return {number: sum(scores[number] for scores in wanted) for number in numbers}

    def _any_of(self, condition: AnyOf) -> Scores:
        total: Scores = {}
        for part in condition.parts:
            for number, score in self._scores(part).items():
                total[number] = total.get(number, 0.0) + score
        return total

    def _word(self, word: Word) -> Scores:
        weights: Scores = {}
        self._gather(weights, word.form, 1.0, word.zones, None)
        for language, stem in sorted(word.stems):
            self._gather(weights, f"{language}:{stem}", STEM_WEIGHT, word.zones, None)
            # A form that is its own stem has no term for the stem; some stems as words have another one.
            if stem != word.form and analysis.stem(stem, language) == stem:
                self._gather(weights, stem, STEM_WEIGHT, word.zones, f"language:{language}")
        return self._ranked(weights)

    def _prefix(self, prefix: Prefix) -> Scores:
        forms: set[str] = set()
        for segment in self.segments:
            for start in prefix.starts:
                for form in segment.words_from(start):
                    forms.add(form)
                    if len(forms) > MOST_EXPANSIONS:
                        raise UserMistake(
                            f"More than {MOST_EXPANSIONS:,} words begin with '{start}'.",
                            "Type more letters before the star.",
                            prefix.position,
                        )
        weights: Scores = {}
        for form in forms:
            self._gather(weights, form, 1.0, prefix.zones, None)
        return self._ranked(weights)

    def _gather(
        self, weights: Scores, term: str, weight: float, zones: frozenset[Zone], only: str | None
    ) -> None:
        """Add to the documents' weights how often a term stands in the zones."""
        everywhere = len(zones) == len(Zone)
        in_body = Zone.BODY in zones
        for segment, base in zip(self.segments, self._bases, strict=True):
            numbers, values = segment.words(term)
            allowed = set(segment.fact(only)) if only and numbers else None
            for number, value in zip(numbers, values, strict=True):
                if allowed is not None and number not in allowed:
                    continue
                size = len(value)
                if size & 1:
                    found = _weight(unpack(value), zones, everywhere)
                else:
                    found = (size >> 1) * in_body
                if found:
                    number += base
                    weights[number] = weights.get(number, 0.0) + weight * found

    def _ranked(self, weights: Scores) -> Scores:
        """Turn weighted frequencies into scores, rare words above common ones."""
        total = len(self._norms)
        rarity = log(1 + (total - len(weights) + 0.5) / (len(weights) + 0.5)) * (K1 + 1)
        norms = self._norms
        return {number: rarity * weight / (weight + norms[number]) for number, weight in weights.items()}

    def _phrase(self, phrase: Phrase) -> Scores:
        weights: Scores = {}
        everywhere = len(phrase.zones) == len(Zone)
        for segment, base in zip(self.segments, self._bases, strict=True):
            lists = [
                (distance, dict(zip(*segment.words(form), strict=True))) for distance, form in phrase.parts
            ]
            common = reduce(and_, (postings.keys() for _, postings in lists[1:]), set(lists[0][1]))
            lists.sort(key=lambda part: len(part[1]))
            for number in common:
                starts = _starts(lists, number)
                if starts and (found := _weight(starts, phrase.zones, everywhere)):
                    weights[base + number] = found * len(lists)
        return self._ranked(weights)

    def _has_fact(self, condition: HasFact) -> Scores:
        return self._with_facts(lambda _: condition.facts)

    def _fact_words(self, condition: FactWords) -> Scores:
        return self._with_facts(
            lambda segment: [fact for fact in segment.facts_of(condition.kind) if condition.holds(fact)]
        )

    def _with_facts(self, wanted: Callable[[Segment], Sequence[str] | frozenset[str]]) -> Scores:
        return {
            base + number: 0.0
            for segment, base in zip(self.segments, self._bases, strict=True)
            for fact in wanted(segment)
            for number in segment.fact(fact)
        }

    def _date(self, condition: DateOverlaps) -> Scores:
        earliest, latest = condition.earliest, condition.latest
        return self._by_days(condition.which, lambda first, last: 0 < first <= latest and earliest <= last)

    def _undated(self, condition: Undated) -> Scores:
        return self._by_days(condition.which, lambda first, _: first == 0)

    def _by_days(self, which: str, holds: Callable[[int, int], bool]) -> Scores:
        scores: Scores = {}
        for segment, base in zip(self.segments, self._bases, strict=True):
            firsts, lasts = segment.days[which]
            found = compress(range(base, base + segment.size), map(holds, firsts, lasts))
            scores.update(dict.fromkeys(found, 0.0))
        return scores


def _weight(positions: Sequence[int] | set[int], zones: frozenset[Zone], everywhere: bool) -> float:
    total = 0.0
    for position in positions:
        zone = position >> ZONE_SHIFT
        if everywhere or zone in zones:
            total += ZONE_WEIGHTS[zone]  # type: ignore[index]
    return total


def _starts(lists: Sequence[tuple[int, dict[int, bytes]]], number: int) -> set[int]:
    starts: set[int] | None = None
    for distance, postings in lists:
        found = {position - distance for position in unpack(postings[number])}
        starts = found if starts is None else starts & found
        if not starts:
            return starts
    return starts or set()
