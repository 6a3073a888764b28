"""Which words of a query become chips, and how years are put into it."""

import pytest

from archive_app.gui.query_words import chosen_years, join_chips, split_chips, with_years


@pytest.mark.parametrize(
    ("query", "chips", "rest"),
    [
        (
            'person:"Ai Weiwei" date:2011 "house arrest"',
            ('person:"Ai Weiwei"', "date:2011"),
            '"house arrest"',
        ),
        ("foo date:2012 bar", ("date:2012",), "foo bar"),
        ("(a OR b) has:pdf", ("has:pdf",), "(a OR b)"),
        ("a OR tag:b", (), "a OR tag:b"),
        ("NOT tag:b", (), "NOT tag:b"),
        ('"a OR b" tag:c', ("tag:c",), '"a OR b"'),
        ('person:"Ai', (), 'person:"Ai'),
        ("http://example.org", (), "http://example.org"),
        ("", (), ""),
    ],
)
def test_plain_fields_become_chips(query: str, chips: tuple[str, ...], rest: str) -> None:
    assert split_chips(query) == (chips, rest)


def test_a_query_with_or_is_held_together_when_it_is_narrowed() -> None:
    narrowed = with_years("arrest OR detention", (2011, 2012))
    assert narrowed == "(arrest OR detention) date:2011..2012"
    assert chosen_years(narrowed) == (2011, 2012)
    assert with_years(narrowed, None) == "(arrest OR detention)"


def test_years_replace_the_years_before() -> None:
    assert with_years("arrest date:2011", (2008, 2008)) == "date:2008 arrest"
    assert chosen_years("arrest date:2012-05") is None


def test_chips_and_words_make_the_query_again() -> None:
    assert join_chips(("tag:a",), " b ") == "tag:a b"
    assert join_chips((), "") == ""
