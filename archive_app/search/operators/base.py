"""What an operator declares, and the few ways in which most of them read their value."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive_app.domain.query import (
    ALL_ZONES,
    AllOf,
    Condition,
    FactWords,
    Nothing,
    Phrase,
    Prefix,
    Word,
    Zone,
    facts,
)
from archive_app.errors import UserMistake
from archive_app.search import analysis

PREFIX_LETTERS = 2
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|dell|nell|dall|sull|all|un)['’](?=\w{2})", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w\w)['’]s$", re.IGNORECASE)
_INNER_WILDCARD = re.compile(r"(?<=\w)[?*](?=\w)|^[*?]+(?=\w)")


class Names(Protocol):
    """What the language asks the archive: which records bear a name, and which languages it holds."""

    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        """Return the ids of the subjects with a name that holds these folded words in a row."""
        ...

    def outlets(self, words: str) -> Iterable[int]: ...

    def collections(self, words: str) -> Iterable[int]: ...

    def languages(self) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is read against."""

    names: Names
    now: dt.date
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a field's colon, or a word or phrase without a field."""

    text: str
    position: int
    """The code point in the query at which it begins."""
    quoted: bool = False


Parse = Callable[[Value, Context], Condition]


@dataclass(frozen=True, slots=True)
class Operator:
    """One field of the search language."""

    names: tuple[str, ...]
    """The name that help shows, then others that mean the same."""
    help: str
    examples: tuple[str, ...]
    parse: Parse
    bad_examples: tuple[str, ...] = ()
    completes: str = ""
    """What its value is completed from: person, outlet, …, or a list of words with | between."""


def worded(value: Value, context: Context, zones: frozenset[Zone] = ALL_ZONES) -> Condition | None:
    """Return what a word, a phrase, `weiw*` or `=word` means; None when it holds no letter or digit."""
    text, position = value.text, value.position
    if value.quoted:
        if re.search(r"\w\*", text):
            at = position + 1 + text.index("*")
            raise UserMistake("Inside quotation marks a star has no meaning.", "Leave it out.", at)
        return _in_a_row(analysis.query_parts(text), frozenset(), zones)
    exact = text.startswith("=")
    text = text[1:] if exact else text
    if match := _INNER_WILDCARD.search(text):
        at = position + exact + match.start()
        raise UserMistake("A star can only stand at the end of a word, as in weiw*.", "", at)
    if len(text) > 1 and (text.endswith("~") or text.startswith("~")):
        at = position + text.index("~")
        raise UserMistake("'~' has no meaning here.", "Write a word's beginning with a star: weiw*.", at)
    if text.endswith("*"):
        return _beginning(text.rstrip("*"), position, zones)
    if not exact:
        text = _POSSESSIVE.sub("", _ELISION.sub("", text))
    parts = analysis.query_parts(text)
    if len(parts) != 1 or exact:
        return _in_a_row(parts, frozenset(), zones)
    return _in_a_row(parts, analysis.stems(parts[0][1], context.languages), zones)


def _in_a_row(
    parts: tuple[tuple[int, str], ...], stems: frozenset[tuple[str, str]], zones: frozenset[Zone]
) -> Condition | None:
    if not parts:
        return None
    return Word(parts[0][1], stems, zones) if len(parts) == 1 else Phrase(parts, zones)


def _beginning(text: str, position: int, zones: frozenset[Zone]) -> Condition | None:
    parts = analysis.query_parts(text)
    if not parts:
        raise UserMistake("A star needs at least 2 letters before it, as in we*.", "", position)
    *before, (_, last) = parts
    if (
        not last.isascii() and analysis.folded_words(last) != last
    ):  # Chinese has no word ends: each word is a beginning
        return _in_a_row(parts, frozenset(), zones)
    typed = re.split(r"[\W_]", text)[-1]
    if len(typed) < PREFIX_LETTERS:
        raise UserMistake("A star needs at least 2 letters before it, as in we*.", "", position)
    ending = Prefix(analysis.fold_start(typed), zones, position)
    row = _in_a_row(tuple(before), frozenset(), zones)
    return AllOf((row, ending)) if row else ending


def in_zone(*zones: Zone) -> Parse:
    """Return the reading of a field that looks for words in some zones."""

    def parse(value: Value, context: Context) -> Condition:
        return worded(value, context, frozenset(zones)) or Nothing()

    return parse


def with_fact(kind: str) -> Parse:
    """Return the reading of a field that looks for words in a short text of the clipping."""

    def parse(value: Value, context: Context) -> Condition:
        return FactWords(kind, tuple(name_words(value, kind).split(" ")))

    return parse


def with_subject(*kinds: str) -> Parse:
    """Return the reading of a field that names a subject of one of the kinds."""

    def parse(value: Value, context: Context) -> Condition:
        ids = sorted(set(context.names.subjects(kinds, name_words(value, kinds[0]))))
        found = [facts(kind, ids) for kind in kinds]
        return any_fact(found)

    return parse


def any_fact(conditions: Sequence[Condition]) -> Condition:
    from archive_app.domain.query import HasFact

    held = frozenset(fact for part in conditions if isinstance(part, HasFact) for fact in part.facts)
    return HasFact(held) if held else Nothing()


def name_words(value: Value, field: str) -> str:
    """Return a name's folded words; raises UserMistake when there are none."""
    words = analysis.folded_words(value.text.rstrip("*"))
    if not words:
        raise UserMistake(f"A name is expected after '{field}:'.", "", value.position)
    return words


def one_of(slugs: Sequence[str], field: str, value: Value, others: dict[str, str] | None = None) -> str:
    """Return the slug that was typed; raises UserMistake with the list of slugs."""
    typed = value.text.strip().lower()
    found = (others or {}).get(typed, typed)
    if found not in slugs:
        listed = ", ".join(slugs[:-1]) + f" or {slugs[-1]}"
        raise UserMistake(f"After '{field}:' one of {listed} is expected.", "", value.position)
    return found
