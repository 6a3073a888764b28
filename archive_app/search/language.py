"""The search language: what a person types, as a query with a meaning.

Words stand for themselves and for other forms of the same word; several words must all be there.
AND, OR and NOT in capitals, brackets, "phrases", `weiw*`, `-word` and fields such as `person:` do
the rest. OR binds less than AND. `typing` forgives what is only unfinished: an open quotation mark
or bracket, a field without its value, an operator at the end.
"""

import datetime as dt
import difflib

from archive_app.domain.query import AllOf, AnyOf, Condition, Everything, Not, Query
from archive_app.errors import UserMistake
from archive_app.search.lexer import Kind, Lexeme, lex
from archive_app.search.operators import operators
from archive_app.search.operators.base import Context, Names, Operator, Value, worded

MOST_TERMS = 200
DEEPEST = 16


def parse(text: str, names: Names, now: dt.date, *, typing: bool = False) -> Query:
    """Return what a query means; raises UserMistake with the place of the mistake.

    `now` is what "last week" is counted from; an empty query means everything.
    """
    lexemes = list(lex(text))
    context = Context(names, now, tuple(names.languages()) if lexemes else ())
    parser = _Parser(lexemes, context, len(text), typing)
    condition = parser.whole()
    if condition is None:
        if lexemes and not typing:
            raise UserMistake("There is no word to search for.", "Type a word, or a name.", 0)
        condition = Everything()
    return Query(text, condition)


class _Parser:
    def __init__(self, lexemes: list[Lexeme], context: Context, end: int, typing: bool) -> None:
        self._lexemes, self._context, self._end, self._typing = lexemes, context, end, typing
        self._at = 0
        self._terms = 0

    def whole(self) -> Condition | None:
        parts: list[Condition] = []
        while self._at < len(self._lexemes):
            if (part := self._either(0, None)) is not None:
                parts.append(part)
            if (closing := self._next()) is not None:
                if not self._typing:
                    raise UserMistake(
                        "This bracket closes nothing.", "Open one before it, or leave it out.", closing.start
                    )
                self._at += 1
        return _joined(AllOf, parts)

    def _either(self, depth: int, field: Operator | None) -> Condition | None:
        """Read conditions with OR between them, up to a closing bracket or the end."""
        parts = [self._all(depth, field)]
        while (lexeme := self._next()) and lexeme.kind is Kind.OR:
            self._at += 1
            if parts[-1] is None and not self._typing:
                raise UserMistake(
                    "OR needs a word before it.", "To search for the word, write or.", lexeme.start
                )
            part = self._all(depth, field)
            if part is None and not self._typing:
                raise UserMistake(
                    "OR needs a word after it.", "To search for the word, write or.", lexeme.start
                )
            parts.append(part)
        return _joined(AnyOf, [part for part in parts if part is not None])

    def _all(self, depth: int, field: Operator | None) -> Condition | None:
        parts: list[Condition] = []
        while (lexeme := self._next()) and lexeme.kind not in (Kind.OR, Kind.CLOSE):
            if lexeme.kind is Kind.AND:
                self._at += 1
                after = self._next()
                bare = not parts or after is None or after.kind in (Kind.OR, Kind.AND, Kind.CLOSE)
                if bare and not self._typing:
                    side = "after" if parts else "before"
                    raise UserMistake(
                        f"AND needs a word {side} it.", "To search for the word, write and.", lexeme.start
                    )
                continue
            if (part := self._one(depth, field)) is not None:
                parts.append(part)
        return _joined(AllOf, parts)

    def _one(self, depth: int, field: Operator | None) -> Condition | None:
        denied = False
        first = self._lexemes[self._at]
        while (lexeme := self._next()) and lexeme.kind is Kind.NOT:
            denied = not denied
            self._at += 1
        if lexeme is None or lexeme.kind in (Kind.AND, Kind.OR, Kind.CLOSE):
            if not self._typing:
                raise UserMistake(
                    "NOT needs a word after it.", "To search for the word, write not.", first.start
                )
            return None
        part = self._value(lexeme, depth, field)
        return Not(part) if denied and part is not None else part

    def _value(self, lexeme: Lexeme, depth: int, field: Operator | None) -> Condition | None:
        self._at += 1
        if lexeme.kind is Kind.OPEN:
            return self._group(lexeme, depth + 1, field)
        if lexeme.kind is Kind.FIELD:
            return self._field(lexeme, depth)
        return self._word(lexeme, field)

    def _group(self, opening: Lexeme, depth: int, field: Operator | None) -> Condition | None:
        if depth > DEEPEST:
            raise UserMistake(
                f"Brackets can stand in {DEEPEST} others at most.", "Write the query flatter.", opening.start
            )
        part = self._either(depth, field)
        closing = self._next()
        if closing is not None:
            self._at += 1
        elif not self._typing:
            raise UserMistake("This bracket is not closed.", "Close it with ).", opening.start)
        if part is None and not self._typing:
            raise UserMistake("There is nothing between these brackets.", "", opening.start)
        return part

    def _field(self, lexeme: Lexeme, depth: int) -> Condition | None:
        operator = operators().get(lexeme.text.lower())
        if operator is None:
            raise _unknown(lexeme)
        value = self._next()
        if value is not None and value.kind in (Kind.WORD, Kind.QUOTED, Kind.OPEN):
            return self._value(value, depth, operator)
        if not self._typing:
            raise UserMistake(
                f"A value is expected after '{lexeme.text}:'.",
                f"For example {operator.examples[0]}.",
                lexeme.end,
            )
        return None

    def _word(self, lexeme: Lexeme, field: Operator | None) -> Condition | None:
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise UserMistake(
                f"This query has more than {MOST_TERMS} words.", "Search for fewer words.", lexeme.start
            )
        if not lexeme.closed and not self._typing:
            raise UserMistake("This quotation mark is not closed.", 'Close it with ".', lexeme.start)
        value = Value(lexeme.text, lexeme.start, lexeme.kind is Kind.QUOTED)
        if field is None:
            return worded(value, self._context)
        if self._typing and self._at == len(self._lexemes) and not lexeme.text.strip():
            return None
        return field.parse(value, self._context)

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None


def _joined(join: type[AllOf] | type[AnyOf], parts: list[Condition]) -> Condition | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return join(tuple(parts))


def _unknown(lexeme: Lexeme) -> UserMistake:
    near = difflib.get_close_matches(lexeme.text.lower(), list(operators()), n=1, cutoff=0.6)
    meant = (
        f"Did you mean '{near[0]}:'?"
        if near
        else 'To search for the text itself, put it in "quotation marks".'
    )
    return UserMistake(f"There is no field '{lexeme.text}:'.", meant, lexeme.start)
