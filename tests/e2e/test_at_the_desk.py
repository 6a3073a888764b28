"""The program on a desktop: without a mouse, in two themes, on a small screen, started again and twice."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar

from tests.e2e.conftest import Opener, quit_program
from tests.e2e.screen import until
from tests.e2e.user import User

CHECKOUT = Path(__file__).parents[2]
STRIKE = "Dock strike ends after fifteen weeks"


def test_a_session_without_a_mouse(sample: User) -> None:
    user = sample
    user.presses("Ctrl+F")
    user.types("strike date:1984")
    until(lambda: user.session.request.query == "strike date:1984", "the search")
    user.rests()
    user.presses("Return")
    until(user.window.clippings.list.table.hasFocus, "the keys in the list")
    first = user.listed()[0]
    user.reads(first)
    user.presses("J")
    user.reads(user.listed()[1])
    user.presses("K")
    user.reads(first)
    user.tags("cranes and men", kind="topic")
    user.presses("F6")
    user.presses("Ctrl+Home")
    for _ in range(5):
        user.presses("Ctrl+Shift+Right")
    until(lambda: user.reader.text.textCursor().hasSelection(), "a selection by keys")
    user.presses("R")
    user.presses("Ctrl+K")
    user.types("theme")
    user.presses("Escape")
    user.presses("Ctrl+2")
    user.sees("Set field…")
    user.presses("Ctrl+1")
    user.presses("F1")
    user.widget("helpPage")
    user.presses("Ctrl+1", "Ctrl+Shift+F", "Return")
    user.finds('topic:"cranes and men"', first)


def test_both_themes_are_readable_and_change_while_it_runs(sample: User) -> None:
    user = sample
    user.opens(STRIKE)
    light = user.window.grab().toImage().pixelColor(700, 800)
    user.takes_picture("9-light")
    user.presses("Ctrl+Shift+L")
    until(lambda: user.program.theme.dark, "the dark theme")
    dark = user.window.grab().toImage().pixelColor(700, 800)
    user.takes_picture("9-dark")
    assert dark.lightness() < 70 < 200 < light.lightness()


def test_nothing_is_cut_on_a_small_screen(sample: User) -> None:
    user = sample
    user.opens(STRIKE)
    for size in ((1366, 768), (1024, 700)):
        user.window.resize(*size)
        user.rests()
        user.takes_picture(f"9-{size[0]}")
        inside = QRect(0, 0, *size)
        for widget in user.window.findChildren(QAbstractButton) + user.window.findChildren(QLineEdit):
            if widget.isVisible() and not widget.visibleRegion().isEmpty():
                place = QRect(widget.mapTo(user.window, widget.rect().topLeft()), widget.size())
                assert inside.contains(place), (size, widget.objectName(), place)
        for bar in user.window.findChildren(QTabBar):
            if bar.isVisible():
                assert sum(bar.tabRect(at).width() for at in range(bar.count())) <= bar.width() + 1


def test_it_comes_back_as_it_was(sample: User, start: Opener) -> None:
    folder = sample.program.opener.folder
    sample.searches("strike date:1984")
    sample.opens(STRIKE)
    sample.clicks_tab("Links", within="inspector")
    sample.window.resize(860, 600)
    quit_program(sample.program)

    again = start(folder, size=None)
    again.reads(STRIKE)
    assert again.session.request.query == "strike date:1984"
    assert STRIKE in again.listed()
    assert again.session.selection == (again.session.current.id,)  # type: ignore[union-attr]
    assert (again.window.width(), again.window.height()) == (860, 600)
    assert again.program.settings.text("inspector.tab") == "links"


def test_a_second_start_hands_its_file_to_the_first(sample: User, tmp_path: Path) -> None:
    article = tmp_path / "late.txt"
    article.write_text(
        "Late news\n\nThe Northern Courier, 9 May 2012\n\nOne more came in.\n", encoding="utf-8"
    )
    folder = str(sample.program.opener.folder)
    other = subprocess.Popen(
        [sys.executable, "-m", "archive_app", "--archive", folder, str(article)], cwd=CHECKOUT, env=os.environ
    )
    until(lambda: other.poll() is not None, "the end of the second start")
    assert other.returncode == 0
    sample.reviews()
    sample.sees("Late news", "Import 1 clipping", within="importDialog")
    sample.finishes_import()
    sample.closes("importDialog")
    assert "Late news" in sample.listed()
