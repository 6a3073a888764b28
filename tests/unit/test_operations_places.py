"""Outlets, collections, saved searches, the navigator's counts, history and the check."""

from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields
from archive_app.errors import ArchiveProblem, UserMistake
from archive_app.operations import check, clippings, collections, history, navigator, outlets, subjects
from archive_app.operations.archives import is_archive, is_vacant, open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


def made(desk: Desk, headline: str, outlet: str = "") -> int:
    return clippings.new_clipping(desk, QuietJob(), Fields(headline=headline, outlet=outlet))


def test_merged_outlets_keep_their_clippings(desk: Desk, job: QuietJob) -> None:
    one, two = made(desk, "One", "The Times"), made(desk, "Two", "Times, The")
    keep, gone = sorted(outlets.outlets(desk, job), key=lambda outlet: outlet.name)
    before = desk.archive.dump()
    outlets.merge_outlets(desk, job, keep.id, gone.id)
    (left,) = outlets.outlets(desk, job)
    assert (left.name, left.clippings) == ("The Times", 2)
    assert {clippings.show_clipping(desk, job, id).clipping.outlet_name for id in (one, two)} == {"The Times"}
    history.undo(desk, job)
    assert desk.archive.dump() == before
    with pytest.raises(UserMistake):
        outlets.merge_outlets(desk, job, keep.id, keep.id)


def test_an_outlet_is_renamed_and_described(desk: Desk, job: QuietJob) -> None:
    id = outlets.create_outlet(desk, job, "Harbour Post")
    clipping = made(desk, "One", "harbour post")
    outlets.rename_outlet(desk, job, id, "The Harbour Post")
    outlets.edit_outlet(desk, job, id, "place", "Havenmouth")
    outlets.add_outlet_variant(desk, job, id, "HP")
    assert made(desk, "Two", "HP")
    shown = outlets.show_outlet(desk, job, id)
    assert (shown.name, shown.place, shown.clippings) == ("The Harbour Post", "Havenmouth", 2)
    assert "HP" in shown.variants
    assert clippings.show_clipping(desk, job, clipping).clipping.outlet_name == "The Harbour Post"
    with pytest.raises(UserMistake):
        outlets.create_outlet(desk, job, "hp")
    with pytest.raises(UserMistake):
        outlets.edit_outlet(desk, job, id, "colour", "red")


def test_collections_nest_and_hold_clippings(desk: Desk, job: QuietJob) -> None:
    ids = [made(desk, "One"), made(desk, "Two")]
    top = collections.create_collection(desk, job, "Strikes")
    below = collections.create_collection(desk, job, "1968", top)
    collections.add_to_collection(desk, job, below, ids)
    collections.remove_from_collection(desk, job, below, ids[:1])
    found = {one.id: one for one in collections.collections(desk, job)}
    assert (found[below].parent_id, found[below].clippings) == (top, 1)
    with pytest.raises(UserMistake):
        collections.move_collection(desk, job, top, below)
    with pytest.raises(UserMistake):
        collections.move_collection(desk, job, top, top)
    collections.move_collection(desk, job, below, None)
    collections.rename_collection(desk, job, below, "May 1968")
    collections.delete_collection(desk, job, top)
    (left,) = collections.collections(desk, job)
    assert (left.name, left.parent_id) == ("May 1968", None)


def test_searches_are_saved(desk: Desk, job: QuietJob) -> None:
    id = collections.save_search(desk, job, "Strikes", " strike date:1968 ")
    collections.rename_saved_search(desk, job, id, "Strikes of 1968")
    (saved,) = collections.saved_searches(desk, job)
    assert (saved.name, saved.query) == ("Strikes of 1968", "strike date:1968")
    collections.delete_saved_search(desk, job, id)
    assert collections.saved_searches(desk, job) == ()
    with pytest.raises(UserMistake):
        collections.save_search(desk, job, "Nothing", " ")


def test_the_navigator_counts_clippings(desk: Desk, job: QuietJob) -> None:
    ids = [made(desk, f"No. {n}", "The Harbour Post") for n in range(3)]
    subjects.tag_clippings(desk, job, ids[:1], "person", "Ada Brandt")
    subjects.tag_clippings(desk, job, ids, "person", "Zoe Young")
    subjects.tag_clippings(desk, job, ids[:2], "event", "The walk-out")
    clippings.set_state(desk, job, ids[:1], "inbox")
    clippings.trash(desk, job, ids[2:])
    counts = navigator.counts(desk, job)
    assert (counts.all, counts.inbox, counts.trash, counts.needs_look) == (2, 1, 1, 0)
    assert [(one.name, one.clippings) for one in counts.people] == [("Zoe Young", 2), ("Ada Brandt", 1)]
    assert [(one.name, one.clippings) for one in counts.events] == [("The walk-out", 2)]
    assert [(one.name, one.clippings) for one in counts.outlets] == [("The Harbour Post", 2)]
    assert counts.totals["person"] == 2
    assert len(navigator.counts(desk, job, most=1).people) == 1


def test_history_tells_who_changed_what(desk: Desk, job: QuietJob) -> None:
    id = made(desk, "One")
    clippings.edit_field(desk, job, [id], "headline", "Two")
    newest = history.history(desk, job, "clipping", id)[0]
    assert (newest.label, newest.author, newest.origin) == ("Edit headline", "Mira", "person")
    assert ("headline", "One", "Two") in newest.changes
    history.undo(desk, job)
    state = history.undo_state(desk, job)
    assert (state.undo, state.redo) == ("New clipping", "Edit headline")
    with pytest.raises(UserMistake):
        history.history(desk, job, "clipping", 99)
    with pytest.raises(UserMistake):
        history.history(desk, job, "teapot")


def test_an_older_step_is_undone_alone(desk: Desk, job: QuietJob) -> None:
    id = made(desk, "One")
    group = clippings.edit_field(desk, job, [id], "headline", "Two").group
    later = clippings.edit_field(desk, job, [id], "section", "Sport").group
    history.undo_group(desk, job, group)
    fields = clippings.show_clipping(desk, job, id).clipping.fields
    assert (fields.headline, fields.section) == ("One", "Sport")
    clippings.edit_field(desk, job, [id], "section", "Arts")
    with pytest.raises(UserMistake):
        history.undo_group(desk, job, later)


def test_nothing_to_undo_is_a_mistake(desk: Desk, job: QuietJob) -> None:
    for step in (history.undo, history.redo):
        with pytest.raises(UserMistake):
            step(desk, job)


def test_a_sound_archive_passes_the_check(desk: Desk, job: QuietJob) -> None:
    made(desk, "One")
    report = check.check(desk, job)
    assert report.sound
    assert (report.clippings, report.source_files) == (1, 0)


def test_opening_nothing_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert is_vacant(folder)
    with pytest.raises(ArchiveProblem) as problem:
        open_desk(folder)
    assert problem.value.code == "not-found"
    assert not folder.exists()


def test_a_second_opener_reads_along(desk: Desk) -> None:
    folder = desk.archive.folder
    assert is_archive(folder)
    assert not is_vacant(folder)
    with pytest.raises(ArchiveProblem) as problem:
        open_desk(folder)
    assert problem.value.code == "locked"
    other = open_desk(folder, or_read_only=True)
    assert other.archive.read_only
    other.close()
