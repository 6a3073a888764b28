"""Suggested names: rejecting one is remembered; and a note on a clipping is one step."""

import pytest

from archive_app.domain.clipping import Fields, Origin
from archive_app.domain.link import EndKind
from archive_app.domain.subject import MentionStatus, SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.operations import annotations, clippings, history, links, subjects
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


def suggest(desk: Desk, clipping: int, name: str = "Alison Klayman") -> int:
    """Let a machine suggest a person; returns the person's id."""
    with desk.archive.write("Suggest names", origin="machine") as records:
        person = records.subjects.ensure(SubjectKind.PERSON, name)
        records.subjects.tag(
            [clipping], person, SubjectRole.MENTIONED, MentionStatus.SUGGESTED, Origin.DETECTED
        )
    return person


def shown(desk: Desk, clipping: int) -> list[tuple[str, str]]:
    page = clippings.show_clipping(desk, QuietJob(), clipping)
    return [(one.name, one.status.value) for one in page.subjects]


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> int:
    return clippings.new_clipping(desk, job, Fields(headline="HotDocs"))


def test_a_rejected_suggestion_is_not_made_again(desk: Desk, job: QuietJob, clipping: int) -> None:
    suggest(desk, clipping)
    (found,) = clippings.show_clipping(desk, job, clipping).subjects
    subjects.reject_suggestion(desk, job, found.id)
    assert shown(desk, clipping) == []
    suggest(desk, clipping)
    assert shown(desk, clipping) == []
    assert history.undo(desk, job).label == "Undo: Reject a suggestion"
    assert shown(desk, clipping) == [("Alison Klayman", "suggested")]


def test_a_person_may_still_say_what_was_rejected(desk: Desk, job: QuietJob, clipping: int) -> None:
    person = suggest(desk, clipping)
    (found,) = clippings.show_clipping(desk, job, clipping).subjects
    subjects.reject_suggestion(desk, job, found.id)
    subjects.tag_with_subject(desk, job, [clipping], person, "mentioned")
    assert shown(desk, clipping) == [("Alison Klayman", "confirmed")]


def test_untagging_in_bulk_leaves_rejections_remembered(desk: Desk, job: QuietJob, clipping: int) -> None:
    person = suggest(desk, clipping)
    (found,) = clippings.show_clipping(desk, job, clipping).subjects
    subjects.reject_suggestion(desk, job, found.id)
    subjects.tag_with_subject(desk, job, [clipping], person, "author")
    subjects.untag_clippings(desk, job, [clipping], person)
    suggest(desk, clipping)
    assert shown(desk, clipping) == []


def test_a_confirmed_role_is_not_lost_in_a_rejected_one(desk: Desk, job: QuietJob, clipping: int) -> None:
    person = suggest(desk, clipping)
    (found,) = clippings.show_clipping(desk, job, clipping).subjects
    subjects.reject_suggestion(desk, job, found.id)
    subjects.tag_with_subject(desk, job, [clipping], person, "about")
    (about,) = clippings.show_clipping(desk, job, clipping).subjects
    subjects.set_role(desk, job, about.id, "mentioned")
    assert shown(desk, clipping) == [("Alison Klayman", "confirmed")]


def test_a_note_on_a_clipping_is_one_step(desk: Desk, job: QuietJob, clipping: int) -> None:
    note = annotations.note_on_clipping(desk, job, clipping, "Compare with the programme", "green", ["film"])
    (link,) = links.links_of(desk, job, EndKind.CLIPPING, clipping)
    assert (link.source.kind, link.source.id) == (EndKind.ANNOTATION, note)
    assert desk.archive.undo_state().undo == "Note on a clipping"
    history.undo(desk, job)
    assert links.links_of(desk, job, EndKind.CLIPPING, clipping) == ()
    assert annotations.standing_alone(desk, job) == ()
    history.redo(desk, job)
    assert [one.body for one in annotations.standing_alone(desk, job)] == ["Compare with the programme"]


@pytest.mark.parametrize(("clipping_id", "body"), [(1, " "), (99, "A note")])
def test_a_note_that_cannot_be_kept_leaves_nothing(
    desk: Desk, job: QuietJob, clipping: int, clipping_id: int, body: str
) -> None:
    with pytest.raises(UserMistake):
        annotations.note_on_clipping(desk, job, clipping_id, body)
    assert annotations.standing_alone(desk, job) == ()
