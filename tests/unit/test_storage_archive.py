"""Opening and closing archives: who may, what is refused, and what survives."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields, Text
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveProblem
from archive_app.storage.archive import Archive
from archive_app.storage.engine import file_system_type
from tests.unit.storage_support import add_clipping, tree

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", "Test", "Mira")) as archive:
        yield archive


def headlines(archive: Archive) -> list[str]:
    with archive.read() as records:
        ids = sorted(records.clippings.place_ids(Place(PlaceKind.ALL)))
        return [row.headline for row in records.clippings.rows(ids)]


def refused(folder: Path, *, read_only: bool = False) -> ArchiveProblem:
    with pytest.raises(ArchiveProblem) as caught:
        Archive.open(folder, read_only=read_only)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_new_archive_has_its_name_and_is_empty(archive: Archive) -> None:
    assert archive.name == "Test"
    assert not archive.read_only
    assert headlines(archive) == []
    assert (archive.folder / "archive.toml").is_file()


def test_what_was_written_is_there_after_closing_and_opening(archive: Archive) -> None:
    add_clipping(archive, "Strike ends")
    archive.close()
    with closing(Archive.open(archive.folder)) as again:
        assert headlines(again) == ["Strike ends"]
        assert again.id == archive.id


def test_closing_twice_does_no_harm(archive: Archive) -> None:
    archive.close()
    archive.close()


def test_no_archive_is_made_in_a_folder_with_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ArchiveProblem) as caught:
        Archive.create(tmp_path)
    assert caught.value.code == "not-empty"
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_a_folder_without_an_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "not-found"
    assert refused(tmp_path / "nowhere").code == "not-found"
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_told_who_holds_the_archive(archive: Archive) -> None:
    problem = refused(archive.folder)
    assert problem.code == "locked"
    assert str(os.getpid()) in problem.message
    assert os.uname().nodename in problem.message if hasattr(os, "uname") else True


def test_a_second_reader_reads_along(archive: Archive) -> None:
    add_clipping(archive, "First")
    with closing(Archive.open(archive.folder, read_only=True)) as reader:
        add_clipping(archive, "Second")
        assert headlines(reader) == ["First", "Second"]
        with pytest.raises(ArchiveProblem) as caught, reader.write("Change"):
            pass
        assert caught.value.code == "read-only"


def test_a_lock_file_left_by_a_crash_does_not_block(archive: Archive) -> None:
    archive.close()
    (archive.folder / "archive.lock").write_text('{"host": "elsewhere", "pid": 1, "since": "1999"}')
    with closing(Archive.open(archive.folder)) as again:
        assert not again.read_only


def test_an_archive_of_a_newer_program_is_refused_by_its_version(archive: Archive) -> None:
    archive.close()
    about = archive.folder / "archive.toml"
    written = about.read_text()
    about.write_text(
        written.replace("format = 1", "format = 7").replace('program = "0.1.0"', 'program = "9.2"')
    )
    problem = refused(archive.folder)
    assert problem.code == "newer"
    assert "9.2" in problem.hint
    about.write_text(written)
    change(archive.folder, "UPDATE alembic_version SET version_num = '0999'")
    assert refused(archive.folder).code == "newer"


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "records.sqlite")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW evil AS SELECT * FROM clippings",
        "CREATE TRIGGER evil AFTER INSERT ON clippings BEGIN DELETE FROM texts; END",
        "CREATE TABLE evil (id INTEGER)",
        "CREATE INDEX evil ON clippings (headline)",
        "ALTER TABLE clippings ADD COLUMN evil TEXT",
        "ALTER TABLE clippings ADD COLUMN evil TEXT GENERATED ALWAYS AS (upper(headline)) VIRTUAL",
        "UPDATE alembic_version SET version_num = 'evil'",
        "DROP TABLE alembic_version",
    ],
)
def test_a_database_that_somebody_altered_is_refused(archive: Archive, statement: str) -> None:
    archive.close()
    change(archive.folder, statement)
    assert refused(archive.folder).code == "damaged"
    assert refused(archive.folder, read_only=True).code == "damaged"


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_broken_database_is_refused(archive: Archive, content: bytes) -> None:
    archive.close()
    for path in archive.folder.glob("records.sqlite*"):
        path.unlink()
    (archive.folder / "records.sqlite").write_bytes(content)
    assert refused(archive.folder).code == "damaged"


def test_a_zeroed_page_is_found_at_opening(archive: Archive) -> None:
    for number in range(40):
        add_clipping(archive, f"Clipping {number}", "words " * 300)
    archive.close()
    database = archive.folder / "records.sqlite"
    content = bytearray(database.read_bytes())
    for start in range(4096 * 3, len(content), 4096 * 4):
        content[start : start + 4096] = bytes(4096)
    database.write_bytes(content)
    assert refused(archive.folder).code == "damaged"


def test_a_lost_database_or_name_file_is_said(archive: Archive) -> None:
    archive.close()
    (archive.folder / "records.sqlite").rename(archive.folder / "elsewhere")
    assert refused(archive.folder).code == "damaged"
    (archive.folder / "archive.toml").write_text("format = [")
    assert refused(archive.folder).code == "damaged"


def test_the_forbidden_thread_is_kept_out_and_others_are_not(archive: Archive) -> None:
    archive.forbid_thread()
    with pytest.raises(RuntimeError, match="thread"), archive.read():
        pass
    with pytest.raises(RuntimeError, match="thread"):
        archive.undo_state()
    worker = threading.Thread(target=add_clipping, args=(archive,))
    worker.start()
    worker.join()
    assert archive._forbidden == threading.get_ident()
    archive._forbidden = None
    assert headlines(archive) == ["A bridge"]


def test_a_write_inside_a_write_is_an_error(archive: Archive) -> None:
    with archive.write("Outer") as records:
        with pytest.raises(RuntimeError, match="inside"), archive.write("Inner"):
            pass
        records.settings.set("kept", "yes")
    with archive.read() as records:
        assert records.settings.get("kept") == "yes"


def write_half_of_it(archive: Archive) -> None:
    with archive.write("Half") as records:
        records.clippings.add(Fields(headline="Half"), Text("half"))
        raise ZeroDivisionError


def test_an_exception_leaves_nothing_behind(archive: Archive) -> None:
    before = archive.dump()
    position = archive.journal_position()
    with pytest.raises(ZeroDivisionError):
        write_half_of_it(archive)
    assert archive.dump() == before
    assert archive.journal_position() == position
    assert add_clipping(archive) == 1


def test_an_error_of_the_callers_own_files_is_not_the_archives(archive: Archive) -> None:
    with pytest.raises(FileNotFoundError), archive.write("Read"):
        Path("/nowhere/at/all").read_text()


def test_readers_do_not_wait_for_a_writer(archive: Archive) -> None:
    add_clipping(archive, "Before")
    with archive.write("Slow") as records:
        records.clippings.add(Fields(headline="During"), Text(""))
        seen: list[list[str]] = []
        reader = threading.Thread(target=lambda: seen.append(headlines(archive)))
        reader.start()
        reader.join(5)
        assert seen == [["Before"]]
    assert headlines(archive) == ["Before", "During"]


def test_writers_of_many_threads_take_turns(archive: Archive) -> None:
    threads = [threading.Thread(target=add_clipping, args=(archive, f"{n}")) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(headlines(archive), key=int) == [str(n) for n in range(12)]


WRITER = """
import sys
from pathlib import Path
from archive_app.storage.archive import Archive
from archive_app.domain.clipping import Fields, Text
archive = Archive.open(Path(sys.argv[1]))
for number in range(100000):
    with archive.write("New clipping") as records:
        records.clippings.add(Fields(headline=f"Clipping {number}"), Text("word " * 300))
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(archive: Archive) -> None:
    archive.close()
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(archive.folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    acknowledged = -1
    with process.stdout:
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged == 5:
                assert refused(archive.folder).code == "locked"
            if acknowledged == 25:
                process.kill()
                break
    process.wait()
    begun = time.monotonic()
    with closing(Archive.open(archive.folder)) as again:
        assert time.monotonic() - begun < 2
        found = headlines(again)
        assert found[: acknowledged + 1] == [f"Clipping {n}" for n in range(acknowledged + 1)]
        assert again.check() == ()
        assert again.undo().label == "Undo: New clipping"


def as_nobody(deed: Callable[[], None]) -> int:
    """Run the deed in a child that is not root; returns its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            deed()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def frozen(archive: Archive) -> Iterator[Archive]:
    """A closed archive that nobody may write, and its folders that anybody may enter."""
    add_clipping(archive, "On a disc")
    archive.close()
    ways = [archive.folder, *archive.folder.parents]
    mode = {path: path.stat().st_mode for path in ways if path.stat().st_uid == os.getuid()}
    for path in mode:
        path.chmod(mode[path] | 0o055)
    archive.folder.chmod(0o555)
    for path in archive.folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield archive
    archive.folder.chmod(0o755)
    for path in [archive.folder, *archive.folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for path in mode:
        path.chmod(mode[path])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and setuid")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_folder_that_cannot_be_written_is_opened_for_reading(frozen: Archive) -> None:
    before = tree(frozen.folder)

    def read() -> None:
        archive = Archive.open(frozen.folder)
        assert archive.read_only
        assert "cannot be written" in archive.read_only_reason
        assert headlines(archive) == ["On a disc"]
        assert archive.check() == ()
        with pytest.raises(ArchiveProblem, match="reading only"), archive.write("Change"):
            pass
        archive.close()

    assert as_nobody(read) == 0
    assert tree(frozen.folder) == before


def test_a_network_share_is_known_by_its_type() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/press\\040cuttings nfs4 rw 0 0\nproc /proc proc rw 0 0\n"
    )
    assert file_system_type(Path("/mnt/press cuttings/archive"), mounts) == "nfs4"
    assert file_system_type(Path("/srv/mira"), mounts) == "ext4"


def test_on_a_network_share_there_is_no_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive_app.storage.archive.on_network", lambda folder: True)
    with closing(Archive.create(tmp_path / "share")) as archive:
        add_clipping(archive, "Over the wire")
        assert headlines(archive) == ["Over the wire"]
        assert not list(archive.folder.glob("*-wal"))


def test_listeners_hear_of_each_write_until_they_stop(archive: Archive) -> None:
    heard: list[str] = []
    stop = archive.listen(lambda changes: heard.append(changes.label))
    add_clipping(archive, "One")
    with archive.write("Nothing at all"):
        pass
    stop()
    stop()
    add_clipping(archive, "Two")
    assert heard == ["New clipping One"]


def test_a_listener_may_write_itself(archive: Archive) -> None:
    def note(changes: object) -> None:
        stop()
        with archive.write("Note it", origin="machine") as records:
            records.settings.set("seen", "yes")

    stop = archive.listen(note)
    add_clipping(archive)
    with archive.read() as records:
        assert records.settings.get("seen") == "yes"


def write_too_much(archive: Archive) -> None:
    with archive.write("Too much") as records:
        connection = records.session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        for _ in range(50):
            records.clippings.add(Fields(headline="Much"), Text("word " * 5000))


def test_a_full_disk_is_said_and_nothing_is_half_there(archive: Archive) -> None:
    add_clipping(archive, "Before")
    before = archive.dump()
    with pytest.raises(ArchiveProblem) as caught:
        write_too_much(archive)
    assert caught.value.code == "disk-full"
    assert archive.dump() == before


def test_a_lost_folder_is_said(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    archive.folder.rename(tmp_path / "moved")
    assert refused(archive.folder).code == "not-found"
    with closing(Archive.open(tmp_path / "moved")) as moved:
        assert moved.id == archive.id


def write_without_end(archive: Archive) -> None:
    with archive.write("Long") as records:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        while True:
            records.clippings.add(Fields(headline="x"), Text("y"))


def test_interrupting_a_write_with_a_signal_keeps_the_archive_sound(archive: Archive) -> None:
    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = archive.dump()
    old = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_without_end(archive)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert archive.dump() == before
    assert archive.check() == ()
