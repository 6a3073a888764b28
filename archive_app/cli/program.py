"""The command line's program: parse, run one command, tell what went wrong by a sentence and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import NoReturn

from archive_app import __version__
from archive_app.cli import (
    archive_commands,
    clipping_commands,
    finding_commands,
    import_commands,
    name_commands,
    note_commands,
    undo_commands,
)
from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.errors import ArchiveAppError, ArchiveProblem, Cancelled, UserMistake

logger = logging.getLogger(__name__)

COMMANDS: tuple[Command, ...] = (
    *import_commands.COMMANDS,
    *finding_commands.COMMANDS,
    *clipping_commands.COMMANDS,
    *name_commands.COMMANDS,
    *note_commands.COMMANDS,
    *undo_commands.COMMANDS,
    *archive_commands.COMMANDS,
)
DESCRIPTION = "Press Archive: a desktop archive for press articles. Without a command it opens the window."
EPILOG = """Ids: clipping:7, person:12, event:3, annotation:5; a bare number is a clipping.
Dates are EDTF: 1968, 1968-05, 1968-05-03, 1968~, 1968-05-03/1968-05-07.
Exit codes: 0 done; 1 done, but a file failed or needs a look; 2 a mistake in what was asked;
3 the archive cannot be used."""


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes are told like any other mistake."""

    def error(self, message: str) -> NoReturn:
        raise UserMistake(f"{message[:1].upper()}{message[1:]}.", f"See `{self.prog} --help`.")


def build_parser(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """Return the parser of the given commands; `--archive` and `--json` stand before or after the command."""
    parser = _Parser(
        prog="press-archive",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Press Archive {__version__}")
    _add_everywhere(parser, "", False)
    chosen = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands:
        below = chosen.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[:1].upper()}{command.help[1:]}.",
            epilog=_examples(command),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        _add_everywhere(below, argparse.SUPPRESS, argparse.SUPPRESS)
        command.arguments(below)
        below.set_defaults(run=command.run)
    return parser


def run(arguments: Sequence[str], more_commands: Iterable[Command] = ()) -> int:
    """Run one command with these arguments and return its exit code."""
    console = Console("--json" in arguments)
    try:
        parsed = build_parser((*COMMANDS, *more_commands)).parse_args(list(arguments))
        console.as_json = parsed.json
        begun = time.monotonic()
        code = int(parsed.run(parsed, console))
        console.out.flush()
        logger.info("%s: %d after %.3f s", parsed.command, code, time.monotonic() - begun)
        return code
    except SystemExit as leaving:  # argparse has printed its help or the version
        return int(leaving.code or 0)
    except BrokenPipeError:
        return _leave_quietly()
    except KeyboardInterrupt:
        return console.fail(Cancelled())
    except ArchiveAppError as error:
        return console.fail(error)
    except OSError as error:
        return console.fail(_unreachable(error))
    except Exception as error:  # noqa: BLE001 - the crash handler of the command line
        return _report_bug(error, console)


def _add_everywhere(parser: argparse.ArgumentParser, text: str, flag: bool | str) -> None:
    parser.add_argument(
        "--archive",
        metavar="DIR",
        default=text,
        help="the archive's folder (else PRESS_ARCHIVE, else the last one)",
    )
    parser.add_argument("--author", metavar="NAME", default=text, help="who makes the changes")
    parser.add_argument("--json", action="store_true", default=flag, help="answer in JSON")


def _examples(command: Command) -> str:
    if not command.examples:
        return ""
    return "\n".join(["examples:", *(f"  press-archive {example}" for example in command.examples)])


def _leave_quietly() -> int:
    """Whoever read our answer has enough of it; keep Python from writing the rest at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE


def _unreachable(error: OSError) -> ArchiveProblem:
    reason = (error.strerror or str(error) or type(error).__name__).rstrip(".")
    return ArchiveProblem(
        f"The archive cannot be reached: {reason}.", "Check the disk and try again.", "unreachable"
    )


def _report_bug(error: Exception, console: Console) -> int:
    from archive_app.logs import log_bug

    log_bug(error)
    if not console.as_json:
        import traceback

        traceback.print_exc(file=console.err)
    fault = ArchiveAppError(
        f"Something went wrong in the program: {type(error).__name__}.",
        "The log says where; please report it.",
    )
    console.fail(fault)
    return Exit.UNUSABLE
