"""What a command of the command line is: its words, its arguments, and the function that runs it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_app.cli.console import Console


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    NEEDS_A_LOOK = 1
    MISTAKE = 2
    UNUSABLE = 3
    INTERRUPTED = 130


def _no_arguments(parser: ArgumentParser) -> None:
    """Most commands about the whole archive take none."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `run` is given the parsed arguments and the console, and returns the exit code."""

    name: str
    help: str
    run: Callable[[Namespace, Console], int]
    arguments: Callable[[ArgumentParser], None] = _no_arguments
    examples: tuple[str, ...] = ()
