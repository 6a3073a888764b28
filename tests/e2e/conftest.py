"""The stories' scene: the real program on a fresh archive, or on a copy of the sample archive."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.program import Program
from archive_app.gui.settings import Settings
from archive_app.gui.start import make_application
from archive_app.operations.archives import open_desk
from archive_app.operations.demo import make_demo
from archive_app.operations.job import QuietJob
from archive_app.operations.workers import Workers
from tests.e2e.screen import until
from tests.e2e.user import User

FULL = (1440, 900)
Opener = Callable[..., User]


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Worker processes for all stories of this run: starting them anew each time takes a second."""
    made = Workers()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory, workers: Workers) -> Path:
    """The sample archive, made once; stories get copies."""
    folder = tmp_path_factory.mktemp("sample")
    desk = open_desk(
        folder / "Sample archive",
        create=True,
        name="Sample archive",
        cache_folder=folder / "cache",
        workers=workers,
    )
    make_demo(desk, QuietJob())
    desk.index.close()
    desk.archive.close()
    return folder / "Sample archive"


@pytest.fixture
def start(qtbot: QtBot, workers: Workers) -> Iterator[Opener]:
    """Start the program; call it again for another start after `user.program` was quit."""
    make_application()
    running: list[Program] = []

    def begin(folder: Path | None, *files: Path, size: tuple[int, int] | None = FULL) -> User:
        program = Program(Settings())
        running.append(program)
        program.settings.set("author", program.settings.text("author") or "Mira")
        program.settings.set("asked.author", True)
        program.opener._workers = workers
        if size is not None:
            program.theme.choose("light")
            program.window.resize(*size)
        program.window.show()
        program.window.activateWindow()
        program.begin(folder, files)
        user = User(program)
        until(lambda: program.window.is_furnished, "the whole window")
        if folder is not None:
            until(lambda: program.session.listing is not None, "the list of clippings")
        user.rests()
        return user

    yield begin
    for program in running:
        quit_program(program)
    alive = [thread.name for thread in threading.enumerate() if thread.name.startswith("jobs-")]
    assert alive == []


def quit_program(program: Program) -> None:
    """Close the window as a person does, and wait for the end; the workers live on."""
    if program.opener._workers is None and program.session.desk is None:
        return
    for dialog in program.window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            dialog.close()
    program.window.close()
    program.opener._workers = None
    program.end()
    program.window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def fresh(start: Opener, tmp_path: Path) -> User:
    """A person before an empty archive."""
    folder = tmp_path / "Reading Room"
    desk = open_desk(folder, create=True, name="Reading Room", author="Mira")
    desk.close()
    return start(folder)


@pytest.fixture
def sample(start: Opener, sample_archive: Path, tmp_path: Path) -> User:
    """A person before a copy of the sample archive."""
    folder = tmp_path / "Sample archive"
    shutil.copytree(sample_archive, folder)
    return start(folder)
