"""The page of a PDF is drawn sharp, its hits are marked, and its words can be copied."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from archive_app.domain.clipping import Clipping, Fields
from archive_app.gui.session import Session
from archive_app.gui.views.page_layout import PageLayout, clamp_zoom
from archive_app.gui.views.page_reader import PageReader
from archive_app.gui.views.page_words import hit_boxes, hit_phrases, line_boxes, nearest_word, selected_text
from archive_app.operations.clippings import new_clipping, show_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import import_files
from archive_app.operations.job import QuietJob
from archive_app.operations.pages import Word
from archive_app.resource_files import resource

WORDS = (
    Word("He", 0.1, 0.1, 0.05, 0.02),
    Word("was", 0.16, 0.1, 0.05, 0.02),
    Word("under", 0.22, 0.1, 0.08, 0.02),
    Word("“house", 0.31, 0.1, 0.1, 0.02),
    Word("arrest,”", 0.1, 0.13, 0.1, 0.02),
    Word("near", 0.21, 0.13, 0.05, 0.02),
    Word("the", 0.27, 0.13, 0.05, 0.02),
    Word("house.", 0.33, 0.13, 0.1, 0.02),
)


@pytest.fixture
def clipping(desk: Desk, job: QuietJob) -> Clipping:
    path = Path(str(resource("samples/articles/courier-1984-02-07-dockers-walk-out.pdf")))
    report = import_files(desk, job, [path])
    return show_clipping(desk, job, report.entries[0].clipping_ids[0]).clipping


@pytest.fixture
def pages(qtbot: QtBot, session: Session) -> PageReader:
    pages = PageReader(session)
    qtbot.addWidget(pages)
    pages.resize(520, 640)
    pages.show()
    return pages


def settle(session: Session) -> None:
    """Wait for the work, and for the work that its notices start."""
    assert any(session.jobs.wait_idle() for _ in range(5))


def drawn(qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping) -> None:
    pages.show_clipping(clipping)
    settle(session)
    width = round(pages.canvas.layout_.page_width * pages.devicePixelRatioF())
    qtbot.waitUntil(
        lambda: (
            (found := pages.canvas.store.picture(pages.canvas.sheets[0], width)) is not None
            and found.width() == width
        )
    )


def test_pages_are_drawn_at_the_width_of_the_view(
    qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping
) -> None:
    drawn(qtbot, session, pages, clipping)
    assert len(pages.canvas.sheets) == 2
    assert pages.place.text() == "Page 1 of 2"
    picture = pages.canvas.grab().toImage()
    shades = {picture.pixelColor(x, y).lightness() for x in range(60, 460, 3) for y in range(40, 300, 3)}
    assert min(shades) < 80
    assert max(shades) > 240


def test_the_page_follows_the_scroll(
    qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping
) -> None:
    drawn(qtbot, session, pages, clipping)
    pages.go_to_page(1)
    assert pages.place.text() == "Page 2 of 2"
    pages.canvas.verticalScrollBar().setValue(0)
    assert pages.place.text() == "Page 1 of 2"


def test_keys_and_wheel_zoom(qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping) -> None:
    drawn(qtbot, session, pages, clipping)
    qtbot.keyClicks(pages.canvas, "+")
    assert pages.percent.text() == "120 %"
    assert pages.canvas.horizontalScrollBar().maximum() > 0
    qtbot.keyClicks(pages.canvas, "-")
    assert pages.percent.text() == "100 %"
    pages.canvas.set_zoom(99)
    assert pages.canvas.layout_.zoom == clamp_zoom(99)
    qtbot.keyClicks(pages.canvas, "0")
    assert pages.percent.text() == "100 %"
    settle(session)


def test_hits_lie_on_the_page_and_are_stepped_through(
    qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping
) -> None:
    drawn(qtbot, session, pages, clipping)
    pages.set_hits(["company"])
    qtbot.waitUntil(lambda: len(pages.canvas._hits(pages.canvas.sheets[0])) == 3)
    before = pages.canvas.grab().toImage()
    pages.set_hits([])
    assert pages.canvas.grab().toImage() != before
    pages.set_hits(["agreement"])
    qtbot.waitUntil(lambda: pages.canvas.store.words(pages.canvas.sheets[1]) is not None)
    pages.step_hit(1)
    assert pages.place.text() == "Page 2 of 2"


def test_words_are_selected_by_dragging_and_copied(
    qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping
) -> None:
    drawn(qtbot, session, pages, clipping)
    canvas = pages.canvas
    qtbot.waitUntil(lambda: canvas.store.words(canvas.sheets[0]) is not None)
    words = canvas.store.words(canvas.sheets[0]) or ()
    first = next(at for at, word in enumerate(words) if word.text == "Dockers")
    place = canvas.layout_.place(0)

    def point(at: int) -> QPoint:
        word = words[at]
        x, y = place.x + (word.x + word.w / 2) * place.width, place.y + (word.y + word.h / 2) * place.height
        return QPointF(x, y).toPoint()

    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(first))
    qtbot.mouseMove(canvas.viewport(), point(first + 2))
    canvas._end = (0, first + 2)
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(first + 2))
    assert canvas.selection() == "Dockers walk out"
    qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Dockers walk out"


def test_a_clipping_without_a_pdf_says_so(
    session: Session, pages: PageReader, desk: Desk, job: QuietJob
) -> None:
    id = new_clipping(desk, job, Fields(headline="A cutting on microfilm"), "Words.")
    pages.show_clipping(show_clipping(desk, job, id).clipping)
    assert pages.empty.isVisible()
    assert "no PDF" in pages.empty.sentence.text()


def test_a_page_that_cannot_be_drawn_says_why(
    qtbot: QtBot, session: Session, pages: PageReader, clipping: Clipping, desk: Desk
) -> None:
    path = desk.archive.files.path(clipping.sources[0].sha256)
    path.chmod(0o644)
    path.write_bytes(b"%PDF-1.4 broken")
    pages.show_clipping(clipping)
    settle(session)
    qtbot.waitUntil(lambda: bool(pages.canvas.problems))
    assert all(problem for problem in pages.canvas.problems.values())


def test_phrases_are_found_over_punctuation_and_lines() -> None:
    assert hit_phrases(["House Arrest", "", "…"]) == {("house", "arrest")}
    boxes = hit_boxes(WORDS, hit_phrases(["house arrest"]))
    assert [round(box.y(), 2) for box in boxes] == [0.1, 0.13]
    assert len(hit_boxes(WORDS, hit_phrases(["house"]))) == 2
    assert hit_boxes(WORDS, frozenset()) == []


def test_a_chinese_word_is_found_inside_a_line() -> None:
    line = (Word("记者在门外等候软禁解除", 0.1, 0.1, 0.55, 0.02),)
    (box,) = hit_boxes(line, hit_phrases(["软禁"]))
    assert (round(box.x(), 3), round(box.width(), 3)) == (0.45, 0.1)


def test_a_selection_reads_with_the_lines_of_the_page() -> None:
    assert selected_text(WORDS[2:6]) == "under “house\narrest,” near"
    assert len(line_boxes(WORDS[2:6])) == 2
    assert nearest_word(WORDS, 0.17, 0.11) == 1
    assert nearest_word(WORDS, 0.9, 0.9, exact=True) is None
    assert nearest_word((), 0.5, 0.5) is None


def test_pages_of_different_shapes_stand_under_each_other() -> None:
    layout = PageLayout(3, 632)
    assert layout.page_width == 600
    assert layout.learn(1, 0.5)
    assert layout.place(1).height == 300
    assert layout.place(2).y == layout.place(1).bottom + 16
    assert layout.page_at(layout.place(2).y + 1) == 2
    assert layout.visible(0, 10_000) == range(3)
    layout.zoom = 2
    assert layout.place(0).x == 16
    assert PageLayout(0).visible(0, 500) == range(0)
