"""Typed words become blocks, and a correction keeps the form of what it leaves alone."""

from archive_app.domain.clipping import Block, BlockKind, PageRange, Span, SpanKind, Text, TextSource
from archive_app.domain.typed_text import retyped_text, typed_text

BEFORE = Text(
    "Big news\nThe first one.\nSee this link.\nLast words.",
    blocks=(
        Block(BlockKind.HEADING, 0, 8, 2),
        Block(BlockKind.PARAGRAPH, 9, 23),
        Block(BlockKind.LIST_ITEM, 24, 38),
        Block(BlockKind.PARAGRAPH, 39, 50),
    ),
    spans=(Span(SpanKind.LINK, 33, 37, "https://example.org"), Span(SpanKind.EMPHASIS, 13, 18)),
    pages=(PageRange(0, 0, 23), PageRange(3, 24, 50)),
)


def lines(text: Text) -> list[str]:
    return [text.body[block.start : block.end] for block in text.blocks]


def test_every_line_with_words_is_a_paragraph() -> None:
    text = typed_text("One\r\n\r\n  Two  \n\nThree e\u0301\n")
    assert text.body == "One\nTwo\nThree é"
    assert lines(text) == ["One", "Two", "Three é"]
    assert text.source is TextSource.PERSON


def test_nothing_typed_is_an_empty_text() -> None:
    assert typed_text(" \n ") == Text("", (), source=TextSource.PERSON)


def test_an_unchanged_text_keeps_everything() -> None:
    after = retyped_text(BEFORE, BEFORE.body)
    assert (after.body, after.blocks, after.pages) == (BEFORE.body, BEFORE.blocks, BEFORE.pages)
    assert set(after.spans) == set(BEFORE.spans)


def test_a_new_first_line_moves_the_rest() -> None:
    after = retyped_text(BEFORE, "Special edition\n" + BEFORE.body)
    assert lines(after)[0] == "Special edition"
    assert [block.kind for block in after.blocks][1:] == [block.kind for block in BEFORE.blocks]
    link = next(span for span in after.spans if span.kind is SpanKind.LINK)
    assert after.body[link.start : link.end] == "link"
    assert [after.body[page.start : page.end] for page in after.pages] == [
        "Special edition\nBig news\nThe first one.",
        "See this link.\nLast words.",
    ]


def test_a_corrected_line_keeps_its_kind_and_drops_its_links() -> None:
    after = retyped_text(BEFORE, BEFORE.body.replace("See this", "Read that"))
    assert after.blocks[2].kind is BlockKind.LIST_ITEM
    assert [span.kind for span in after.spans] == [SpanKind.EMPHASIS]
    assert after.body[after.pages[1].start :].startswith("Read that")


def test_a_page_whose_lines_are_gone_is_empty() -> None:
    after = retyped_text(BEFORE, "Big news\nThe first one.")
    assert [after.body[page.start : page.end] for page in after.pages] == ["Big news\nThe first one", ""]
