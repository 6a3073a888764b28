"""What the unit tests share: an open archive of their own."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive_app.app import main
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob

Run = Callable[..., tuple[int, Any]]
CLI_BODY = "“It’s under very strong control,” he said.\nThe dockers left. The dockers left."


@pytest.fixture
def job() -> QuietJob:
    return QuietJob()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty archive of the author Mira."""
    with closing(open_desk(tmp_path / "archive", create=True, name="Test", author="Mira")) as desk:
        yield desk


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def run(archive: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json on the archive; returns the exit code and the answer."""

    def run(*words: str, at: Path = archive) -> tuple[int, Any]:
        code = main(["--archive", str(at), *words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def clipping(run: Run) -> int:
    """An archive with one clipping."""
    assert run("create", "Test")[0] == 0
    words = ["--outlet", "The Harbour Post", "--published", "1968-05", "--page", "C2", "--body", CLI_BODY]
    code, made = run("new", "--headline", "Dockers walk out", *words)
    assert code == 0
    return made["id"]
