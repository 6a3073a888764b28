"""The examples in the help about the search are queries that are understood."""

import datetime as dt
from collections.abc import Iterable, Sequence

import pytest

from archive_app.resource_files import resource
from archive_app.search.language import parse


class AnyNames:
    """An archive in which every name is known."""

    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        return (1,)

    def outlets(self, words: str) -> Iterable[int]:
        return (1,)

    def collections(self, words: str) -> Iterable[int]:
        return (1,)

    def languages(self) -> Iterable[str]:
        return ("en",)


def examples() -> list[str]:
    """Return what stands in the first column of 'you type' and in the last one of 'for example'."""
    found, column = [], 0
    for line in resource("help", "search.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or set(line) <= set("|- "):
            continue
        if "for example" in cells or "you type" in cells:
            column = cells.index("for example") if "for example" in cells else 0
        else:
            found.append(cells[column].replace("\\*", "*"))
    return found


def test_there_are_examples() -> None:
    assert len(examples()) > 20
    assert "crane*" in examples()


@pytest.mark.parametrize("query", examples())
def test_every_example_is_understood(query: str) -> None:
    assert parse(query, AnyNames(), dt.date(2026, 5, 12)) is not None
