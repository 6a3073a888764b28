"""Texts that a person types: words into blocks, and a correction that keeps what it can of the old form."""

import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher

from archive_app.domain.clipping import Block, BlockKind, PageRange, Span, Text, TextSource


def typed_text(body: str) -> Text:
    """Return typed words as a text: every line that is not empty becomes a paragraph."""
    lines = _lines(body)
    blocks: list[Block] = []
    start = 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    return Text("\n".join(lines), tuple(blocks), source=TextSource.PERSON)


def retyped_text(before: Text, body: str) -> Text:
    """Return a corrected version of a text.

    Lines that stay as they were keep their kind of block, links and emphasis; a changed line keeps the
    kind of the one it replaces; pages begin where their first line went.
    """
    text = typed_text(body)
    old_blocks = before.blocks or typed_text(before.body).blocks
    old_lines = [before.body[block.start : block.end] for block in old_blocks]
    new_lines = [text.body[block.start : block.end] for block in text.blocks]
    blocks = list(text.blocks)
    spans: list[Span] = []
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        for old, new in zip(range(old_from, old_to), range(new_from, new_to), strict=False):
            blocks[new] = replace(blocks[new], kind=old_blocks[old].kind, level=old_blocks[old].level)
            if tag == "equal":
                spans += _moved_spans(before, old_blocks[old], blocks[new])
    pages = _moved_pages(before, old_blocks, text, matcher)
    return replace(text, blocks=tuple(blocks), spans=tuple(spans), pages=pages)


def _lines(body: str) -> list[str]:
    lines = (line.strip() for line in unicodedata.normalize("NFC", body).splitlines())
    return [line for line in lines if line]


def _moved_spans(before: Text, old: Block, new: Block) -> list[Span]:
    shift = new.start - old.start
    inside = (span for span in before.spans if old.start <= span.start and span.end <= old.end)
    return [replace(span, start=span.start + shift, end=span.end + shift) for span in inside]


def _moved_pages(
    before: Text, old_blocks: tuple[Block, ...], text: Text, matcher: SequenceMatcher[str]
) -> tuple[PageRange, ...]:
    if not before.pages:
        return ()
    starts = [_moved_line(page.start, old_blocks, text, matcher) for page in before.pages]
    starts[0] = 0
    ends = [*(max(0, start - 1) for start in starts[1:]), len(text.body)]
    return tuple(
        PageRange(page.page, start, max(start, end))
        for page, start, end in zip(before.pages, starts, ends, strict=True)
    )


def _moved_line(offset: int, old_blocks: tuple[Block, ...], text: Text, matcher: SequenceMatcher[str]) -> int:
    """Return where the line at or after an old offset begins in the new text."""
    line = next((at for at, block in enumerate(old_blocks) if block.end > offset), len(old_blocks))
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if old_from <= line < old_to:
            new_line = min(new_from + line - old_from, new_to)
            return text.blocks[new_line].start if new_line < len(text.blocks) else len(text.body)
    return len(text.body)
