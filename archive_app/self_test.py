"""The program tries itself: a temporary archive, every step of a first working day, the window drawn once."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive_app.cli.command import Exit
from archive_app.cli.console import Console
from archive_app.domain.listing import ListRequest
from archive_app.errors import ArchiveAppError
from archive_app.operations import annotations, check, clippings, history, links, subjects
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import import_files
from archive_app.operations.job import QuietJob
from archive_app.operations.search import listing

_TEXT = """Dockers walk out at Havenmouth

The Harbour Post
8 May 1968

More than 300 dockers left the quays on Tuesday. “We stay out until the night shift is paid,” said Ada Brandt.
"""
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Night shift paid at last</title></head>
<body><article><h1>Night shift paid at last</h1><p>The dockers of Havenmouth went back to the quays on Monday,
after eleven days in which no ship was unloaded.</p></article></body></html>
"""


Draw = Callable[[Path, Path, str, tuple[int, int], str], None]
"""Draws the window: archive, picture, view, size, theme."""


class Wrong(ArchiveAppError):
    """A step did not do what it must."""


def run_self_test(console: Console, draw: Draw) -> int:
    """Run all steps in a temporary folder, print each, and return 0 when all went well, else 1."""
    said: list[str] = []
    failure = ""
    with tempfile.TemporaryDirectory(prefix="press-archive-") as folder, _own_home(Path(folder) / "home"):
        try:
            for step in _steps(Path(folder), draw):
                said.append(step)
                console.notice(f"ok  {step}")
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the test is there to find
            failure = f"{type(error).__name__}: {error}"
    passed = not failure
    reached = said[-1] if said else "nothing"
    last = "The self-test passed." if passed else f"The self-test failed after '{reached}': {failure}"
    console.answer({"passed": passed, "steps": said, "failure": failure or None}, [last])
    return Exit.DONE if passed else Exit.NEEDS_A_LOOK


@contextmanager
def _own_home(folder: Path) -> Iterator[None]:
    """Keep the settings, the index and the log of the person who runs this out of it."""
    before = os.environ.get("PRESS_ARCHIVE_HOME")
    os.environ["PRESS_ARCHIVE_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("PRESS_ARCHIVE_HOME")
        if before is not None:
            os.environ["PRESS_ARCHIVE_HOME"] = before


@contextmanager
def _no_faults() -> Iterator[None]:
    """Faults inside the window go to the excepthook and not to who called it: let them fail the test."""
    before, faults = sys.excepthook, list[str]()
    sys.excepthook = lambda kind, error, trace: faults.append(f"{kind.__name__}: {error}")
    try:
        yield
    finally:
        sys.excepthook = before
    _expect(not faults, "; ".join(faults))


def _steps(folder: Path, draw: Draw) -> Iterator[str]:
    archive = folder / "archive"
    desk = open_desk(archive, create=True, name="Self-test")
    with closing(desk):
        yield "made an archive"
        yield from _work(desk, folder)
    with closing(open_desk(archive)) as desk:
        _expect(len(_find(desk, "dockers")) == 2, "opening it again lost clippings")
        report = check.check(desk, QuietJob())
        _expect(report.sound, f"the check found {len(report.problems)} problems")
        yield "opened it again; the check found nothing wrong"
    with _no_faults():
        draw(archive, folder / "window.png", "main", (1000, 700), "light")
    _expect((folder / "window.png").stat().st_size > 1000, "the picture of the window is empty")
    yield "drew the window"


def _work(desk: Desk, folder: Path) -> Iterator[str]:
    job = QuietJob()
    files = [folder / "strike.txt", folder / "shift.html"]
    files[0].write_text(_TEXT, encoding="utf-8")
    files[1].write_text(_PAGE, encoding="utf-8")
    report = import_files(desk, job, files)
    _expect(report.added == 2, f"{report.added} of 2 files were imported")
    yield "imported a text and a saved page"
    desk.index.catch_up(job)
    _expect(len(_find(desk, "dockers")) == 2, "a word was not found")
    (first,) = _find(desk, '"night shift is paid"')
    (second,) = [id for id in _find(desk, "dockers") if id != first]
    yield "found them by words and by a phrase"
    before = desk.archive.dump()
    tagged = subjects.tag_clippings(desk, job, [first, second], "person", "Ada Brandt")
    _expect(tagged.new == 2, "tagging failed")
    annotations.annotate_quote(desk, job, first, '"We stay out until the night shift is paid,"', "A promise.")
    links.link_clippings(desk, job, second, first, "follows-up")
    clippings.edit_field(desk, job, [second], "section", "Business")
    after = desk.archive.dump()
    yield "tagged, annotated, linked and edited"
    for _ in range(4):
        history.undo(desk, job)
    _expect(desk.archive.dump() == before, "undo did not give back the start")
    for _ in range(4):
        history.redo(desk, job)
    _expect(desk.archive.dump() == after, "redo did not give back the end")
    yield "undid and redid everything"
    desk.index.catch_up(job)
    _expect(len(_find(desk, 'person:"Ada Brandt"')) == 2, "a person's clippings were not found")
    _expect(_find(desk, "promise") == [first], "a word of a note was not found")
    yield "found them by the person and by the note"


def _find(desk: Desk, query: str) -> list[int]:
    return list(listing(desk, QuietJob(), ListRequest(query)).ids)


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)
