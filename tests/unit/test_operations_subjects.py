"""People and events: made, named, dated, tagged, merged and split."""

import pytest

from archive_app.domain.clipping import Fields
from archive_app.domain.subject import SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.operations import clippings, history, subjects
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


@pytest.fixture
def ids(desk: Desk, job: QuietJob) -> list[int]:
    return [clippings.new_clipping(desk, job, Fields(headline=f"No. {n}")) for n in range(3)]


def names(desk: Desk, id: int) -> list[tuple[str, str]]:
    page = clippings.show_clipping(desk, QuietJob(), id)
    return sorted((one.name, one.role.value) for one in page.subjects)


def test_tagging_makes_a_name_once(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    first = subjects.tag_clippings(desk, job, ids, "person", "  Ai   Weiwei ")
    assert (first.new, first.created, first.subject.name) == (3, True, "Ai Weiwei")
    again = subjects.tag_clippings(desk, job, ids, "people", "ai weiwei")
    assert (again.new, again.created, again.subject.id) == (0, False, first.subject.id)
    assert desk.archive.undo_state().undo == "Tag 3 clippings"
    assert names(desk, ids[0]) == [("Ai Weiwei", "about")]


def test_tagging_finds_a_variant_name(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    id = subjects.create_subject(desk, job, "person", "Ai Weiwei", variants=["艾未未", "Ai Wei Wei"])
    result = subjects.tag_clippings(desk, job, ids[:1], "person", "艾未未", "quoted")
    assert result.subject.id == id
    assert names(desk, ids[0]) == [("Ai Weiwei", "quoted")]


def test_the_same_name_of_another_kind_is_another_subject(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    person = subjects.tag_clippings(desk, job, ids, "person", "Paris").subject
    place = subjects.tag_clippings(desk, job, ids, "place", "Paris").subject
    assert person.id != place.id
    assert [one.id for one in subjects.subjects(desk, job, "place")] == [place.id]


def test_an_event_has_a_day_or_a_range(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    event = subjects.tag_clippings(
        desk, job, ids, "event", "HotDocs 2012", date="2012-04-26/2012-05-06"
    ).subject
    assert event.date == "2012-04-26/2012-05-06"
    subjects.set_subject_date(desk, job, event.id, "2012~")
    assert subjects.subject_page(desk, job, event.id).subject.date == "2012~"
    with pytest.raises(UserMistake):
        subjects.set_subject_date(desk, job, event.id, "spring")
    subjects.set_subject_date(desk, job, event.id, "")
    assert subjects.subject_page(desk, job, event.id).subject.date is None


def test_an_event_happens_at_a_place(desk: Desk, job: QuietJob) -> None:
    event = subjects.create_subject(desk, job, "event", "HotDocs 2012")
    place = subjects.create_subject(desk, job, "place", "Toronto")
    person = subjects.create_subject(desk, job, "person", "Ada Brandt")
    subjects.set_subject_place(desk, job, event, place)
    shown = subjects.subject_page(desk, job, event).place
    assert shown is not None
    assert shown.name == "Toronto"
    with pytest.raises(UserMistake):
        subjects.set_subject_place(desk, job, event, person)


def test_a_page_lists_the_clippings(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    clippings.edit_field(desk, job, ids[:1], "published", "1968")
    clippings.edit_field(desk, job, ids[1:2], "published", "1970")
    subject = subjects.tag_clippings(desk, job, ids[:2], "topic", "Strikes").subject
    page = subjects.subject_page(desk, job, subject.id)
    assert page.clipping_ids == (ids[1], ids[0])
    assert [row.headline for row in page.rows] == ["No. 1", "No. 0"]
    assert page.subject.clippings == 2


def test_names_are_found_by_any_part(desk: Desk, job: QuietJob) -> None:
    id = subjects.create_subject(desk, job, "person", "Ai Weiwei", variants=["艾未未"])
    subjects.create_subject(desk, job, "person", "Alison Klayman")
    assert [one.id for one in subjects.subjects(desk, job, "person", "weiw")] == [id]
    assert [one.id for one in subjects.subjects(desk, job, None, "未未")] == [id]
    assert len(subjects.subjects(desk, job, SubjectKind.PERSON)) == 2


def test_merged_names_are_one_until_they_are_split(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    keep = subjects.tag_clippings(desk, job, ids[:1], "person", "Ai Weiwei").subject
    gone = subjects.tag_clippings(desk, job, ids[1:], "person", "Ai Wei-wei").subject
    before = desk.archive.dump()
    subjects.merge_subjects(desk, job, keep.id, gone.id)
    page = subjects.subject_page(desk, job, keep.id)
    assert set(page.clipping_ids) == set(ids)
    assert names(desk, ids[1]) == [("Ai Weiwei", "about")]
    again = subjects.tag_clippings(desk, job, ids, "person", "Ai Wei-wei")
    assert (again.subject.id, again.new) == (keep.id, 0)
    subjects.unmerge_subject(desk, job, gone.id)
    assert set(subjects.subject_page(desk, job, keep.id).clipping_ids) == set(ids[:1])
    assert set(subjects.subject_page(desk, job, gone.id).clipping_ids) == set(ids[1:])
    history.undo(desk, job)
    history.undo(desk, job)
    assert desk.archive.dump() == before


def test_only_names_of_a_kind_are_merged(desk: Desk, job: QuietJob) -> None:
    person = subjects.create_subject(desk, job, "person", "Paris")
    place = subjects.create_subject(desk, job, "place", "Paris")
    with pytest.raises(UserMistake):
        subjects.merge_subjects(desk, job, person, place)
    with pytest.raises(UserMistake):
        subjects.merge_subjects(desk, job, person, person)


def test_renaming_keeps_clippings_and_refuses_a_taken_name(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    one = subjects.tag_clippings(desk, job, ids, "person", "A. Weiwei").subject
    subjects.create_subject(desk, job, "person", "Ada Brandt")
    subjects.rename_subject(desk, job, one.id, "Ai Weiwei")
    assert names(desk, ids[2]) == [("Ai Weiwei", "about")]
    with pytest.raises(UserMistake, match="already"):
        subjects.rename_subject(desk, job, one.id, "ADA BRANDT")


def test_variant_names_come_and_go(desk: Desk, job: QuietJob) -> None:
    id = subjects.create_subject(desk, job, "person", "Ai Weiwei")
    subjects.add_variant(desk, job, id, "艾未未", "zh")
    (variant,) = subjects.subject_page(desk, job, id).subject.variants
    assert (variant.name, variant.language) == ("艾未未", "zh")
    subjects.remove_variant(desk, job, id, "艾未未")
    assert subjects.subject_page(desk, job, id).subject.variants == ()


def test_untagging_and_deleting_can_be_undone(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    subject = subjects.tag_clippings(desk, job, ids, "topic", "Strikes").subject
    before = desk.archive.dump()
    subjects.untag_clippings(desk, job, ids[:1], subject.id)
    assert names(desk, ids[0]) == []
    subjects.delete_subject(desk, job, subject.id)
    assert names(desk, ids[1]) == []
    assert subjects.subjects(desk, job) == ()
    history.undo(desk, job)
    history.undo(desk, job)
    assert desk.archive.dump() == before


def test_a_role_is_changed_for_one_clipping(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    subjects.tag_clippings(desk, job, ids[:2], "person", "Ada Brandt")
    (attached,) = clippings.show_clipping(desk, job, ids[0]).subjects
    subjects.set_role(desk, job, attached.id, SubjectRole.AUTHOR)
    assert names(desk, ids[0]) == [("Ada Brandt", "author")]
    assert names(desk, ids[1]) == [("Ada Brandt", "about")]


@pytest.mark.parametrize(
    ("kind", "name", "role"),
    [
        ("person", " ", "about"),
        ("animal", "Rex", "about"),
        ("person", "Rex", "owner"),
        ("person", "x" * 501, "about"),
    ],
)
def test_a_wrong_tag_changes_nothing(
    desk: Desk, job: QuietJob, ids: list[int], kind: str, name: str, role: str
) -> None:
    before = desk.archive.dump()
    with pytest.raises(UserMistake):
        subjects.tag_clippings(desk, job, ids, kind, name, role)
    assert desk.archive.dump() == before


def test_tagging_a_clipping_that_is_not_there_makes_no_name(desk: Desk, job: QuietJob) -> None:
    with pytest.raises(UserMistake, match="no clipping 5"):
        subjects.tag_clippings(desk, job, [5], "person", "Ada Brandt")
    assert subjects.subjects(desk, job) == ()
