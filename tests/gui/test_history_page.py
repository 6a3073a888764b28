"""History shows who changed what, and undoes an older step alone."""

import pytest
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Fields
from archive_app.gui.session import Session, Target
from archive_app.gui.views.history_page import HistoryPage
from archive_app.operations.clippings import edit_field, new_clipping, show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> int:
    id = new_clipping(desk, job, Fields(headline="Old headline"), "Words.")
    edit_field(desk, job, [id], "headline", "New headline")
    edit_field(desk, job, [id], "section", "Arts")
    return id


@pytest.fixture
def page(qtbot: QtBot, session: Session, clipping: int) -> HistoryPage:
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    settle(session)
    return page


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def labels(page: HistoryPage) -> list[str]:
    return [item.text(0) for item in page._items()]


def test_the_newest_step_comes_first_with_its_author(page: HistoryPage) -> None:
    assert labels(page) == ["Edit section", "Edit headline", "New clipping"]
    assert page._items()[0].text(3) == "Mira"


def test_a_step_shows_before_and_after(page: HistoryPage) -> None:
    change = page._items()[1].child(0)
    assert change is not None
    children = [child for at in range(change.childCount()) if (child := change.child(at)) is not None]
    texts = [[child.text(column) for column in range(3)] for child in children]
    assert ["headline", "Old headline", "New headline"] in texts


def test_an_older_step_is_undone_alone(
    session: Session, page: HistoryPage, clipping: int, desk: Desk, job: QuietJob
) -> None:
    page.tree.setCurrentItem(page._items()[1])
    page.undo_chosen()
    settle(session)
    fields = show_clipping(desk, job, clipping).clipping.fields
    assert (fields.headline, fields.section) == ("Old headline", "Arts")


def test_what_was_touched_since_is_named(
    session: Session, page: HistoryPage, clipping: int, desk: Desk, job: QuietJob
) -> None:
    edit_field(desk, job, [clipping], "headline", "Newest headline")
    settle(session)
    at = labels(page).index("Edit headline", 1)
    page.tree.setCurrentItem(page._items()[at])
    page.undo_chosen()
    settle(session)
    assert page.problem.text()
    assert show_clipping(desk, job, clipping).clipping.fields.headline == "Newest headline"


def test_the_history_of_one_clipping_leaves_out_others(
    session: Session, page: HistoryPage, clipping: int, desk: Desk, job: QuietJob
) -> None:
    other = new_clipping(desk, job, Fields(headline="Another"), "Words.")
    settle(session)
    page.show_target(Target("clipping", other))
    settle(session)
    assert labels(page) == ["New clipping"]
    page.show_target(Target("archive", 0))
    settle(session)
    assert len(labels(page)) == 4
