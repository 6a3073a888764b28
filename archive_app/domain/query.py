"""What a query means: a closed set of conditions, each of which can decide in memory.

An engine translates the same conditions into its own terms; that both agree is what the contract
tests prove. Word positions carry their zone in the upper bits, so that one number says 'the third
word of the headline'.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum


class Zone(IntEnum):
    """The parts of a clipping in which words are looked for; the body is 0, so its positions are small."""

    BODY = 0
    HEADLINE = 1
    KICKER = 2
    STANDFIRST = 3
    BYLINE = 4
    CORRECTION = 5
    NOTE = 6


ALL_ZONES = frozenset(Zone)
ZONE_SHIFT = 24
"""A position is `zone << ZONE_SHIFT | number of the word in the zone`."""

PUBLISHED, UPDATED = "published", "updated"


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """One clipping as conditions see it: tokens with positions, facts and days."""

    id: int
    forms: Mapping[str, Sequence[int]]
    """Exact folded form -> ascending positions."""
    stems: Mapping[str, str]
    """Form -> its stem, where the two differ."""
    stem_language: str = ""
    """The language of the stems, or empty when the clipping's language has none."""
    facts: frozenset[str] = frozenset()
    """`outlet:3`, `person:12`, `has:pdf`, `section:arts and books`, …"""
    published: tuple[int, int] | None = None
    """First and last possible day, as proleptic ordinals."""
    updated: tuple[int, int] | None = None
    length: int = 0
    """Words in the body."""


class Condition:
    """Something that a clipping fulfils or not."""

    __slots__ = ()

    def matches(self, text: AnalysedText) -> bool:
        raise TypeError(f"{type(self).__name__} says nothing of its meaning.")

    def parts_of(self) -> tuple["Condition", ...]:
        """Return the conditions that this one is made of."""
        return ()


@dataclass(frozen=True, slots=True)
class Everything(Condition):
    def matches(self, text: AnalysedText) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Nothing(Condition):
    def matches(self, text: AnalysedText) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Word(Condition):
    """A word in any of the zones, in this exact form or with one of these stems."""

    form: str
    stems: frozenset[tuple[str, str]] = frozenset()
    """Pairs of language and stem; a stem counts in clippings of its language only."""
    zones: frozenset[Zone] = ALL_ZONES

    def matches(self, text: AnalysedText) -> bool:
        if in_zones(text.forms.get(self.form, ()), self.zones):
            return True
        wanted = {stem for language, stem in self.stems if language == text.stem_language}
        return bool(wanted) and any(
            text.stems.get(form, form) in wanted and in_zones(positions, self.zones)
            for form, positions in text.forms.items()
        )


@dataclass(frozen=True, slots=True)
class Phrase(Condition):
    """Exact forms in a row; each part is its distance from the first word, and its form."""

    parts: tuple[tuple[int, str], ...]
    zones: frozenset[Zone] = ALL_ZONES

    def matches(self, text: AnalysedText) -> bool:
        return in_zones(phrase_starts(self.parts, text.forms), self.zones)


@dataclass(frozen=True, slots=True)
class Prefix(Condition):
    """A word that begins with one of these folded letters."""

    starts: tuple[str, ...]
    zones: frozenset[Zone] = ALL_ZONES
    position: int = field(default=0, compare=False)
    """Where it stands in the typed query, for the sentence that says it is too broad."""

    def matches(self, text: AnalysedText) -> bool:
        return any(
            form.startswith(self.starts) and in_zones(positions, self.zones)
            for form, positions in text.forms.items()
        )


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    parts: tuple[Condition, ...]

    def matches(self, text: AnalysedText) -> bool:
        return all(part.matches(text) for part in self.parts)

    def parts_of(self) -> tuple[Condition, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    parts: tuple[Condition, ...]

    def matches(self, text: AnalysedText) -> bool:
        return any(part.matches(text) for part in self.parts)

    def parts_of(self) -> tuple[Condition, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class Not(Condition):
    part: Condition

    def matches(self, text: AnalysedText) -> bool:
        return not self.part.matches(text)

    def parts_of(self) -> tuple[Condition, ...]:
        return (self.part,)


@dataclass(frozen=True, slots=True)
class HasFact(Condition):
    """At least one of these facts, such as `outlet:3` or `has:pdf`."""

    facts: frozenset[str]

    def matches(self, text: AnalysedText) -> bool:
        return not self.facts.isdisjoint(text.facts)


@dataclass(frozen=True, slots=True)
class FactWords(Condition):
    """A fact of this kind whose value holds these folded words in a row: `section:arts`."""

    kind: str
    words: tuple[str, ...]

    def matches(self, text: AnalysedText) -> bool:
        return any(self.holds(fact) for fact in text.facts)

    def holds(self, fact: str) -> bool:
        kind, _, value = fact.partition(":")
        return kind == self.kind and f" {' '.join(self.words)} " in f" {value} "


@dataclass(frozen=True, slots=True)
class DateOverlaps(Condition):
    """The clipping's date can lie between these days (proleptic ordinals, both included)."""

    earliest: int
    latest: int
    which: str = PUBLISHED

    def matches(self, text: AnalysedText) -> bool:
        span = text.published if self.which == PUBLISHED else text.updated
        return span is not None and span[0] <= self.latest and self.earliest <= span[1]


@dataclass(frozen=True, slots=True)
class Undated(Condition):
    which: str = PUBLISHED

    def matches(self, text: AnalysedText) -> bool:
        return (text.published if self.which == PUBLISHED else text.updated) is None


TRASH = "in:trash"
"""The fact that a clipping lies in the trash."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed, with what it means."""

    text: str
    condition: Condition

    @property
    def asks_for_trash(self) -> bool:
        return any(isinstance(part, HasFact) and TRASH in part.facts for part in walk(self.condition))

    @property
    def meaning(self) -> Condition:
        """The condition on all clippings: the trash only counts when it is asked for."""
        if self.asks_for_trash:
            return self.condition
        return AllOf((self.condition, Not(HasFact(frozenset((TRASH,))))))


def facts(kind: str, values: Sequence[object] | set[int] | frozenset[int]) -> Condition:
    """Return 'one of these values', which no clipping has when there are none."""
    return HasFact(frozenset(f"{kind}:{value}" for value in values)) if values else Nothing()


def within(condition: Condition, zones: frozenset[Zone]) -> Condition:
    """Return the same condition with its words looked for in these zones only."""
    match condition:
        case Word(form, stems, _):
            return Word(form, stems, zones)
        case Phrase(parts, _):
            return Phrase(parts, zones)
        case Prefix(starts, _, position):
            return Prefix(starts, zones, position)
        case AllOf(parts):
            return AllOf(tuple(within(part, zones) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(within(part, zones) for part in parts))
        case Not(part):
            return Not(within(part, zones))
    return condition


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all that it is made of."""
    yield condition
    for part in condition.parts_of():
        yield from walk(part)


def marked_words(condition: Condition) -> Iterator[Word | Phrase | Prefix]:
    """Yield the words that a hit shows marked: all but those behind NOT."""
    if isinstance(condition, Word | Phrase | Prefix):
        yield condition
    elif not isinstance(condition, Not):
        for part in condition.parts_of():
            yield from marked_words(part)


def in_zones(positions: Sequence[int], zones: frozenset[Zone]) -> bool:
    if not positions or len(zones) == len(Zone):
        return bool(positions)
    return any(position >> ZONE_SHIFT in zones for position in positions)


def phrase_starts(parts: Sequence[tuple[int, str]], forms: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the positions at which the parts of a phrase stand in their distances."""
    starts: set[int] | None = None
    for distance, form in parts:
        found = {position - distance for position in forms.get(form, ())}
        starts = found if starts is None else starts & found
        if not starts:
            return []
    return sorted(starts or ())
