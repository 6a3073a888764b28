"""The sidecar follows what was written, survives a crash while it is made anew, and rebuilds the records."""

import shutil
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields
from archive_app.errors import ArchiveProblem
from archive_app.operations import annotations, clippings, history, subjects, trash_can
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.sidecar import write_sidecar
from archive_app.storage import sidecar
from archive_app.storage.archive import Archive
from archive_app.storage.opening import DATABASE
from tests.unit.conftest import Run


def rebuilt(folder: Path, into: Path) -> dict:
    """Return the dump of an archive that is made from a sidecar alone."""
    with_lost_database = into / "rebuilt"
    Archive.create(with_lost_database, "rebuilt").close()
    (with_lost_database / DATABASE).unlink()
    assert sidecar.rebuild(folder / "sidecar", with_lost_database / DATABASE) == 0
    made = Archive.open(with_lost_database, read_only=True)
    try:
        assert made.check() == ()
        return made.dump()
    finally:
        made.close()


def a_day(desk: Desk, job: QuietJob) -> list[int]:
    ids = [
        clippings.new_clipping(desk, job, Fields(headline=f"No. {n}"), "A ferry is sold.") for n in range(9)
    ]
    subjects.tag_clippings(desk, job, ids, "person", "Ai Weiwei")
    annotations.note_on_clipping(desk, job, ids[0], "Look again")
    clippings.correct_text(desk, job, ids[1], "Two ferries are sold.")
    history.undo(desk, job)
    return ids


def test_the_records_can_be_rebuilt_from_it(desk: Desk, job: QuietJob, tmp_path: Path) -> None:
    ids = a_day(desk, job)
    assert write_sidecar(desk, job)
    clippings.trash(desk, job, ids[-2:])
    trash_can.empty_trash(desk, job)
    clippings.edit_field(desk, job, ids[:3], "section", "Arts")
    assert write_sidecar(desk, job, seconds=5)
    assert rebuilt(desk.archive.folder, tmp_path) == desk.archive.dump()
    words = b"".join(path.read_bytes() for path in sidecar.segments(desk.archive.folder / "sidecar"))
    assert b"No. 8" not in words


def test_a_crash_while_it_is_made_anew_brings_nothing_back(desk: Desk, job: QuietJob, tmp_path: Path) -> None:
    ids = a_day(desk, job)
    write_sidecar(desk, job)
    place = desk.archive.folder / "sidecar"
    old = tmp_path / "old"
    shutil.copytree(place, old)
    clippings.trash(desk, job, ids[-2:])
    trash_can.empty_trash(desk, job)
    write_sidecar(desk, job)
    for path in sidecar.segments(old):  # as if the program had ended before it removed them
        shutil.copy(path, place)
    assert rebuilt(desk.archive.folder, tmp_path) == desk.archive.dump()
    clippings.edit_field(desk, job, ids[:1], "section", "Arts")
    write_sidecar(desk, job)
    assert not {path.name for path in sidecar.segments(old)} & {path.name for path in sidecar.segments(place)}
    shutil.rmtree(tmp_path / "rebuilt")
    assert rebuilt(desk.archive.folder, tmp_path) == desk.archive.dump()


@pytest.mark.parametrize("cut", [2, 5, 200])
def test_a_torn_end_is_written_again(desk: Desk, job: QuietJob, tmp_path: Path, cut: int) -> None:
    a_day(desk, job)
    write_sidecar(desk, job)
    newest = sidecar.segments(desk.archive.folder / "sidecar")[-1]
    with newest.open("rb+") as file:
        file.truncate(newest.stat().st_size - cut)
    assert desk.archive.write_sidecar() > 0
    content, damaged = sidecar.read_sidecar(desk.archive.folder / "sidecar")
    assert damaged <= 1
    assert len(content["clippings"]) == 9
    assert desk.archive.write_sidecar() == 0


def test_it_ends_when_it_is_asked_to_and_goes_on_later(desk: Desk) -> None:
    with desk.archive.write("Many names") as records:
        for n in range(1200):
            records.settings.set(f"key{n}", "value")
    stopped = QuietJob()
    stopped.stop()
    assert not write_sidecar(desk, stopped)
    assert not write_sidecar(desk, QuietJob(), seconds=0)
    assert write_sidecar(desk, QuietJob())


def test_a_command_that_writes_lets_it_follow(run: Run, archive: Path, clipping: int, tmp_path: Path) -> None:
    assert run("tag", str(clipping), "--kind", "person", "Ai Weiwei")[0] == 0
    opened = Archive.open(archive)
    try:
        assert opened.write_sidecar() == 0
        expected = opened.dump()
    finally:
        opened.close()
    assert rebuilt(archive, tmp_path) == expected


def test_a_command_is_done_even_when_it_cannot_follow(
    run: Run, clipping: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Archive, limit: int = 0) -> int:
        raise ArchiveProblem("The disk is full.", "Make room.", "disk-full")

    monkeypatch.setattr(Archive, "write_sidecar", full)
    code, answer = run("tag", str(clipping), "--kind", "person", "Ai Weiwei")
    assert (code, "error" in answer) == (0, False)


def test_a_read_only_archive_is_left_alone(desk: Desk, job: QuietJob) -> None:
    a_day(desk, job)
    copy = desk.archive.folder.with_name("copy")
    desk.archive.close()
    shutil.copytree(desk.archive.folder, copy)
    reading = Archive.open(copy, read_only=True)
    try:
        assert write_sidecar(Desk(reading, desk.index, desk.workers), job)
    finally:
        reading.close()
    assert sidecar.segments(copy / "sidecar") == []
