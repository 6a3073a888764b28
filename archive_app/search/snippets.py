"""Where the words of a query stand in a text, and the passage of it that shows them best.

Hits are found in the same tokens that the index is made of, so what is marked is what was found.
Offsets are code points.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import Condition, Phrase, Prefix, Word, Zone, marked_words, phrase_starts
from archive_app.search import analysis

LENGTH = 200
LEAD = 50
"""Code points shown before the first hit, where there are so many."""
REACH = 16
"""How far an end of a snippet may move to stand between two words."""
LONGEST = 200_000
"""A text is looked through so far for its snippet."""
ELLIPSIS = "…"

Range = tuple[int, int]
Hit = tuple[int, int, int]
"""Start, end, and which word of the query it is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row of hits shows of one clipping."""

    snippet: str = ""
    """Empty when no word of the query stands in the texts that a snippet is made of."""
    marks: tuple[Range, ...] = ()
    headline_marks: tuple[Range, ...] = ()


def marks(condition: Condition, text: str, language: str, zone: Zone = Zone.BODY) -> tuple[Range, ...]:
    """Return the hits in a text that is this zone of a clipping, ascending and apart."""
    return _merged(_hits(_of_zone(condition, zone), text, language))


def shown(condition: Condition, text: IndexedText) -> Shown:
    """Return the best passage of a clipping and the hits in it and in the headline."""
    best, snippet, found = 0, "", ()
    sources = [(Zone.BODY, text.body[:LONGEST]), (Zone.STANDFIRST, text.standfirst)]
    sources += [(Zone.NOTE, note) for note in text.remarks]
    sources += [(Zone.CORRECTION, text.correction), (Zone.KICKER, text.kicker), (Zone.BYLINE, text.byline)]
    for zone, words in sources:
        hits = _hits(_of_zone(condition, zone), words, text.language) if words else []
        different = len({which for _, _, which in hits})
        if different > best:
            best = different
            snippet, found = _passage(words, hits)
    return Shown(snippet, found, marks(condition, text.headline, text.language, Zone.HEADLINE))


def _of_zone(condition: Condition, zone: Zone) -> list[Word | Phrase | Prefix]:
    return [word for word in dict.fromkeys(marked_words(condition)) if zone in word.zones]


def _hits(wanted: Sequence[Word | Phrase | Prefix], text: str, language: str) -> list[Hit]:
    if not wanted or not text:
        return []
    places: defaultdict[str, list[analysis.Token]] = defaultdict(list)
    for token in analysis.tokens(text):
        places[token.form].append(token)
    hits: list[Hit] = []
    for which, word in enumerate(wanted):
        if isinstance(word, Phrase):
            hits += ((start, end, which) for start, end in _phrase_hits(word, places))
        else:
            forms = _forms(word, places, language)
            hits += ((token.start, token.end, which) for form in forms for token in places[form])
    return sorted(hits)


def _forms(word: Word | Prefix, places: Iterable[str], language: str) -> list[str]:
    """Return the forms in a text that a word of the query stands for."""
    if isinstance(word, Prefix):
        return [form for form in places if form.startswith(word.starts)]
    stemmed = analysis.stem_language(language)
    wanted = {stem for of, stem in word.stems if of == stemmed}
    return [
        form for form in places if form == word.form or (wanted and analysis.stem(form, stemmed) in wanted)
    ]


def _phrase_hits(phrase: Phrase, places: dict[str, list[analysis.Token]]) -> list[Range]:
    positions = {form: [token.position for token in places.get(form, ())] for _, form in phrase.parts}
    (first_distance, first), (last_distance, last) = phrase.parts[0], phrase.parts[-1]
    starts = {token.position - first_distance: token.start for token in places.get(first, ())}
    ends = {token.position - last_distance: token.end for token in places.get(last, ())}
    return [(starts[at], ends[at]) for at in phrase_starts(phrase.parts, positions)]


def _passage(text: str, hits: Sequence[Hit]) -> tuple[str, tuple[Range, ...]]:
    """Return the passage with the most different words, and the hits in it."""
    start, end = _window(text, hits)
    before = f"{ELLIPSIS} " if start else ""
    after = f" {ELLIPSIS}" if end < len(text) else ""
    passage = text[start:end].replace("\r", " ").replace("\n", " ").replace("\t", " ")
    shift = len(before) - start
    inside = [hit for hit in hits if hit[0] >= start and hit[1] <= end]
    return before + passage + after, tuple((a + shift, b + shift) for a, b in _merged(inside))


def _window(text: str, hits: Sequence[Hit]) -> Range:
    starts = [hit[0] for hit in hits]
    best, at = (0, 0), 0
    for number, (start, _, _) in enumerate(hits):
        last = bisect_right(starts, start + LENGTH - LEAD)
        within = hits[number : min(last, number + 40)]
        value = (len({which for _, _, which in within}), len(within))
        if value > best:
            best, at = value, start
    start = max(0, min(at - LEAD, len(text) - LENGTH))
    end = min(len(text), start + LENGTH)
    return _between_words(text, start, end, at)


def _between_words(text: str, start: int, end: int, keep: int) -> Range:
    """Move both ends inwards to where a word begins and ends, but not over the hit at `keep`."""
    if start and not text[start - 1].isspace():
        at = next((at for at in range(start, min(start + REACH, keep)) if text[at].isspace()), None)
        start = start if at is None else at
    while start < keep and text[start].isspace():
        start += 1
    if end < len(text) and not text[end].isspace():
        at = next((at for at in range(end - 1, max(end - REACH, keep), -1) if text[at].isspace()), None)
        end = end if at is None else at
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _merged(hits: Iterable[Hit] | Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end, *_ in hits:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
