"""The inspector shows what hangs on a clipping, and writes what is changed in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Fields, Origin, PressDate, TriageState
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.listing import PlaceKind
from archive_app.domain.subject import MentionStatus, SubjectKind, SubjectRole
from archive_app.gui.session import Session, Target
from archive_app.gui.views.inspector import Inspector
from archive_app.gui.views.inspector.names_tab import short_date
from archive_app.gui.views.inspector.parts import OpenRow
from archive_app.operations.annotations import annotate, new_note
from archive_app.operations.clippings import new_clipping, show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.links import link_clippings
from archive_app.operations.subjects import create_subject, subjects, tag_clippings

FIELDS = Fields(headline="Film on a defiant artist", published=PressDate("2012-05-08", "May 8, 2012"))


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> int:
    return new_clipping(desk, job, FIELDS, "The evening began with two full houses.")


@pytest.fixture
def inspector(qtbot: QtBot, session: Session, clipping: int) -> Inspector:
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.resize(272, 800)
    inspector.show()
    session.show(Target("clipping", clipping))
    settle(session)
    return inspector


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def row(inspector: Inspector, name: str) -> OpenRow:
    (found,) = [r for r in inspector.findChildren(OpenRow, name) if not r.isHidden()]
    return found


def test_a_name_that_is_there_is_taken_by_typing(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    create_subject(desk, job, SubjectKind.PERSON, "Ai Weiwei", variants=["艾未未"])
    field = inspector.names.field
    field.line.setText("艾未")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(show_clipping(desk, job, clipping).subjects))
    (attached,) = show_clipping(desk, job, clipping).subjects
    assert (attached.name, attached.role) == ("Ai Weiwei", SubjectRole.ABOUT)
    assert len(subjects(desk, job)) == 1
    settle(session)
    assert field.text() == ""


def test_a_new_name_is_made_of_the_chosen_kind(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    field = inspector.names.field
    qtbot.keyClicks(field.line, "Hot Docs 2012")
    field.ask()
    settle(session)
    offered = [field.list.item(at).text() for at in range(field.list.count())]
    at = next(at for at, text in enumerate(offered) if text.startswith("New event"))
    field.list.setCurrentRow(at)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    settle(session)
    (attached,) = show_clipping(desk, job, clipping).subjects
    assert (attached.kind, attached.name) == (SubjectKind.EVENT, "Hot Docs 2012")


def test_a_chip_narrows_the_list_and_delete_takes_it_off(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    tag_clippings(desk, job, [clipping], SubjectKind.PERSON, "Alison Klayman")
    settle(session)
    (attached,) = show_clipping(desk, job, clipping).subjects
    chip = row(inspector, f"subject_{attached.id}")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    (place,) = session.request.places
    assert (place.kind, place.id, place.title) == (PlaceKind.SUBJECT, attached.subject_id, "Alison Klayman")
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    settle(session)
    assert show_clipping(desk, job, clipping).subjects == ()


def test_the_role_is_changed_from_its_menu(
    session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    tag_clippings(desk, job, [clipping], SubjectKind.PERSON, "Alison Klayman")
    settle(session)
    (attached,) = show_clipping(desk, job, clipping).subjects
    inspector.names._set_role(attached, SubjectRole.QUOTED)
    settle(session)
    assert show_clipping(desk, job, clipping).subjects[0].role is SubjectRole.QUOTED


def test_notes_are_counted_listed_and_deleted(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    note = annotate(desk, job, clipping, 4, 11, Colour.GREEN, "Which evening?")
    settle(session)
    assert inspector.tabs.tabText(1) == "Notes 1"
    inspector.show_tab("notes")
    shown = row(inspector, f"annotation_{note}")
    assert "Which evening?" in shown.accessibleName()
    shown.opened.emit()
    assert session.current == Target("clipping", clipping, (4, 11))
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    settle(session)
    assert show_clipping(desk, job, clipping).annotations == ()


def test_a_link_leads_to_the_other_end_and_back(
    session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    other = new_clipping(desk, job, Fields(headline="Künstler nach 81 Tagen frei"), "Text.")
    link = link_clippings(desk, job, clipping, other, LinkType.FOLLOWS_UP, "a year before")
    settle(session)
    inspector.show_tab("links")
    assert "follows up" in row(inspector, f"link_{link}").accessibleName()
    row(inspector, f"link_{link}").opened.emit()
    settle(session)
    assert inspector.page is not None
    assert inspector.page.clipping.id == other
    assert "followed up by" in row(inspector, f"link_{link}").accessibleName()
    session.back()
    settle(session)
    assert inspector.page.clipping.id == clipping


def test_a_field_is_kept_on_enter(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    inspector.show_tab("details")
    field = inspector.details.rows["holding_fonds"].field
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "F/7/12960")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(session)
    assert show_clipping(desk, job, clipping).clipping.fields.holding.fonds == "F/7/12960"
    assert desk.archive.undo_state().undo == "Edit fonds"


def test_a_bad_date_is_explained_at_the_field(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    inspector.show_tab("details")
    row = inspector.details.rows["published"]
    assert isinstance(row.field, QLineEdit)
    assert "as printed: May 8, 2012" in row.below.text()
    row.field.setFocus()
    row.field.setText("8 of May")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    settle(session)
    assert "is not a date" in row.problem.text()
    assert row.problem.isVisible()
    assert show_clipping(desk, job, clipping).clipping.fields.published.edtf == "2012-05-08"


def test_what_is_typed_is_kept_when_another_clipping_is_shown(
    session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    other = new_clipping(desk, job, Fields(headline="Another"), "Text.")
    inspector.show_tab("details")
    field = inspector.details.rows["section"].field
    assert isinstance(field, QLineEdit)
    field.setText("Arts")
    session.show(Target("clipping", other))
    settle(session)
    assert show_clipping(desk, job, clipping).clipping.fields.section == "Arts"
    assert show_clipping(desk, job, other).clipping.fields.section == ""
    assert field.text() == ""


def test_the_state_is_set_from_its_box(
    session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    box = inspector.details.state
    box.setCurrentIndex(box.findData(TriageState.OUT.value))
    box.activated.emit(box.currentIndex())
    settle(session)
    assert show_clipping(desk, job, clipping).clipping.state is TriageState.OUT


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [("2012-04-26", "26 Apr 2012"), ("2011-04-03/2011-06-22", "81 days"), ("1934~", "c. 1934")],
)
def test_dates_of_events_are_short(edtf: str, shown: str) -> None:
    assert short_date(edtf) == shown


def test_a_link_to_a_name_opens_its_page_and_back_returns_to_the_reader(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    person = create_subject(desk, job, SubjectKind.PERSON, "Alison Klayman")
    asked: list[str] = []
    session.page_asked.connect(asked.append)
    inspector.links.follow(LinkEnd(EndKind.SUBJECT, person, "Alison Klayman"))
    assert (session.current, asked) == (Target("subject", person), ["subject"])
    session.back()
    assert asked == ["subject", "clippings"]
    note = new_note(desk, job, "Ask the film museum")
    inspector.links.follow(LinkEnd(EndKind.ANNOTATION, note, "Ask"))
    settle(session)
    assert asked[-1] == "annotations"


def test_what_is_typed_while_a_name_is_written_stays(
    qtbot: QtBot, session: Session, inspector: Inspector, clipping: int, desk: Desk, job: QuietJob
) -> None:
    create_subject(desk, job, SubjectKind.PERSON, "Ai Weiwei")
    field = inspector.names.field
    field.line.setText("weiw")
    field.ask()
    settle(session)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(field.line, "klay")
    settle(session)
    assert [one.name for one in show_clipping(desk, job, clipping).subjects] == ["Ai Weiwei"]
    assert field.text() == "klay"


def suggested(desk: Desk, clipping: int, name: str) -> None:
    with desk.archive.write("Suggest") as records:
        subject = records.subjects.ensure(SubjectKind.PERSON, name)
        records.subjects.tag([clipping], subject, status=MentionStatus.SUGGESTED, origin=Origin.DETECTED)


@pytest.mark.parametrize(
    ("key", "left"),
    [(Qt.Key.Key_Return, [MentionStatus.CONFIRMED]), (Qt.Key.Key_X, []), (Qt.Key.Key_Delete, [])],
)
def test_a_suggestion_is_taken_by_enter_and_refused_by_x(
    qtbot: QtBot,
    session: Session,
    inspector: Inspector,
    clipping: int,
    desk: Desk,
    job: QuietJob,
    key: Qt.Key,
    left: list[MentionStatus],
) -> None:
    suggested(desk, clipping, "Alison Klayman")
    settle(session)
    (found,) = show_clipping(desk, job, clipping).subjects
    chip = row(inspector, f"subject_{found.id}")
    chip.setFocus()
    qtbot.keyClick(chip, key)
    settle(session)
    assert [one.status for one in show_clipping(desk, job, clipping).subjects] == left
