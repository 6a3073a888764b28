"""What goes wrong on the command line: exit codes, the JSON of errors, and where the archive comes from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive_app.app import main
from archive_app.cli import desks
from archive_app.operations.archives import open_desk

Run = Callable[..., tuple[int, Any]]
ERROR_KEYS = {"kind", "message", "hint", "position"}


@pytest.mark.parametrize(
    "words",
    [
        ("show", "1"),
        ("search", "x"),
        ("list",),
        ("subjects",),
        ("tag", "1", "x"),
        ("annotate", "1", "--quote", "x"),
        ("link", "1", "2"),
        ("undo",),
        ("redo",),
        ("history", "1"),
        ("check",),
        ("reindex",),
        ("screenshot", "x.png"),
        ("new", "--headline", "x"),
        ("outlets",),
    ],
)
def test_a_folder_without_an_archive_cannot_be_used(run: Run, archive: Path, words: tuple[str, ...]) -> None:
    code, answer = run(*words)
    assert code == 3
    assert (answer["error"]["kind"], answer["error"]["position"]) == ("archive", None)
    assert set(answer["error"]) == ERROR_KEYS
    assert not archive.exists()
    archive.mkdir()
    (archive / "letter.txt").write_text("mine")
    assert run(*words)[0] == 3
    assert [path.name for path in archive.iterdir()] == ["letter.txt"]


def test_import_does_not_take_a_folder_with_other_things(run: Run, archive: Path, tmp_path: Path) -> None:
    archive.mkdir()
    (archive / "letter.txt").write_text("mine")
    code, answer = run("import", str(tmp_path))
    assert (code, answer["error"]["kind"]) == (3, "archive")
    assert [path.name for path in archive.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        (("show", "person:1"), 0),
        (("show", "teapot:1"), 0),
        (("show", "clipping:x"), 9),
        (("show", "0"), 0),
        (("show", "99"), None),
        (("show", "9" * 30), 0),
        (("tag", "1", "--kind", "animal", "Rex"), None),
        (("tag", "1", "--kind", "person", " "), 0),
        (("subject", "person:7"), None),
        (("undo", "twice"), None),
        (("search",), None),
        (("search", "x", "--limit", "-1"), None),
        (("search", "x", "--sort", "colour"), None),
        (("frobnicate",), None),
    ],
)
def test_a_mistake_exits_2_and_says_so(
    run: Run, clipping: int, words: tuple[str, ...], position: int | None
) -> None:
    code, answer = run(*words)
    assert code == 2
    assert set(answer["error"]) == ERROR_KEYS
    assert (answer["error"]["kind"], answer["error"]["position"]) == ("mistake", position)
    assert answer["error"]["message"].endswith(".")


def test_without_json_errors_go_to_the_error_stream(
    archive: Path, clipping: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", str(archive), "show", "99"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("There is no clipping 99.")


def test_a_locked_archive_is_read_but_not_written(run: Run, clipping: int, archive: Path) -> None:
    from archive_app.storage.archive import Archive

    holder = Archive.open(archive)
    try:
        assert run("show", "1")[0] == 0
        assert run("list")[1]["total"] == 1
        code, answer = run("edit", "1", "headline", "x")
        assert (code, answer["error"]["kind"]) == (3, "archive")
    finally:
        holder.close()


def test_the_archive_comes_from_the_environment_or_the_last_one(
    archive: Path,
    clipping: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    own_home: Path,
) -> None:
    assert main(["list", "--json"]) == 2
    assert "No archive was named" in json.loads(capsys.readouterr().out)["error"]["message"]
    settings = own_home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[archives]\nrecent = [{str(archive)!r}]\n")
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1
    monkeypatch.setenv("PRESS_ARCHIVE", str(archive.parent / "other"))
    assert main(["list", "--json"]) == 3


def test_text_cannot_steer_the_terminal(
    archive: Path, clipping: int, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--archive", str(archive), "new", "--headline", "Red \x1b[31malert\u202e"])
    capsys.readouterr()
    assert main(["--archive", str(archive), "list"]) == 0
    listed = capsys.readouterr().out
    assert "\x1b" not in listed
    assert "\u202e" not in listed


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out
    from archive_app.cli.program import COMMANDS
    from archive_app.window_commands import COMMANDS as MORE

    names = [command.name for command in (*COMMANDS, *MORE)]
    assert len(names) == len(set(names))
    for command in (*COMMANDS, *MORE):
        assert command.name in listed
        assert main([command.name, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "--archive DIR" in shown
        assert all(example in shown for example in command.examples)


def test_a_read_only_archive_refuses_changes_with_a_sentence(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("create")[0] == 0
    monkeypatch.setattr(
        desks, "open_desk", lambda folder, **_: open_desk(folder, author="Tester", read_only=True)
    )
    code, answer = run("undo")
    assert code == 3
    assert answer["error"]["message"].startswith(f"The archive '{archive.name}' is open for reading only: ")
