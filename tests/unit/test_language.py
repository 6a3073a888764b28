"""What typed queries mean, and how mistakes are told."""

import datetime as dt
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_app.domain.query import (
    AllOf,
    AnyOf,
    Condition,
    DateOverlaps,
    Everything,
    HasFact,
    Not,
    Phrase,
    Prefix,
    Undated,
    Word,
    Zone,
)
from archive_app.errors import UserMistake
from archive_app.search.language import parse

NOW = dt.date(2026, 11, 22)


class Names:
    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        return [1, 2] if words == "ai weiwei" else []

    def outlets(self, words: str) -> Iterable[int]:
        return [3]

    def collections(self, words: str) -> Iterable[int]:
        return []

    def languages(self) -> Iterable[str]:
        return ()


def meaning(text: str, typing: bool = False) -> Condition:
    return parse(text, Names(), NOW, typing=typing).condition


def mistake(text: str) -> UserMistake:
    with pytest.raises(UserMistake) as found:
        meaning(text)
    return found.value


A, B, C = Word("alpha"), Word("beta"), Word("gamma")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()), ("  ", Everything()), ("alpha", A), ("ALPHA", A), ("alpha beta", AllOf((A, B))),
        ("alpha AND beta", AllOf((A, B))), ("alpha OR beta gamma", AnyOf((A, AllOf((B, C))))),
        ("(alpha OR beta) gamma", AllOf((AnyOf((A, B)), C))), ("alpha NOT beta", AllOf((A, Not(B)))),
        ("alpha -beta", AllOf((A, Not(B)))), ("-(alpha beta)", Not(AllOf((A, B)))), ("+alpha", A),
        ("NOT NOT alpha", A), ('"alpha beta"', Phrase(((0, "alpha"), (1, "beta")))), ("“alpha”", A),
        ("al*", Prefix(("al",))), ("co-op", Phrase(((0, "co"), (1, "op")))), ("alpha & beta", AllOf((A, B))),
        ("l’alpha", A), ("alpha’s", A), ("=alpha", A), ("alpha and beta", AllOf((A, Word("and"), B))),
        ("date:none", Undated()), ("outlet:x", HasFact(frozenset({"outlet:3"}))), ("Headline:alpha",
         Word("alpha", zones=frozenset({Zone.HEADLINE, Zone.KICKER}))),
        ('person:"Ai Weiwei"', HasFact(frozenset({"person:1", "person:2"}))),
        ("note:(alpha OR beta)", AnyOf((Word("alpha", zones=frozenset({Zone.NOTE})),
                                        Word("beta", zones=frozenset({Zone.NOTE}))))),
        ("http://alpha", Phrase(((0, "http"), (1, "alpha")))),
        ("outlet： x", HasFact(frozenset({"outlet:3"}))),
    ],
)  # fmt: skip
def test_a_query_means(text: str, expected: Condition) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1989", "1989-01-01", "1989-12-31"), ("1989-06", "1989-06-01", "1989-06-30"),
        ("2012-04..2012-06", "2012-04-01", "2012-06-30"), ("..1990", "0001-01-01", "1990-12-31"),
        ("1990..", "1990-01-01", "9999-12-31"), ("<1990", "0001-01-01", "1989-12-31"),
        (">1990", "1991-01-01", "9999-12-31"), ("<=1990", "0001-01-01", "1990-12-31"),
        (">=1990-05", "1990-05-01", "9999-12-31"), ("198X", "1980-01-01", "1989-12-31"),
        ('"8 May 2012"', "2012-05-08", "2012-05-08"), ('"May 8, 2012"', "2012-05-08", "2012-05-08"),
        ('"8 mai 2012"', "2012-05-08", "2012-05-08"), ('"März 1989"', "1989-03-01", "1989-03-31"),
        ('"2012年5月8日"', "2012-05-08", "2012-05-08"), ("2012年5月", "2012-05-01", "2012-05-31"),
        ("today", "2026-11-22", "2026-11-22"), ('"last week"', "2026-11-09", "2026-11-15"),
        ('"this month"', "2026-11-01", "2026-11-30"), ('"last month"', "2026-10-01", "2026-10-31"),
        ('"last year"', "2025-01-01", "2025-12-31"),
    ],
)  # fmt: skip
def test_a_date_means_its_days(value: str, first: str, last: str) -> None:
    days = (dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal())
    assert meaning(f"date:{value}") == DateOverlaps(*days)


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("alpha persn:x", 6, "no field"), ("(alpha", 0, "not closed"), ("alpha)", 5, "closes nothing"),
        ('alpha "beta', 6, "not closed"), ("alpha OR", 6, "OR needs"), ("AND alpha", 0, "AND needs"),
        ("alpha NOT", 6, "NOT needs"), ("()", 0, "nothing between"), ("x w*", 2, "2 letters"),
        ("alpha b*a", 7, "star"), ("*pha", 0, "star"), ("person:", 7, "expected"),
        ("alpha date:soon", 11, "date"),
        ("has:wings", 4, "expected"), ('"alpha b*"', 8, "star"), ("alpha beta~", 10, "~"),
        ("& !", 0, "no word"),
        ("a " * 201, 400, "200"), ("a" * 2001, 2000, "2,000"), ("(" * 17 + "a" + ")" * 17, 16, "16"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_was_expected(text: str, position: int, says: str) -> None:
    found = mistake(text)
    assert found.position == position
    assert says in found.message
    assert found.message.endswith(".")


def test_an_unknown_field_is_told_what_was_meant() -> None:
    assert "'person:'" in mistake("persn:x").hint
    assert "quotation marks" in mistake("zzzz:x").hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(alpha", A), ('"alpha', A), ("alpha OR", A), ("alpha AND", A), ("alpha NOT", A), ("alpha)", A),
        ("alpha person:", A), ('alpha person:"', A), ("()", Everything()), ("alpha -", A),
        ("(alpha OR (beta", AnyOf((A, B))),
    ],
)  # fmt: skip
def test_what_is_only_unfinished_is_forgiven_while_typing(text: str, expected: Condition) -> None:
    assert meaning(text, typing=True) == expected


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_a_query_or_a_mistake_with_a_place(text: str, typing: bool) -> None:
    try:
        meaning(text, typing)
    except UserMistake as found:
        place = found.position
    else:
        place = 0
    assert place is not None
    assert 0 <= place <= len(text)


@given(st.text(alphabet='ab *"()-:ORNTAD date:person.~', max_size=40))
def test_any_mixture_of_operators_is_understood_or_explained(text: str) -> None:
    try:
        meaning(text)
    except UserMistake as found:
        place = found.position
    else:
        place = 0
    assert place is not None


def test_the_trash_counts_only_when_asked_for() -> None:
    assert parse("alpha", Names(), NOW).meaning == AllOf((A, Not(HasFact(frozenset({"in:trash"})))))
    asked = parse("alpha in:trash", Names(), NOW)
    assert asked.meaning == asked.condition
