"""Code points to UTF-16 units and back: Qt counts the latter, the rest of the program the former."""

from bisect import bisect_left, bisect_right

FIRST_ASTRAL = 0x10000
"""From here on a character takes two UTF-16 units."""

_BREAKING = {0x2029, 0xFDD0, 0xFDD1, 0xFFFC}
"""Characters that a QTextDocument reads as a new block, a frame or an object."""


class Offsets:
    """The two ways of counting one text. Most texts hold few astral characters, so only those are kept."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = (
            [at for at, char in enumerate(text) if ord(char) >= FIRST_ASTRAL] if not text.isascii() else []
        )
        self._units = [at + count for count, at in enumerate(self._astral)]
        self.unit_length = self.length + len(self._astral)

    def to_units(self, point: int) -> int:
        """Return the UTF-16 position of a code point position, kept within the text."""
        point = min(max(point, 0), self.length)
        return point + bisect_left(self._astral, point)

    def to_points(self, unit: int) -> int:
        """Return the code point position of a UTF-16 position; the middle of a pair counts as its start."""
        unit = min(max(unit, 0), self.unit_length)
        pairs = bisect_right(self._units, unit)
        if pairs and unit == self._units[pairs - 1]:
            return self._astral[pairs - 1]
        if pairs and unit == self._units[pairs - 1] + 1:
            return self._astral[pairs - 1]
        return unit - pairs


def document_text(text: str) -> str:
    """Return the text with every character that would break a document replaced, one for one.

    The length in UTF-16 units stays, so that positions stay too.
    """
    return "".join(_document_character(char) for char in text)


def _document_character(char: str) -> str:
    code = ord(char)
    if code < 0x20 and char not in "\n\t":
        return " "
    if code in _BREAKING:
        return " "
    if 0xD800 <= code <= 0xDFFF:
        return "�"
    return char
