"""Names are found, made, renamed, merged and deleted on one page; each has a page of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archive_app.domain.listing import PlaceKind
from archive_app.gui.session import Session, Target
from archive_app.gui.views.names.name_form import split_language
from archive_app.gui.views.names_page import NamesPage
from archive_app.gui.views.subject_page import SubjectPage
from archive_app.gui.widgets.row_choice import choose_row
from archive_app.operations.desk import Desk
from archive_app.operations.history import undo
from archive_app.operations.job import QuietJob
from archive_app.operations.naming_pages import sentence_with
from archive_app.operations.subjects import add_variant, subjects, tag_clippings


def settle(session: Session) -> None:
    for _ in range(3):
        assert any(session.jobs.wait_idle(20) for _ in range(5))


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def person(three: list[int], desk: Desk, job: QuietJob) -> int:
    """Ai Weiwei on two clippings, with Alison Klayman beside him on one, and a double 'Weiwei, Ai'."""
    found = tag_clippings(desk, job, three[:2], "person", "Ai Weiwei")
    tag_clippings(desk, job, three[:1], "person", "Alison Klayman")
    tag_clippings(desk, job, three[1:], "person", "Weiwei, Ai")
    return found.subject.id


@pytest.fixture
def page(person: int, session: Session, qtbot: QtBot) -> NamesPage:
    page = NamesPage(session)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    settle(session)
    return page


def names(page: NamesPage) -> list[str]:
    return [row.name for row in page.model.rows]


def choose(page: NamesPage, *wanted: str) -> None:
    page.table.clearSelection()
    for row, name in enumerate(names(page)):
        if name in wanted:
            choose_row(page.table, row, also=True)


def test_names_are_listed_by_how_often_they_stand_and_filtered(page: NamesPage) -> None:
    assert names(page) == ["Ai Weiwei", "Weiwei, Ai", "Alison Klayman"]
    assert page.tabs.tabText(0) == "People 3"
    page.filter.setText("klay")
    assert names(page) == ["Alison Klayman"]


def test_a_name_is_made_and_a_double_is_refused(page: NamesPage, session: Session, qtbot: QtBot) -> None:
    for _ in range(2):
        page.new_name.setFocus()
        page.new_name.setText("Tan Zuoren")
        qtbot.keyClick(page.new_name, Qt.Key.Key_Return)
        settle(session)
    assert names(page).count("Tan Zuoren") == 1
    assert "already" in said(page)


def test_an_event_is_made_with_a_range_and_a_wrong_date_is_refused(
    page: NamesPage, session: Session, desk: Desk, job: QuietJob
) -> None:
    page.show_kind("event")
    settle(session)
    page.new_name.setText("Detention")
    page.new_date.line.setText("2011-06-22/2011-04-03")
    page.create()
    settle(session)
    assert names(page) == []
    assert "ends before it begins" in page.new_date.said.text()
    page.new_date.line.setText("2011-04-03/2011-06-22")
    page.create()
    settle(session)
    assert subjects(desk, job, "event")[0].date == "2011-04-03/2011-06-22"
    assert page.model.rows[0].facts == "3 April 2011 – 22 June 2011"


def test_a_name_is_renamed_in_its_row(page: NamesPage, session: Session, desk: Desk, job: QuietJob) -> None:
    row = names(page).index("Alison Klayman")
    assert page.model.setData(page.model.index(row, 0), "Alison Klayman, film maker")
    settle(session)
    assert "Alison Klayman, film maker" in names(page)
    undo(desk, job)
    settle(session)
    assert "Alison Klayman" in names(page)


def test_merging_says_what_moves_and_is_one_step(
    page: NamesPage, session: Session, desk: Desk, job: QuietJob
) -> None:
    choose(page, "Ai Weiwei", "Weiwei, Ai")
    page.merge()
    settle(session)
    assert "1 clipping moves to Ai Weiwei" in page.merge_panel.said.text()
    assert "1 have both" in page.merge_panel.said.text()
    page.merge_panel.button.click()
    settle(session)
    assert names(page) == ["Ai Weiwei", "Alison Klayman"]
    assert page.model.rows[0].clippings == 3
    undo(desk, job)
    settle(session)
    assert len(names(page)) == 3


def test_deleting_names_is_undone_with_one_step(
    page: NamesPage, session: Session, desk: Desk, job: QuietJob
) -> None:
    choose(page, "Weiwei, Ai", "Alison Klayman")
    page.delete()
    settle(session)
    assert names(page) == ["Ai Weiwei"]
    undo(desk, job)
    settle(session)
    assert len(names(page)) == 3


def test_outlets_are_names_too_and_merge(page: NamesPage, session: Session, desk: Desk) -> None:
    page.show_kind("outlet")
    settle(session)
    assert names(page) == ["The Northern Courier", "Morgenblatt"]
    choose(page, *names(page))
    page.merge()
    settle(session)
    page.merge_panel.button.click()
    settle(session)
    assert names(page) == ["The Northern Courier"]
    assert page.model.rows[0].clippings == 3
    with desk.archive.read() as records:
        found = records.outlets.find("Morgenblatt")
    assert found is not None
    assert found.name == "The Northern Courier"


def test_an_empty_kind_teaches_what_it_is_for(page: NamesPage, session: Session) -> None:
    page.show_kind("topic")
    settle(session)
    assert "Your own tags" in said(page)


@pytest.fixture
def subject(person: int, session: Session, qtbot: QtBot) -> SubjectPage:
    page = SubjectPage(session)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    session.show(Target("subject", person))
    settle(session)
    return page


def test_the_page_of_a_person_lists_clippings_by_date_with_the_sentence(subject: SubjectPage) -> None:
    assert [row.published for row in subject.model.rows] == ["2011-06-24", "2012-05-08"]
    assert [row.sentence for row in subject.model.rows] == ["Ai Weiwei ist frei.", "Ai Weiwei spoke."]
    row = subject.model.rows[0]
    assert row.mark is not None
    assert row.sentence[row.mark[0] : row.mark[1]] == "Ai Weiwei"


def test_the_page_names_who_stands_on_the_same_clippings(subject: SubjectPage, session: Session) -> None:
    chips = {chip.text(): chip for chip in subject._companions.findChildren(QPushButton)}
    assert set(chips) == {"Alison Klayman  1", "Weiwei, Ai  1"}
    chips["Alison Klayman  1"].click()
    settle(session)
    assert subject.form.name.text() == "Alison Klayman"


def test_variants_dates_and_description_are_edited_in_place(
    subject: SubjectPage, session: Session, desk: Desk, job: QuietJob
) -> None:
    form = subject.form
    form.variant.line.setText("艾未未 (zh)")
    form.variant.line.editingFinished.emit()
    form.date.line.setText("1957-08-28/..")
    form.date.line.editingFinished.emit()
    form.identifiers.line.setText("wikidata:Q160115")
    form.identifiers.line.editingFinished.emit()
    settle(session)
    found = next(one for one in subjects(desk, job, "person") if one.name == "Ai Weiwei")
    assert [(one.name, one.language) for one in found.variants] == [("艾未未", "zh")]
    assert found.date == "1957-08-28/.."
    assert found.identifiers == (("wikidata", "Q160115"),)
    form.variants.setCurrentRow(0)
    form.remove_variant()
    settle(session)
    assert form.variants.count() == 0


def test_a_name_that_is_taken_is_refused_at_the_field(subject: SubjectPage, session: Session) -> None:
    subject.form.name.line.setText("Alison Klayman")
    subject.form.name.line.editingFinished.emit()
    settle(session)
    assert "already" in subject.form.name.mistake()


def test_wrong_identifiers_are_refused_at_the_field(subject: SubjectPage, session: Session) -> None:
    subject.form.identifiers.line.setText("Q160115")
    subject.form.identifiers.line.editingFinished.emit()
    settle(session)
    assert "is not an identifier" in subject.form.identifiers.mistake()


def test_show_in_list_narrows_the_list(subject: SubjectPage, session: Session, person: int) -> None:
    subject.show_in_list()
    settle(session)
    assert [(place.kind, place.id) for place in session.request.places] == [(PlaceKind.SUBJECT, person)]


def test_a_click_opens_the_clipping_at_the_name(subject: SubjectPage, session: Session) -> None:
    subject._open(subject.model.index(0))
    assert session.current == Target("clipping", 2, (12, 21))


def test_a_deleted_name_says_so(subject: SubjectPage, session: Session, desk: Desk, job: QuietJob) -> None:
    from archive_app.operations.name_edits import delete_subjects

    delete_subjects(desk, job, [subject._target.id if subject._target else 0])
    settle(session)
    assert "This name is gone" in said(subject)


def test_an_outlet_has_a_page_with_its_place(session: Session, three: list[int], qtbot: QtBot) -> None:
    page = SubjectPage(session)
    qtbot.addWidget(page)
    page.show()
    session.show(Target("outlet", 1))
    settle(session)
    page.form.place.line.setText("Manchester")
    page.form.place.line.editingFinished.emit()
    settle(session)
    assert "Manchester" in page._facts.text()
    assert page._facts.text().startswith("outlet · 2 clippings")


@pytest.mark.parametrize(
    ("typed", "name", "language"),
    [
        ("艾未未 (zh)", "艾未未", "zh"),
        ("Springfield (Ohio)", "Springfield (Ohio)", ""),
        ("a (pt-BR)", "a", "pt-BR"),
    ],
)
def test_a_language_stands_in_brackets_behind_a_variant(typed: str, name: str, language: str) -> None:
    assert split_language(typed) == (name, language)


def test_the_sentence_is_found_whatever_the_case_and_accents() -> None:
    body = "Erster Satz. Auf dem Platz stand MÜLLER, 𝒳 und schwieg! Ende."
    found = sentence_with(body, ["Muller", "Müller"])
    assert found is not None
    sentence, mark, passage = found
    assert sentence == "Auf dem Platz stand MÜLLER, 𝒳 und schwieg!"
    assert body[passage[0] : passage[1]] == sentence[mark[0] : mark[1]] == "MÜLLER"
    longest = sentence_with("Ai Weiwei spoke.", ["Ai", "Ai Weiwei"])
    assert longest is not None
    assert longest[1] == (0, 9)
    assert sentence_with("Kein Wort von Müllerei.", ["Müller"]) is None


def test_a_variant_is_searched_too(desk: Desk, job: QuietJob, person: int) -> None:
    from archive_app.operations.naming_pages import name_page

    add_variant(desk, job, person, "Nobody")
    page = name_page(desk, job, person)
    assert page.rows[1].sentence in ("Ai Weiwei spoke.", "Nobody came.")
    assert page.total == 2


def test_what_is_typed_while_a_name_is_written_is_the_next_name(page: NamesPage, session: Session) -> None:
    page.new_name.setText("Tan Zuoren")
    page.create()
    page.new_name.setText("Ai Wei")
    settle(session)
    assert "Tan Zuoren" in names(page)
    assert page.new_name.text() == "Ai Wei"
