"""Text from outside made safe to show: what would turn or hide other words is spelled out."""

import unicodedata
from pathlib import Path

_TURNING = frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
)
"""Marks that change the direction of the words around them; a file's name can lie with them."""


def showable(text: str) -> str:
    """Return `text` with control, direction and surrogate characters written as '‹U+202E›'."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def showable_path(path: Path | str) -> str:
    return showable(str(path))


def _shown(character: str) -> str:
    if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs"):
        return f"‹U+{ord(character):04X}›"
    return character


def counted(number: int, one: str, many: str) -> str:
    """Return '1 clipping' or '1,203 clippings' from the two nouns."""
    return f"{number:,} {one if number == 1 else many}"


def listed(parts: list[str] | tuple[str, ...], separator: str = " · ") -> str:
    """Join the parts that say something."""
    return separator.join(part for part in parts if part)
