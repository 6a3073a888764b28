"""Finds an annotation's passage again in a changed text."""

import re
from collections import Counter
from difflib import SequenceMatcher

REACH = 2000
"""How far from its old place a changed passage is looked for, in code points."""
LIKENESS = 0.7
"""Share of the passage that must still be there, measured as difflib's ratio."""
LONGEST_FUZZY = 2000
MOST_PAIRS = 300_000
"""Pairs of equal letters that are compared, a tenth of a second; beyond that words are, or nothing."""
_WORD = re.compile(r"\S+")


def place_again(
    body: str, start: int, end: int, quote: str, prefix: str = "", suffix: str = ""
) -> tuple[int, int] | None:
    """Return where the passage stands in the new body, in code points, or None.

    First at the same position, then by its exact words (of several places the one whose
    surroundings fit best, then the nearest), then by words that are nearly the same.
    """
    if not quote:
        return (start, end) if end <= len(body) else None
    if body[start : start + len(quote)] == quote and _context(body, start, len(quote), prefix, suffix) > 0.5:
        return start, start + len(quote)
    exact = _exact_places(body, quote)
    if exact:
        best = max(exact, key=lambda at: (_context(body, at, len(quote), prefix, suffix), -abs(at - start)))
        return best, best + len(quote)
    return _nearly(body, start, quote, prefix, suffix)


def _exact_places(body: str, quote: str) -> list[int]:
    places, at = [], body.find(quote)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = body.find(quote, at + 1)
    return places


def _context(body: str, at: int, length: int, prefix: str, suffix: str) -> float:
    """Return how well the surroundings fit, from 0 to 1."""
    before = body[max(0, at - len(prefix)) : at]
    after = body[at + length : at + length + len(suffix)]
    if before == prefix and after == suffix:
        return 1.0
    wanted = len(prefix) + len(suffix)
    kept = _common(before[::-1], prefix[::-1]) + _common(after, suffix)
    return kept / wanted if wanted else 1.0


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _nearly(body: str, start: int, quote: str, prefix: str, suffix: str) -> tuple[int, int] | None:
    """Look near the old place for the stretch that holds most of the quote's words in order."""
    if len(quote) > LONGEST_FUZZY or not body:
        return None
    around = _between(body, prefix, suffix, len(quote), start)
    if around is not None:
        return around
    first = max(0, start - REACH)
    window = body[first : start + len(quote) + REACH]
    found = _alike(_letters(window), _letters(quote), least=4)
    if found is None:
        found = _alike(_words(window), _words(quote), least=2)
    return None if not found else (first + found[0], first + found[1])


Units = list[tuple[str, int, int]]
"""Letters or words, each with its start and end."""


def _letters(text: str) -> Units:
    return [(letter, at, at + 1) for at, letter in enumerate(text)]


def _words(text: str) -> Units:
    return [(match.group(), *match.span()) for match in _WORD.finditer(text)]


def _alike(window: Units, quote: Units, least: int) -> tuple[int, int] | tuple[()] | None:
    """Return where the window is nearly the quote; () for nowhere, None when looking would take too long.

    What must be compared grows with the pairs of equal units, in a hostile text without bound.
    """
    here, there = [unit[0] for unit in window], [unit[0] for unit in quote]
    often = Counter(here)
    if sum(often[unit] for unit in there) > MOST_PAIRS:
        return None
    blocks = [
        block
        for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        if block.size >= min(least, max(1, len(there)))
    ]
    if not blocks:
        return ()
    begin = max(0, blocks[0].a - blocks[0].b)
    after = blocks[-1].a + blocks[-1].size + len(there) - (blocks[-1].b + blocks[-1].size)
    finish = min(len(here), after)
    if SequenceMatcher(None, here[begin:finish], there, autojunk=False).ratio() < LIKENESS:
        return ()
    return window[begin][1], window[finish - 1][2]


def _between(body: str, prefix: str, suffix: str, length: int, start: int) -> tuple[int, int] | None:
    """Return the stretch between the old surroundings, when both still stand there once."""
    if len(prefix) < 8 or len(suffix) < 8 or body.count(prefix) != 1 or body.count(suffix) != 1:
        return None
    begin, finish = body.index(prefix) + len(prefix), body.index(suffix)
    if 0 < finish - begin <= 2 * length + 20 and abs(begin - start) <= 5 * REACH:
        return begin, finish
    return None
