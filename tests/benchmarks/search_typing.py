"""Searching while typing in the real window: the answer painted after the last key, and what blocks it."""

import itertools
import random
import time
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.figures import Figure, folder, fresh, promised

NUMBER = 5000
QUERIES = 100
KEY_SECONDS = 0.06
"""Between two keys: a fast typist."""


def measure(scale: float) -> list[Figure]:
    number = max(200, int(NUMBER * scale))
    with folder() as place:
        fresh("big_archive.make", place / "archive", number, home=place / "home")
        told = fresh("search_typing.type_queries", place / "archive", number, home=place / "home")
    return [
        promised(f"answer after the last key, 95 of 100, {number} clippings", told["p95"], "ms", most=100),
        Figure("the same, median", told["median"], "ms"),
        Figure("the same, slowest", told["slowest"], "ms"),
        promised("the window blocked while typing, longest", told["blocked"], "ms", most=50),
        Figure("the same, 99th percentile of heartbeats", told["blocked99"], "ms"),
    ]


def queries(number: int) -> list[str]:
    """Return what people type: frequent and rare words, two words, a phrase, a beginning, a field."""
    dice = random.Random(11)
    texts = [body.replace(".", "").lower().split() for body in itertools.islice(corpus.bodies(400), 400)]
    made = []
    for at in range(number):
        words = dice.choice(texts)
        start = dice.randrange(len(words) - 3)
        first, second = words[start], words[start + 1]
        made.append(
            (
                first,
                f"{first} {second}",
                f'"{first} {second}"',
                f"{first[:4]}*" if len(first) > 4 else first,
                f"{first} date:19{60 + at % 40}",
            )[at % 5]
        )
    return made


def type_queries(archive: str, number: str) -> dict[str, float]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from tests.benchmarks.window import Driven, Heartbeat

    driven, heart = Driven(Path(archive)), Heartbeat()
    driven.wait(lambda: driven.window.is_furnished and driven.shows(""), "the list")
    field = driven.window.findChild(QWidget, "searchField")
    assert field is not None
    QTest.keyClicks(field, "zzzz")
    driven.wait(lambda: driven.shows("zzzz"), "a first answer")
    delays = []
    for query in queries(QUERIES):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        driven.wait(lambda: driven.shows(""), "the whole list")
        driven.rest(0.1)
        heart.start()
        for letter in query[:-1]:
            QTest.keyClicks(field, letter)
            driven.rest(KEY_SECONDS)
        started = time.perf_counter()
        QTest.keyClicks(field, query[-1])
        driven.painted(query)
        delays.append((time.perf_counter() - started) * 1000)
        heart.stop()
    driven.end()
    delays.sort()
    beats = sorted(heart.delays)
    return {
        "p95": delays[int(len(delays) * 0.95) - 1],
        "median": delays[len(delays) // 2],
        "slowest": delays[-1],
        "blocked": beats[-1],
        "blocked99": beats[int(len(beats) * 0.99)],
    }
