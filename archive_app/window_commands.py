"""The commands that need the window: demo, screenshot, self-test."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import closing
from pathlib import Path

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import existing_archive
from archive_app.errors import UserMistake
from archive_app.operations.archives import is_archive, open_desk
from archive_app.operations.job import QuietJob
from archive_app.operations.labels import counted
from archive_app.user_folders import user_folder

DEFAULT_SIZE = (1440, 900)
LARGEST_SIDE = 8192


def _demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="make it and search it, without a window")
    parser.add_argument("--picture", metavar="FILE", help="save a picture of the window too")


def demo(arguments: Namespace, console: Console) -> int:
    """Make the sample archive if it is not there yet, and open the window on it."""
    folder = Path(arguments.archive) if arguments.archive else user_folder("data") / "Sample archive"
    lines = _make_demo(folder)
    shape: dict[str, object] = {"archive": str(folder), "said": lines}
    if arguments.picture:
        take_picture(folder, Path(arguments.picture), "main", DEFAULT_SIZE, "light")
        shape["picture"] = arguments.picture
        lines.append(f"Picture: {arguments.picture}")
    if arguments.headless or console.as_json:
        console.answer(shape, lines)
        return Exit.DONE
    from archive_app.gui.start import run

    return run(folder, [], "")


def _make_demo(folder: Path) -> list[str]:
    """Return what there is to say about the sample archive, which is made when it is not there."""
    from archive_app.domain.listing import ListRequest
    from archive_app.operations.demo import make_demo
    from archive_app.operations.search import listing

    new = not is_archive(folder)
    desk = open_desk(folder, create=new, name="Sample archive", or_read_only=True)
    with closing(desk):
        if new:
            lines = list(make_demo(desk, QuietJob()).lines())
            return [f"Made the sample archive in {folder}.", *lines]
        total = listing(desk, QuietJob(), ListRequest()).total
    return [f"The sample archive in {folder} has {counted(total, 'clipping')}."]


def picture_size(text: str) -> tuple[int, int]:
    """Return width and height in pixels of a size such as 1440x900."""
    match = re.fullmatch(r"(\d{2,5})[x×](\d{2,5})", text.strip().lower())
    if match is None:
        raise ArgumentTypeError(f"'{text}' is not a size such as 1440x900")
    width, height = int(match[1]), int(match[2])
    if not (200 <= width <= LARGEST_SIDE and 200 <= height <= LARGEST_SIDE):
        raise ArgumentTypeError(f"a picture has 200 to {LARGEST_SIDE} pixels a side")
    return width, height


def _screenshot_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="where the picture is saved (.png)")
    parser.add_argument("--view", metavar="NAME", default="main", help="which view (default main)")
    parser.add_argument("--size", metavar="WxH", type=picture_size, default=DEFAULT_SIZE, help="in pixels")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")


def screenshot(arguments: Namespace, console: Console) -> int:
    """Draw the real window offscreen and save a picture of it."""
    file = Path(arguments.file)
    if not file.absolute().parent.is_dir():
        raise UserMistake(f"There is no folder '{file.absolute().parent}'.")
    take_picture(existing_archive(arguments), file, arguments.view, arguments.size, arguments.theme)
    shape = {
        "file": str(file),
        "view": arguments.view,
        "size": list(arguments.size),
        "theme": arguments.theme,
    }
    console.answer(shape, [f"Saved {file}."])
    return Exit.DONE


def take_picture(folder: Path, file: Path, view: str, size: tuple[int, int], theme: str) -> None:
    if "PySide6.QtWidgets" not in sys.modules:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from archive_app.gui.screenshots import take

    try:
        take(folder, file, view, size, theme)
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise UserMistake(f"The picture cannot be written to '{file}': {reason}.") from None


def self_test(arguments: Namespace, console: Console) -> int:
    from archive_app.self_test import run_self_test

    return run_self_test(console, take_picture)


COMMANDS = (
    Command("demo", "open the window on the sample archive", demo, _demo_arguments, ("demo",)),
    Command(
        "screenshot",
        "save a picture of the window, drawn offscreen",
        screenshot,
        _screenshot_arguments,
        ("screenshot window.png --view table --size 1440x900 --theme dark",),
    ),
    Command("self-test", "try the whole program in a temporary archive", self_test),
)
