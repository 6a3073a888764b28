"""Find and replace in values."""

import pytest

from archive_app.errors import UserMistake
from archive_app.operations.replacing import check_pattern, replaced


def test_plain_words_are_taken_literally() -> None:
    assert replaced(["a.b", "axb"], "a.b", r"\1", regex=False, case=True) == [r"\1", "axb"]


def test_capitals_count_only_when_asked() -> None:
    assert replaced(["Le matin"], "MATIN", "Soir", regex=False, case=False) == ["Le Soir"]
    assert replaced(["Le matin"], "MATIN", "Soir", regex=False, case=True) == ["Le matin"]


def test_a_pattern_moves_its_brackets() -> None:
    assert replaced(["Times, The"], r"(\w+), The", r"The \1", regex=True, case=True) == ["The Times"]


@pytest.mark.parametrize(("find", "position"), [("(a", 0), ("a[", 1), ("ab*+*", None)])
def test_a_wrong_pattern_says_where(find: str, position: int | None) -> None:
    with pytest.raises(UserMistake) as mistake:
        check_pattern(find, "", regex=True, case=True)
    assert mistake.value.position == position or position is None
    assert "pattern is wrong" in mistake.value.message


def test_a_wrong_replacement_is_a_mistake() -> None:
    with pytest.raises(UserMistake, match="replacement is wrong"):
        replaced(["a"], "a", r"\7", regex=True, case=True)


def test_nothing_to_find_is_a_mistake() -> None:
    with pytest.raises(UserMistake):
        check_pattern("", "x", regex=False, case=True)
