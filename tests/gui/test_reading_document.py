"""The document holds the body one for one: every code point is found again, whatever the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from archive_app.domain.clipping import Block, BlockKind, Clipping, Fields, PressDate, Span, SpanKind, Text
from archive_app.gui.views.offsets import Offsets
from archive_app.gui.views.reading_document import (
    ReadingColours,
    ReadingStyle,
    build_document,
    head_line,
    safe_address,
)

INK = QColor("black")
STYLE = ReadingStyle(ReadingColours(INK, INK, INK, INK, INK, INK), ("Noto Serif",), ("Inter",))


def made(
    body: str,
    blocks: tuple[Block, ...] = (),
    spans: tuple[Span, ...] = (),
    headline: str = "",
    language: str = "",
) -> Clipping:
    return Clipping(1, "uid", Fields(headline=headline, language=language), Text(body, blocks, spans))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A 😀 smile, and a 𝒳.\nNext 🏳️‍🌈 line", "🏳️‍🌈 line"),
        ("软禁一年内\n不得离开北京", "不得离开"),
        ("مرحبا بالعالم\nالسطر الثاني", "الثاني"),
        ("line\u2028broken\nand\x0bodd\x00 signs \ufffc here", "here"),
        ("\n\nempty lines\n\nbetween\n", "between"),
        ("𝒳𝒳𝒳\n𝒳𝒴", "𝒴"),
    ],
)
def test_a_passage_is_found_by_its_code_points(qapp: QApplication, body: str, words: str) -> None:
    reading = build_document(made(body, headline="A headline"), STYLE)
    start = body.index(words)
    cursor = reading.cursor(start, start + len(words))
    assert cursor.selectedText() == words
    assert reading.passage(cursor) == (start, start + len(words))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_the_body_keeps_its_length_in_the_document(body: str) -> None:
    reading = build_document(made(body, headline="x"), STYLE)
    assert reading.document.characterCount() - 1 == reading.body_end
    assert reading.point(reading.position(len(body))) == len(body)


@given(st.text(max_size=60))
def test_offsets_go_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    assert [offsets.to_points(offsets.to_units(point)) for point in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )
    assert offsets.unit_length == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_selection_outside_the_body_is_no_passage(qapp: QApplication) -> None:
    reading = build_document(made("The body.", headline="The headline"), STYLE)
    cursor = reading.cursor(0, 0)
    cursor.setPosition(0)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    assert reading.passage(cursor) is None
    cursor.setPosition(0)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    assert reading.passage(cursor) == (0, len("The body."))


def test_markup_is_shown_and_never_read(qapp: QApplication) -> None:
    body = '<img src="file:///etc/hostname"><b>bold</b> &amp; <script>x</script>'
    reading = build_document(made(body, headline="<i>headline</i>"), STYLE)
    assert body in reading.document.toPlainText()
    assert "<i>headline</i>" in reading.document.toPlainText()


def test_only_web_addresses_become_links(qapp: QApplication) -> None:
    body = "one two"
    spans = (
        Span(SpanKind.LINK, 0, 3, "file:///etc/passwd"),
        Span(SpanKind.LINK, 4, 7, "https://example.org"),
    )
    reading = build_document(made(body, spans=spans), STYLE)
    assert reading.cursor(0, 3).charFormat().anchorHref() == ""
    assert reading.cursor(4, 7).charFormat().anchorHref() == "https://example.org"
    assert not safe_address("javascript:alert(1)")


def test_blocks_are_set_by_their_kind(qapp: QApplication) -> None:
    lines = ("A crosshead", "an item", "said she", "and so on")
    kinds = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.PARAGRAPH)
    blocks, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(kind, start, start + len(line), 2))
        start += len(line) + 1
    body = "\n".join(lines)
    reading = build_document(made(body, tuple(blocks)), STYLE)
    crosshead, item, quotation, paragraph = (
        reading.cursor(body.index(line), body.index(line)).block() for line in lines
    )
    assert crosshead.blockFormat().headingLevel() == 2
    assert item.textList() is not None
    assert quotation.blockFormat().leftMargin() > 0
    assert paragraph.textList() is None
    assert paragraph.blockFormat().leftMargin() == 0


def test_chinese_asks_for_its_own_face(qapp: QApplication) -> None:
    reading = build_document(made("软禁", language="zh-Hans"), STYLE)
    families = reading.cursor(0, 2).charFormat().font().families()
    assert families[0].startswith("Noto Serif CJK")


def test_the_head_line_says_when_and_where() -> None:
    fields = Fields(
        published=PressDate("2012-05-08"), updated=PressDate("2015-10-01"), section="Arts", page="C2"
    )
    line = head_line(Clipping(1, "u", fields, Text()))
    shown = line.replace("\u2068", "").replace("\u2069", "")
    assert shown == "8 May 2012 · updated 1 October 2015 · Arts, p. C2"
