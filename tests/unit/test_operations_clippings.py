"""Clippings by hand: made, shown, edited alone and in bulk, put away and taken back."""

from collections.abc import Sequence

import pytest

from archive_app.domain.clipping import Fields, HoldingPlace, PressDate, Text, TextSource, TriageState
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import UserMistake
from archive_app.operations import annotations, bulk_edit, clippings, history, trash_can
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


def made(desk: Desk, *headlines: str, **fields: str) -> list[int]:
    return [
        clippings.new_clipping(desk, QuietJob(), Fields(headline=headline, **fields))  # type: ignore[arg-type]
        for headline in headlines
    ]


def values(desk: Desk, ids: Sequence[int], name: str) -> list[str]:
    return list(bulk_edit.field_values(desk, QuietJob(), ids, name).values())


def test_a_clipping_without_a_file_is_shown_whole(desk: Desk, job: QuietJob) -> None:
    fields = Fields(
        headline="Dockers walk out",
        outlet="The Harbour Post",
        published=PressDate("1968~", "spring 1968"),
        summary="The first day.",
        holding=HoldingPlace("City archive", "F 7", "12960", "3", "1", "front"),
    )
    id = clippings.new_clipping(desk, job, fields, "First line.\n\nSecond line.")
    page = clippings.show_clipping(desk, job, id)
    assert page.clipping.fields.holding == fields.holding
    assert page.clipping.fields.summary == "The first day."
    assert page.clipping.fields.published.edtf == "1968~"
    assert page.clipping.text.body == "First line.\nSecond line."
    assert page.clipping.text.source is TextSource.PERSON
    assert page.outlet is not None
    assert page.outlet.name == "The Harbour Post"
    assert page.clipping.sources == ()
    assert page.text_versions == 1


def test_a_clipping_with_nothing_in_it_is_a_mistake(desk: Desk, job: QuietJob) -> None:
    with pytest.raises(UserMistake):
        clippings.new_clipping(desk, job, Fields(), "  \n ")


def test_a_clipping_that_is_not_there_is_a_mistake(desk: Desk, job: QuietJob) -> None:
    with pytest.raises(UserMistake, match="no clipping 99"):
        clippings.show_clipping(desk, job, 99)
    with pytest.raises(UserMistake, match="no clipping 99"):
        clippings.edit_field(desk, job, [*made(desk, "One"), 99], "headline", "Two")
    assert desk.archive.undo_state().undo == "New clipping"


def test_one_field_of_300_clippings_is_one_step(desk: Desk, job: QuietJob) -> None:
    with desk.archive.write("Fill") as records:
        ids = [records.clippings.add(Fields(headline=f"No. {n}"), Text()) for n in range(300)]
    changes = clippings.edit_field(desk, job, ids, "holding_box", " Box 12 ")
    assert changes.label == "Edit box of 300 clippings"
    assert changes.clippings >= set(ids)
    assert set(values(desk, ids, "holding_box")) == {"Box 12"}
    history.undo(desk, job)
    assert set(values(desk, ids, "holding_box")) == {""}
    history.redo(desk, job)
    assert set(values(desk, ids, "holding_box")) == {"Box 12"}


def test_several_fields_of_one_clipping_are_one_step(desk: Desk, job: QuietJob) -> None:
    (id,) = made(desk, "One")
    clippings.edit_fields(
        desk, job, id, {"headline": "Two", "published": "1968-05-03/1968-05-07", "page": "C2"}
    )
    fields = clippings.show_clipping(desk, job, id).clipping.fields
    assert (fields.headline, fields.published.edtf, fields.page) == ("Two", "1968-05-03/1968-05-07", "C2")
    assert desk.archive.undo_state().undo == "Edit 3 fields"
    history.undo(desk, job)
    assert clippings.show_clipping(desk, job, id).clipping.fields == Fields(headline="One")


@pytest.mark.parametrize(
    ("name", "value"), [("published", "8 May 1968"), ("updated", "1968-13"), ("colour", "red")]
)
def test_a_wrong_field_or_date_changes_nothing(desk: Desk, job: QuietJob, name: str, value: str) -> None:
    (id,) = made(desk, "One")
    before = desk.archive.dump()
    with pytest.raises(UserMistake):
        clippings.edit_fields(desk, job, id, {"headline": "Two", name: value})
    assert desk.archive.dump() == before


def test_fill_down_copies_the_first_value(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", "Two", "Three")
    clippings.edit_field(desk, job, ids[:1], "section", "Sport")
    assert bulk_edit.fill_down(desk, job, ids, "section") == 2
    assert values(desk, ids, "section") == ["Sport"] * 3
    assert desk.archive.undo_state().undo == "Fill down section of 2 clippings"
    with pytest.raises(UserMistake):
        bulk_edit.fill_down(desk, job, ids[:1], "section")


def test_same_as_last_repeats_what_was_typed_last(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", "Two", "Three")
    with pytest.raises(UserMistake):
        bulk_edit.same_as_last(desk, job, ids[:1], "holding_folder")
    clippings.edit_field(desk, job, ids[:1], "holding_folder", "Dossier 3")
    clippings.edit_field(desk, job, ids[:1], "holding_box", "Box 1")
    assert bulk_edit.same_as_last(desk, job, ids[1:], "holding_folder") == 2
    assert values(desk, ids, "holding_folder") == ["Dossier 3"] * 3
    assert values(desk, ids, "holding_box") == ["Box 1", "", ""]


def test_same_as_last_works_for_dates_and_outlets(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", "Two")
    clippings.edit_field(desk, job, ids[:1], "published", "1934-05")
    clippings.edit_field(desk, job, ids[:1], "outlet", "Le Matin")
    bulk_edit.same_as_last(desk, job, ids[1:], "published")
    bulk_edit.same_as_last(desk, job, ids[1:], "outlet")
    assert values(desk, ids, "published") == ["1934-05"] * 2
    assert values(desk, ids, "outlet") == ["Le Matin"] * 2


def test_find_and_replace_does_what_its_preview_shows(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "Matin gris", "Le matin", "Soir")
    preview = bulk_edit.replace_preview(desk, job, ids, "headline", "matin", "Le Matin", case=False)
    assert [(one.id, one.before, one.after) for one in preview] == [
        (ids[0], "Matin gris", "Le Matin gris"),
        (ids[1], "Le matin", "Le Le Matin"),
    ]
    assert values(desk, ids, "headline") == ["Matin gris", "Le matin", "Soir"]
    assert bulk_edit.replace_in_field(desk, job, ids, "headline", "matin", "Le Matin", case=False) == 2
    assert values(desk, ids, "headline") == ["Le Matin gris", "Le Le Matin", "Soir"]
    history.undo(desk, job)
    assert values(desk, ids, "headline") == ["Matin gris", "Le matin", "Soir"]


def test_a_pattern_moves_its_brackets(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", outlet="Times, The")
    assert bulk_edit.replace_in_field(desk, job, ids, "outlet", r"^(.+), The$", r"The \1", regex=True) == 1
    assert values(desk, ids, "outlet") == ["The Times"]


def test_a_replacement_that_makes_a_wrong_date_changes_nothing(desk: Desk, job: QuietJob) -> None:
    (id,) = made(desk, "One")
    clippings.edit_field(desk, job, [id], "published", "1968-05-03")
    with pytest.raises(UserMistake):
        bulk_edit.replace_in_field(desk, job, [id], "published", "05", "15")
    assert values(desk, [id], "published") == ["1968-05-03"]


def test_a_pattern_that_never_ends_is_given_up(
    desk: Desk, job: QuietJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_edit, "REGEX_SECONDS", 1.0)
    ids = made(desk, "a" * 60)
    with pytest.raises(UserMistake, match="too long"):
        bulk_edit.replace_preview(desk, job, ids, "headline", "(a+)+b", "", regex=True)


def test_a_corrected_text_keeps_the_old_version_and_moves_annotations(desk: Desk, job: QuietJob) -> None:
    id = clippings.new_clipping(desk, job, Fields(headline="One"), "The strke began.\nWe stay out.")
    note = annotations.annotate_quote(desk, job, id, "We stay out", "A vow.")
    clippings.correct_text(desk, job, id, "The strike began at last.\nWe stay out.")
    page = clippings.show_clipping(desk, job, id)
    assert page.clipping.text.body == "The strike began at last.\nWe stay out."
    assert page.text_versions == 2
    (target,) = annotations.show_annotation(desk, job, note).text_targets
    assert page.clipping.text.body[target.start : target.end] == "We stay out"
    history.undo(desk, job)
    assert clippings.show_clipping(desk, job, id).clipping.text.body == "The strke began.\nWe stay out."


def test_an_unchanged_text_makes_no_version(desk: Desk, job: QuietJob) -> None:
    id = clippings.new_clipping(desk, job, Fields(headline="One"), "Same.")
    clippings.correct_text(desk, job, id, "Same.\n")
    assert clippings.show_clipping(desk, job, id).text_versions == 1
    assert desk.archive.undo_state().undo == "New clipping"


def test_the_trash_gives_back_and_forgets(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", "Two")
    clippings.trash(desk, job, ids)
    assert desk.archive.undo_state().undo == "Move 2 clippings to the trash"
    clippings.restore(desk, job, ids[:1])
    with desk.archive.read() as records:
        assert records.clippings.place_ids(Place(PlaceKind.ALL)) == {ids[0]}
        assert records.clippings.place_ids(Place(PlaceKind.TRASH)) == {ids[1]}
    with pytest.raises(UserMistake, match="not in the trash"):
        trash_can.empty_trash(desk, job, ids)
    trash_can.empty_trash(desk, job)
    with pytest.raises(UserMistake, match=f"no clipping {ids[1]}"):
        clippings.show_clipping(desk, job, ids[1])
    with pytest.raises(UserMistake):
        history.undo(desk, job)
    with pytest.raises(UserMistake, match="empty"):
        trash_can.empty_trash(desk, job)


def test_a_state_is_set_with_its_reason(desk: Desk, job: QuietJob) -> None:
    ids = made(desk, "One", "Two")
    clippings.set_state(desk, job, ids, "out", "sport")
    clipping = clippings.show_clipping(desk, job, ids[1]).clipping
    assert (clipping.state, clipping.state_reason) == (TriageState.OUT, "sport")
    with pytest.raises(UserMistake):
        clippings.set_state(desk, job, ids, "gone")
