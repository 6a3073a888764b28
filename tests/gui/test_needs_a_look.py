"""Files that could not be read wait with their reason; past imports keep their reports."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from archive_app.domain.listing import PlaceKind
from archive_app.gui.session import Session
from archive_app.gui.views.collections_page import CollectionsPage
from archive_app.gui.views.imports_page import ImportsPage
from archive_app.gui.views.needs_a_look import NeedsALook
from archive_app.gui.widgets.row_choice import choose_row
from archive_app.operations.collecting import put_into_collection
from archive_app.operations.collections import collections
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import ImportReport, import_files
from archive_app.operations.job import QuietJob


def settle(session: Session) -> None:
    for _ in range(3):
        assert any(session.jobs.wait_idle(20) for _ in range(5))


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def report(tmp_path: Path, desk: Desk, job: QuietJob) -> ImportReport:
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "A headline\n\nThe Courier, 8 May 2012\n\nWords and words.\n", encoding="utf-8"
    )
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4\n")
    return import_files(desk, job, [folder])


@pytest.fixture
def looks(report: ImportReport, session: Session, qtbot: QtBot) -> NeedsALook:
    page = NeedsALook(session)
    qtbot.addWidget(page)
    page.show()
    settle(session)
    return page


def test_each_file_has_its_reason(looks: NeedsALook) -> None:
    names = {looks.table.item(row, 0).text(): looks.table.item(row, 1).text() for row in range(2)}
    assert set(names) == {"empty.txt", "cut.pdf"}
    assert "empty" in names["empty.txt"]
    assert "2 files" in said(looks)


def test_discarding_is_undone(looks: NeedsALook, session: Session, desk: Desk) -> None:
    looks.table.selectAll()
    looks.discard()
    settle(session)
    assert looks.entries == ()
    assert "Nothing needs a look" in said(looks)
    desk.archive.undo()
    settle(session)
    assert len(looks.entries) == 1


def test_trying_again_says_that_it_is_still_unreadable(looks: NeedsALook, session: Session) -> None:
    choose_row(looks.table, 0)
    looks.retry()
    settle(session)
    assert "Still not readable" in said(looks)
    assert len(looks.entries) == 2


def test_a_file_that_was_mended_is_read(looks: NeedsALook, session: Session, desk: Desk) -> None:
    row = next(row for row, entry in enumerate(looks.entries) if entry.path.endswith("empty.txt"))
    Path(looks.entries[row].path).write_text(
        "Mended\n\nThe Courier, 9 May 2012\n\nWords.\n", encoding="utf-8"
    )
    for kept in desk.archive.files.quarantined.glob("*"):
        kept.unlink()
    choose_row(looks.table, row)
    looks.retry()
    settle(session)
    assert [Path(entry.path).name for entry in looks.entries] == ["cut.pdf"]


@pytest.fixture
def imports(report: ImportReport, session: Session, qtbot: QtBot) -> ImportsPage:
    page = ImportsPage(session)
    qtbot.addWidget(page)
    page.show()
    settle(session)
    return page


def test_a_past_import_has_its_day_its_counts_and_its_report(imports: ImportsPage) -> None:
    assert imports.table.item(0, 0).text().startswith("The import of ")
    assert [imports.table.item(0, column).text() for column in (1, 2, 3)] == ["1", "", "2"]
    assert imports.report.table.rowCount() == 3


def test_a_past_import_is_shown_and_undone(imports: ImportsPage, session: Session, desk: Desk) -> None:
    imports.show_clippings()
    assert session.request.places[0].kind is PlaceKind.BATCH
    imports.report.undo.click()
    settle(session)
    with desk.archive.read() as records:
        assert records.clippings.count() == 0
    assert not imports.report.undo.isEnabled()


@pytest.fixture
def tree(session: Session, qtbot: QtBot) -> CollectionsPage:
    page = CollectionsPage(session)
    qtbot.addWidget(page)
    page.show()
    settle(session)
    return page


def test_collections_are_made_nested_renamed_and_deleted(
    tree: CollectionsPage, session: Session, desk: Desk, job: QuietJob
) -> None:
    for name in ("Art and power", "Sichuan 2008"):
        tree.new_name.setText(name)
        tree.create()
        settle(session)
    item = tree.tree.topLevelItem(1)
    assert item is not None
    tree.tree.setCurrentItem(item)
    tree.nest()
    settle(session)
    parent = tree.tree.topLevelItem(0)
    assert parent is not None
    assert parent.childCount() == 1
    tree.rename_collection(parent.child(0).data(0, 256))
    parent.child(0).setText(0, "Wenchuan 2008")
    settle(session)
    assert {one.name for one in collections(desk, job)} == {"Art and power", "Wenchuan 2008"}
    tree.unnest()
    settle(session)
    assert all(one.parent_id is None for one in collections(desk, job))
    tree.delete()
    settle(session)
    assert len(collections(desk, job)) == 1


def test_clippings_are_put_into_a_new_collection_in_one_step(
    three: list[int], desk: Desk, job: QuietJob
) -> None:
    id = put_into_collection(desk, job, "Sichuan 2008", three)
    assert [(one.id, one.clippings) for one in collections(desk, job)] == [(id, 3)]
    desk.archive.undo()
    assert collections(desk, job) == ()
