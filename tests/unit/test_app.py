"""Arguments become a command or a window; the log holds no words of the user's; workers start light."""

import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from archive_app.app import main
from archive_app.logs import log_bug, start_logging, stop_logging
from archive_app.storage.archive import Archive

ROOT = Path(__file__).parents[2]
Opened = list[tuple[Path | None, list[Path], str]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the window was opened with, in place of a window that waits for a person."""
    from archive_app.gui import start

    calls: Opened = []

    def run(folder: Path | None = None, files: list[Path] | None = None, link: str = "") -> int:
        calls.append((folder, list(files or ()), link))
        return 0

    monkeypatch.setattr(start, "run", run)
    return calls


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "archive").close()
    return tmp_path / "archive"


def test_no_command_opens_the_window(opened: Opened) -> None:
    assert main([]) == 0
    assert opened == [(None, [], "")]


def test_an_archive_is_opened_by_option_or_by_its_folder(opened: Opened, archive: Path) -> None:
    assert main(["--archive", str(archive)]) == 0
    assert main([str(archive)]) == 0
    assert opened == [(archive, [], "")] * 2


def test_files_and_links_are_handed_to_the_window(opened: Opened, archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Words")
    assert main([str(file), "--archive", str(archive)]) == 0
    assert main(["press-archive://clipping/7", "--archive", str(archive)]) == 0
    assert opened == [(archive, [file], ""), (archive, [], "press-archive://clipping/7")]


def test_the_archive_of_the_environment_is_opened(
    opened: Opened, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESS_ARCHIVE", str(archive))
    assert main([]) == 0
    assert opened == [(archive, [], "")]


def test_what_is_neither_command_nor_file_is_a_mistake(
    opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serach", "strike"]) == 2
    assert main(["./nothing-here.txt"]) == 2
    assert main(["--colour"]) == 2
    assert opened == []
    assert "serach" in capsys.readouterr().err


def test_a_worker_starts_without_the_rooms() -> None:
    code = (
        "import sys, archive_app.app; heavy = ('PySide6', 'sqlalchemy', 'whoosh', 'archive_app.storage', "
        "'archive_app.cli', 'archive_app.operations', 'archive_app.gui', 'pebble', 'platformdirs'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_log_is_private_and_holds_no_words(archive: Path, own_home: Path) -> None:
    canary = "Kanarienvogel"
    place = ["--archive", str(archive)]
    assert main([*place, "--author", canary, "new", "--headline", canary, "--body", canary]) == 0
    assert main([*place, "tag", "1", "--kind", "person", canary]) == 0
    assert main([*place, "annotate", "1", "--quote", canary, "--note", canary]) == 0
    assert main([*place, "search", canary]) == 0
    assert main([*place, "show", canary]) == 2
    log = own_home / "state" / "press-archive.log"
    if os.name == "posix":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
    written = log.read_text()
    assert "annotate: 0" in written
    assert str(archive) not in written
    for file in (own_home / "state").rglob("*"):
        assert file.is_dir() or canary.encode() not in file.read_bytes()


def test_logs_are_renewed_and_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_app.logs.LOG_BYTES", 2_000)
    try:
        path = start_logging(tmp_path)
        assert path is not None
        for n in range(300):
            logging.getLogger("archive_app.test").info("line %d", n)
    finally:
        stop_logging()
    kept = sorted(tmp_path.glob("press-archive.log*"))
    assert len(kept) == 3
    assert all(file.stat().st_size <= 2_000 for file in kept)


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    assert start_logging(tmp_path / "state") is None


def test_a_bug_is_logged_by_its_places_only(tmp_path: Path) -> None:
    try:
        path = start_logging(tmp_path)
        assert path is not None
        try:
            raise ValueError("a secret headline")
        except ValueError as error:
            log_bug(error)
        written = path.read_text()
    finally:
        stop_logging()
    assert "ValueError" in written
    assert "unit/test_app.py" in written
    assert "secret" not in written
