"""The reading style of now: what theme and settings say, as the document wants it."""

from archive_app.domain.annotation import Colour
from archive_app.gui.session import Session
from archive_app.gui.theme import BODY_SIZE, SANS, SERIF
from archive_app.gui.views.reading_document import ReadingColours, ReadingStyle
from archive_app.gui.widgets.type_settings import FACE_KEY, SIZE_KEY, SIZES


def reading_style(session: Session) -> ReadingStyle:
    """Return how texts are set now."""
    theme, settings = session.theme, session.settings
    size = min(SIZES[1], max(SIZES[0], settings.number(SIZE_KEY, BODY_SIZE)))
    chosen = settings.text(FACE_KEY)
    colours = ReadingColours(
        ink=theme.colour("ink"),
        ink2=theme.colour("ink2"),
        ink3=theme.colour("ink3"),
        accent=theme.colour("accent"),
        mark=theme.colour("mark"),
        mark_here=theme.colour("highlight_orange"),
        highlights={colour: theme.colour(f"highlight_{colour.value}") for colour in Colour},
    )
    return ReadingStyle(
        colours=colours,
        serif=tuple(([chosen] if chosen else []) + SERIF),
        sans=tuple(dict.fromkeys([*theme.ui_font().families(), *SANS])),
        size=theme.size(size),
        width=theme.column_width,
    )
