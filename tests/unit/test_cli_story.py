"""The real article through the command line: in, found, tagged, annotated, linked, undone, redone, killed."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, Any]]
PROGRAM = [sys.executable, "-m", "archive_app"]
ROOT = Path(__file__).parents[2]


def found(run: Run, query: str) -> list[int]:
    code, answer = run("search", query)
    assert code == 0
    assert answer["total"] == len(answer["hits"])
    return [hit["id"] for hit in answer["hits"]]


def without_history(shown: dict[str, Any]) -> dict[str, Any]:
    """A clipping as shown, without the times that undo and redo cannot give back."""
    return {key: value for key, value in shown.items() if key != "modified"}


def test_the_whole_story(run: Run, archive: Path, shared_article: Path, tmp_path: Path) -> None:
    other = tmp_path / "follow-up.txt"
    other.write_text(
        "Ai Weiwei’s passport returned\n\n22 July 2015\n\nThe artist may travel again.\n", "utf-8"
    )
    code, report = run("import", str(shared_article), str(other))
    assert code == 0
    assert (report["added"], report["duplicates"], report["quarantined"], report["failed"]) == (2, 0, 0, 0)
    assert set(report) == {
        *("batch", "seconds", "added", "duplicates", "quarantined", "failed", "files"),
    }
    row = next(row for row in report["files"] if row["path"].endswith(shared_article.name))
    assert set(row) >= {"path", "reader", "outcome", "stated", "found", "clippings", "reason"}
    assert (row["outcome"], row["found"], row["duplicates"], row["quarantined"]) == ("added", 1, 0, 0)
    (id,) = row["clippings"]
    (later,) = (set(report["files"][0]["clippings"]) | set(report["files"][1]["clippings"])) - {id}

    shown = run("show", f"clipping:{id}")[1]
    assert shown["headline"] == "Ai Weiwei Documentary Opens HOTDOCS in Toronto"
    assert (shown["published"], shown["updated"], shown["language"]) == ("2012-05-08", "2015-10-01", "en")
    (source,) = shown["source_files"]
    assert source["sha256"] == hashlib.sha256(shared_article.read_bytes()).hexdigest()
    assert (source["media_type"], source["name"]) == ("text/plain", shared_article.name)

    for query in ("weiwei", '"under very strong control"', "weiw*", "date:2012-05"):
        assert id in found(run, query), query
    assert found(run, "date:2013") == []

    before = [without_history(run("show", str(one))[1]) for one in (id, later)]
    quote = "“This film is about freedom of expression,” Ai said in a January interview"
    steps = [
        ("tag", str(id), "--kind", "person", "Ai Weiwei"),
        ("tag", str(id), "--kind", "person", "Alison Klayman", "--role", "quoted"),
        ("tag", str(id), "--kind", "event", "HotDocs 2012", "--date", "2012-04-26/2012-05-06"),
        ("tag", str(id), "--kind", "event", "81-day detention", "--date", "2011-04-03/2011-06-22"),
        ("annotate", str(id), "--quote", quote.replace("“", '"').replace("”", '"'), "--note", "Who says so?"),
        ("link", str(later), str(id), "--type", "follows-up", "--note", "Three years on."),
    ]
    for step in steps:
        assert run(*step)[0] == 0, step
    after = [without_history(run("show", str(one))[1]) for one in (id, later)]
    (note,) = after[0]["annotations"]
    assert note["quote"] == quote == after[0]["body"][note["start"] : note["end"]]
    assert [one["name"] for one in after[0]["subjects"] if one["kind"] == "event"]
    assert after[0]["links"][0]["label"] == "followed up by"
    assert found(run, 'person:"Alison Klayman"') == [id]
    assert found(run, 'event:"HotDocs 2012"') == [id]
    assert [one["name"] for one in run("subjects", "--kind", "person")[1]["subjects"]] == [
        "Ai Weiwei",
        "Alison Klayman",
    ]

    for _ in steps:
        assert run("undo")[0] == 0
    assert [without_history(run("show", str(one))[1]) for one in (id, later)] == before
    assert found(run, "person:Klayman") == []
    for _ in steps:
        assert run("redo")[0] == 0
    assert [without_history(run("show", str(one))[1]) for one in (id, later)] == after
    assert run("check")[1]["sound"] is True

    code, again = run("import", str(shared_article))
    assert (code, again["added"], again["duplicates"]) == (0, 0, 1)
    assert (again["files"][0]["outcome"], again["files"][0]["clippings"]) == ("duplicate", [id])


def test_bad_files_cost_themselves_only(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("A headline\n\nAnd a few words of text.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    code, report = run("import", str(folder), str(tmp_path / "nothing.txt"))
    assert code == 1
    assert report["added"] == 1
    assert report["quarantined"] + report["failed"] >= 3
    for row in report["files"]:
        assert (row["outcome"] == "added") == row["path"].endswith("good.txt"), row
        assert row["outcome"] == "added" or row["reason"].endswith("."), row


def test_undoing_an_import_takes_all_of_it_back(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"Headline number {n}\n\nWords of the article number {n}.\n")
    assert run("import", str(folder))[1]["added"] == 3
    assert run("undo")[0] == 0
    assert run("list")[1]["total"] == 0
    assert run("search", "headline")[1]["total"] == 0
    assert run("redo")[0] == 0
    assert run("search", "headline")[1]["total"] == 3


_KILLED = """
import sys, time
from pathlib import Path
from archive_app.domain.clipping import Fields
from archive_app.operations import annotations, clippings, links, subjects
from archive_app.operations.archives import open_desk
from archive_app.operations.job import QuietJob

if __name__ == "__main__":
    desk, job = open_desk(Path(sys.argv[1]), create=True), QuietJob()
    first = clippings.new_clipping(desk, job, Fields(headline="Dockers walk out"), "They left the quays.")
    second = clippings.new_clipping(desk, job, Fields(headline="Night shift paid"))
    subjects.tag_clippings(desk, job, [first], "person", "Ada Brandt")
    annotations.annotate_quote(desk, job, first, "left the quays", "At dawn.")
    links.link_clippings(desk, job, second, first, "follows-up")
    print("done", flush=True)
    time.sleep(60)
"""


def test_what_was_done_survives_a_kill(run: Run, archive: Path, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(_KILLED)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), str(archive)], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        process.kill()
    code, shown = run("show", "1")
    assert code == 0
    assert [one["name"] for one in shown["subjects"]] == ["Ada Brandt"]
    assert [one["note"] for one in shown["annotations"]] == ["At dawn."]
    assert [one["other"]["id"] for one in shown["links"]] == [2]
    assert run("search", "dawn")[1]["total"] == 1
    assert run("undo")[1]["undone"] == "Link 2 clippings"
    assert run("check")[1]["sound"] is True


def start(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*PROGRAM, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_program_runs_by_itself(archive: Path) -> None:
    assert start("--archive", str(archive), "create").returncode == 0
    made = start("--archive", str(archive), "new", "--headline", "艾未未 🦀 Überschrift", "--json")
    assert json.loads(made.stdout) == {"id": 1}
    listed = start("list", "--json", "--archive", str(archive))
    assert listed.returncode == 0
    assert json.loads(listed.stdout)["clippings"][0]["headline"] == "艾未未 🦀 Überschrift"
    assert start("--archive", str(archive.parent / "none"), "list").returncode == 3
    assert start("nonsense").returncode == 2
    assert start("--version").stdout.startswith("Press Archive ")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_leaves_early_is_no_fault(archive: Path) -> None:
    from archive_app.domain.clipping import Fields, Text
    from archive_app.storage.archive import Archive

    opened = Archive.create(archive)
    with opened.write("Fill") as records:
        for n in range(3000):
            records.clippings.add(Fields(headline=f"A headline that fills the pipe, number {n}"), Text())
    opened.close()
    words = [*PROGRAM, "--archive", str(archive), "list", "--limit", "3000"]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "headline" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_ctrl_c_ends_an_import_in_good_order(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(1500):
        (folder / f"{n}.txt").write_text(f"Headline number {n}\n\nWords of the article number {n}.\n")
    words = [*PROGRAM, "--archive", str(archive), "import", str(folder), "--json"]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while not (archive / "archive.toml").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    answer = json.loads(out)
    assert process.returncode in (1, 130)
    assert "error" in answer or answer["added"] < 1500
    assert json.loads(start("--archive", str(archive), "check", "--json").stdout)["sound"] is True
