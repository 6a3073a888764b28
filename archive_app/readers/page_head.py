"""The head of a web page as a reader sees it: byline, dates and source under the headline, kicker above."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from archive_app.domain.clipping import Fields
from archive_app.readers.article_head import Head, take_line
from archive_app.readers.blocks import clean_line
from archive_app.readers.furniture import is_furniture
from archive_app.readers.press_lines import is_bare_name, is_byline, is_prose, read_source_line
from archive_app.readers.prose_dates import read_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_LINES = 600
"""Lines of a page that are looked through for its headline."""
LINES_BELOW = 12
_BREAKING = re.compile(
    r"p|div|h[1-6]|li|[uod]l|dt|dd|t[dhr]|table|[bh]r|section|article|header|blockquote|main|time|center|body"
    r"|form|figure"
)
_UNREAD = re.compile(r"script|style|noscript|nav|aside|footer|svg|title|template|button|select")
_KICKERS = (
    "kicker",
    "eyebrow",
    "overline",
    "dachzeile",
    "surtitre",
    "topline",
    "headline-prefix",
    "antetitulo",
)
_BYLINES = ("byline", "author", "autor", "auteur", "signature")


def with_visible_head(tree: "HtmlElement", fields: Fields) -> Fields:
    """Return the fields with what the page shows about the article and its metadata left out."""
    head = Head(fields)
    lines = list(_lines(tree))
    for line, following in _below_headline(lines, fields.headline):
        if is_furniture(line):
            continue
        if take_line(head, line, following):
            continue
        if is_bare_name(line) and _tells_date(following):
            head.put("byline", line)
    if not head.has("byline"):
        head.put("byline", _of_class(tree, _BYLINES, lambda text: is_byline(text) or is_bare_name(text)))
    if not head.has("kicker"):
        kicker = _of_class(tree, _KICKERS, lambda text: len(text) <= 60 and not is_prose(text))
        head.put("kicker", "" if _key(kicker) == _key(fields.headline) else kicker)
    return replace(head.fields, headline=fields.headline)


def repeats_head(line: str, fields: Fields) -> bool:
    """Does a line at the body's beginning only say what the fields hold: author, date, source?"""
    if read_date_line(line) is not None or is_byline(line):
        return True
    source = read_source_line(line)
    if source is not None and (source.byline or source.names):
        said = _key(fields.byline + fields.outlet)
        return all(_key(name) in said for name in (*source.names, source.byline) if name)
    return is_bare_name(line) and _key(line) in _key(fields.byline)


def _below_headline(lines: list[str], headline: str) -> Iterator[tuple[str, str]]:
    """Yield the lines between the headline and the first paragraph, each with the next one."""
    key = _key(headline)
    places = [at for at, line in enumerate(lines) if key and _key(line) == key]
    for place in places:
        below = lines[place + 1 : place + 2 + LINES_BELOW]
        end = next((at for at, line in enumerate(below) if is_prose(line) or len(line) > 200), None)
        if end is not None and not any(_key(line) == key for line in below[:end]):
            yield from ((line, below[at + 1]) for at, line in enumerate(below[:end]))
            return


def _lines(tree: "HtmlElement") -> Iterator[str]:
    """Yield the page's lines as they stand below each other; a marked piece of a line stands behind a bar."""
    parts: list[str] = []
    count = 0
    for kind, element in _events(tree):
        breaks = bool(_BREAKING.fullmatch(element.tag))
        if kind == "end" and not breaks and element.tag == "span":
            parts.append(" | ")
        if breaks:
            line = clean_line("".join(parts)).strip(" |")
            parts = []
            if line:
                yield re.sub(r"(?:\s*\|\s*)+", " | ", line)
                count += 1
                if count >= MAX_LINES:
                    return
        text = element.text if kind == "start" else element.tail
        if text:
            parts.append(text)
    line = clean_line("".join(parts)).strip(" |")
    if line:
        yield line


def _events(tree: "HtmlElement") -> Iterator[tuple[str, "HtmlElement"]]:
    """Walk without recursion; what is not read on the page is left out with all that it holds."""
    stack: list[tuple[str, HtmlElement]] = [("start", tree)]
    while stack:
        kind, element = stack.pop()
        if kind == "start" and (not isinstance(element.tag, str) or _UNREAD.fullmatch(element.tag)):
            if isinstance(element.tag, str):
                yield "end", element
            continue
        yield kind, element
        if kind == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _of_class(tree: "HtmlElement", words: tuple[str, ...], fits: Callable[[str], bool]) -> str:
    """Return the text of the first element with such a class whose text fits, or ''."""
    for element in tree.iter("span", "p", "div", "a", "h2", "h3", "h4", "address", "em", "strong"):
        names = (element.get("class") or "").lower()
        if names and any(word in names for word in words):
            text = clean_line(element.text_content())
            if 2 <= len(text) <= 110 and fits(text):
                return text
    return ""


def _tells_date(line: str) -> bool:
    return read_date_line(line) is not None or read_source_line(line) is not None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
