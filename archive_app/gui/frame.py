"""The window's very first picture: its place, its panels and hairlines, before any view is made.

Imported and drawn before everything else, so it asks for nothing that costs time: no
faces are looked up, and the text size is the one that the last window had.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from archive_app.gui import measures
from archive_app.gui.palette import DARK, LIGHT
from archive_app.gui.settings import Settings

FIRST_SIZE = QSize(1440, 900)
TITLE_BAR = QSize(0, 40)
"""Room for the desktop's own frame, whose height nobody knows before the window is shown."""


def place_window(settings: Settings, window: QMainWindow) -> None:
    """Put the window where it was, or give it a size that fits the screen."""
    saved = settings.text("window.geometry")
    if saved and window.restoreGeometry(QByteArray.fromBase64(saved.encode())):
        return
    screen = window.screen()
    window.resize(
        FIRST_SIZE.boundedTo(screen.availableSize() - TITLE_BAR) if screen is not None else FIRST_SIZE
    )


def paint_frame(painter: QPainter, size: QSize, settings: Settings) -> None:
    """Draw the panels where their views will stand, so that nothing moves when these come."""
    width, height = size.width(), size.height()
    scale = settings.number("window.scale", 100) / 100
    top, foot = round(measures.TOP_BAR_HEIGHT * scale), round(measures.STATUS_BAR_HEIGHT * scale)
    middle = height - top - foot - 2
    colours = DARK if _dark(settings) else LIGHT
    paper, panel, line = QColor(colours.paper), QColor(colours.panel), QColor(colours.line)
    painter.fillRect(QRect(0, 0, width, height), panel)
    painter.fillRect(QRect(0, top, width, 1), line)
    painter.fillRect(QRect(0, height - foot - 1, width, 1), line)
    left = _left_width(settings, scale, width)
    folded = width < round(measures.INSPECTOR_FOLDS_BELOW * scale)
    page = width - left
    columns = _sizes(settings, "window.reading", 3)
    listed = columns[0] if columns else measures.LIST_WIDTH
    right = round(measures.RAIL_WIDTH * scale) if folded else 0
    if not folded and settings.flag("window.inspector", True):
        right = columns[2] if columns and columns[2] else measures.INSPECTOR_WIDTH
    painter.fillRect(QRect(left, top + 1, page - right, middle), paper)
    for x in (left - 1 if left else -1, left + listed, width - right - 1 if right else -1):
        painter.fillRect(QRect(x, top + 1, 1, middle), line)


def _dark(settings: Settings) -> bool:
    chosen = settings.text("look.theme", "system")
    if chosen in ("light", "dark"):
        return chosen == "dark"
    # Not by the colour scheme: the mere name `Qt` takes 15 ms, a tenth of the time to the first picture.
    role, palette = QPalette.ColorRole, QApplication.palette()
    return palette.color(role.Window).lightness() < palette.color(role.WindowText).lightness()


def _left_width(settings: Settings, scale: float, width: int) -> int:
    """Return the width of the navigator and the hairline beside it, or of its rail; 0 when it is hidden."""
    if not settings.flag("window.navigator", True):
        return 0
    if width < round(measures.NAVIGATOR_FOLDS_BELOW * scale):
        return round(measures.RAIL_WIDTH * scale)
    panels = _sizes(settings, "window.panels", 2)
    return (panels[0] if panels and panels[0] else measures.NAVIGATOR_WIDTH) + 1


def _sizes(settings: Settings, key: str, count: int) -> list[int]:
    """Return the saved widths of a splitter's panels in px; none when they are of another window."""
    sizes = [size for size in settings.items(key) if isinstance(size, int)]
    return sizes if len(sizes) == count else []
