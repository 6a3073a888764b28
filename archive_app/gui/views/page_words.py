"""The words of a drawn page: where hits lie on them, and what a selection holds. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF

WORD = re.compile(r"\w+")
SAME_LINE = 0.5
"""Words share a line when their middles lie closer than this part of a word's height."""


class PlacedWord(Protocol):
    """A word and its box, as fractions of the page."""

    @property
    def text(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def w(self) -> float: ...
    @property
    def h(self) -> float: ...


def folded(text: str) -> str:
    """Return a text without case and accents, for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def hit_phrases(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return each hit as its folded words."""
    phrases = (tuple(WORD.findall(folded(text))) for text in texts)
    return frozenset(phrase for phrase in phrases if phrase)


def hit_boxes(words: Sequence[PlacedWord], phrases: frozenset[tuple[str, ...]]) -> list[QRectF]:
    """Return the boxes of hits on a page, one box for each word of a hit, as fractions of the page."""
    if not phrases:
        return []
    tokens = _tokens(words)
    texts = [token for token, _ in tokens]
    boxes = []
    for phrase in phrases:
        for at in range(len(texts) - len(phrase) + 1):
            if tuple(texts[at : at + len(phrase)]) == phrase:
                boxes += [box for _, box in tokens[at : at + len(phrase)]]
        if len(phrase) == 1 and not phrase[0].isascii():
            boxes += _inside(tokens, phrase[0])
    return boxes


def _tokens(words: Sequence[PlacedWord]) -> list[tuple[str, QRectF]]:
    """Cut boxes at punctuation: 'arrest,' is the word 'arrest' in the first part of the box."""
    tokens = []
    for word in words:
        text = folded(word.text)
        for match in WORD.finditer(text):
            tokens.append((match.group(), _part(word, match.start(), match.end(), len(text))))
    return tokens


def _part(word: PlacedWord, start: int, end: int, length: int) -> QRectF:
    return QRectF(word.x + word.w * start / length, word.y, word.w * (end - start) / length, word.h)


def _inside(tokens: list[tuple[str, QRectF]], part: str) -> list[QRectF]:
    """Find a word within longer ones, as Chinese lines are one box."""
    boxes = []
    for text, box in tokens:
        at = text.find(part)
        while at >= 0 and text != part:
            step = box.width() / len(text)
            boxes.append(QRectF(box.x() + step * at, box.y(), step * len(part), box.height()))
            at = text.find(part, at + len(part))
    return boxes


def nearest_word(words: Sequence[PlacedWord], x: float, y: float, *, exact: bool = False) -> int | None:
    """Return the number of the word nearest to a point of the page; with `exact` only one under it."""
    best, distance = None, float("inf")
    for number, word in enumerate(words):
        dx = max(word.x - x, 0, x - word.x - word.w)
        dy = max(word.y - y, 0, y - word.y - word.h)
        away = dx + 4 * dy
        if away < distance:
            best, distance = number, away
    return best if best is None or not exact or distance == 0 else None


def selected_text(words: Sequence[PlacedWord]) -> str:
    """Return words as text, with a line break where the page has one."""
    parts: list[str] = []
    for number, word in enumerate(words):
        if number:
            parts.append(" " if same_line(words[number - 1], word) else "\n")
        parts.append(word.text)
    return "".join(parts)


def line_boxes(words: Sequence[PlacedWord]) -> list[QRectF]:
    """Return the boxes of a run of words, joined along each line."""
    boxes: list[QRectF] = []
    for number, word in enumerate(words):
        box = QRectF(word.x, word.y, word.w, word.h)
        if number and same_line(words[number - 1], word) and word.x >= words[number - 1].x:
            boxes[-1] = boxes[-1].united(box)
        else:
            boxes.append(box)
    return boxes


def same_line(one: PlacedWord, other: PlacedWord) -> bool:
    middle = abs((one.y + one.h / 2) - (other.y + other.h / 2))
    return middle < SAME_LINE * max(one.h, other.h)
