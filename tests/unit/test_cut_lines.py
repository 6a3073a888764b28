"""Text in a few lines ends in '…' where there is more."""

import pytest
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from archive_app.gui.views.clipping_delegate import without_start
from archive_app.gui.views.cut_lines import lay_lines

WIDTH = 220


def laid_out(text: str, lines: int = 2) -> QTextLayout:
    font = QFont()
    font.setPixelSize(13)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lay_lines(layout, WIDTH, lines, 18)
    return layout


def test_what_fits_stays_as_it_is(qapp: QApplication) -> None:
    assert laid_out("He tells me so.").text() == "He tells me so."


@pytest.mark.parametrize("word", ["register ", "المدينة القديمة ", "一年内不得离开临河", "𝔘nd so "])
def test_a_longer_text_ends_in_an_ellipsis_within_its_width(qapp: QApplication, word: str) -> None:
    layout = laid_out(word * 30)
    assert layout.text().endswith("…")
    assert layout.lineCount() == 2
    last = layout.lineAt(1)
    assert last.textStart() + last.textLength() == len(layout.text().encode("utf-16-le")) // 2
    for number in range(2):
        shown = layout.lineAt(number).naturalTextRect()
        assert shown.left() >= -1
        assert shown.right() <= WIDTH + 1


def test_a_text_is_cut_after_a_whole_word(qapp: QApplication) -> None:
    assert laid_out("register " * 30).text().endswith("register…")


def test_a_mark_far_behind_the_start_comes_into_sight(qapp: QApplication) -> None:
    text = "𝔘一年内" * 20 + "软禁" + "。" * 9
    at = len(text[: text.index("软")].encode("utf-16-le")) // 2
    shown, _, marks = without_start(text, QFont(), ((at, at + 2),), 40)
    start, end = marks[0]
    assert shown.startswith("… ")
    assert shown.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "软禁"
    assert len(shown) < len(text)


def test_a_mark_at_the_start_keeps_what_stands_before_nothing(qapp: QApplication) -> None:
    shown, _, marks = without_start("arrest and more", QFont(), ((0, 6),), 40)
    assert shown == "… arrest and more"
    assert marks == ((2, 8),)
