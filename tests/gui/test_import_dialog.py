"""The import shows what it recognised, lets a person correct it, and says exactly what it will do."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Fields
from archive_app.domain.listing import Place, PlaceKind
from archive_app.gui.session import Session
from archive_app.gui.views.import_dialog import CHOOSE, DONE, REVIEW, ImportDialog
from archive_app.gui.views.importing.drop import dropped_paths
from archive_app.gui.views.importing.review_files import FileState
from archive_app.gui.views.importing.review_model import ACTION, FACTS_ROLE, FILE, FOUND, READ_AS
from archive_app.gui.widgets.row_choice import choose_row
from archive_app.operations.attaching import attach_file
from archive_app.operations.clippings import new_clipping, trash
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import import_files, staged
from archive_app.operations.job import QuietJob

ARTICLE = "{0}\n\nThe Northern Courier, 8 May 2012\n\nThe evening began with two full houses in {0}.\n"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """Two articles, one of them with a lying name, and an empty file."""
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE.format("Film on a defiant artist"), encoding="utf-8")
    (folder / "two\u202etxt.exe.txt").write_text(ARTICLE.format("Künstler frei"), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def settle(session: Session) -> None:
    for _ in range(3):
        assert any(session.jobs.wait_idle(30) for _ in range(5))


def opened(session: Session, qtbot: QtBot, *paths: Path) -> ImportDialog:
    dialog = ImportDialog(session, paths)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(session)
    return dialog


def cell(dialog: ImportDialog, name: str, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    model = dialog.review.model
    row = next(row for row, file in enumerate(model.files) if file.name.startswith(name))
    return model.index(row, column).data(role)


def test_choosing_lists_what_was_added_and_reading_leads_to_the_review(
    session: Session, qtbot: QtBot, box: Path
) -> None:
    dialog = opened(session, qtbot)
    assert dialog.step == CHOOSE
    assert not dialog.foot.button.isEnabled()
    dialog.choose.add([box, box])
    assert dialog.choose.paths == (box,)
    assert dialog.foot.button.text() == "Read 1 file or folder"
    dialog.foot.button.click()
    settle(session)
    assert dialog.step == REVIEW
    assert len(dialog.run.files) == 3


def test_the_review_says_how_each_file_was_read_and_the_button_what_it_will_do(
    session: Session, qtbot: QtBot, box: Path
) -> None:
    dialog = opened(session, qtbot, box)
    assert cell(dialog, "one", READ_AS) == "Read as plain text"
    assert cell(dialog, "one", FOUND) == "1"
    assert "The Northern Courier" in cell(dialog, "one", FILE, FACTS_ROLE)
    assert "empty" in cell(dialog, "empty", FILE, FACTS_ROLE)
    assert cell(dialog, "empty", ACTION) == "Look…"
    assert "‹U+202E›" in cell(dialog, "two", FILE)
    assert dialog.head.said() == "3 files: 2 new clippings, 1 needs a look."
    assert dialog.foot.button.text() == "Import 2 clippings"


def test_a_file_that_is_here_already_is_not_counted_and_names_the_first(
    session: Session, qtbot: QtBot, box: Path, desk: Desk, job: QuietJob
) -> None:
    import_files(desk, job, [box / "one.txt"])
    dialog = opened(session, qtbot, box)
    assert cell(dialog, "one", FILE, FACTS_ROLE) == "Already in the archive: Film on a defiant artist"
    assert dialog.foot.button.text() == "Import 1 clipping"
    with qtbot.waitSignal(session.shown) as shown:
        dialog.review._act(next(row for row, file in enumerate(dialog.run.files) if file.name == "one.txt"))
    assert shown.args[0].id == 1


def test_a_file_whose_clipping_lies_in_the_trash_offers_to_restore_it(
    session: Session, qtbot: QtBot, box: Path, desk: Desk, job: QuietJob
) -> None:
    import_files(desk, job, [box / "one.txt"])
    trash(desk, job, [1])
    dialog = opened(session, qtbot, box / "one.txt")
    assert dialog.run.files[0].state is FileState.TRASHED
    assert cell(dialog, "one", ACTION) == "Restore"
    dialog.review._act(0)
    settle(session)
    with desk.archive.read() as records:
        assert not records.clippings.get(1).trashed
    assert dialog.run.files[0].state is FileState.DUPLICATE


def test_fields_are_corrected_for_one_file_or_for_many_before_the_import(
    session: Session, qtbot: QtBot, box: Path, desk: Desk
) -> None:
    dialog = opened(session, qtbot, box)
    dialog.review.table.selectAll()
    dialog.review.open_editor()
    editor = dialog.review.editor
    line = editor._lines["section"].findChild(QWidget) or editor._lines["section"]
    line.setFocus()
    qtbot.keyClicks(line, "Arts")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(session)
    row = next(row for row, file in enumerate(dialog.run.files) if file.name == "one.txt")
    choose_row(dialog.review.table, row)
    headline = editor._lines["headline"]
    assert headline.text() == "Film on a defiant artist"
    assert "two full houses" in editor._preview.toPlainText()
    headline.setFocus()
    headline.selectAll()
    qtbot.keyClicks(headline, "A better headline")
    qtbot.keyClick(headline, Qt.Key.Key_Return)
    settle(session)
    dialog.go_on()
    settle(session)
    with desk.archive.read() as records:
        found = records.clippings.find([1, 2])
    assert {one.fields.section for one in found.values()} == {"Arts"}
    assert "A better headline" in {one.fields.headline for one in found.values()}


def test_a_wrong_date_is_refused_at_its_field(session: Session, qtbot: QtBot, box: Path) -> None:
    dialog = opened(session, qtbot, box / "one.txt")
    dialog.review.open_editor()
    date = dialog.review.editor._lines["published"]
    date.line.setText("2012-13")
    date.line.editingFinished.emit()
    settle(session)
    assert "There is no such day" in date.said.text()
    assert dialog.run.files[0].drafts[0].fields.published.edtf == "2012-05-08"


def test_a_row_is_taken_out_and_the_button_counts_anew(session: Session, qtbot: QtBot, box: Path) -> None:
    dialog = opened(session, qtbot, box)
    row = next(row for row, file in enumerate(dialog.run.files) if file.name == "one.txt")
    choose_row(dialog.review.table, row)
    qtbot.keyClick(dialog.review.table, Qt.Key.Key_Delete)
    settle(session)
    assert dialog.foot.button.text() == "Import 1 clipping"
    assert (box / "one.txt").exists()


def test_the_report_has_a_row_per_file_and_the_import_can_be_undone(
    session: Session, qtbot: QtBot, box: Path, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(session, qtbot, box)
    dialog.head.collection.setCurrentText("Sichuan 2008")
    dialog.head.topics_line.setText("art, prison, art")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert dialog.step == DONE
    assert dialog.head.said() == "2 clippings added from 2 files; 1 needs a look."
    assert dialog.done_step.table.rowCount() == 3
    with desk.archive.read() as records:
        assert [one.name for one in records.collections.all()] == ["Sichuan 2008"]
        assert {one.name for one in records.subjects.all()} == {"art", "prison"}
        assert records.clippings.count() == 2
    report = tmp_path / "report.csv"
    dialog.done_step.save_report(report)
    rows = list(csv.DictReader(report.read_text(encoding="utf-8").splitlines()))
    assert sorted(row["outcome"] for row in rows) == ["added", "added", "quarantined"]
    dialog.done_step.undo.click()
    settle(session)
    with desk.archive.read() as records:
        assert records.clippings.count() == 0
        assert records.clippings.count(trashed=True) == 2


def test_the_imported_clippings_are_listed(session: Session, qtbot: QtBot, box: Path) -> None:
    dialog = opened(session, qtbot, box)
    dialog.go_on()
    settle(session)
    dialog.foot.button.click()
    assert [place.kind for place in session.request.places] == [PlaceKind.BATCH]
    assert not dialog.isVisible()
    assert isinstance(session.request.places[0], Place)


def test_a_review_that_was_left_open_is_taken_up_again(
    session: Session, qtbot: QtBot, box: Path, desk: Desk, job: QuietJob
) -> None:
    first = opened(session, qtbot, box)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    again = opened(session, qtbot)
    assert again.step == REVIEW
    assert again.foot.button.text() == "Import 2 clippings"
    again.go_back()
    settle(session)
    assert again.step == CHOOSE
    assert staged(desk, job) == ()


def test_stopping_keeps_what_was_read_and_reading_goes_on_later(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(ARTICLE.format(f"Headline {number}"), encoding="utf-8")
    dialog = ImportDialog(session, [folder])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.foot.cancel.text() == "Stop"
    dialog.foot.cancel.click()
    settle(session)
    unread = [file for file in dialog.run.files if file.state is FileState.UNREAD]
    assert len(dialog.run.files) in (0, 60)
    if unread:
        dialog.run.read_on()
        settle(session)
        assert dialog.foot.button.text() == "Import 60 clippings"


def test_dropping_files_on_the_dialog_adds_them(session: Session, qtbot: QtBot, box: Path) -> None:
    dialog = opened(session, qtbot)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(box / "one.txt")), QUrl("https://example.org/a.txt")])
    assert dropped_paths(mime) == (box / "one.txt",)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(QPoint(500, 60))
    event = QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys, QEvent.Type.Drop)
    dialog.dropEvent(event)
    assert dialog.choose.paths == (box / "one.txt",)


def test_a_file_dropped_on_a_clipping_made_by_hand_becomes_its_source(
    desk: Desk, job: QuietJob, box: Path, qapp: object
) -> None:
    id = new_clipping(desk, job, Fields(headline="From microfilm"))
    attach_file(desk, job, id, box / "one.txt")
    with desk.archive.read() as records:
        clipping = records.clippings.get(id)
    assert [source.name for source in clipping.sources] == ["one.txt"]
    assert "two full houses" in clipping.text.body
    assert clipping.fields.headline == "From microfilm"
