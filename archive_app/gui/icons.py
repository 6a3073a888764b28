"""Icons: the Phosphor family that comes with qtawesome, drawn in the theme's colours.

Only the family's own font and table of names are loaded: importing qtawesome loads fifteen fonts and
takes 0.3 s, which is longer than the whole window may take.
"""

import json
import weakref
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton

from archive_app.gui.theme import Theme

SIZE = 18
"""Size of an icon in px, before the text size is applied."""
SUBJECT_ICONS = {
    "person": "user",
    "organisation": "buildings",
    "place": "map-pin",
    "event": "calendar-blank",
    "topic": "tag",
}
OTHER_ICONS = {"outlet": "newspaper", "collection": "folder", "field": "funnel"}


@cache
def _family() -> tuple[str, dict[str, str]]:
    """Load the font; return its family and the characters by name."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return "", {}
    folder = Path(spec.origin).parent / "fonts"
    font = next(folder.glob("phosphor-*.ttf"))
    table = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))
    return (families[0] if families else ""), {name: chr(int(code, 16)) for name, code in table.items()}


_pictures: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(theme: Theme, name: str, colour: str = "ink2", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` px as a picture for a screen of `ratio` device pixels a pixel."""
    value = theme.colour(colour)
    key = (name, value.name(), size, ratio)
    if key not in _pictures:
        _pictures[key] = _draw(name, theme, colour, size, ratio)
    return _pictures[key]


def _draw(name: str, theme: Theme, colour: str, size: int, ratio: float) -> QPixmap:
    family, characters = _family()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    font = QFont(family)
    font.setPixelSize(size)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(QRect(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, characters.get(name, ""))
    painter.end()
    return picture


def exists(name: str) -> bool:
    """Is there an icon of this name? Tests ask for every command."""
    return name in _family()[1]


def icon(theme: Theme, name: str, colour: str = "ink2", size: int = SIZE) -> QIcon:
    """Return an icon in a colour of the palette; disabled it is fainter."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(theme, name, colour, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(theme, name, "ink4", size, ratio), QIcon.Mode.Disabled)
    return made


def subject_icon(theme: Theme, kind: str, size: int = SIZE) -> QIcon:
    """Return the icon of a kind of subject in its own colour, or of another kind of thing."""
    if kind in SUBJECT_ICONS:
        return icon(theme, SUBJECT_ICONS[kind], kind, size)
    return icon(theme, OTHER_ICONS.get(kind, "magnifying-glass"), "ink2", size)


def dress(
    target: QAbstractButton | QAction, theme: Theme, name: str, colour: str = "ink2", size: int = SIZE
) -> None:
    """Give a button or action an icon that follows the theme for as long as the target lives."""

    alive = weakref.ref(target)

    def paint() -> None:
        target = alive()
        if target is None or not shiboken6.isValid(target):
            QObject.disconnect(connection)
            return
        size_now = theme.size(size)
        target.setIcon(icon(theme, name, colour, size_now))
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(size_now, size_now))

    connection = theme.changed.connect(paint)
    paint()


def tip(title: str, key: str = "") -> str:
    """Return the tooltip of a button: the command's name and its key."""
    name = QCoreApplication.translate("commands", title).rstrip("…")
    return f"{name} ({key})" if key else name
