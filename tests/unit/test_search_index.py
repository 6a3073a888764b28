"""The index's life: it follows the journal, and makes itself anew whenever it cannot be trusted."""

import json
import shutil
import stat
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields, PressDate, Text
from archive_app.domain.drafts import NewClipping
from archive_app.domain.listing import ListRequest
from archive_app.errors import Cancelled
from archive_app.operations import search_index
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.index_folder import FolderLock, index_folder
from archive_app.operations.job import QuietJob
from archive_app.operations.search import listing
from archive_app.operations.workers import Workers


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with closing(Workers(2)) as workers:
        yield workers


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "archive", create=True, author="Mira", workers=workers)
    yield desk
    desk.index.close()
    desk.archive.close()


def add(desk: Desk, headlines: Sequence[str]) -> list[int]:
    drafts = [
        NewClipping(
            Fields(headline=headline, language="en", published=PressDate("2012-05-08")), Text("Body words.")
        )
        for headline in headlines
    ]
    with desk.archive.write("Add") as records:
        return records.clippings.add_many(drafts)


def found(desk: Desk, query: str) -> list[int]:
    return sorted(listing(desk, QuietJob(), ListRequest(query)).ids)


def generations(desk: Desk) -> list[Path]:
    return [path for path in desk.index.folder.iterdir() if path.is_dir()]


def test_what_was_written_is_found_after_catching_up(desk: Desk, job: QuietJob) -> None:
    ids = add(desk, ["Strike at the harbour", "A quiet day"])
    assert desk.index.state.behind == 2
    assert desk.index.catch_up(job) == 2
    assert desk.index.catch_up(job) == 0
    assert desk.index.state == search_index.IndexState(0, 2, desk.archive.journal_position()[0], False)
    assert found(desk, "strike") == ids[:1]
    with desk.archive.write("Edit") as records:
        records.clippings.set_field(ids[1:], "headline", "A strike after all")
    assert desk.index.catch_up(job) == 1
    assert found(desk, "strike") == ids
    desk.archive.undo()
    desk.index.catch_up(job)
    assert found(desk, "strike") == ids[:1]


def test_a_search_before_the_first_catching_up_makes_the_index(desk: Desk) -> None:
    ids = add(desk, ["Strike"])
    assert found(desk, "strike") == ids


def test_a_trashed_clipping_is_out_at_once_and_in_the_trash_after_catching_up(
    desk: Desk, job: QuietJob
) -> None:
    ids = add(desk, ["Strike"])
    desk.index.catch_up(job)
    with desk.archive.write("Trash") as records:
        records.clippings.trash(ids)
    answer = listing(desk, job, ListRequest("strike"))
    assert list(answer.ids) == []
    assert answer.behind == 1
    assert not answer.total_exact
    desk.index.catch_up(job)
    assert found(desk, "strike in:trash") == ids


def test_many_clippings_are_built_in_parts_and_all_are_found(
    desk: Desk, job: QuietJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("MANY", 20), ("PORTION", 7), ("LARGEST_PART", 15)):
        monkeypatch.setattr(search_index, name, value)
    first = add(desk, [f"Strike number{n}" for n in range(50)])
    desk.index.catch_up(job)
    assert found(desk, "strike") == first
    second = add(desk, [f"Strike number{n}" for n in range(50, 90)])
    with desk.archive.write("Edit") as records:
        records.clippings.set_field(first[:5], "headline", "Quiet")
    assert desk.index.catch_up(job) == 45
    assert found(desk, "strike") == first[5:] + second
    assert found(desk, "number77") == [second[27]]
    assert not list(desk.index.folder.glob("spool-*"))


def break_segments(folder: Path) -> None:
    for path in folder.rglob("*.seg"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def break_toc(folder: Path) -> None:
    for path in folder.rglob("*.toc"):
        path.write_bytes(b"")


def forget_state(folder: Path) -> None:
    (folder / "state.json").write_text("{")


def other_analysis(folder: Path) -> None:
    state = json.loads((folder / "state.json").read_text())
    (folder / "state.json").write_text(json.dumps(state | {"analysis": -1}))


def remove_all(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


@pytest.mark.parametrize("harm", [break_segments, break_toc, forget_state, other_analysis, remove_all])
@pytest.mark.parametrize("by", ["searching", "writing"])
def test_a_damaged_index_is_made_anew_by_itself(
    tmp_path: Path, workers: Workers, harm: object, by: str
) -> None:
    with closing(open_desk(tmp_path / "archive", create=True, author="Mira", workers=Workers(1))) as desk:
        ids = add(desk, ["Strike", "Strike again"])
        desk.index.catch_up(QuietJob())
    harm(desk.index.folder)  # type: ignore[operator]
    with closing(open_desk(tmp_path / "archive", author="Mira", workers=Workers(1))) as desk:
        if by == "writing":
            ids += add(desk, ["A third strike"])
            desk.index.catch_up(QuietJob())
        assert found(desk, "strike") == ids
        assert desk.index.state.behind == 0
        assert len(generations(desk)) == 1


def test_another_history_means_another_index(desk: Desk, job: QuietJob) -> None:
    ids = add(desk, ["Strike"])
    desk.index.catch_up(job)
    before = generations(desk)
    state = desk.index.folder / "state.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | {"uid": "of another journal"}))
    assert desk.index.state.behind == 1
    assert desk.index.catch_up(job) == 1
    assert generations(desk) != before
    assert found(desk, "strike") == ids


def test_the_old_index_answers_while_a_new_one_is_made(desk: Desk, job: QuietJob) -> None:
    ids = add(desk, ["Strike"])
    desk.index.catch_up(job)
    answers: list[list[int]] = []

    class Watching(QuietJob):
        def progress(self, done: int, total: int, text: str = "") -> None:
            answers.append(found(desk, "strike"))

    desk.index.rebuild(Watching())
    assert answers
    assert all(answer == ids for answer in answers)


def test_a_stopped_rebuild_leaves_the_old_index(desk: Desk, job: QuietJob) -> None:
    ids = add(desk, ["Strike"])
    desk.index.catch_up(job)
    before = generations(desk)
    stopped = QuietJob()
    stopped.stop()
    with pytest.raises(Cancelled):
        desk.index.rebuild(stopped)
    assert generations(desk) == before
    assert found(desk, "strike") == ids


def test_closing_stops_what_is_being_indexed(desk: Desk, job: QuietJob) -> None:
    add(desk, ["Strike"])

    class Closing(QuietJob):
        def progress(self, done: int, total: int, text: str = "") -> None:
            desk.index.close()

    with pytest.raises(Cancelled):
        desk.index.catch_up(Closing())
    assert not generations(desk)


def test_nothing_is_written_while_another_process_writes(desk: Desk, job: QuietJob) -> None:
    add(desk, ["Strike"])
    with FolderLock(desk.index.folder) as mine:
        assert mine
        assert desk.index.catch_up(job) == 0
    assert desk.index.catch_up(job) == 1


def test_a_read_only_archive_is_searched(tmp_path: Path, workers: Workers, desk: Desk, job: QuietJob) -> None:
    ids = add(desk, ["Strike"])
    reading = open_desk(desk.archive.folder, read_only=True, workers=workers)
    try:
        assert found(reading, "strike") == ids
        assert not (desk.archive.folder / "index").exists()
    finally:
        reading.archive.close()


def test_the_index_lies_under_a_random_name_for_this_user_alone(tmp_path: Path, own_home: Path) -> None:
    first = index_folder("id-1", tmp_path / "a")
    assert index_folder("id-1", tmp_path / "a") == first
    assert index_folder("id-1", tmp_path / "copy") != first
    assert first.is_relative_to(own_home)
    assert stat.S_IMODE(first.stat().st_mode) == 0o700
    known = tomllib.loads((own_home / "config" / "indexes.toml").read_text())
    assert first.name in known.values()
    assert "id-1" not in first.name
