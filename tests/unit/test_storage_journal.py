"""One journal: undo, redo, history, notices and the index's feed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, update

from archive_app.domain.changes import RecordKind
from archive_app.domain.clipping import Fields, Text, TriageState
from archive_app.domain.drafts import NewClipping
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import SubjectKind
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from archive_app.storage.tables import ClippingRow, groups, journal
from tests.unit.storage_support import add_clipping, import_clippings


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", author="Mira")) as archive:
        yield archive


def headline(archive: Archive, id: int) -> str:
    with archive.read() as records:
        return records.clippings.get(id).fields.headline


def set_headline(archive: Archive, id: int, value: str) -> None:
    with archive.write(f"Call it {value}") as records:
        records.clippings.set_field([id], "headline", value)


def count(archive: Archive, *, trashed: bool = False) -> int:
    with archive.read() as records:
        return records.clippings.count(trashed=trashed)


def test_undo_gives_back_what_was_and_redo_what_came(archive: Archive) -> None:
    id = add_clipping(archive, "Before")
    start = archive.dump()
    set_headline(archive, id, "After")
    end = archive.dump()
    assert archive.undo_state().undo == "Call it After"
    assert archive.undo().label == "Undo: Call it After"
    assert archive.dump() == start
    assert archive.undo_state().redo == "Call it After"
    archive.redo()
    assert archive.dump() == end
    archive.undo()
    assert archive.dump() == start


def test_undo_goes_on_after_closing_and_opening(archive: Archive) -> None:
    empty = archive.dump()
    id = add_clipping(archive)
    set_headline(archive, id, "After")
    archive.close()
    with closing(Archive.open(archive.folder, author="Mira")) as again:
        again.undo()
        again.undo()
        assert again.dump() == empty
        again.redo()
        assert headline(again, id) == "A bridge"


def test_with_nothing_to_undo_or_redo_it_says_so(archive: Archive) -> None:
    with pytest.raises(UserMistake, match="nothing to undo"):
        archive.undo()
    with pytest.raises(UserMistake, match="nothing to redo"):
        archive.redo()
    state = archive.undo_state()
    assert (state.undo, state.redo, state.barrier) == (None, None, "")


def test_a_new_deed_ends_what_could_be_redone(archive: Archive) -> None:
    id = add_clipping(archive)
    set_headline(archive, id, "One")
    archive.undo()
    set_headline(archive, id, "Two")
    assert archive.undo_state().redo is None
    with pytest.raises(UserMistake):
        archive.redo()


def test_what_machines_write_is_not_on_the_stack(archive: Archive) -> None:
    id = add_clipping(archive)
    with archive.write("Detect", origin="machine") as records:
        records.clippings.set_field([id], "language", "en")
    assert archive.undo_state().undo == "New clipping A bridge"


def test_everybody_undoes_their_own(archive: Archive) -> None:
    id = add_clipping(archive)
    set_headline(archive, id, "Mira's")
    archive.close()
    with closing(Archive.open(archive.folder, author="Jonas")) as other:
        assert other.undo_state().undo is None
        with other.write("Jonas files it") as records:
            records.clippings.set_field([id], "section", "C")
    with closing(Archive.open(archive.folder, author="Mira")) as mine:
        mine.undo()
        with mine.read() as records:
            fields = records.clippings.get(id).fields
        assert (fields.headline, fields.section) == ("A bridge", "C")


def test_what_somebody_changed_since_is_named_and_nothing_is_undone(archive: Archive) -> None:
    id = add_clipping(archive)
    set_headline(archive, id, "Mira's")
    archive.author = "Jonas"
    set_headline(archive, id, "Jonas's")
    archive.author = "Mira"
    before = archive.dump()
    with pytest.raises(UserMistake) as caught:
        archive.undo()
    assert "headline" in caught.value.message
    assert "Call it Jonas's" in caught.value.message
    assert archive.dump() == before
    assert archive.undo_state().undo == "Call it Mira's"


def test_a_record_that_somebody_uses_is_not_undone(archive: Archive) -> None:
    with archive.write("New name") as records:
        subject = records.subjects.ensure(SubjectKind.PERSON, "Ai Weiwei")
    archive.author = "Jonas"
    id = add_clipping(archive)
    with archive.write("Tag") as records:
        records.subjects.tag([id], subject)
    archive.author = "Mira"
    with pytest.raises(UserMistake, match="used by something newer \\(tag\\)"):
        archive.undo()


def test_an_older_group_can_be_undone_alone(archive: Archive) -> None:
    one, two = add_clipping(archive, "One"), add_clipping(archive, "Two")
    with archive.write("File both") as records:
        records.clippings.set_field([one, two], "section", "C")
    group = archive.history(RecordKind.CLIPPING, one)[0].group
    set_headline(archive, one, "Uno")
    archive.undo_group(group)
    with archive.read() as records:
        found = records.clippings.find([one, two])
    assert [found[id].fields.section for id in (one, two)] == ["", ""]
    assert found[one].fields.headline == "Uno"
    with pytest.raises(UserMistake, match="cannot be undone"):
        archive.undo_group(group)
    with pytest.raises(UserMistake, match="no change 999"):
        archive.undo_group(999)
    archive.redo()
    with archive.read() as records:
        assert records.clippings.get(two).fields.section == "C"


def test_undoing_an_import_moves_its_clippings_to_the_trash(archive: Archive) -> None:
    kept = add_clipping(archive, "Kept", outlet="Old Gazette")
    start = archive.dump()
    ids = import_clippings(archive, ["One", "Two", "Three"])
    end = archive.dump()
    assert archive.undo_state().undo == "Import 'papers'"
    changes = archive.undo()
    assert changes.membership
    assert set(ids) <= changes.clippings
    assert (count(archive), count(archive, trashed=True)) == (1, 3)
    assert archive.dump() == start
    with archive.read() as records:
        assert records.batches.all()[0].undone
        assert [outlet.name for outlet in records.outlets.all()] == ["Old Gazette"]
        assert records.clippings.get(ids[0]).text.body == "One and more."
    archive.redo()
    assert archive.dump() == end
    assert count(archive) == 4
    with archive.read() as records:
        assert not records.batches.all()[0].undone
        assert records.clippings.get(kept).fields.headline == "Kept"


def test_clippings_restored_from_an_undone_import_bring_their_outlet_back(archive: Archive) -> None:
    ids = import_clippings(archive, ["One", "Two"])
    archive.undo()
    with archive.write("Restore") as records:
        assert records.clippings.restore(ids[:1]) == 1
    with archive.read() as records:
        assert [outlet.name for outlet in records.outlets.all()] == ["The Post"]
        assert not records.batches.all()[0].undone


def test_the_journal_keeps_no_copy_of_imported_words(archive: Archive) -> None:
    import_clippings(archive, ["Unmistakable"])
    with archive.read() as records:
        rows = records.session.execute(journal.select()).all()
    assert rows
    assert not any("Unmistakable" in str(row) for row in rows)


def test_a_whole_import_is_one_step_beside_what_came_between(archive: Archive) -> None:
    group = archive.new_group("Import 'slow'")
    with archive.write("", group=group) as records:
        batch = records.batches.start("slow")
        first = records.clippings.add_many([NewClipping(Fields(headline="One"), Text(), batch_id=batch)])
    add_clipping(archive, "Between")
    with archive.write("", group=group) as records:
        records.clippings.add_many([NewClipping(Fields(headline="Two"), Text(), batch_id=batch)])
    archive.undo()
    with archive.read() as records:
        assert {row.headline for row in records.clippings.rows(sorted(records.clippings.place_ids(ALL)))} == {
            "Between"
        }
        assert records.clippings.get(first[0]).trashed
    archive.undo()
    assert count(archive) == 0


ALL = Place(PlaceKind.ALL)


def test_emptying_the_trash_cannot_be_undone_and_closes_what_was_before(archive: Archive) -> None:
    id = add_clipping(archive, "Secret words", "A secret body")
    other = add_clipping(archive, "Other")
    with archive.write("Throw away") as records:
        records.clippings.trash([id])
    with archive.write("Empty the trash") as records:
        assert records.clippings.delete_for_ever([id]) == 1
    state = archive.undo_state()
    assert state.undo is None
    assert "trash was emptied" in state.barrier
    with pytest.raises(UserMistake, match="trash was emptied"):
        archive.undo()
    with archive.read() as records:
        assert "secret" not in str(records.session.execute(journal.select()).all()).lower()
    set_headline(archive, other, "Newer")
    archive.undo()
    assert headline(archive, other) == "Other"


def test_deleting_for_ever_takes_all_that_hangs_on_a_clipping(archive: Archive, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("words")
    sha256, size = archive.files.take(paper)
    gone, kept = add_clipping(archive, "Gone"), add_clipping(archive, "Kept")
    with archive.write("All sorts") as records:
        file = records.source_files.add(sha256=sha256, media_type="text/plain", size=size, name="paper.txt")
        records.clippings.attach_source(gone, file)
        records.subjects.tag([gone, kept], records.subjects.ensure(SubjectKind.TOPIC, "Bridges"))
        folder = records.collections.add("Best of")
        records.collections.add_clippings(folder, [gone, kept])
        records.links.add(LinkType.RELATED, LinkEnd(EndKind.CLIPPING, gone), LinkEnd(EndKind.CLIPPING, kept))
    with archive.write("Empty the trash") as records:
        records.clippings.delete_for_ever([gone])
    with archive.read() as records:
        assert not records.clippings.exists(gone)
        assert records.links.all() == ()
        assert records.source_files.all() == ()
        assert records.collections.clipping_ids(folder) == (kept,)
    assert not archive.files.path(sha256).exists()
    assert archive.check() == ()


def test_a_migration_is_a_barrier(archive: Archive) -> None:
    add_clipping(archive)
    with archive.write("Age it") as records:
        records.session.connection().execute(update(groups).values(schema_version="0000"))
    assert "newer format" in archive.undo_state().barrier
    with pytest.raises(UserMistake) as caught:
        archive.undo()
    assert "newer format" in caught.value.hint
    assert len(archive.history(RecordKind.CLIPPING, 1)) == 2


@pytest.mark.parametrize(
    "statement",
    [update(ClippingRow).values(headline="x"), delete(ClippingRow), insert(ClippingRow).values(uid="x")],
)
def test_changing_records_past_the_journal_is_refused(archive: Archive, statement: object) -> None:
    add_clipping(archive)
    with archive.write("Bulk") as records, pytest.raises(RuntimeError, match="mapped objects"):
        records.session.execute(statement)  # type: ignore[call-overload]
    assert headline(archive, 1) == "A bridge"


def test_the_history_says_who_changed_what_and_what_was_undone(archive: Archive) -> None:
    id = add_clipping(archive)
    with archive.write("Tag") as records:
        records.subjects.tag([id], records.subjects.ensure(SubjectKind.PERSON, "Ai Weiwei"))
    set_headline(archive, id, "New")
    archive.undo()
    undo, change, tag, *made = archive.history(RecordKind.CLIPPING, id)
    assert (change.author, change.operation, change.undone) == ("Mira", "update", True)
    assert ("headline", "A bridge", "New") in change.changes
    assert ("headline", "New", "A bridge") in undo.changes
    assert ("subject", None, "Ai Weiwei") in tag.changes
    assert not tag.undone
    assert {entry.operation for entry in made} == {"insert"}
    assert len(archive.history(None, None, 3)) == 3


def test_changes_name_what_was_touched(archive: Archive) -> None:
    heard = []
    archive.listen(heard.append)
    id = add_clipping(archive, outlet="The Post")
    made = heard[-1]
    assert made.touched(RecordKind.CLIPPING, id)
    assert made.touched(RecordKind.OUTLET)
    assert made.clippings == {id}
    assert made.membership
    set_headline(archive, id, "New")
    assert not heard[-1].membership
    with archive.write("Rename") as records:
        records.outlets.rename(1, "The Evening Post")
    assert heard[-1].clippings == {id}
    with archive.write("State") as records:
        records.clippings.set_state([id], TriageState.IN, "good")
    assert heard[-1].membership


def test_the_feed_names_clippings_whose_index_entry_changed(archive: Archive) -> None:
    one, two = add_clipping(archive, "One"), add_clipping(archive, "Two")
    position, uid, ids = archive.touched_since(0)
    assert ids == [one, two]
    assert (position, uid) == archive.journal_position()
    assert archive.journal_uid(position) == uid
    with archive.write("New names") as records:
        old = records.subjects.ensure(SubjectKind.PERSON, "Weiwei Ai")
        new = records.subjects.ensure(SubjectKind.PERSON, "Ai Weiwei")
    with archive.write("Tag") as records:
        records.subjects.tag([two], old)
    assert archive.touched_since(position)[2] == [two]
    position = archive.journal_position()[0]
    with archive.write("Rename") as records:
        records.subjects.rename(old, "Wei Ai")
    assert archive.touched_since(position)[2] == []
    with archive.write("Merge") as records:
        records.subjects.merge(new, old)
    assert archive.touched_since(position)[2] == [two]
    position, uid, ids = archive.touched_since(archive.journal_position()[0])
    assert ids == []


def test_the_feed_comes_in_portions_that_lose_nothing(archive: Archive) -> None:
    wanted = [add_clipping(archive, str(n)) for n in range(10)]
    with archive.write("Two at once") as records:
        for text in ("a", "b"):
            wanted.append(records.clippings.add(Fields(headline=text), Text()))
    seen: list[int] = []
    position = 0
    while position < archive.journal_position()[0]:
        position, uid, ids = archive.touched_since(position, limit=3)
        assert archive.journal_uid(position) == uid
        seen += ids
    assert seen == wanted


def test_a_reserved_group_that_nothing_joined_is_no_step(archive: Archive) -> None:
    add_clipping(archive, "One")
    archive.new_group("Import nothing")
    assert archive.undo_state().undo == "New clipping One"


def test_what_only_an_undone_import_still_uses_does_not_stop_undo(archive: Archive) -> None:
    start = archive.dump()
    add_clipping(archive, "By hand", outlet="The Post")
    with archive.write("New collection") as records:
        folder = records.collections.add("Bridges")
        topic = records.subjects.ensure(SubjectKind.TOPIC, "Bridges")
    group = archive.new_group("Import")
    with archive.write("Import", group=group) as records:
        draft = NewClipping(Fields(outlet="The Post"), Text("x"), batch_id=records.batches.start("x"))
        ids = records.clippings.add_many([draft])
        records.collections.add_clippings(folder, ids)
        records.subjects.tag(ids, topic)
    end = archive.dump()
    for _ in range(3):
        archive.undo()
    assert archive.dump() == start
    with archive.read() as records:
        assert records.outlets.all() == ()
        assert records.subjects.all() == ()
    for _ in range(3):
        archive.redo()
    assert archive.dump() == end
    assert archive.check() == ()


def test_a_name_that_a_second_import_brought_back_goes_again_with_it(archive: Archive) -> None:
    start = archive.dump()
    import_clippings(archive, ["One"])
    archive.undo()
    import_clippings(archive, ["Two"])
    end = archive.dump()
    archive.undo()
    assert archive.dump() == start
    archive.redo()
    assert archive.dump() == end
