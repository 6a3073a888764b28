"""Plain text and Markdown: one article, its head told from its body by shape."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from archive_app.domain.clipping import BlockKind, Fields
from archive_app.domain.drafts import Draft
from archive_app.readers.article_head import Head, read_head, read_tail
from archive_app.readers.base import MAX_TEXT_BYTES, FileFacts, ReadContext, read_bytes
from archive_app.readers.blocks import TextBuilder, clean_line
from archive_app.readers.encodings import decode, looks_like_text
from archive_app.readers.front_matter import split_front_matter
from archive_app.readers.furniture import is_caption_stub, is_furniture
from archive_app.readers.language import detect_language, tidy_tag
from archive_app.readers.markdown import add_markdown_block, hash_headings, looks_like_markdown, plain
from archive_app.readers.paragraphs import join_lines
from archive_app.readers.press_lines import dateline_of
from archive_app.readers.prose_dates import read_date, settled

CROSSHEAD_LENGTH = 70
CROSSHEAD_WORDS = 10

_BULLET = re.compile(r"(?:[-*•–·▪‣]|\(?\d{1,2}[.)])\s+(?=\S)")


class PlainTextReader:
    """Reads `.txt` and `.md` files."""

    name = "plain-text"
    title = "Plain text"
    extensions = (".txt", ".md", ".markdown", ".text")
    media_type = "text/plain"
    max_bytes = MAX_TEXT_BYTES

    def score(self, head: bytes, path: Path) -> float:
        return 0.3 if looks_like_text(head) else 0.0

    def read(self, path: Path, context: ReadContext) -> Iterator[Draft | FileFacts]:
        text, _ = decode(read_bytes(path, self.max_bytes))
        markdown = Path(context.name or path.name).suffix.lower() in (
            ".md",
            ".markdown",
        ) or looks_like_markdown(text)
        yield article(text, markdown=markdown)


READER = PlainTextReader()


def article(text: str, *, markdown: bool = False) -> Draft:
    """Return the one article of a decoded text."""
    stated: dict[str, list[str]] = {}
    if markdown:
        stated, text = split_front_matter(text)
        text = hash_headings(text)
    head, body = _split(paragraphs_of(text, markdown=markdown), markdown)
    _put_stated(head, stated)
    builder = TextBuilder()
    for index, paragraph in enumerate(body):
        if markdown:
            add_markdown_block(builder, paragraph)
            continue
        if _BULLET.match(paragraph):
            builder.add(BlockKind.LIST_ITEM, paragraph[_BULLET.match(paragraph).end() :])  # type: ignore[union-attr]
        elif is_crosshead(paragraph, body[index + 1] if index + 1 < len(body) else ""):
            builder.add(BlockKind.HEADING, paragraph, level=2)
        else:
            builder.add(BlockKind.PARAGRAPH, paragraph)
    return _draft(head, builder, tuple(stated.get("keywords", ())))


def paragraphs_of(text: str, *, markdown: bool = False) -> list[str]:
    """Return the paragraphs as single lines: hard-wrapped lines joined, others each their own."""
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    wrapped = _hard_wrapped(groups)
    found: list[str] = []
    for group in groups:
        for piece in _pieces(group, wrapped, markdown):
            line = piece if markdown else clean_line(piece)
            if clean_line(line):
                found.append(line.strip() if markdown else line)
    return found


def is_crosshead(paragraph: str, following: str) -> bool:
    """Is this short line between paragraphs a heading inside the article?"""
    if not following or len(paragraph) > CROSSHEAD_LENGTH or len(paragraph.split()) > CROSSHEAD_WORDS:
        return False
    if paragraph[-1] in ".,;:…-–—。，；：、" or 2 * len(paragraph) > len(following):
        return False
    if paragraph.rstrip("”’\"'»“)")[-1:] in (".", ",", "。"):
        return False
    first = next((letter for letter in paragraph if letter.isalnum()), "")
    return bool(first) and not first.islower()


def _split(paragraphs: list[str], markdown: bool) -> tuple[Head, list[str]]:
    shown = [plain(paragraph) for paragraph in paragraphs] if markdown else paragraphs
    head = read_head(shown)
    rest = paragraphs[head.taken :]
    shown = shown[head.taken :]
    cut = read_tail(shown, head)
    kept = [
        paragraph
        for paragraph, line in zip(rest[: len(rest) - cut], shown, strict=False)
        if not (is_caption_stub(line) or is_furniture(line))
    ]
    for paragraph in kept[:4]:  # a wire's bullet points may stand before it
        head.put("dateline", dateline_of(plain(paragraph) if markdown else paragraph))
    return head, kept


def _put_stated(head: Head, stated: dict[str, list[str]]) -> None:
    """What the front matter states goes before what the lines look like."""
    for name, values in stated.items():
        if name == "keywords":
            continue
        value = clean_line(", ".join(values) if name == "byline" else values[0])
        date = name in ("published", "updated")
        head.fields = replace(head.fields, **{name: read_date(value) if date else value})


def _draft(head: Head, builder: TextBuilder, keywords: tuple[str, ...]) -> Draft:
    text = builder.text()
    fields: Fields = head.fields
    origins: tuple[tuple[str, str], ...] = ()
    declared = tidy_tag(fields.language)
    language = declared or detect_language(" ".join((fields.headline, fields.standfirst, text.body)))
    if not declared and language:
        origins = (("language", "detected"),)
    notice = "" if text.body else "This file holds a headline but no text."
    fields = replace(
        fields,
        language=language,
        published=settled(fields.published, language),
        updated=settled(fields.updated, language),
    )
    return Draft(fields, text, keywords=keywords, origins=origins, notice=notice)


def _hard_wrapped(groups: list[list[str]]) -> bool:
    """Were lines broken at a width? Then most of them, but the last of a paragraph, are about as long."""
    inner = [len(line) for group in groups if len(group) > 1 for line in group[:-1]]
    if len(inner) < 3:
        return False
    middle = median(inner)
    near = sum(1 for length in inner if 0.7 * middle <= length <= 1.3 * middle)
    return 30 <= middle <= 120 and near >= 0.7 * len(inner)


def _pieces(group: list[str], wrapped: bool, markdown: bool) -> Iterator[str]:
    """Yield the paragraphs of lines that no blank line separates."""
    current: list[str] = []
    for line in group:
        starts = bool(_BULLET.match(line.lstrip())) or (
            markdown and bool(re.match(r"\s*(?:#{1,6} |>|```)", line))
        )
        joins = wrapped or markdown
        full = bool(current) and len(current[-1]) >= 30 and not re.match(r"#{1,6} ", current[-1])
        if current and (starts or not (joins and full)):
            yield join_lines(current)
            current = []
        current.append(line)
    if current:
        yield join_lines(current)
