"""The composition root: arguments become a command, or the window.

Light at the top: every worker process imports this module, so Qt, SQLAlchemy and the rooms are imported
inside functions only.
"""

import os
import sys
from collections.abc import Sequence

LINK_SCHEME = "press-archive:"
_TAKE_A_VALUE = ("--archive", "--author")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (by default the process's own) and return its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if _opens_the_window(arguments):
        return _window(arguments)
    from archive_app.logs import start_logging, stop_logging

    start_logging()
    try:
        return _run(arguments)
    finally:
        stop_logging()


def _run(arguments: list[str]) -> int:
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
    """Open the window on an archive, with files to import or a link; it starts the log itself."""
    from archive_app.errors import ArchiveAppError

    try:
        named = _options(arguments)
        if named["--author"]:
            os.environ["PRESS_ARCHIVE_AUTHOR"] = named["--author"]
        return _start(_words(arguments), named["--archive"])
    except ArchiveAppError as error:
        from archive_app.cli.console import Console

        return Console(False).fail(error)


def _options(arguments: list[str]) -> dict[str, str]:
    """Return the values of the options; UserMistake for one that the window does not know."""
    from archive_app.errors import UserMistake

    at = 0
    named: dict[str, str] = dict.fromkeys(_TAKE_A_VALUE, "")
    while at < len(arguments):
        word = arguments[at]
        name, equals, value = word.partition("=")
        if name in named and equals:
            named[name] = value
        elif word in named and at + 1 < len(arguments):
            at += 1
            named[word] = arguments[at]
        elif word in named:
            raise UserMistake(f"The option '{word}' lacks its value.", "See `press-archive --help`.")
        elif word.startswith("-"):
            raise UserMistake(f"There is no option '{word}'.", "See `press-archive --help`.")
        at += 1
    return named


def _start(words: list[str], archive: str) -> int:
    from pathlib import Path

    from archive_app.gui.start import run
    from archive_app.user_folders import ARCHIVE_MARKER, named_archive

    links = [word for word in words if word.startswith(LINK_SCHEME)]
    paths = [Path(word) for word in words if word not in links]
    folders = [path for path in paths if (path / ARCHIVE_MARKER).is_file()]
    folder = Path(archive).expanduser() if archive else next(iter(folders), None) or named_archive()
    files = [path.absolute() for path in paths if path not in folders]
    return run(folder, files, links[0] if links else "")
