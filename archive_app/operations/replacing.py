"""Find and replace in values: pure functions, light enough to run in a worker process."""

import re

from archive_app.errors import UserMistake


def check_pattern(find: str, replacement: str, *, regex: bool, case: bool) -> None:
    """Raise UserMistake, with the position where it is wrong, for a search that cannot work."""
    if not find:
        raise UserMistake("Say what to find.", position=0)
    _compile(find, regex, case)


def replaced(values: list[str], find: str, replacement: str, regex: bool, case: bool) -> list[str]:
    """Return the values with every match replaced; without `case`, capitals count as small letters."""
    pattern = _compile(find, regex, case)
    if not regex:
        return [pattern.sub(lambda _: replacement, value) for value in values]
    try:
        return [pattern.sub(replacement, value) for value in values]
    except (re.error, IndexError) as error:
        raise UserMistake(
            f"The replacement is wrong: {error}.",
            r"Write \1 for the first bracket of the pattern, \\ for a backslash.",
            getattr(error, "pos", None),
        ) from None


def _compile(find: str, regex: bool, case: bool) -> re.Pattern[str]:
    try:
        return re.compile(find if regex else re.escape(find), 0 if case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        message = getattr(error, "msg", str(error))
        raise UserMistake(
            f"The pattern is wrong: {message}.", "Check its brackets.", getattr(error, "pos", None)
        ) from None
