"""The index's folder may be cleared, full or not to be written: the archive is worked in all the same."""

import errno
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields
from archive_app.domain.listing import ListRequest
from archive_app.errors import ArchiveProblem
from archive_app.operations.archives import open_desk
from archive_app.operations.clippings import new_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.search import listing
from archive_app.search import worker_side


def hits(desk: Desk) -> int:
    return listing(desk, QuietJob(), ListRequest(query="mayor")).total


def test_a_cache_that_is_cleared_while_the_archive_is_open_is_made_again(desk: Desk, job: QuietJob) -> None:
    new_clipping(desk, job, Fields(headline="A bridge"), "The mayor came.")
    desk.index.catch_up(job)
    shutil.rmtree(desk.index.folder)
    assert hits(desk) == 1
    shutil.rmtree(desk.index.folder)
    new_clipping(desk, job, Fields(headline="A ferry"), "The mayor left.")
    assert desk.index.catch_up(job) == 2
    assert hits(desk) == 2


@pytest.mark.parametrize(("code", "words"), [(errno.ENOSPC, "no room"), (errno.EACCES, "cannot be written")])
def test_a_disk_that_takes_no_index_is_told_in_a_sentence(
    desk: Desk, job: QuietJob, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    new_clipping(desk, job, Fields(headline="A bridge"), "The mayor came.")

    def refuse(path: Path, texts: object) -> int:
        raise OSError(code, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(worker_side, "write_spool", refuse)
        with pytest.raises(ArchiveProblem, match=words) as caught:
            desk.index.catch_up(job)
        assert caught.value.code == "index"
    assert desk.index.catch_up(job) == 1
    assert hits(desk) == 1


def test_without_a_place_in_the_cache_the_archive_opens_and_is_searched(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    folder = tmp_path / "archive"
    with closing(open_desk(folder, create=True, cache_folder=tmp_path / "cache")) as desk:
        new_clipping(desk, QuietJob(), Fields(headline="A bridge"), "The mayor came.")
        assert hits(desk) == 1
        place = desk.index.folder
        assert not place.is_relative_to(folder)
    assert not place.exists()
