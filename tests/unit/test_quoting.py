"""A quote finds its passage however its marks, dashes and white space were typed."""

import pytest

from archive_app.domain.quoting import find_quote
from archive_app.errors import UserMistake

BODY = "He said: “It’s under very strong\ncontrol – really…” and left.\nThe end. the END?"


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("“It’s under very strong\ncontrol – really…”", "“It’s under very strong\ncontrol – really…”"),
        ('"It\'s under very strong control - really..."', "“It’s under very strong\ncontrol – really…”"),
        ("  it's UNDER very   strong control", "It’s under very strong\ncontrol"),
        ("«It´s under", "“It’s under"),
        ("control — really. . .", "control – really…"),
    ],
)
def test_a_quote_typed_otherwise_is_found(quote: str, passage: str) -> None:
    start, end = find_quote(BODY, quote)
    assert BODY[start:end] == passage


def test_the_place_is_in_code_points() -> None:
    body = "🦀🦀 crab 螃蟹"
    assert find_quote(body, "螃蟹") == (8, 10)


def test_exact_capitals_win_over_any() -> None:
    assert find_quote(BODY, "The end") == (BODY.index("The end"), BODY.index("The end") + 7)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("under weak control", "not in the text"),
        ("e", "times in the text"),
        ("x" * 6000, "5000 letters"),
    ],
)
def test_an_absent_or_ambiguous_quote_is_a_mistake(quote: str, said: str) -> None:
    with pytest.raises(UserMistake, match=said):
        find_quote(BODY, quote)


def test_signs_of_patterns_are_plain_words() -> None:
    assert find_quote("a (b.*c) [d] ^$|?+\\1", "(b.*c) [d] ^$|?+\\1") == (2, 20)
