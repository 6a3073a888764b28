"""What the window's tests share: a real archive, and a session that works on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from archive_app.domain.clipping import Fields, PressDate
from archive_app.gui.jobs import Jobs
from archive_app.gui.messages import Messages
from archive_app.gui.session import Session
from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme
from archive_app.operations.archives import open_desk
from archive_app.operations.clippings import new_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.workers import Workers


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Worker processes for all tests of this run: starting them anew each time takes a second."""
    made = Workers()
    yield made
    made.close()


@pytest.fixture
def job() -> QuietJob:
    return QuietJob()


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    """An empty archive of the author Mira."""
    made = open_desk(
        tmp_path / "archive",
        create=True,
        name="Reading Room",
        author="Mira",
        cache_folder=tmp_path / "cache",
        workers=workers,
    )
    yield made
    made.index.close()
    made.archive.close()


@pytest.fixture
def session(qapp: QApplication, desk: Desk) -> Iterator[Session]:
    """A session on that archive; whoever wants clippings in it makes them before."""
    settings = Settings()
    messages = Messages()
    jobs = Jobs(messages)
    made = Session(settings, Theme(settings), messages, jobs)
    made.theme.force("light")
    made.set_desk(desk)
    assert jobs.wait_idle(30)
    yield made
    jobs.wait_idle(30)
    made.set_desk(None)
    assert jobs.close()


@pytest.fixture
def three(desk: Desk, job: QuietJob) -> list[int]:
    """Three clippings: two of The Northern Courier, one of Morgenblatt."""
    made = []
    for headline, outlet, date, body in (
        ("Film on a defiant artist", "The Northern Courier", "2012-05-08", "Ai Weiwei spoke. Nobody came."),
        ("Künstler nach 81 Tagen frei", "Morgenblatt", "2011-06-24", "Er schwieg. Ai Weiwei ist frei."),
        ("Supporters fold bills", "The Northern Courier", "2011-11-11", "Bills flew over the wall."),
    ):
        fields = Fields(headline=headline, outlet=outlet, published=PressDate(date))
        made.append(new_clipping(desk, job, fields, body))
    return made
