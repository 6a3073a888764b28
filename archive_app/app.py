"""The composition root: arguments become a command, or the window.

Light at the top: every worker process imports this module, so Qt, SQLAlchemy and the rooms are imported
inside functions only.
"""

import sys
from collections.abc import Sequence

LINK_SCHEME = "press-archive:"
_TAKE_A_VALUE = ("--archive", "--author")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (by default the process's own) and return its exit code."""
    import multiprocessing

    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    from archive_app.logs import start_logging, stop_logging

    start_logging()
    try:
        return _run(arguments)
    finally:
        stop_logging()


def _run(arguments: list[str]) -> int:
    if _opens_the_window(arguments):
        return _window(arguments)
    from archive_app.cli.program import run
    from archive_app.window_commands import COMMANDS

    return run(arguments, COMMANDS)


def _opens_the_window(arguments: list[str]) -> bool:
    """No command opens the window, and so do an archive's folder, files and a link given to it."""
    words = _words(arguments)
    if any(word in arguments for word in ("-h", "--help", "--version", "--json")):
        return False
    if not words:
        return True
    if any(
        sign in words[0] for sign in "/\\.:"
    ):  # no command has one of these: spare the look at all of them
        return all(map(_is_opened, words))
    from archive_app.cli.program import COMMANDS
    from archive_app.window_commands import COMMANDS as MORE

    return words[0] not in {command.name for command in (*COMMANDS, *MORE)} and all(map(_is_opened, words))


def _words(arguments: list[str]) -> list[str]:
    """Return the arguments that are neither options nor their values."""
    words, at = [], 0
    while at < len(arguments):
        if arguments[at] in _TAKE_A_VALUE:
            at += 2
            continue
        if not arguments[at].startswith("-"):
            words.append(arguments[at])
        at += 1
    return words


def _is_opened(word: str) -> bool:
    from pathlib import Path

    return word.startswith(LINK_SCHEME) or Path(word).exists()


def _window(arguments: list[str]) -> int:
    from archive_app.cli.console import Console
    from archive_app.errors import ArchiveAppError
    from archive_app.window_commands import open_window

    try:
        return open_window(arguments, _words(arguments))
    except ArchiveAppError as error:
        return Console(False).fail(error)
