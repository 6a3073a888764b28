"""What the unit tests share: an open archive of their own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


@pytest.fixture
def job() -> QuietJob:
    return QuietJob()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty archive of the author Mira."""
    with closing(open_desk(tmp_path / "archive", create=True, name="Test", author="Mira")) as desk:
        yield desk
