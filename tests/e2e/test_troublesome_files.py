"""Files that are empty, cut, locked, lying or here already: a row with a sentence, and the rest goes on."""

import os
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTableWidget

from archive_app.gui.views.importing.review_model import FACTS_ROLE, FILE
from archive_app.resource_files import resource
from tests.e2e.screen import rows_of, until
from tests.e2e.user import User

ARTICLE = "{0}\n\nThe Northern Courier, 8 May 2012\n\nThe evening began with two full houses in {0}.\n"
SAMPLE_PDF = resource("samples", "articles", "courier-1984-02-07-dockers-walk-out.pdf")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """Two good articles among files that cannot be read."""
    box = tmp_path / "box"
    box.mkdir()
    (box / "good.txt").write_text(ARTICLE.format("A good one"), encoding="utf-8")
    (box / "again.txt").write_text(ARTICLE.format("A good one"), encoding="utf-8")
    (box / "last.txt").write_text(ARTICLE.format("The last one"), encoding="utf-8")
    (box / "empty.txt").write_bytes(b"")
    (box / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (box / "cut.pdf").write_bytes(SAMPLE_PDF.read_bytes()[:3000])
    (box / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    writer = pypdf.PdfWriter(clone_from=SAMPLE_PDF)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(box / "locked.pdf")
    os.mkfifo(box / "pipe.txt")
    unreadable = box / "unreadable.txt"
    unreadable.write_text(ARTICLE.format("Nobody may read me"), encoding="utf-8")
    unreadable.chmod(0)
    return box


def sentence_of(user: User, name: str) -> str:
    """What the review says of a file."""
    model = user.import_dialog().review.model
    row = next(row for row, file in enumerate(model.files) if file.name == name)
    return model.index(row, FILE).data(FACTS_ROLE)


def test_every_file_gets_a_row_with_a_sentence_and_the_batch_goes_on(fresh: User, box: Path) -> None:
    user = fresh
    user.drops_files(box, on=user.window.clippings)
    dialog = user.reviews()
    user.takes_picture("7-review")
    assert "The Northern Courier" in sentence_of(user, "last.txt")
    assert "empty" in sentence_of(user, "empty.txt")
    assert "password" in sentence_of(user, "locked.pdf")
    for name in ("binary.txt", "cut.pdf", "picture.html"):
        assert sentence_of(user, name).endswith("."), sentence_of(user, name)
    states = {file.name: file.state.value for file in dialog.run.files}
    assert {states[name] for name in ("empty.txt", "binary.txt", "cut.pdf", "locked.pdf")} == {"look"}
    assert sorted((states["good.txt"], states["again.txt"])) == ["duplicate", "ready"]
    readable = 3 if os.geteuid() == 0 else 2
    user.sees(f"Import {readable} clippings", within="importDialog")
    user.finishes_import()
    user.sees(f"{readable} clippings added from {readable} files", "1 already here", within="importDialog")
    report = user.widget("importReport")
    assert isinstance(report, QTableWidget)
    assert report.rowCount() >= 9
    assert all(line.count(" · ") and line.rstrip().endswith((".", ")")) for line in rows_of(report)), rows_of(
        report
    )
    user.takes_picture("7-report")

    user.clicks("openLooks")
    user.sees("Needs a look: ", "empty.txt", "locked.pdf", within="needsALook")
    user.clicks_row("looksTable", "locked.pdf")
    user.sees(str(box / "locked.pdf"), within="needsALook")
    user.takes_picture("7-looks")
    user.clicks("retryLook")
    user.sees("Still not readable.")
    user.clicks_row("looksTable", "empty.txt")
    user.clicks("discardLook")
    user.does_not_see("empty.txt", within="looksTable")
    user.undoes()
    user.sees("empty.txt", within="looksTable")
    user.presses("Ctrl+1")
    assert "The last one" in user.listed()


def test_the_same_file_twice_leads_to_the_first(fresh: User, box: Path) -> None:
    user = fresh
    user.imports(box / "good.txt")
    dialog = user.opens_import(box / "again.txt")
    user.sees("Already in the archive: A good one", within="importDialog")
    assert not dialog.foot.button.isEnabled() or "0" not in dialog.foot.button.text()
    table = dialog.review.table
    action = table.visualRect(dialog.review.model.index(0, dialog.review.model.columnCount() - 1))
    user.clicks(table.viewport(), action.center())
    user.reads("A good one")
    user.clicks(dialog.foot.cancel)
    user.closes("importDialog")
    assert user.listed() == ["A good one"]


def test_fields_are_corrected_before_the_import_and_it_is_undone_from_the_report(
    fresh: User, box: Path
) -> None:
    user = fresh
    before = user.dump()
    user.opens_import(box / "good.txt", box / "last.txt")
    user.presses("Ctrl+A", "F2")
    user.fills("draft_section", "Arts", enter=True)
    user.rests()
    user.presses("Escape")
    user.finishes_import()
    user.sees("2 clippings added from 2 files.")
    sections = user.archive_holds(lambda records: [records.clippings.get(id).fields.section for id in (1, 2)])
    assert sections == ["Arts", "Arts"]
    user.clicks("undoImport")
    user.sees("Undone: the clippings lie in the trash.")
    assert user.dump() == before
    user.closes("importDialog")
    user.goes_to("Trash")
    assert sorted(user.listed()) == ["A good one", "The last one"]
    user.opens("A good one")
    user.sees("This clipping lies in the trash.")
    user.takes_picture("7-trash")
    user.presses("Ctrl+Shift+R")
    user.rests()
    assert user.listed() == ["The last one"]
    user.clears_search()
    assert user.listed() == ["A good one"]


def test_a_long_import_is_stopped_and_what_was_done_is_kept(fresh: User, tmp_path: Path) -> None:
    user = fresh
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number:03}.txt").write_text(ARTICLE.format(f"Headline {number}"), encoding="utf-8")
    user.drops_files(many, on=user.window.clippings)
    dialog = user.import_dialog()
    until(lambda: dialog.run.busy and dialog.foot.cancel.text() == "Stop", "a button that stops")
    user.clicks(dialog.foot.cancel, QPoint(10, 10))
    until(lambda: not dialog.run.busy, "the end of reading")
    user.takes_picture("7-stopped")
    user.rests()
    if dialog.run.files:
        user.clicks(dialog.foot.cancel)
    user.rests()
    user.closes("importDialog")
    user.sees("No clippings yet")
    assert not list((user.session.desk.archive.folder / "staging").iterdir())  # type: ignore[union-attr]
