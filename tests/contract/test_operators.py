"""Every field of the search language: its examples mean the same to engines as in memory."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from search_samples import NOW, SAMPLES, SampleNames

from archive_app.domain.indexed import IndexedText
from archive_app.errors import UserMistake
from archive_app.search.analysis import analyse
from archive_app.search.engine import Engine
from archive_app.search.language import parse
from archive_app.search.operators import operators

Make = Callable[[Sequence[Sequence[IndexedText]]], Engine]
EVERY = {id(operator): operator for operator in operators().values()}.values()
EXAMPLES = [example for operator in EVERY for example in operator.examples]
BAD_EXAMPLES = [example for operator in EVERY for example in operator.bad_examples]
WORDS = [
    "weiwei", "ai weiwei", '"under very strong control"', "weiw*", "artist", "artists", "=artist", "Mueller",
    "müller", "muller OR artiste", "documentary NOT toronto", "-documentary", "(film OR galerie) weiwei",
    "hausarrest", "艾未未", "软禁", "软", "GPT", "模型", '"GPT模型"', "l’artiste", "detention", "détention",
    "in:trash documentary", "compare", "-in:inbox", "+film", "NOT NOT film", "nosuchword", "note:ask",
    "headline:(film OR weiwei) date:2012", "Mu*", "-date:none", "under NOT (house OR haus)",
]  # fmt: skip


@pytest.mark.parametrize("query", [*EXAMPLES, *WORDS])
def test_an_example_finds_what_it_means(make_engine: Make, query: str) -> None:
    meaning = parse(query, SampleNames(), NOW).meaning
    engine = make_engine([SAMPLES[:2], SAMPLES[2:]])
    expected = {text.id for text in SAMPLES if meaning.matches(analyse(text))}
    assert sorted(engine.search(meaning).ids) == sorted(expected)


@pytest.mark.parametrize("operator", EVERY, ids=lambda operator: operator.names[0])
def test_each_field_finds_something_in_its_examples(operator: object) -> None:
    found = 0
    for example in operator.examples:  # type: ignore[attr-defined]
        meaning = parse(example, SampleNames(), NOW).meaning
        found += sum(meaning.matches(analyse(text)) for text in SAMPLES)
    assert found


@pytest.mark.parametrize("query", BAD_EXAMPLES)
def test_a_bad_example_says_where_and_what_was_expected(query: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        parse(f"film {query}", SampleNames(), NOW)
    position = mistake.value.position
    assert position is not None
    assert len("film ") < position <= len(f"film {query}")
    assert mistake.value.message.endswith(".")


def test_every_field_has_a_mistake_and_help_to_show() -> None:
    for operator in EVERY:
        assert operator.help.endswith(".")
        assert operator.examples
        assert operator.bad_examples, operator.names


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("weiwei", [1, 3]), ("artist", [1, 4]), ("müller", [2]), ("hausarrest", [2]), ("软禁", [3]),
        ("person:weiwei", [1, 2, 3]), ("person:艾未未", [1, 2, 3]), ("date:2012-05", [1]), ("date:1989", [2]),
        ("date:<1990", [2]), ("date:none", [4]), ("has:pdf", [1]), ("in:trash", [5]),
        ("outlet:suddeutsche", [2]),
        ("author:klayman", [1]), ("section:arts", [1]), ("page:c2", [1]), ("tag:toronto", [1]),
        ("collection:dossier", [1]), ("keyword:dissidents", [1]), ("note:ask", [1]), ("date:2013", []),
    ],
)  # fmt: skip
def test_a_search_finds(make_engine: Make, query: str, ids: list[int]) -> None:
    expected = [id for id in ids if query != "weiwei" or id == 1]
    found = make_engine([SAMPLES]).search(parse(query, SampleNames(), NOW).meaning)
    assert sorted(found.ids) == expected
