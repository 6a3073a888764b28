"""Counts of names with merges and the trash, and names that went away with an undone import."""

from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields, Text
from archive_app.domain.drafts import NewClipping
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from tests.unit.storage_support import add_clipping


@pytest.fixture
def archive(tmp_path: Path):
    made = Archive.create(tmp_path / "archive", author="Mira")
    yield made
    made.close()


def test_counts_leave_out_the_trash_and_count_merged_names_once(archive: Archive) -> None:
    ids = [add_clipping(archive, f"No. {n}") for n in range(6)]
    with archive.write("Tag") as records:
        one, two, three, other = (
            records.subjects.ensure(SubjectKind.PERSON, name) for name in ("A", "B", "C", "D")
        )
        records.subjects.tag(ids[:3], one)
        records.subjects.tag(ids[:3], one, SubjectRole.AUTHOR)
        records.subjects.tag(ids[2:5], two)
        records.subjects.tag(ids[5:], three)
        records.subjects.tag(ids, other)
        records.subjects.merge(one, two)
        records.subjects.merge(two, three)
        records.clippings.trash([ids[0]])
    with archive.read() as records:
        people = records.subjects.all(SubjectKind.PERSON)
        used = records.subjects.most_used(1)[SubjectKind.PERSON]
        assert [(one.name, one.clippings) for one in people] == [("A", 5), ("D", 5)]
        assert [one.clippings for one in people] == [records.subjects.get(one.id).clippings for one in people]
        assert used == people[:1]
        assert {variant.name for variant in people[0].variants} == {"B", "C"}
        assert records.subjects.totals()[SubjectKind.PERSON] == 2
        assert records.clippings.place_count(Place(PlaceKind.ALL)) == 5


def test_a_name_that_went_with_an_undone_import_is_free_again(archive: Archive) -> None:
    with archive.write("Import 'papers'") as records:
        batch = records.batches.start("papers")
        made = records.clippings.add_many(
            [NewClipping(Fields(headline="A bridge", outlet="The Post"), Text("Words."), batch_id=batch)]
        )
        gone = records.subjects.ensure(SubjectKind.PERSON, "Ada Bell")
        records.subjects.tag(made, gone)
    archive.undo()
    with archive.write("Names") as records:
        assert records.subjects.find(SubjectKind.PERSON, "Ada Bell") is None
        assert records.outlets.find("The Post") is None
        kept = records.subjects.ensure(SubjectKind.PERSON, "A. Bell")
        records.subjects.rename(kept, "Ada Bell")
        post = records.outlets.ensure("Post")
        records.outlets.rename(post, "The Post")
        with pytest.raises(UserMistake, match="already"):
            records.subjects.rename(records.subjects.ensure(SubjectKind.PERSON, "Cy Dee"), "Ada Bell")
