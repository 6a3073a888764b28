"""Import: each file gets its row, nothing is lost, nothing is half there, and stopping is quick."""

import hashlib
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.domain.clipping import Origin
from archive_app.domain.imports import ImportReport
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import SubjectKind
from archive_app.errors import ArchiveProblem, Cancelled, UserMistake
from archive_app.operations import staging
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import (
    discard,
    drop,
    edit_staged,
    import_files,
    needs_a_look,
    promote,
    remove_staged,
    resume_staging,
    retry,
    stage,
    staged,
    undo_import,
)
from archive_app.operations.job import QuietJob
from archive_app.operations.past_imports import past_imports
from archive_app.operations.workers import Workers
from archive_app.storage.dump import dump
from archive_app.storage.files import FileStore

BODY = "The dockers walked out of the container port on Monday after talks about night pay broke down.\n"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    desk = open_desk(
        tmp_path / "archive", create=True, author="Ada", cache_folder=tmp_path / "cache", workers=workers
    )
    yield desk
    desk.index.close()
    desk.archive.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def article(folder: Path, name: str, headline: str = "") -> Path:
    path = folder / name
    path.write_text(f"{headline or 'Headline of ' + name}\n\n8 May 2012\n\n{BODY}", encoding="utf-8")
    return path


def by_name(report: ImportReport) -> dict[str, BatchEntry]:
    return {Path(entry.path).name: entry for entry in report.entries}


def bodies(desk: Desk) -> list[str]:
    with desk.archive.read() as records:
        ids = records.clippings.place_ids(Place(PlaceKind.ALL))
        return [clipping.text.body for clipping in records.clippings.find(ids).values()]


class StopAfter(QuietJob):
    """A job that is stopped once so many files are done."""

    def __init__(self, files: int) -> None:
        super().__init__()
        self._files = files

    def progress(self, done: int, total: int, text: str = "") -> None:
        if total and done >= self._files:
            self.stop()
        super().progress(done, total, text)


def test_a_file_becomes_a_clipping_and_stays_byte_for_byte(desk: Desk, inbox: Path) -> None:
    path = article(inbox, "strike.txt", "Dockers Walk Out")
    report = import_files(desk, QuietJob(), [path])
    assert (report.added, report.duplicates, report.quarantined, report.failed) == (1, 0, 0, 0)
    (entry,) = report.entries
    assert (entry.outcome, entry.reader, entry.found) == (Outcome.ADDED, "plain-text", 1)
    with desk.archive.read() as records:
        clipping = records.clippings.get(entry.clipping_ids[0])
        kept = records.source_files.path(clipping.sources[0].sha256)
    assert clipping.fields.headline == "Dockers Walk Out"
    assert clipping.fields.published.edtf == "2012-05-08"
    assert dict(clipping.origins)["language"] is Origin.DETECTED
    assert clipping.batch_id == report.batch_id
    assert clipping.sources[0].name == "strike.txt"
    assert kept.read_bytes() == path.read_bytes()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == clipping.sources[0].sha256


def test_bad_files_get_a_sentence_and_the_others_go_on(desk: Desk, inbox: Path) -> None:
    article(inbox, "good.txt")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (inbox / "fake.pdf").write_text("No PDF at all.")
    (inbox / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    (inbox / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    report = import_files(desk, QuietJob(), [inbox, inbox / "gone.txt"])
    entries = by_name(report)
    assert {name: (entry.outcome.value, entry.code) for name, entry in entries.items()} == {
        "good.txt": ("added", ""),
        "empty.txt": ("quarantined", "empty"),
        "binary.txt": ("quarantined", "binary"),
        "fake.pdf": ("quarantined", "wrong-type"),
        "cut.pdf": ("quarantined", "truncated"),
        "picture.html": ("quarantined", "wrong-type"),
        "gone.txt": ("failed", "missing"),
    }
    assert (report.added, report.quarantined, report.failed) == (1, 5, 1)
    assert all(entry.reason.endswith(".") for entry in report.entries if entry.code)
    assert len(needs_a_look(desk, QuietJob())) == 6
    kept = desk.archive.folder / "quarantine" / entries["binary.txt"].sha256
    assert kept.read_bytes() == (inbox / "binary.txt").read_bytes()
    assert not list((desk.archive.folder / "staging").iterdir())


def test_a_huge_file_is_refused_without_being_copied(desk: Desk, inbox: Path) -> None:
    with (inbox / "huge.txt").open("wb") as file:
        file.write(b"words ")
        file.truncate(3_000_000_000)
    started = time.monotonic()
    (entry,) = import_files(desk, QuietJob(), [inbox]).entries
    assert (entry.outcome, entry.code) == (Outcome.QUARANTINED, "too-large")
    assert time.monotonic() - started < 10


def test_the_same_bytes_twice_are_a_duplicate_of_the_first(desk: Desk, inbox: Path) -> None:
    first = article(inbox, "a.txt", "One")
    shutil.copy(first, inbox / "b.txt")
    entries = by_name(import_files(desk, QuietJob(), [inbox]))
    assert entries["a.txt"].outcome is Outcome.ADDED
    assert entries["b.txt"].outcome is Outcome.DUPLICATE
    assert entries["b.txt"].clipping_ids == entries["a.txt"].clipping_ids
    again = import_files(desk, QuietJob(), [first])
    assert (again.added, again.duplicates) == (0, 1)
    assert again.entries[0].clipping_ids == entries["a.txt"].clipping_ids
    assert len(bodies(desk)) == 1


def test_an_import_that_added_nothing_is_no_step_to_undo(desk: Desk, inbox: Path) -> None:
    first = article(inbox, "a.txt")
    import_files(desk, QuietJob(), [first])
    before = desk.archive.undo_state().undo
    (inbox / "empty.txt").touch()
    again = import_files(desk, QuietJob(), [first, inbox / "empty.txt"])
    assert (again.added, again.duplicates, again.quarantined) == (0, 1, 1)
    assert desk.archive.undo_state().undo == before
    desk.archive.undo()
    assert bodies(desk) == []


def test_a_duplicate_in_the_trash_offers_to_restore(desk: Desk, inbox: Path) -> None:
    path = article(inbox, "a.txt")
    report = import_files(desk, QuietJob(), [path])
    assert report.batch_id is not None
    undo_import(desk, QuietJob(), report.batch_id)
    assert bodies(desk) == []
    (entry,) = import_files(desk, QuietJob(), [path]).entries
    assert entry.outcome is Outcome.DUPLICATE
    assert entry.trashed
    assert "trash" in entry.reason
    with pytest.raises(UserMistake):
        undo_import(desk, QuietJob(), report.batch_id)


def test_an_import_says_whether_it_is_undone(desk: Desk, inbox: Path) -> None:
    def is_undone() -> bool:
        (batch,) = past_imports(desk, QuietJob())
        return batch.undone

    batch_id = import_files(desk, QuietJob(), [article(inbox, "a.txt")]).batch_id
    assert batch_id is not None
    for undo_it, do_again in (
        (lambda: undo_import(desk, QuietJob(), batch_id), desk.archive.redo),
        (desk.archive.undo, desk.archive.redo),
    ):
        assert not is_undone()
        undo_it()
        assert is_undone()
        do_again()
        assert not is_undone()


def outlets(desk: Desk) -> list[str]:
    with desk.archive.read() as records:
        return sorted(outlet.name for outlet in records.outlets.all())


def test_taking_an_import_back_leaves_what_undo_leaves(desk: Desk, inbox: Path) -> None:
    with desk.archive.read() as records:
        before = dump(records.session.connection())
    (inbox / "a.txt").write_text(f"A Headline\n\nThe Harbour Times, 8 May 2012\n\n{BODY}", encoding="utf-8")
    batch_id = import_files(desk, QuietJob(), [inbox / "a.txt"]).batch_id
    assert batch_id is not None
    assert outlets(desk) == ["The Harbour Times"]
    undo_import(desk, QuietJob(), batch_id)
    with desk.archive.read() as records:
        assert dump(records.session.connection()) == before
    desk.archive.redo()
    assert outlets(desk) == ["The Harbour Times"]
    assert len(bodies(desk)) == 1


def test_an_import_undone_once_and_restored_in_part_can_be_taken_back_again(desk: Desk, inbox: Path) -> None:
    article(inbox, "a.txt")
    article(inbox, "b.txt")
    report = import_files(desk, QuietJob(), [inbox])
    assert report.batch_id is not None
    undo_import(desk, QuietJob(), report.batch_id)
    with desk.archive.write("Restore") as records:
        records.clippings.restore(report.entries[0].clipping_ids)
    assert len(bodies(desk)) == 1
    undo_import(desk, QuietJob(), report.batch_id)
    assert bodies(desk) == []
    desk.archive.undo()
    assert len(bodies(desk)) == 1


def test_what_a_second_try_brought_goes_with_its_import(desk: Desk, inbox: Path) -> None:
    article(inbox, "a.txt")
    late = inbox / "late.txt"
    late.touch()
    report = import_files(desk, QuietJob(), [inbox])
    assert report.batch_id is not None
    entry = by_name(report)["late.txt"]
    kept = desk.archive.files.quarantined / entry.sha256
    kept.unlink(missing_ok=True)
    article(inbox, "late.txt")
    retry(desk, QuietJob(), entry.id)
    assert len(bodies(desk)) == 2
    undo_import(desk, QuietJob(), report.batch_id)
    assert bodies(desk) == []


def test_a_file_whose_clippings_are_gone_for_ever_is_read_again(desk: Desk, inbox: Path) -> None:
    path = article(inbox, "a.txt")
    (entry,) = import_files(desk, QuietJob(), [path]).entries
    with desk.archive.write("Trash") as records:
        records.clippings.trash(entry.clipping_ids)
    with desk.archive.write("Empty the trash") as records:
        records.clippings.delete_for_ever(entry.clipping_ids)
    assert import_files(desk, QuietJob(), [path]).added == 1


def test_an_import_is_one_thing_to_undo(desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_app.operations.promotion.BATCH_FILES", 3)
    for number in range(10):
        article(inbox, f"{number}.txt")
    assert import_files(desk, QuietJob(), [inbox]).added == 10
    assert desk.archive.undo_state().undo == "Import 10 files"
    desk.archive.undo()
    assert bodies(desk) == []
    desk.archive.redo()
    assert len(bodies(desk)) == 10


def test_a_folder_gives_its_own_files_and_with_recursive_all(desk: Desk, inbox: Path) -> None:
    article(inbox, "top.txt")
    (inbox / "deep" / "er").mkdir(parents=True)
    article(inbox / "deep" / "er", "below.txt")
    article(inbox, ".hidden.txt")
    assert set(by_name(import_files(desk, QuietJob(), [inbox]))) == {"top.txt"}
    report = import_files(desk, QuietJob(), [inbox], recursive=True)
    assert set(by_name(report)) == {"top.txt", "below.txt"}
    assert report.added == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and links to make")
def test_links_pipes_and_sockets_are_left_out_at_once(desk: Desk, inbox: Path) -> None:
    article(inbox, "good.txt")
    (inbox / "loop").symlink_to(inbox)
    (inbox / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(inbox / "pipe.txt")
    bound = socket.socket(socket.AF_UNIX)
    previous = Path.cwd()
    os.chdir(inbox)  # a socket's path may not be long
    try:
        bound.bind("plug.txt")
    finally:
        os.chdir(previous)
        bound.close()
    started = time.monotonic()
    entries = by_name(import_files(desk, QuietJob(), [inbox], recursive=True))
    assert time.monotonic() - started < 10
    assert entries.pop("good.txt").outcome is Outcome.ADDED
    assert set(entries) == {"loop", "zero.txt", "pipe.txt", "plug.txt"}
    assert {entry.outcome for entry in entries.values()} == {Outcome.SKIPPED}


def test_a_name_that_is_no_text_is_shown_with_marks(desk: Desk, inbox: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems refuse such a name")
    raw = os.fsencode(inbox) + b"/bad\xff.txt"
    with open(raw, "wb") as file:
        file.write(BODY.encode())
    (entry,) = import_files(desk, QuietJob(), [inbox]).entries
    assert entry.outcome is Outcome.ADDED
    assert entry.path.endswith("bad\ufffd.txt")


def test_a_stopped_import_keeps_what_was_read_and_a_second_one_adds_the_rest(
    desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "FILES_AHEAD", 40)  # else a late worker finds all others read
    for number in range(400):
        article(inbox, f"{number:03}.txt")
    report = import_files(desk, StopAfter(10), [inbox])
    assert 10 <= report.added < 400
    assert report.added + report.cancelled == 400
    assert len(bodies(desk)) == report.added
    rest = import_files(desk, QuietJob(), [inbox])
    assert (rest.added, rest.duplicates) == (400 - report.added, report.added)


def test_a_hanging_file_costs_itself_only(desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "read_files", hang_on_bad)
    monkeypatch.setattr(staging, "TIMEOUT", 4.0)
    for name in ("a.txt", "bad.txt", "c.txt"):
        article(inbox, name)
    entries = by_name(import_files(desk, QuietJob(), [inbox]))
    assert entries["bad.txt"].code == "timeout"
    assert entries["bad.txt"].outcome is Outcome.QUARANTINED
    assert entries["a.txt"].outcome is entries["c.txt"].outcome is Outcome.ADDED


def test_a_crashing_file_costs_itself_only(desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "read_files", crash_on_bad)
    for name in ("a.txt", "bad.txt", "c.txt"):
        article(inbox, name)
    entries = by_name(import_files(desk, QuietJob(), [inbox]))
    assert entries["bad.txt"].code == "crashed"
    assert entries["a.txt"].outcome is entries["c.txt"].outcome is Outcome.ADDED


def hang_on_bad(orders: tuple) -> tuple:
    from archive_app.operations.reading import read_files

    if any("bad" in order.path for order in orders):
        time.sleep(60)
    return read_files(orders)


def crash_on_bad(orders: tuple) -> tuple:
    from archive_app.operations.reading import read_files

    if any("bad" in order.path for order in orders):
        os._exit(3)
    return read_files(orders)


def test_a_review_shows_edits_and_then_promotes(desk: Desk, inbox: Path) -> None:
    article(inbox, "a.txt", "Wrong Headline")
    article(inbox, "b.txt")
    article(inbox, "c.txt")
    (inbox / "empty.txt").write_bytes(b"")
    review = stage(desk, QuietJob(), [inbox])
    assert [(file.name, file.outcome.value) for file in review.files] == [
        ("a.txt", "added"), ("b.txt", "added"), ("c.txt", "added"), ("empty.txt", "quarantined"),
    ]  # fmt: skip
    assert bodies(desk) == []
    fields = review.files[0].drafts[0].fields
    edited = edit_staged(desk, QuietJob(), review, 0, 0, type(fields)(headline="Right Headline"))
    assert edited.files[0].drafts[0].fields.headline == "Right Headline"
    edited = remove_staged(desk, QuietJob(), edited, 1)
    (waiting,) = staged(desk, QuietJob())
    assert waiting == edited
    report = promote(desk, QuietJob(), waiting, tags=["Strikes", (SubjectKind.EVENT, "Dock strike 2012")])
    assert (report.added, report.quarantined) == (2, 1)
    with desk.archive.read() as records:
        clipping = records.clippings.get(report.entries[0].clipping_ids[0])
        names = {subject.name for subject in records.subjects.of_clipping(clipping.id)}
    assert clipping.fields.headline == "Right Headline"
    assert dict(clipping.origins)["headline"] is Origin.PERSON
    assert names == {"Strikes", "Dock strike 2012"}
    assert staged(desk, QuietJob()) == ()
    with pytest.raises(UserMistake):
        promote(desk, QuietJob(), waiting)


def test_a_dropped_review_leaves_nothing(desk: Desk, inbox: Path) -> None:
    path = article(inbox, "a.txt")
    drop(desk, QuietJob(), stage(desk, QuietJob(), [path]))
    assert staged(desk, QuietJob()) == ()
    assert not list((desk.archive.folder / "staging").iterdir())
    assert path.exists()


def test_a_review_that_is_dropped_while_workers_still_write_leaves_nothing(desk: Desk, inbox: Path) -> None:
    for number in range(300):
        article(inbox, f"{number:03}.txt")
    drop(desk, QuietJob(), stage(desk, QuietJob(), [inbox]))  # the worker processes are warm now
    for _ in range(5):
        drop(desk, QuietJob(), stage(desk, StopAfter(5), [inbox]))
    time.sleep(0.5)  # a worker that still wrote would have done so
    assert list((desk.archive.folder / "staging").iterdir()) == []


def test_a_stopped_review_goes_on_where_it_stopped(
    desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "FILES_AHEAD", 40)
    for number in range(300):
        article(inbox, f"{number:03}.txt")
    review = stage(desk, StopAfter(5), [inbox])
    assert not review.complete
    assert any(file.ready for file in review.files)
    whole = resume_staging(desk, QuietJob(), staged(desk, QuietJob())[0])
    assert whole.complete
    assert promote(desk, QuietJob(), whole).added == 300


def test_a_review_names_what_is_in_the_archive_already(desk: Desk, inbox: Path) -> None:
    path = article(inbox, "a.txt", "Known")
    (entry,) = import_files(desk, QuietJob(), [path]).entries
    (file,) = stage(desk, QuietJob(), [path]).files
    assert (file.outcome, file.already, file.already_headline) == (
        Outcome.DUPLICATE,
        entry.clipping_ids,
        "Known",
    )


def test_a_second_try_reads_the_kept_copy(desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = article(inbox, "bad.txt")
    with monkeypatch.context() as broken:
        broken.setattr(staging, "read_files", crash_on_bad)
        (entry,) = import_files(desk, QuietJob(), [path]).entries
    path.unlink()
    desk.archive.files.quarantine(article(inbox, "bad.txt"), "crashed")
    read = retry(desk, QuietJob(), entry.id)
    assert (read.outcome, read.code, read.reason) == (Outcome.ADDED, "", "")
    assert len(read.clipping_ids) == 1
    assert needs_a_look(desk, QuietJob()) == ()


def test_a_second_try_that_fails_says_so(desk: Desk, inbox: Path) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    (entry,) = import_files(desk, QuietJob(), [inbox]).entries
    again = retry(desk, QuietJob(), entry.id)
    assert again.outcome is Outcome.QUARANTINED
    assert again.clipping_ids == ()


def test_a_discarded_file_no_longer_needs_a_look(desk: Desk, inbox: Path) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    (entry,) = import_files(desk, QuietJob(), [inbox]).entries
    discard(desk, QuietJob(), entry.id)
    assert needs_a_look(desk, QuietJob()) == ()
    desk.archive.undo()
    assert len(needs_a_look(desk, QuietJob())) == 1


def test_a_read_only_archive_refuses_an_import(desk: Desk, inbox: Path, tmp_path: Path) -> None:
    folder = desk.archive.folder
    reader = open_desk(folder, read_only=True, cache_folder=tmp_path / "other", workers=desk.workers)
    try:
        with pytest.raises(ArchiveProblem) as caught:
            import_files(reader, QuietJob(), [article(inbox, "a.txt")])
        assert caught.value.code == "read-only"
    finally:
        reader.index.close()
        reader.archive.close()


def test_a_job_stopped_while_looking_for_files_ends(desk: Desk, inbox: Path) -> None:
    job = QuietJob()
    job.stop()
    for number in range(501):
        (inbox / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(Cancelled):
        import_files(desk, job, [inbox])


def test_what_a_killed_import_left_is_swept_and_a_review_is_not(desk: Desk, inbox: Path) -> None:
    review = stage(desk, QuietJob(), [article(inbox, "a.txt")])
    staging_folder = desk.archive.folder / "staging"
    (staging_folder / "killed").mkdir()
    for folder in staging_folder.iterdir():
        os.utime(folder, (1, 1))
    import_files(desk, QuietJob(), [article(inbox, "b.txt")])
    assert [folder.name for folder in staging_folder.iterdir()] == [review.key]


def test_emptying_the_trash_beside_an_import_of_the_same_bytes_loses_none(
    desk: Desk, job: QuietJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "dockers.txt"
    paper.write_text(f"Dockers walk out\n\n{BODY}")
    sha256, _ = desk.archive.files.take(paper)  # as a clipping has them that lies in the trash
    settle = type(desk.archive.files).settle
    emptied: list[str] = []

    def settled(store: FileStore, copies: Iterable[tuple[Path, str]]) -> None:
        settle(store, copies)
        if not emptied:  # another thread comes between the bytes and their record
            store.remove(sha256)
            emptied.append(sha256)

    monkeypatch.setattr(type(desk.archive.files), "settle", settled)
    assert import_files(desk, job, [paper]).added == 1
    assert emptied == [sha256]
    assert desk.archive.check() == ()
