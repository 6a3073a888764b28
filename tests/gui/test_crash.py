"""Bugs are shown with their details and the program stays; mistakes are told as messages."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from archive_app.errors import ArchiveAppError, UserMistake
from archive_app.gui.crash import CrashHandler, crash_box
from archive_app.user_folders import user_folder


def raised(error: Exception) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def test_a_bug_opens_a_box_and_a_mistake_a_message(qapp: QApplication) -> None:
    before = sys.excepthook
    handler = CrashHandler()
    told: list[ArchiveAppError] = []
    handler.mistakes = told.append
    handler.install()
    try:
        raised(UserMistake("No such date."))
        raised(KeyError("surprise"))
        qapp.processEvents()
        boxes = [w for w in qapp.topLevelWidgets() if w.objectName() == "crashBox" and w.isVisible()]
        assert len(boxes) == 1
        boxes[0].close()
    finally:
        handler.remove()
    assert [str(error) for error in told] == ["No such date."]
    assert sys.excepthook is before


def test_details_can_be_copied(qapp: QApplication) -> None:
    box = crash_box("It broke", "Nothing is lost.", "Traceback: here", None)
    button = next(b for b in box.findChildren(QPushButton) if b.text() == "Copy details")
    button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Press Archive ")
    assert copied.endswith("Traceback: here")
    assert isinstance(box, QMessageBox)
    box.deleteLater()


def test_an_earlier_crash_is_told_once(qapp: QApplication) -> None:
    traces = user_folder("state") / "crash.txt"
    traces.parent.mkdir(parents=True, exist_ok=True)
    traces.write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    handler = CrashHandler()
    assert "Segmentation fault" in handler.earlier_crash()
    assert handler.earlier_crash() == ""


@pytest.mark.parametrize("text", ["", "\n"])
def test_a_clean_end_leaves_nothing_to_tell(qapp: QApplication, text: str) -> None:
    traces = user_folder("state") / "crash.txt"
    traces.parent.mkdir(parents=True, exist_ok=True)
    traces.write_text(text, encoding="utf-8")
    assert CrashHandler().earlier_crash() == ""
