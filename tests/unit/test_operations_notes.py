"""Annotations and links: on passages, on pages, standing alone; from both ends."""

import pytest

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Fields
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.errors import UserMistake
from archive_app.operations import annotations, clippings, history, links, subjects
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob

BODY = "“It’s under very strong control,” he said.\nHe left. He left."


@pytest.fixture
def ids(desk: Desk, job: QuietJob) -> list[int]:
    return [clippings.new_clipping(desk, job, Fields(headline=f"No. {n}"), BODY) for n in range(2)]


def test_a_straight_quote_finds_the_curly_passage(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    id = annotations.annotate_quote(
        desk, job, ids[0], '"It\'s under  very strong control,"', "Who?", "green", ["power", " power "]
    )
    (note,) = clippings.show_clipping(desk, job, ids[0]).annotations
    assert (note.id, note.body, note.colour, note.codes) == (id, "Who?", Colour.GREEN, ("power",))
    (target,) = note.text_targets
    assert BODY[target.start : target.end] == target.quote == "“It’s under very strong control,”"
    assert note.author == "Mira"


@pytest.mark.parametrize("quote", ["He left.", "nowhere to be found", ""])
def test_an_ambiguous_or_absent_quote_makes_nothing(
    desk: Desk, job: QuietJob, ids: list[int], quote: str
) -> None:
    with pytest.raises(UserMistake):
        annotations.annotate_quote(desk, job, ids[0], quote)
    assert clippings.show_clipping(desk, job, ids[0]).annotations == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_passage_outside_the_text_is_a_mistake(
    desk: Desk, job: QuietJob, ids: list[int], start: int, end: int
) -> None:
    with pytest.raises(UserMistake):
        annotations.annotate(desk, job, ids[0], start, end)


def test_a_note_is_edited_and_deleted_and_comes_back(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    id = annotations.annotate(desk, job, ids[0], 0, 5)
    assert desk.archive.undo_state().undo == "Highlight"
    annotations.edit_annotation(desk, job, id, body="Now with words.", colour="pink")
    annotations.edit_annotation(desk, job, id, codes=("frame",))
    before = desk.archive.dump()
    annotations.delete_annotation(desk, job, id)
    assert annotations.all_annotations(desk, job) == ()
    history.undo(desk, job)
    assert desk.archive.dump() == before
    note = annotations.show_annotation(desk, job, id)
    assert (note.body, note.colour, note.codes) == ("Now with words.", Colour.PINK, ("frame",))


def test_a_note_stands_alone_and_is_linked_to_anything(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    note = annotations.new_note(desk, job, "Ask the archive for 1969.")
    person = subjects.create_subject(desk, job, "person", "Ada Brandt")
    end = LinkEnd(EndKind.ANNOTATION, note)
    links.link_records(desk, job, end, LinkEnd(EndKind.CLIPPING, ids[0]), "cites")
    links.link_records(desk, job, end, LinkEnd(EndKind.SUBJECT, person))
    assert [one.id for one in annotations.standing_alone(desk, job)] == [note]
    (row,) = annotations.all_annotations(desk, job)
    assert (row.clipping_id, row.headline) == (None, "")
    others = {
        (link.other_end(EndKind.ANNOTATION, note).kind, link.other_end(EndKind.ANNOTATION, note).title)
        for link in links.links_of(desk, job, "annotation", note)
    }
    assert others == {(EndKind.CLIPPING, "No. 0"), (EndKind.SUBJECT, "Ada Brandt")}
    (seen,) = subjects.subject_page(desk, job, person).links
    assert seen.other_end(EndKind.SUBJECT, person).id == note
    with pytest.raises(UserMistake):
        annotations.new_note(desk, job, " ")
    with pytest.raises(UserMistake):
        annotations.edit_annotation(desk, job, note, body="")


def test_a_link_is_seen_from_both_ends(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    links.link_clippings(desk, job, ids[1], ids[0], "follows-up", "Two days later.")
    (link,) = clippings.show_clipping(desk, job, ids[0]).links
    assert link.type is LinkType.FOLLOWS_UP
    assert link.label_from(EndKind.CLIPPING, ids[0]) == "followed up by"
    assert link.other_end(EndKind.CLIPPING, ids[0]).title == "No. 1"
    assert clippings.show_clipping(desk, job, ids[1]).links == (link,)
    assert desk.archive.undo_state().undo == "Link 2 clippings"
    links.edit_link(desk, job, link.id, "corrects", "One day later.")
    (link,) = links.links_of(desk, job, "clipping", ids[0])
    assert (link.type, link.note) == (LinkType.CORRECTS, "One day later.")
    links.delete_link(desk, job, link.id)
    assert links.links_of(desk, job, "clipping", ids[1]) == ()
    history.undo(desk, job)
    assert len(links.links_of(desk, job, "clipping", ids[1])) == 1


def test_a_link_to_itself_or_doubled_or_to_nothing_is_a_mistake(
    desk: Desk, job: QuietJob, ids: list[int]
) -> None:
    links.link_clippings(desk, job, ids[0], ids[1])
    before = desk.archive.dump()
    for a, b, type in ((ids[0], ids[0], "related"), (ids[0], ids[1], "related"), (ids[0], 99, "related")):
        with pytest.raises(UserMistake):
            links.link_clippings(desk, job, a, b, type)
    with pytest.raises(UserMistake, match="follows-up"):
        links.link_clippings(desk, job, ids[0], ids[1], "cousin-of")
    assert desk.archive.dump() == before


def test_many_are_linked_in_one_step(desk: Desk, job: QuietJob, ids: list[int]) -> None:
    third = clippings.new_clipping(desk, job, Fields(headline="Third"))
    ends = [LinkEnd(EndKind.CLIPPING, id) for id in ids]
    assert len(links.link_many(desk, job, ends, LinkEnd(EndKind.CLIPPING, third), "reprint-of")) == 2
    history.undo(desk, job)
    assert links.links_of(desk, job, "clipping", third) == ()
