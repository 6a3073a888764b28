"""Text in a few lines that end in '…' where there is more, in whichever direction it runs."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetrics, QTextLayout


def lay_lines(layout: QTextLayout, width: int, lines: int, leading: float) -> int:
    """Lay a text out in at most `lines` lines of `width` px; a longer one ends in '…' after a whole word.

    Return how many UTF-16 units of the text are seen.

    Qt itself breaks the last line, so that also a line that runs from right to left is cut where it ends.
    """
    units = _lay(layout, width, 0, lines, leading)
    text = layout.text().encode("utf-16-le")
    if 2 * units >= len(text):
        return units
    ellipsis = QFontMetrics(layout.font()).horizontalAdvance("…") + 2
    units = _lay(layout, width, ellipsis, lines, leading)
    layout.setText(text[: 2 * units].decode("utf-16-le", "ignore").rstrip(" .,;:–—") + "…")
    _lay(layout, width, 0, lines, leading)
    return units


def _lay(layout: QTextLayout, width: int, kept_free: int, lines: int, leading: float) -> int:
    """Break lines, the last one `kept_free` px shorter; return how many UTF-16 units they hold."""
    units = 0
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width - (kept_free if number == lines - 1 else 0))
        line.setPosition(QPointF(0, number * leading))
        units = line.textStart() + line.textLength()
    layout.endLayout()
    return units
