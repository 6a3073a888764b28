"""The whole window: it opens an archive, comes back as it was, folds when narrow, and closes clean."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Fields, PressDate
from archive_app.domain.listing import ListRequest
from archive_app.gui.main_window import MainWindow
from archive_app.gui.program import Program
from archive_app.gui.record_link import link_target
from archive_app.gui.session import Target
from archive_app.gui.settings import Settings
from archive_app.gui.single_instance import InstanceServer, hand_over
from archive_app.operations.archives import open_desk
from archive_app.operations.clippings import new_clipping
from archive_app.operations.job import QuietJob

OTHER_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from archive_app.gui.single_instance import hand_over
application = QCoreApplication([])
folder = Path(sys.argv[1])
sys.exit(0 if hand_over(folder, [folder / "a.txt"], "press-archive://x/clipping/1") else 1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of three clippings, closed."""
    desk = open_desk(tmp_path / "Zeitung", create=True, name="Zeitung", author="Mira")
    for number, headline in enumerate(("Alpha", "Beta", "Gamma")):
        fields = Fields(headline=headline, outlet="Courier", published=PressDate(f"2012-05-0{number + 1}"))
        new_clipping(desk, QuietJob(), fields, f"The words of {headline}.")
    desk.close()
    return tmp_path / "Zeitung"


def running(qtbot: QtBot, folder: Path | None) -> Program:
    program = Program(Settings())
    program.asks_author = False
    program.window.resize(1440, 900)
    program.window.show()
    program.begin(folder)
    qtbot.waitUntil(lambda: program.window.is_furnished, timeout=20000)
    if folder is not None:
        qtbot.waitUntil(lambda: program.session.desk is not None, timeout=20000)
        assert program.jobs.wait_idle(30)
        qtbot.waitUntil(lambda: program.jobs.idle() and program.session.listing is not None, timeout=20000)
    return program


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    made: list[Program] = []
    yield made
    for program in made:
        program.window.close()
        program.end()
        program.window.deleteLater()
    QApplication.processEvents()
    alive = [t.name for t in threading.enumerate() if t.name.startswith("jobs-")]
    assert alive == []


def test_it_opens_an_archive_and_shows_its_newest_clipping(
    qtbot: QtBot, folder: Path, programs: list[Program]
) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    window = program.window
    assert window.windowTitle() == "Zeitung – Press Archive"
    assert window.clippings.list.count.text() == "3 clippings"
    qtbot.waitUntil(lambda: program.session.current == Target("clipping", 3), timeout=5000)
    assert window.top_bar.search.count.text().startswith("3 · ")
    assert window.status.counts.text().startswith("3 clippings")


def test_a_bare_frame_gets_its_views_after_it_was_drawn(
    qtbot: QtBot, folder: Path, programs: list[Program]
) -> None:
    settings = Settings()
    window = MainWindow(settings)
    with qtbot.waitSignal(window.drawn, timeout=5000):
        window.show()
    assert not window.is_built
    program = Program(settings, None, window)
    programs.append(program)
    program.asks_author = False
    program.begin(folder)
    assert not window.is_built
    qtbot.waitUntil(lambda: window.is_furnished, timeout=20000)
    qtbot.waitUntil(lambda: program.session.listing is not None, timeout=20000)
    assert window.clippings.list.count.text() == "3 clippings"


def test_it_comes_back_as_it_was(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    first = running(qtbot, folder)
    first.session.list_request(ListRequest("words"))
    assert first.jobs.wait_idle(30)
    first.session.select((2,))
    first.session.show(Target("clipping", 2))
    first.window.close()
    first.end()
    first.window.deleteLater()
    second = running(qtbot, folder)
    programs.append(second)
    assert second.session.request == ListRequest("words")
    assert second.session.selection == (2,)
    assert second.session.current == Target("clipping", 2)


def test_narrow_windows_fold_their_panels(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    window, page = program.window, program.window.clippings
    assert window.navigator.isVisible()
    assert page.inspector_shown
    window.resize(1366, 768)
    assert page.rail.isVisible()
    assert not page.inspector_shown
    window.run_command("view.inspector")
    assert page.inspector_shown
    window.resize(1024, 700)
    assert window.rail.isVisible()
    assert not window.navigator.isVisible()
    window.resize(1440, 900)
    assert window.navigator.isVisible()
    assert not page.rail.isVisible()
    assert page.inspector_shown


def test_single_letters_can_be_turned_off(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    action = program.window.actions_.actions["view.next"]
    assert action.shortcuts() == [QKeySequence("J")]
    program.settings.set("keys.single_letters", False)
    assert action.shortcuts() == []
    assert program.window.actions_.actions["search.focus"].shortcuts() == [QKeySequence("Ctrl+F")]


def test_the_theme_changes_while_it_runs(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    program.theme.choose("dark")
    dark = program.window.grab().toImage().pixelColor(5, 200)
    program.window.run_command("view.theme")
    light = program.window.grab().toImage().pixelColor(5, 200)
    assert dark.lightness() < 60 < 200 < light.lightness()


def test_without_an_archive_it_welcomes(qtbot: QtBot, programs: list[Program]) -> None:
    program = running(qtbot, None)
    programs.append(program)
    assert program.window.page == "welcome"
    assert not program.window.navigator.isVisible()
    assert not program.window.top_bar.import_button.isEnabled()


def test_a_folder_that_is_no_archive_is_refused_and_left_alone(
    qtbot: QtBot, tmp_path: Path, programs: list[Program]
) -> None:
    program = Program(Settings())
    programs.append(program)
    program.window.show()
    program.begin(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: program.window.page == "welcome", timeout=20000)
    assert program.messages.log[-1].kind == "archive"
    assert not (tmp_path / "nowhere").exists()


def test_the_window_answers_while_it_opens(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    """A timer of 10 ms is never late by more than a quarter of a second, on a busy machine too."""
    import time

    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(now - last)
        last = now

    timer = QTimer(interval=10)
    timer.timeout.connect(tick)
    timer.start()
    program = running(qtbot, folder)
    programs.append(program)
    timer.stop()
    assert len(late) > 3
    assert sorted(late)[len(late) // 2] < 0.25


def test_a_second_start_hands_over(qtbot: QtBot, tmp_path: Path) -> None:
    called: list[tuple] = []
    server = InstanceServer()
    server.called.connect(lambda files, link: called.append((files, link)))
    assert not hand_over(tmp_path, (), "")
    assert server.listen(tmp_path)
    other = subprocess.Popen([sys.executable, "-c", OTHER_START, str(tmp_path)])
    qtbot.waitUntil(lambda: bool(called) and other.poll() is not None, timeout=20000)
    server.close()
    assert other.returncode == 0
    assert called == [((tmp_path / "a.txt",), "press-archive://x/clipping/1")]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("press-archive://archive/clipping/7", Target("clipping", 7)),
        ("press-archive://clipping/7?passage=10-20", Target("clipping", 7, (10, 20))),
        ("press-archive://archive/spaceship/7", None),
        ("https://example.org/clipping/7", None),
        ("", None),
    ],
)
def test_links_point_at_records(link: str, target: Target | None) -> None:
    assert link_target(link) == target


def test_the_keyboard_begins_in_the_list(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    window = program.window
    qtbot.waitUntil(lambda: window.focusWidget() is window.clippings.list.table, timeout=5000)


def test_the_keyboard_begins_at_import_in_an_empty_archive(
    qtbot: QtBot, tmp_path: Path, programs: list[Program]
) -> None:
    open_desk(tmp_path / "Leer", create=True, name="Leer", author="Mira").close()
    program = running(qtbot, tmp_path / "Leer")
    programs.append(program)
    window = program.window
    qtbot.waitUntil(lambda: window.focusWidget() is window.clippings.list.empty.button, timeout=5000)


def test_without_an_archive_the_keyboard_begins_at_new(qtbot: QtBot, programs: list[Program]) -> None:
    program = running(qtbot, None)
    programs.append(program)
    focused = program.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "welcomeNew"
    assert not program.window.top_bar.search.isEnabled()


def test_the_navigator_marks_what_is_shown(qtbot: QtBot, folder: Path, programs: list[Program]) -> None:
    program = running(qtbot, folder)
    programs.append(program)
    window = program.window

    def marked() -> list[str]:
        return [index.data() for index in window.navigator.places.selectedIndexes()]

    qtbot.waitUntil(lambda: marked() == ["All clippings"], timeout=5000)
    window.show_page("names")
    assert marked() == ["All names…"]
    window.show_page("history")
    assert marked() == []
    window.show_page("clippings")
    assert marked() == ["All clippings"]
