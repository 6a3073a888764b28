"""Makes text fit to be stored, compared and sorted."""

import re
import unicodedata
from functools import lru_cache

OPENING_LENGTH = 200
_SPACES = re.compile(r"\s+")
_LEADING = re.compile(r"^[\W_]+")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def clean(text: str) -> str:
    """Return NFC text that a database takes: without NUL, lone surrogates shown as '?'."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    text = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return _SPACES.sub(" ", clean(text)).strip()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the form by which names are found: no case, accents or doubled spaces."""
    text = _SPACES.sub(" ", clean(text)).strip().casefold()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def sort_key(text: str) -> str:
    """Return the form by which headlines are sorted: folded, without marks in front."""
    line = text[:120].casefold()
    if not line.isascii():
        line = "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
    return _LEADING.sub("", line)[:80]


def word_count(body: str) -> int:
    """Count words between spaces; of Chinese, Japanese and Korean each character."""
    if body.isascii():
        return len(body.split())
    spaced, characters = _EAST_ASIAN.subn(" ", body)
    return len(spaced.split()) + characters


def opening(body: str) -> str:
    """Return the beginning of a body on one line."""
    return _SPACES.sub(" ", body[: OPENING_LENGTH * 2]).strip()[:OPENING_LENGTH]
