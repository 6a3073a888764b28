"""The commands that need the window: the self-test, the sample archive, pictures."""

import json
import os
from pathlib import Path

import pytest

from archive_app.app import main
from archive_app.storage.archive import Archive

PNG = b"\x89PNG\r\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "archive").close()
    return tmp_path / "archive"


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_program_passes_its_own_test(
    qapp: object, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    before = files_below(own_home)
    assert main(["self-test", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["passed"], report["failure"]) == (True, None)
    assert report["steps"][-1] == "drew the window"
    assert os.environ["PRESS_ARCHIVE_HOME"] == str(own_home)
    left = files_below(own_home) - before
    assert not [name for name in left if not name.startswith("state")], left


def test_a_failing_step_fails_the_self_test(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive_app.self_test._TEXT", "Nothing of what the test looks for.\n")
    assert main(["self-test", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["passed"] is False
    assert report["steps"] == ["made an archive", "imported a text and a saved page"]
    assert "Wrong" in report["failure"]


def test_the_sample_archive_is_made_once(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    assert main(["demo", "--headless"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Made the sample archive")
    assert "clippings imported" in said
    assert "search chairs: " in said
    assert main(["demo", "--headless"]) == 0
    assert capsys.readouterr().out.startswith("The sample archive")
    assert (own_home / "data" / "Sample archive" / "archive.toml").exists()


def test_a_picture_of_the_window_is_saved(
    qapp: object, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "window.png"
    words = [
        "--archive",
        str(archive),
        "screenshot",
        str(file),
        "--size",
        "900x600",
        "--theme",
        "dark",
        "--json",
    ]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(file),
        "view": "main",
        "size": [900, 600],
        "theme": "dark",
    }
    assert file.read_bytes().startswith(PNG)


@pytest.mark.parametrize(
    "words",
    [
        ("--view", "nowhere"),
        ("--size", "12"),
        ("--size", "1x1"),
        ("--size", "99999x99999"),
        ("--theme", "pink"),
    ],
)
def test_a_picture_that_cannot_be_is_a_mistake(
    qapp: object, archive: Path, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "window.png"
    assert main(["--archive", str(archive), "screenshot", str(file), *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "mistake"
    assert not file.exists()


def test_a_picture_needs_its_folder(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", str(archive), "screenshot", str(tmp_path / "no" / "x.png")]) == 2
    assert "There is no folder" in capsys.readouterr().err
