"""Outlets and subjects in the archive: names, variants, merging and tagging."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.clipping import Origin
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import MentionStatus, SubjectKind, SubjectRole, VariantName
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from tests.unit.storage_support import add_clipping

PERSON, EVENT = SubjectKind.PERSON, SubjectKind.EVENT


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", author="Mira")) as archive:
        yield archive


def person(archive: Archive, name: str) -> int:
    with archive.write(f"New name {name}") as records:
        return records.subjects.ensure(PERSON, name)


def test_a_name_is_found_whatever_its_case_and_accents(archive: Archive) -> None:
    id = person(archive, "Zoë Ångström")
    with archive.write("Again") as records:
        assert records.subjects.ensure(PERSON, " zoe  angstrom ") == id
        assert records.subjects.ensure(EVENT, "Zoe Angstrom") != id
        records.subjects.add_variant(id, "Z. Å.", "sv")
        records.subjects.add_variant(id, "Z. Å.", "sv")
    with archive.read() as records:
        found = records.subjects.find(PERSON, "z. å.")
        assert found is not None
        assert (found.id, found.variants) == (id, (VariantName("Z. Å.", "sv"),))
        assert records.subjects.find(PERSON, "Nobody") is None
        assert [one.id for one in records.subjects.all(PERSON, "ångs")] == [id]
        assert records.subjects.resolve([PERSON], ["ANGSTROM"]) == {id}
        assert records.subjects.resolve([PERSON], ["angstrom", "zoe"]) == set()
        assert records.subjects.resolve([EVENT], ["nobody"]) == set()
    with archive.write("Remove") as records:
        records.subjects.remove_variant(id, "z. a.")
    with archive.read() as records:
        assert records.subjects.get(id).variants == ()


def test_a_name_cannot_be_empty_or_taken(archive: Archive) -> None:
    one, _ = person(archive, "One"), person(archive, "Two")
    for bad in ("", "  ", "two"):
        with pytest.raises(UserMistake), archive.write("Rename") as records:
            records.subjects.rename(one, bad)
    with archive.write("Rename") as records:
        records.subjects.rename(one, "ONE")
    with archive.read() as records:
        assert records.subjects.get(one).name == "ONE"


def test_tagging_says_how_many_were_new(archive: Archive) -> None:
    clippings = [add_clipping(archive, str(n)) for n in range(3)]
    id = person(archive, "Ai Weiwei")
    with archive.write("Tag") as records:
        assert records.subjects.tag(clippings[:2], id) == 2
        assert records.subjects.tag(clippings, id) == 1
        assert records.subjects.tag(clippings[:1], id, SubjectRole.QUOTED) == 1
        with pytest.raises(UserMistake, match="no clipping 99"):
            records.subjects.tag([99], id)
    with archive.read() as records:
        assert {found.role for found in records.subjects.of_clipping(clippings[0])} == {
            SubjectRole.ABOUT,
            SubjectRole.QUOTED,
        }
        assert records.subjects.get(id).clippings == 3
        assert records.subjects.clipping_ids(id) == set(clippings)
    with archive.write("Untag") as records:
        assert records.subjects.untag(clippings[:2], id) == 3
    with archive.write("Trash") as records:
        records.clippings.trash(clippings[2:])
    with archive.read() as records:
        assert records.subjects.get(id).clippings == 0


def test_a_rejected_suggestion_is_remembered(archive: Archive) -> None:
    clipping, id = add_clipping(archive), person(archive, "Ai Weiwei")
    with archive.write("Suggest", origin="machine") as records:
        records.subjects.tag([clipping], id, status=MentionStatus.SUGGESTED, origin=Origin.DETECTED)
        attachment = records.subjects.of_clipping(clipping)[0]
    assert attachment.status is MentionStatus.SUGGESTED
    with archive.write("Reject") as records:
        records.subjects.set_status(attachment.id, MentionStatus.REJECTED)
    with archive.write("Suggest", origin="machine") as records:
        assert (
            records.subjects.tag([clipping], id, status=MentionStatus.SUGGESTED, origin=Origin.DETECTED) == 0
        )
        assert records.subjects.of_clipping(clipping) == ()
    with archive.write("Tag") as records:
        assert records.subjects.tag([clipping], id) == 1


def test_a_role_is_changed_and_doubles_become_one(archive: Archive) -> None:
    clipping, id = add_clipping(archive), person(archive, "Ai Weiwei")
    with archive.write("Tag") as records:
        records.subjects.tag([clipping], id)
        records.subjects.tag([clipping], id, SubjectRole.QUOTED)
        about = records.subjects.of_clipping(clipping)[0]
        records.subjects.set_role(about.id, SubjectRole.QUOTED)
    with archive.read() as records:
        assert [found.role for found in records.subjects.of_clipping(clipping)] == [SubjectRole.QUOTED]


def test_merged_names_are_read_as_one_and_come_apart_again(archive: Archive) -> None:
    one, two = add_clipping(archive, "One"), add_clipping(archive, "Two")
    keep, gone, chained = person(archive, "Ai Weiwei"), person(archive, "Weiwei Ai"), person(archive, "A. W.")
    with archive.write("Tag") as records:
        records.subjects.tag([one], keep)
        records.subjects.tag([two], chained)
    with archive.write("Merge") as records:
        records.subjects.merge(gone, chained)
        records.subjects.merge(keep, gone)
    with archive.read() as records:
        subjects = records.subjects
        assert [found.id for found in subjects.all(PERSON)] == [keep]
        assert (subjects.get(chained).id, subjects.get(keep).clippings) == (keep, 2)
        assert {variant.name for variant in subjects.get(keep).variants} == {"Weiwei Ai", "A. W."}
        assert subjects.clipping_ids(keep) == {one, two}
        assert subjects.of_clipping(two)[0].name == "Ai Weiwei"
        assert records.clippings.place_ids(Place(PlaceKind.SUBJECT, keep)) == {one, two}
        assert records.clippings.texts([two])[two].subject_ids == (("person", keep),)
        assert subjects.resolve([PERSON], ["a", "w"]) == {keep}
    with archive.write("Tag") as records:
        assert records.subjects.ensure(PERSON, "weiwei ai") == keep
        assert records.subjects.tag([two], keep) == 0
    with archive.write("Split") as records:
        records.subjects.unmerge(gone)
    with archive.read() as records:
        assert records.subjects.clipping_ids(keep) == {one}
        assert records.subjects.clipping_ids(gone) == {two}


def test_names_of_two_kinds_and_a_name_with_itself_cannot_be_merged(archive: Archive) -> None:
    one = person(archive, "One")
    with archive.write("New") as records:
        event = records.subjects.ensure(EVENT, "HotDocs 2012")
    for other in (one, event):
        with pytest.raises(UserMistake), archive.write("Merge") as records:
            records.subjects.merge(one, other)


def test_an_event_has_a_date_a_place_and_words(archive: Archive) -> None:
    with archive.write("New") as records:
        event = records.subjects.ensure(EVENT, "HotDocs 2012")
        place = records.subjects.ensure(SubjectKind.PLACE, "Toronto")
        records.subjects.set_date(event, "2012-04-26/2012-05-06")
        records.subjects.set_place(event, place)
        records.subjects.set_description(event, "A festival.")
        records.subjects.set_identifiers(event, [("Wikidata", "Q123"), ("", "x")])
    with archive.read() as records:
        found = records.subjects.get(event)
    assert (found.date, found.place_id, found.description) == ("2012-04-26/2012-05-06", place, "A festival.")
    assert found.identifiers == (("wikidata", "Q123"),)
    with pytest.raises(UserMistake, match="not a place"), archive.write("Wrong") as records:
        records.subjects.set_place(event, event)
    with pytest.raises(UserMistake), archive.write("Wrong") as records:
        records.subjects.set_date(event, "someday")


def test_a_deleted_name_leaves_its_clippings_and_comes_back_by_undo(archive: Archive) -> None:
    clipping, id = add_clipping(archive), person(archive, "Ai Weiwei")
    with archive.write("Tag") as records:
        records.subjects.tag([clipping], id)
        records.subjects.add_variant(id, "艾未未", "zh")
        records.links.add(LinkType.RELATED, LinkEnd(EndKind.CLIPPING, clipping), LinkEnd(EndKind.SUBJECT, id))
    before = archive.dump()
    with archive.write("Delete") as records:
        records.subjects.delete(id)
    with archive.read() as records:
        assert records.subjects.of_clipping(clipping) == ()
        assert records.links.all() == ()
        with pytest.raises(UserMistake, match="no name"):
            records.subjects.get(id)
    archive.undo()
    assert archive.dump() == before


def test_outlets_are_edited_and_merged(archive: Archive) -> None:
    one = add_clipping(archive, outlet="The Toronto Post")
    two = add_clipping(archive, outlet="Toronto Evening Post")
    with archive.write("Edit") as records:
        records.outlets.set_field(1, "place", "Toronto")
        with pytest.raises(UserMistake, match="already"):
            records.outlets.rename(1, "toronto evening post")
        with pytest.raises(UserMistake, match="no field"):
            records.outlets.set_field(1, "colour", "red")
        with pytest.raises(UserMistake, match="Another outlet"):
            records.outlets.add_variant(1, "Toronto Evening Post")
    with archive.write("Merge") as records:
        records.outlets.merge(1, 2)
    with archive.read() as records:
        (outlet,) = records.outlets.all()
        assert (outlet.clippings, outlet.place) == (2, "Toronto")
        assert {row.outlet for row in records.clippings.rows([one, two])} == {"The Toronto Post"}
        found = records.outlets.find("toronto evening post")
        assert found is not None
        assert found.id == 1
        assert records.clippings.place_ids(Place(PlaceKind.OUTLET, 1)) == {one, two}
    with archive.write("Split") as records:
        records.outlets.unmerge(2)
    with archive.read() as records:
        assert len(records.outlets.all()) == 2
