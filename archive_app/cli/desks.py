"""Open the archive that a command is about, and close it again whatever happens."""

from __future__ import annotations

import contextlib
import signal
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from archive_app.cli.console import Console, ConsoleJob
from archive_app.errors import ArchiveAppError, ArchiveProblem, UserMistake
from archive_app.operations.archives import MARKER, is_archive, open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.sidecar import write_sidecar
from archive_app.user_folders import author_name, last_archive

SIDECAR_SECONDS = 0.2


def archive_folder(arguments: Namespace) -> Path:
    """Return the folder that is meant; raises UserMistake when none is named."""
    folder = Path(arguments.archive).expanduser() if arguments.archive else last_archive()
    if folder is None:
        raise UserMistake(
            "No archive was named.", "Write --archive DIR, or set PRESS_ARCHIVE to the archive's folder."
        )
    return folder


def existing_archive(arguments: Namespace) -> Path:
    """Return the folder of an archive that is there; raises ArchiveProblem, and makes nothing."""
    folder = archive_folder(arguments)
    if not is_archive(folder):
        raise ArchiveProblem(
            f"There is no archive in '{folder}': it has no {MARKER}.",
            "Check --archive, or make an archive with `press-archive --archive DIR create`.",
            "not-found",
        )
    return folder


@contextlib.contextmanager
def reading(arguments: Namespace, console: Console) -> Iterator[Desk]:
    """Open the archive to look at it; reads along when the window has it open."""
    desk = open_desk(existing_archive(arguments), author=_author(arguments), or_read_only=True)
    with contextlib.closing(desk):
        yield desk


@contextlib.contextmanager
def changing(
    arguments: Namespace, console: Console, *, create: bool = False, name: str = ""
) -> Iterator[Desk]:
    """Open the archive to change it; `create` makes it where there is nothing or an empty folder."""
    folder = archive_folder(arguments) if create else existing_archive(arguments)
    desk = open_desk(folder, author=_author(arguments), create=create, name=name)
    with contextlib.closing(desk):
        if desk.archive.read_only:
            raise ArchiveProblem(
                f"The archive '{folder.name}' is open for reading only: {desk.archive.read_only_reason}.",
                "Copy it to a folder that can be written.",
                "read-only",
            )
        yield desk
        _follow(desk, console)


def _follow(desk: Desk, console: Console) -> None:
    """Let the sidecar follow what a command wrote, as far as that costs nothing to speak of."""
    try:
        write_sidecar(desk, QuietJob(), SIDECAR_SECONDS)
    except ArchiveAppError as error:  # the command itself is done
        console.notice(f"The second copy of the records could not be written. {error}")


@contextlib.contextmanager
def stoppable(console: Console) -> Iterator[ConsoleJob]:
    """A job that the first Ctrl+C asks to stop in good order; the second one ends the program."""
    job = ConsoleJob(console)

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        job.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        console.notice("Stopping… (Ctrl+C again stops at once)")

    try:
        before = signal.signal(signal.SIGINT, on_interrupt)
    except ValueError:  # only the main thread may listen to signals
        yield job
        return
    try:
        yield job
    finally:
        signal.signal(signal.SIGINT, before)
        job.clear()


def _author(arguments: Namespace) -> str:
    return (arguments.author or author_name()).strip()
