"""Saved web pages: the article's body by trafilatura, its fields by our own look at the metadata.

Nothing of the page's own HTML is kept: it becomes plain blocks with http(s) links and emphasis.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.domain.clipping import BlockKind, Fields, PressDate, SpanKind
from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem
from archive_app.readers.base import MAX_TEXT_BYTES, FileFacts, ReadContext, read_bytes
from archive_app.readers.blocks import Run, TextBuilder, clean_line, safe_link
from archive_app.readers.encodings import declared_encoding, decode, looks_like_text
from archive_app.readers.furniture import is_caption_stub, is_furniture
from archive_app.readers.language import detect_language
from archive_app.readers.page_head import repeats_head, with_visible_head
from archive_app.readers.page_metadata import PageMetadata, read_metadata
from archive_app.readers.press_lines import dateline_of
from archive_app.readers.prose_dates import settled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_MARKUP = 20_000_000
"""Bytes of markup after embedded pictures are cut out."""
MAX_DEPTH = 64
MAX_ELEMENTS = 300_000

# SingleFile and browsers embed pictures and fonts; they are most of a saved page and none of its text.
_EMBEDDED = re.compile(rb"""data:[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}[^"'()<>\s]{200,}""", re.IGNORECASE)
_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,3000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)
_TAGS = re.compile(rb"<(?:html|head|body|meta|title|div|article|p|h[1-6]|span|a)[\s>/]", re.IGNORECASE)
_UNSHOWN = re.compile(r"<(?:(script|style|head)\b[^<>]{0,2000}>|!--)", re.I)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|td|th|tr|table|br|blockquote|section|article)\b[^<>]{0,2000}>", re.I
)
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,4000}>")
_BLOCKS = {
    "p": BlockKind.PARAGRAPH,
    "ab": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTATION,
    "cell": BlockKind.PARAGRAPH,
    "code": BlockKind.PARAGRAPH,
}
_STRONG = ("#b", "b", "strong")


class WebPageReader:
    """Reads `.html` and `.htm` as saved by browsers and by SingleFile."""

    name = "web-page"
    title = "Web page"
    extensions = (".html", ".htm", ".xhtml")
    media_type = "text/html"
    max_bytes = MAX_TEXT_BYTES

    def score(self, head: bytes, path: Path) -> float:
        if not looks_like_text(head):
            return 0.0
        squeezed = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        if _START.match(squeezed):
            return 0.95
        tags = len(_TAGS.findall(squeezed))
        if tags >= 3:
            return 0.6
        return 0.25 if path.suffix.lower() in self.extensions else 0.0

    def read(self, path: Path, context: ReadContext) -> Iterator[Draft | FileFacts]:
        data = read_bytes(path, self.max_bytes)
        wide = data[:4] != data[:4].replace(b"\x00", b"") or data[:2] in (b"\xff\xfe", b"\xfe\xff")
        if not wide:
            data = _EMBEDDED.sub(b"", data)
        if len(data) > MAX_MARKUP:
            raise FileProblem(
                f"The page has {len(data) / 1e6:,.0f} MB of markup; the limit is {MAX_MARKUP / 1e6:,.0f} MB.",
                "Save it again as an article, or print it to PDF.",
                "too-large",
            )
        text, _ = decode(data, declared_encoding(data))
        yield page_article(text)


READER = WebPageReader()


def page_article(markup: str) -> Draft:
    """Return the one article of a decoded page; raises FileProblem when there is no page in it."""
    tree = _parsed(markup)
    metadata = read_metadata(tree, markup[:4000])
    metadata = replace(metadata, fields=with_visible_head(tree, metadata.fields))
    builder = TextBuilder()
    _add_body(builder, tree, metadata)
    if not builder.length:
        _add_bare_text(builder, markup, metadata)
    text = builder.text()
    fields, origins = _fields(metadata, text.body)
    if not text.body and not fields.headline:
        raise FileProblem(
            "No article was found on the page.",
            "Open it in a browser, and save the article's own page.",
            "empty",
        )
    notice = "" if text.body else "No text was found on this page."
    return Draft(fields, text, keywords=metadata.keywords, origins=origins, notice=notice)


def _parsed(markup: str) -> "HtmlElement":
    from lxml import html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (SyntaxError, ValueError) as error:  # lxml's ParserError is one of these
        raise FileProblem(
            "The page's markup cannot be understood.", "Save the page again from its source.", "truncated"
        ) from error
    _flatten(tree)
    return tree


def _flatten(tree: "HtmlElement") -> None:
    """Dissolve elements nested deeper than people nest them, and stop at a sane number of them."""
    deep = []
    stack = [(tree, 0)]
    count = 0
    while stack:
        element, depth = stack.pop()
        count += 1
        if count > MAX_ELEMENTS:
            raise FileProblem(
                f"The page has more than {MAX_ELEMENTS:,} elements.",
                "Save the article's own page.",
                "too-large",
            )
        if depth > MAX_DEPTH and isinstance(element.tag, str):
            deep.append(element)
        stack.extend((child, depth + 1) for child in element)
    for element in reversed(deep):
        element.drop_tag()


def _add_body(builder: TextBuilder, tree: "HtmlElement", metadata: PageMetadata) -> None:
    from copy import deepcopy

    from trafilatura import bare_extraction

    document = bare_extraction(
        deepcopy(tree),
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
    )
    body = getattr(document, "body", None)
    if body is not None:
        _walk(builder, body, _Skipped(metadata))
    if builder.length < 80:
        best = _paragraphs(tree)
        if sum(map(len, best)) > 2 * builder.length:
            rest = _Skipped(metadata)
            replaced = TextBuilder()
            for paragraph in best:
                if not rest.skips(paragraph):
                    replaced.add(BlockKind.PARAGRAPH, paragraph)
            builder.__dict__.update(replaced.__dict__)


class _Skipped:
    """Which blocks are not body: furniture, and the head's own lines at the beginning."""

    def __init__(self, metadata: PageMetadata) -> None:
        self._fields = fields = metadata.fields
        self._head = {
            _key(text)
            for text in (fields.headline, fields.standfirst, fields.kicker, fields.byline, fields.outlet)
            if text
        }
        self._left = 6

    def skips(self, text: str) -> bool:
        line = clean_line(text)
        if not line or is_furniture(line) or is_caption_stub(line):
            return True
        self._left -= 1
        if self._left < 0:
            return False
        if len(line) > 200:
            self._left = 0
        return _key(line) in self._head or repeats_head(line, self._fields)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _walk(
    builder: TextBuilder, element: "HtmlElement", skipped: _Skipped, inside: BlockKind | None = None
) -> None:
    """Append the blocks of trafilatura's tree; a block inside a block is one of its own."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        kind = _BLOCKS.get(child.tag)
        nested = any(isinstance(below.tag, str) and below.tag in _BLOCKS for below in child.iterdescendants())
        if kind is None or nested:
            if nested and child.text and child.text.strip():
                _append(builder, inside or kind or BlockKind.PARAGRAPH, [Run(child.text)], skipped)
            if nested or child.tag in ("list", "table", "row", "div", "body"):
                _walk(builder, child, skipped, inside=kind if kind is BlockKind.QUOTATION else inside)
            else:
                _append(builder, inside or BlockKind.PARAGRAPH, list(_runs(child)), skipped)
        else:
            level = int(child.get("rend", "h2")[-1:]) if child.get("rend", "h2")[-1:].isdigit() else 2
            shown = inside if inside is not None and kind is BlockKind.PARAGRAPH else kind
            _append(builder, shown, list(_runs(child)), skipped, level if kind is BlockKind.HEADING else 0)
        if child.tail and child.tail.strip():
            _append(builder, inside or BlockKind.PARAGRAPH, [Run(child.tail)], skipped)


def _append(
    builder: TextBuilder, kind: BlockKind, runs: list[Run], skipped: _Skipped, level: int = 0
) -> None:
    if not skipped.skips("".join(run.text for run in runs)):
        builder.add(kind, runs, level)


def _runs(element: "HtmlElement", kind: SpanKind | None = None, target: str = "") -> Iterator[Run]:
    if element.text:
        yield Run(element.text, kind, target)
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "lb":
                yield Run(" ")
            yield from _runs(child, *_marked(child, kind, target))
        if child.tail:
            yield Run(child.tail, kind, target)


def _marked(element: "HtmlElement", kind: SpanKind | None, target: str) -> tuple[SpanKind | None, str]:
    if element.tag == "ref":
        link = safe_link(element.get("target", ""))
        return (SpanKind.LINK, link) if link else (kind, target)
    if element.tag == "hi" and kind is not SpanKind.LINK:
        return (SpanKind.STRONG if element.get("rend") in _STRONG else SpanKind.EMPHASIS), ""
    return kind, target


def _paragraphs(tree: "HtmlElement") -> list[str]:
    """Return the page's paragraphs by their tags, for short pages that the extractor gives up on."""
    found = [clean_line(element.text_content()) for element in tree.iter("p", "blockquote", "li")]
    found = [paragraph for paragraph in found if paragraph]
    if found:
        return found
    for element in list(tree.iter("script", "style", "noscript", "title")):
        element.drop_tree()
    body = tree.find("body")
    text = (body if body is not None else tree).text_content()
    return [line for line in map(clean_line, text.split("\n")) if line]


def _add_bare_text(builder: TextBuilder, markup: str, metadata: PageMetadata) -> None:
    """Append the text between the tags of a page that is nested too deeply for a parser."""
    skipped = _Skipped(metadata)
    for line in _ANY_TAG.sub(" ", _BLOCK_TAG.sub("\n", _shown(markup))).split("\n"):
        text = clean_line(unescape(line))
        if len(text) > 20 and not skipped.skips(text):
            builder.add(BlockKind.PARAGRAPH, text)


def _shown(markup: str) -> str:
    """Return the markup without comments, scripts and styles, looking at each character once or twice."""
    kept, position = [], 0
    lowered = markup.lower()
    endless: set[str] = set()
    while match := _UNSHOWN.search(markup, position):
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        end = -1 if closing in endless else lowered.find(closing, match.end())
        kept.append(markup[position : match.start()])
        if end < 0:  # never closed: only the opening goes, and nobody looks for its end again
            endless.add(closing)
            position = match.end()
        else:
            position = end + len(closing)
    kept.append(markup[position:])
    return " ".join(kept)


def _fields(metadata: PageMetadata, body: str) -> tuple[Fields, tuple[tuple[str, str], ...]]:
    fields = metadata.fields
    origins: list[tuple[str, str]] = []
    if not fields.language:
        language = detect_language(f"{fields.headline} {body}")
        if language:
            fields = replace(fields, language=language)
            origins.append(("language", "detected"))
    if not fields.dateline:
        fields = replace(fields, dateline=dateline_of(body.partition("\n")[0]))
    fields = replace(
        fields,
        published=settled(fields.published, fields.language),
        updated=settled(fields.updated, fields.language),
    )
    if fields.updated.edtf and fields.updated.edtf == fields.published.edtf:
        fields = replace(fields, updated=PressDate())
    return fields, tuple(origins)
