"""A passage that was rewritten is found again, by letters or by words, and never by endless looking."""

import random
import time

import pytest

from archive_app.storage.anchors import place_again

LINE = "the mayor of a small town opened its new bridge while rain fell on every umbrella in sight"
WORDS = tuple(LINE.split(" "))


def prose(count: int, seed: int) -> list[str]:
    source = random.Random(seed)
    return [source.choice(WORDS) + source.choice(["", "s", "ly", "ing"]) for _ in range(count)]


@pytest.mark.parametrize("length", [6, 40, 300])
def test_a_passage_with_a_changed_word_is_found(length: int) -> None:
    words = prose(1500, 3)
    start = len(" ".join(words[:700])) + 1
    quote = " ".join(words[700 : 700 + length])
    changed = [*words[:700], *words[700 : 700 + length], *words[700 + length :]]
    changed[700 + length // 2] = "zeppelin"
    body = " ".join(["Newly", "put", "before.", *changed])
    found = place_again(body, start, start + len(quote), quote, "", "")
    assert found is not None
    shown = body[found[0] : found[1]]
    assert "zeppelin" in shown
    assert abs(len(shown) - len(quote)) <= 20


@pytest.mark.parametrize("length", [400, 800, 1990])
def test_a_hostile_text_is_given_up_soon(length: int) -> None:
    begun = time.process_time()
    assert place_again("e" * 20_000, 4000, 4000 + length, "e x " * (length // 4), "zz", "yy") is None
    assert place_again("e " * 20_000, 4000, 4000 + length, "e x " * (length // 4), "zz", "yy") is None
    assert time.process_time() - begun < 5
