"""Markdown's marks to blocks and spans: headings, lists, quotations, emphasis and links."""

import re

from archive_app.domain.clipping import BlockKind, SpanKind
from archive_app.readers.blocks import Run, TextBuilder, safe_link

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
_QUOTE = re.compile(r"^\s*>\s?", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?P<text>.*)", re.DOTALL)
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]{0,300})\]\([^)\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_INLINE = re.compile(
    r"\[(?P<link>[^\]\[]{1,500})\]\((?P<target>(?:[^()\s]|\([^()\s]*\)){1,2000})(?:\s+\"[^\"]{0,300}\")?\)"
    r"|<(?P<bare>https?://[^>\s]{3,2000})>"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<strong_text>.{1,1000}?\S|\S)(?P=strong)"
    r"|(?<![\w*])(?P<em>[*_])(?=[^\s*_])(?P<em_text>[^*_\n]{0,1000}[^\s*_])(?P=em)(?![\w*])"
    r"|`(?P<code>[^`]{1,500})`"
)
_UNDERLINED = re.compile(r"(?:(?<=\n\n)|\A)([^\s#>*-][^\n]{0,250})\n(=|-)\2{2,}[ \t]*(?=\n|\Z)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_SIGN = re.compile(r"^(?:#{1,6} \S|>\s\S|\[[^\]]+\]\(https?://)", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Has a text under another name at least two marks that only Markdown has?"""
    return len(_SIGN.findall(text[:20_000])) >= 2


def hash_headings(text: str) -> str:
    """Return the source with headings that are underlined by `===` or `---` written with `#`."""
    return _UNDERLINED.sub(lambda match: ("# " if match[2] == "=" else "## ") + match[1], text)


def add_markdown_block(builder: TextBuilder, block: str) -> None:
    """Append one block of Markdown source to the text."""
    block = _IMAGE.sub("", _FENCE.sub("", block))
    heading = _HEADING.fullmatch(block.strip())
    item = _ITEM.fullmatch(block)
    if heading:
        builder.add(BlockKind.HEADING, inline_runs(heading["text"]), level=len(heading["marks"]))
    elif re.fullmatch(r"\s*(?:[-*_]\s*){3,}", block):
        return
    elif block.lstrip().startswith(">"):
        builder.add(BlockKind.QUOTATION, inline_runs(_QUOTE.sub("", block)))
    elif item:
        builder.add(BlockKind.LIST_ITEM, inline_runs(item["text"]))
    else:
        builder.add(BlockKind.PARAGRAPH, inline_runs(block))


def plain(block: str) -> str:
    """Return a block of Markdown source as it reads, on one line."""
    block = _IMAGE.sub("", block.strip())
    heading = _HEADING.fullmatch(block)
    source = heading["text"] if heading else re.sub(r"^>\s?", "", block)
    return " ".join("".join(run.text for run in inline_runs(source)).split())


def inline_runs(source: str) -> list[Run]:
    """Return the runs of a piece of Markdown; links keep http(s) targets only."""
    runs: list[Run] = []
    position = 0
    for match in _INLINE.finditer(source):
        if match.start() > position:
            runs.append(Run(_unescaped(source[position : match.start()])))
        runs.append(_run(match))
        position = match.end()
    if position < len(source):
        runs.append(Run(_unescaped(source[position:])))
    return runs


def _run(match: re.Match[str]) -> Run:
    if match["link"] is not None:
        target = safe_link(match["target"])
        return Run(_unescaped(match["link"].strip("*_")), SpanKind.LINK if target else None, target)
    if match["bare"] is not None:
        return Run(match["bare"], SpanKind.LINK, safe_link(match["bare"]))
    if match["strong_text"] is not None:
        return Run(_unescaped(match["strong_text"]), SpanKind.STRONG)
    if match["em_text"] is not None:
        return Run(_unescaped(match["em_text"]), SpanKind.EMPHASIS)
    return Run(match["code"])


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
