"""People, events and other names: made, renamed, merged and unmerged, and seen with their clippings."""

from PySide6.QtWidgets import QComboBox

from tests.e2e.day_of_work import make_event
from tests.e2e.screen import rows_of, until
from tests.e2e.user import User


def test_a_person_is_made_renamed_merged_and_unmerged(sample: User) -> None:
    user = sample
    user.presses("Ctrl+3")
    user.clicks_tab("People", within="namesPage")
    user.sees("Wen Haoran", "Tan Yulin", within="namesPage")
    user.fills("newName", "Haoran Wen", enter=True)
    user.sees("Made ‘Haoran Wen’.", "Haoran Wen · ", within="namesPage")
    user.takes_picture("4-names")

    user.clicks_row("namesTable", "Haoran Wen")
    user.presses("F2")
    user.presses("Ctrl+A")
    user.types("Wen, Haoran")
    user.presses("Return")
    user.sees("Wen, Haoran", within="namesTable")
    user.does_not_see("Haoran Wen", within="namesTable")

    user.presses("Return")
    user.widget("subjectPage")
    user.fills("newVariant", "文先生 (zh)", enter=True)
    user.sees("文先生 (zh)", "On no clipping yet", within="subjectPage")
    user.clicks("All names…")
    before = user.dump()

    user.clicks_row("namesTable", "Wen, Haoran")
    user.clicks_row("namesTable", "Wen Haoran", with_ctrl=True)
    user.presses("Ctrl+M")
    keep = user.widget("mergeKeep")
    assert isinstance(keep, QComboBox)
    assert keep.currentText() == "Wen Haoran"
    user.sees(
        "No clipping moves", "‘Wen, Haoran’, ‘文先生’ stay findable as other names", within="mergePanel"
    )
    user.takes_picture("4-merge")
    user.clicks("mergeButton")
    user.sees("Merged 2 names.")
    user.does_not_see("Wen, Haoran ·", within="namesTable")
    user.searches('person:"wen, haoran"')
    assert len(user.listed()) == 21

    user.clears_search()
    user.undoes()
    assert user.dump() == before
    user.presses("Ctrl+3")
    user.sees("Wen, Haoran", within="namesTable")


def test_all_clippings_of_a_person_and_of_an_event_are_seen(sample: User) -> None:
    user = sample
    user.presses("Ctrl+3")
    user.clicks_row("namesTable", "Agnes Thorne")
    user.presses("Return")
    page = user.widget("subjectPage")
    user.sees("Agnes Thorne", "person · ", "Harland & Voss 1", within="subjectPage")
    standing = rows_of(user.view("standings"))
    assert len(standing) >= 2
    user.takes_picture("4-person")
    user.clicks("showInList")
    user.sees("person: Agnes Thorne")
    assert len(user.listed()) == len(standing)
    assert not page.isVisible()

    user.goes_to("Northaven dock strike")
    user.sees("event: Northaven dock strike")
    assert len(user.listed()) == 8
    user.opens("Dock strike ends")
    user.takes_picture("4-event")


def test_an_event_with_a_range_counts_its_days_and_is_found(sample: User) -> None:
    user = sample
    make_event(user, "Week of the lists", "2012-05-03/2012-05-09", "3 May 2012 – 9 May 2012")
    user.fills("newName", "Backwards")
    user.fills("newDate", "2012-05-09/2012-05-03", enter=True)
    user.sees("ends before it begins", within="namesPage")
    user.fills("newName", "")
    user.fills("newDate", "")
    user.presses("Ctrl+1")
    user.searches("date:2012-05")
    headline = user.listed()[0]
    user.opens(headline)
    user.tags("Week of the lists", kind="event")
    user.sees("Week of the lists", "7 days", within="inspector")
    user.finds('event:"week of the lists"', headline)


def test_one_key_tags_many(sample: User) -> None:
    user = sample
    user.searches("date:1984")
    listed = user.listed()
    user.presses("Return", "Ctrl+A")
    until(lambda: len(user.session.selection) == len(listed), "all of them selected")
    user.presses("T")
    user.sees(f"Tag {len(listed)} clippings", within="tagPopover")
    user.presses("Escape")
    user.tags("year of the strike", kind="topic")
    user.finds('topic:"year of the strike"', *listed)
    user.clears_search()
    user.undoes()
    user.finds_nothing('topic:"year of the strike"')


def test_a_name_is_taken_off_with_delete_and_narrows_with_a_click(sample: User) -> None:
    user = sample
    user.searches("person:thorne")
    headline = user.listed()[0]
    user.opens(headline)
    user.clears_search()
    user.opens(headline)
    user.clicks_row_in_inspector("Agnes Thorne")
    user.sees("person: Agnes Thorne")
    assert headline in user.listed()
    user.clears_search()
