"""Source files can be found and copied out, whole or not at all."""

from pathlib import Path

import pytest

from archive_app.errors import FileProblem, UserMistake
from archive_app.operations.clippings import show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import import_files
from archive_app.operations.job import QuietJob
from archive_app.operations.source_files import save_copy, source_file_path

ARTICLE = "Dockers walk out\n\n7 February 1984\n\nAt six o’clock yesterday morning nobody went in. " * 4


@pytest.fixture
def sha256(desk: Desk, job: QuietJob, tmp_path: Path) -> str:
    file = tmp_path / "dockers.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    report = import_files(desk, job, [file])
    return show_clipping(desk, job, report.entries[0].clipping_ids[0]).clipping.sources[0].sha256


def test_a_copy_is_the_file_byte_for_byte(desk: Desk, job: QuietJob, sha256: str, tmp_path: Path) -> None:
    saved = save_copy(desk, job, sha256, tmp_path / "copy.txt")
    assert saved.read_bytes() == ARTICLE.encode()
    assert saved.stat().st_mode & 0o600 == 0o600


def test_a_copy_cannot_go_where_nothing_can_be_written(
    desk: Desk, job: QuietJob, sha256: str, tmp_path: Path
) -> None:
    with pytest.raises(FileProblem) as caught:
        save_copy(desk, job, sha256, tmp_path / "no such folder" / "copy.txt")
    assert caught.value.hint


def test_a_copy_does_not_go_into_the_archive(desk: Desk, job: QuietJob, sha256: str) -> None:
    with pytest.raises(UserMistake):
        save_copy(desk, job, sha256, desk.archive.folder / "copy.txt")


def test_a_missing_source_file_is_told(desk: Desk, job: QuietJob, sha256: str) -> None:
    source_file_path(desk, job, sha256).unlink()
    with pytest.raises(FileProblem):
        source_file_path(desk, job, sha256)
