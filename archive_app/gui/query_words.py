"""The words of a query as the search bar shows them: which become chips, and which stay typed."""

import re
from collections.abc import Sequence

FIELD = re.compile(r'[^\W\d_]+:(?!//)(?:"[^"]*"|[^\s"()]+)')
TOKEN = re.compile(rf'{FIELD.pattern}|"[^"]*"|[^\s"()]+')
OPERATOR = re.compile(r'"[^"]*"|\b(?:OR|NOT|AND|NEAR(?:/\d+)?)\b|[()]|(?<!\S)-')
BRACKETED = re.compile(rf"(\(.+\))((?:\s+{FIELD.pattern})+)\s*\Z", re.DOTALL)
YEARS = re.compile(r"date:(\d{4})(?:\.\.(\d{4}))?\Z")


def split_chips(query: str) -> tuple[tuple[str, ...], str]:
    """Split a query into its plain `field:value` words, which become chips, and the rest.

    A query with OR, NOT or brackets is left whole, since taking a word out would change what it
    means; but words that follow one closed bracket may go.
    """
    query = query.strip()
    if found := BRACKETED.match(query):
        if _is_one_bracket(found[1]):
            return tuple(m[0] for m in FIELD.finditer(found[2])), found[1]
        return (), query
    if _has_operators(query) or TOKEN.sub("", query).strip():
        return (), query
    tokens = [found[0] for found in TOKEN.finditer(query)]
    chips = tuple(token for token in tokens if FIELD.fullmatch(token))
    return chips, " ".join(token for token in tokens if not FIELD.fullmatch(token))


def join_chips(chips: Sequence[str], rest: str) -> str:
    """Return the query that chips and typed words make together."""
    rest = rest.strip()
    if chips and rest and _has_operators(rest) and not _is_one_bracket(rest):
        rest = f"({rest})"
    return " ".join([rest, *chips] if rest.startswith("(") else [*chips, rest]).strip()


def chosen_years(query: str) -> tuple[int, int] | None:
    """Return the years a query is narrowed to by its own date chip."""
    for chip in split_chips(query)[0]:
        if found := YEARS.match(chip):
            return int(found[1]), int(found[2] or found[1])
    return None


def with_years(query: str, years: tuple[int, int] | None) -> str:
    """Return the query narrowed to these years instead of those it had."""
    chips, rest = split_chips(query)
    kept = [chip for chip in chips if not YEARS.match(chip)]
    if years is not None:
        first, last = years
        kept.append(f"date:{first}" if first == last else f"date:{first}..{last}")
    return join_chips(kept, rest)


def _has_operators(text: str) -> bool:
    return any(not found[0].startswith('"') for found in OPERATOR.finditer(text))


def _is_one_bracket(text: str) -> bool:
    """Is the whole text one bracket, as '(a OR b)' is and '(a) OR (b)' is not?"""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for at, letter in enumerate(re.sub(r'"[^"]*"', lambda quoted: "x" * len(quoted[0]), text)):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and at < len(text) - 1:
            return False
    return depth == 0
