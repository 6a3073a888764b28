"""A typed query as tokens with their places; every character ends in a token or is space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from archive_app.errors import UserMistake

LONGEST = 2000
"""Code points of a query; a longer one is refused."""
QUOTES = '"“”„«»＂'


class Kind(Enum):
    WORD = auto()
    QUOTED = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One token of a query; `text` is a word, the inside of quotes, or the name of a field."""

    kind: Kind
    text: str
    start: int
    end: int
    closed: bool = True
    """False for a quotation without its closing mark."""


_PIECE = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<open>[(（]) | (?P<close>[)）])
  | [{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<end>[{QUOTES}]?)
  | (?P<operator>AND|OR|NOT)(?=[\s()（）{QUOTES}]|$)
  | (?P<minus>-)(?=[^\s()-]|[(])
  | (?P<plus>\+)(?=\S)
  | (?P<field>[^\W\d_][\w-]*)[:：](?!//)
  | (?P<word>[^\s()（）{QUOTES}]+)
    """,
    re.VERBOSE,
)


def lex(text: str) -> Iterator[Lexeme]:
    """Yield the tokens of a query; raises UserMistake when it is too long."""
    if len(text) > LONGEST:
        raise UserMistake(
            f"This query is longer than {LONGEST:,} characters.", "Search for fewer words.", LONGEST
        )
    position = 0
    value = False
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None or (value and match.lastgroup in ("field", "minus", "plus", "operator")):
            match = _VALUE.match(text, position) or match
        if match is None:  # nothing but a lone surrogate or the like: skip it
            position += 1
            continue
        lexeme = _lexeme(match)
        if lexeme is not None:
            value = lexeme.kind is Kind.FIELD
            yield lexeme
        position = match.end()


_VALUE = re.compile(rf"(?P<word>[^\s()（）{QUOTES}]+)")


def _lexeme(match: re.Match[str]) -> Lexeme | None:
    start, end = match.span()
    group = match.groupdict()
    if group.get("space") is not None or group.get("plus") is not None:
        return None
    if group.get("open"):
        return Lexeme(Kind.OPEN, "(", start, end)
    if group.get("close"):
        return Lexeme(Kind.CLOSE, ")", start, end)
    if group.get("quoted") is not None:
        return Lexeme(Kind.QUOTED, group["quoted"], start, end, closed=bool(group["end"]))
    if operator := group.get("operator"):
        return Lexeme(Kind[operator], operator, start, end)
    if group.get("minus"):
        return Lexeme(Kind.NOT, "-", start, end)
    if field := group.get("field"):
        return Lexeme(Kind.FIELD, field, start, end)
    return Lexeme(Kind.WORD, group["word"], start, end)
