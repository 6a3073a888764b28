"""The command line: the JSON of every command, the exit codes, and what goes wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive_app.app import main

Run = Callable[..., tuple[int, Any]]
BODY = "“It’s under very strong control,” he said.\nThe dockers left. The dockers left."
ERROR_KEYS = {"kind", "message", "hint", "position"}
SUBJECT_KEYS = {"id", "kind", "name", "variants", "date", "description", "clippings"}
SHOWN = {
    "id",
    "headline",
    "kicker",
    "standfirst",
    "byline",
    "dateline",
    "published",
    "updated",
    "outlet",
    "section",
    "edition",
    "page",
    "column",
    "genre",
    "language",
    "body",
    "url",
    "word_count",
    "correction",
    "source_files",
    "keywords",
    "subjects",
    "annotations",
    "links",
}


def text(archive: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--archive", str(archive), *words]) == 0
    return capsys.readouterr().out


def test_create_makes_an_archive_once(run: Run, archive: Path) -> None:
    code, made = run("create", "Strikes")
    assert (code, made["name"], made["archive"]) == (0, "Strikes", str(archive))
    assert set(made) == {"archive", "id", "name"}
    code, answer = run("create")
    assert code == 3
    assert "already" in answer["error"]["message"]


def test_show_gives_the_whole_clipping(run: Run, clipping: int) -> None:
    code, shown = run("show", f"clipping:{clipping}")
    assert code == 0
    assert set(shown) >= SHOWN
    assert (shown["id"], shown["headline"], shown["outlet"]) == (
        clipping,
        "Dockers walk out",
        "The Harbour Post",
    )
    assert (shown["published"], shown["updated"], shown["page"]) == ("1968-05", None, "C2")
    assert (shown["body"], shown["word_count"]) == (BODY, 13)
    for name in ("source_files", "keywords", "subjects", "annotations", "links"):
        assert shown[name] == []


def test_show_reads_like_an_article(
    archive: Path, clipping: int, capsys: pytest.CaptureFixture[str], run: Run
) -> None:
    run("tag", "1", "Ada Brandt", "--kind", "person")
    shown = text(archive, capsys, "show", "1")
    assert shown.startswith("Dockers walk out\nThe Harbour Post, May 1968, C2\n")
    assert "person:1  Ada Brandt (about)" in shown
    assert BODY in shown


def test_list_is_sorted_by_date_and_windowed(run: Run, clipping: int) -> None:
    run("new", "--headline", "Later", "--published", "1970")
    run("new", "--headline", "Undated")
    code, listed = run("list")
    assert code == 0
    assert listed["total"] == 3
    assert [one["headline"] for one in listed["clippings"]] == ["Later", "Dockers walk out", "Undated"]
    assert [set(one) for one in listed["clippings"]] == [{"id", "headline", "outlet", "published"}] * 3
    assert [one["published"] for one in listed["clippings"]] == ["1970", "1968-05", None]
    _, window = run("list", "--limit", "1", "--offset", "1")
    assert (window["total"], [one["id"] for one in window["clippings"]]) == (3, [clipping])


def test_search_gives_hits_with_marked_snippets(run: Run, clipping: int) -> None:
    run("new", "--headline", "Dockers again", "--published", "1970")
    code, answer = run("search", '"under very strong control"')
    assert code == 0
    assert set(answer) == {"total", "seconds", "hits", "total_exact", "facets"}
    assert (answer["total"], answer["total_exact"], answer["facets"]) == (1, True, {})
    (hit,) = answer["hits"]
    assert set(hit) == {"id", "headline", "outlet", "published", "score", "snippet", "marks"}
    assert hit["id"] == clipping
    assert hit["score"] > 0
    marked = " ".join(hit["snippet"][start:end] for start, end in hit["marks"])
    assert re.findall(r"\w+", marked) == ["under", "very", "strong", "control"]
    _, by_date = run("search", "dockers", "--sort", "date", "--limit", "1")
    assert (by_date["total"], [hit["headline"] for hit in by_date["hits"]]) == (2, ["Dockers again"])
    _, rest = run("search", "dockers", "--sort", "date", "--offset", "1")
    assert [hit["id"] for hit in rest["hits"]] == [clipping]


def test_search_counts_facets(run: Run, clipping: int) -> None:
    run("tag", str(clipping), "Ada Brandt", "--kind", "person")
    _, answer = run("search", "dockers", "--facets")
    assert answer["facets"]
    for values in answer["facets"].values():
        assert all(set(value) == {"id", "value", "count"} for value in values)
    assert "The Harbour Post" in {value["value"] for values in answer["facets"].values() for value in values}


def test_a_search_sees_what_was_just_written(run: Run, clipping: int) -> None:
    assert run("search", "headline:walkout")[1]["total"] == 0
    run("edit", str(clipping), "headline", "Walkout")
    assert run("search", "headline:walkout")[1]["total"] == 1
    run("undo")
    assert run("search", "headline:walkout")[1]["total"] == 0


@pytest.mark.parametrize("query", ["(dockers", "date:May", "colour:red"])
def test_a_wrong_query_says_where(run: Run, clipping: int, query: str) -> None:
    code, answer = run("search", query)
    assert code == 2
    assert set(answer) == {"error"}
    assert set(answer["error"]) == ERROR_KEYS
    assert answer["error"]["kind"] == "mistake"
    assert isinstance(answer["error"]["position"], int)


def test_tag_and_subjects(run: Run, clipping: int) -> None:
    code, tagged = run("tag", str(clipping), "--kind", "person", "Ai Weiwei", "--role", "quoted")
    assert code == 0
    assert set(tagged) == {"subject", "clippings", "role", "new", "created"}
    assert (tagged["clippings"], tagged["role"], tagged["new"], tagged["created"]) == (
        [clipping],
        "quoted",
        1,
        True,
    )
    assert set(tagged["subject"]) == SUBJECT_KEYS
    run("tag", str(clipping), "--kind", "event", "HotDocs 2012", "--date", "2012-04-26/2012-05-06")
    _, shown = run("show", str(clipping))
    people = [one for one in shown["subjects"] if one["kind"] == "person"]
    id = tagged["subject"]["id"]
    wanted = {"id": id, "kind": "person", "name": "Ai Weiwei", "role": "quoted", "status": "confirmed"}
    assert people == [wanted]
    _, listed = run("subjects", "--kind", "event")
    assert set(listed) == {"total", "subjects"}
    assert (listed["total"], listed["subjects"][0]["date"]) == (1, "2012-04-26/2012-05-06")
    assert run("subjects")[1]["total"] == 2
    assert run("untag", str(clipping), "--kind", "person", "ai weiwei")[0] == 0
    assert [one["name"] for one in run("show", str(clipping))[1]["subjects"]] == ["HotDocs 2012"]


def test_a_subject_is_shown_changed_merged_and_deleted(run: Run, clipping: int) -> None:
    run("tag", str(clipping), "--kind", "person", "Ai Weiwei")
    run("tag", str(clipping), "--kind", "person", "Ai Wei-wei")
    code, subject = run("subject", "person:1", "--variant", "艾未未", "--date", "1957-08-28/..")
    assert code == 0
    assert set(subject) == SUBJECT_KEYS | {"clipping_ids"}
    assert (subject["variants"], subject["date"]) == ([{"name": "艾未未", "language": ""}], "1957-08-28/..")
    assert subject["clipping_ids"] == [clipping]
    code, merged = run("merge", "person:1", "person:2")
    assert (code, merged["merged"], merged["subject"]["name"]) == (0, 2, "Ai Weiwei")
    assert run("subjects")[1]["total"] == 1
    assert run("subject", "person:1", "--delete")[0] == 0
    assert run("subjects")[1]["total"] == 0


def test_annotate_by_quote(run: Run, clipping: int) -> None:
    code, note = run(
        "annotate", str(clipping), "--quote", "it's under very strong control", "--note", "Who says?"
    )
    assert code == 0
    assert (note["quote"], note["note"], note["clipping"]) == (
        "It’s under very strong control",
        "Who says?",
        clipping,
    )
    _, shown = run("show", str(clipping))
    (annotation,) = shown["annotations"]
    assert BODY[annotation["start"] : annotation["end"]] == annotation["quote"] == note["quote"]
    assert annotation["placed"] is True
    assert run("annotations")[1]["total"] == 1
    assert run("search", "says")[1]["total"] == 1
    assert run("unannotate", "annotation:1")[0] == 0
    assert run("annotations")[1]["total"] == 0


@pytest.mark.parametrize("quote", ["The dockers left.", "nowhere in the text", ""])
def test_a_quote_that_is_not_one_passage_is_a_mistake(run: Run, clipping: int, quote: str) -> None:
    code, answer = run("annotate", str(clipping), "--quote", quote)
    assert (code, answer["error"]["kind"]) == (2, "mistake")
    assert run("show", str(clipping))[1]["annotations"] == []


def test_link_two_clippings(run: Run, clipping: int) -> None:
    _, other = run("new", "--headline", "Night shift paid")
    code, made = run(
        "link", str(other["id"]), f"clipping:{clipping}", "--type", "follows-up", "--note", "Later."
    )
    assert code == 0
    assert set(made) == {"id", "type", "source", "target", "note"}
    (link,) = run("show", str(clipping))[1]["links"]
    assert (link["type"], link["label"], link["note"]) == ("follows-up", "followed up by", "Later.")
    assert link["other"] == {"kind": "clipping", "id": other["id"], "title": "Night shift paid"}
    for words in (
        (str(clipping), str(clipping)),
        (str(clipping), "99"),
        (str(clipping), "2", "--type", "cousin"),
    ):
        code, answer = run("link", *words)
        assert (code, set(answer["error"])) == (2, ERROR_KEYS)


def test_a_lone_note_is_linked_to_a_name(run: Run, clipping: int) -> None:
    run("tag", str(clipping), "--kind", "person", "Ada Brandt")
    assert run("note", "Ask the archive.")[1]["note"] == "Ask the archive."
    code, made = run("link", "note:1", "person:1")
    assert code == 0
    assert (made["source"]["kind"], made["target"]["title"]) == ("annotation", "Ada Brandt")


def test_edit_one_field_of_many(run: Run, clipping: int) -> None:
    run("new", "--headline", "Other")
    code, edited = run("edit", "1,clipping:2", "holding-box", "Box 12")
    assert code == 0
    assert (edited["clippings"], edited["field"], edited["changed"]) == ([1, 2], "holding_box", [1, 2])
    assert run("show", "2")[1]["holding"]["box"] == "Box 12"
    assert run("edit", "1", "body", "New words.")[0] == 0
    assert run("show", "1")[1]["body"] == "New words."
    for field, value in (("published", "May 8"), ("colour", "red")):
        assert run("edit", "1", field, value)[0] == 2


def test_undo_redo_and_history(run: Run, clipping: int) -> None:
    run("edit", "1", "headline", "Walkout")
    code, undone = run("undo")
    assert (code, undone["undone"], undone["next_redo"]) == (0, "Edit headline", "Edit headline")
    assert run("show", "1")[1]["headline"] == "Dockers walk out"
    code, redone = run("redo")
    assert (code, redone["redone"], redone["next_undo"]) == (0, "Edit headline", "Edit headline")
    assert run("show", "1")[1]["headline"] == "Walkout"
    code, past = run("history", "1")
    assert code == 0
    assert set(past) == {"history"}
    keys = {"id", "group", "label", "author", "origin", "at", "record", "operation", "changes", "undone"}
    assert all(set(entry) == keys for entry in past["history"])
    assert {"field": "headline", "before": "Dockers walk out", "after": "Walkout"} in past["history"][0][
        "changes"
    ]
    code, answer = run("redo")
    assert (code, answer["error"]["kind"]) == (2, "mistake")


def test_the_author_is_named_and_never_guessed(run: Run, clipping: int, own_home: Path) -> None:
    run("--author", "Mira", "edit", "1", "section", "Sport")
    authors = {entry["author"] for entry in run("history", "1")[1]["history"]}
    assert authors == {"Mira", ""}
    settings = own_home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('author = "Noor"\n')  # as the window keeps the name that it asked for
    run("edit", "1", "section", "Arts")
    assert run("history", "1")[1]["history"][0]["author"] == "Noor"


def test_the_trash_and_back(run: Run, clipping: int) -> None:
    assert run("trash", "1") == (0, {"clippings": [1]})
    assert run("list")[1]["total"] == 0
    assert run("list", "--place", "trash")[1]["total"] == 1
    assert run("search", "dockers")[1]["total"] == 0
    assert run("restore", "1")[0] == 0
    assert run("search", "dockers")[1]["total"] == 1


def test_check_and_reindex(run: Run, clipping: int) -> None:
    code, report = run("check")
    assert code == 0
    assert set(report) == {"sound", "problems", "clippings", "source_files", "index_behind", "seconds"}
    assert (report["sound"], report["problems"], report["clippings"]) == (True, [], 1)
    assert run("reindex") == (0, {"clippings": 1})
    assert run("search", "dockers")[1]["total"] == 1


def test_outlets_and_collections_are_listed(run: Run, clipping: int) -> None:
    _, listed = run("outlets")
    assert (listed["total"], listed["outlets"][0]["name"]) == (1, "The Harbour Post")
    assert run("collections") == (0, {"total": 0, "collections": []})
