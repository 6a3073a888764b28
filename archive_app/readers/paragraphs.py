"""Lines to paragraphs: words broken by a hyphen at a line's end become whole again."""

import re

_BROKEN = re.compile(r"(?P<head>[^\W\d_]{2,})[-\u2010\u00ad]$")
_HYPHENS = "-\u2010\u00ad"
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")


def join_lines(lines: list[str]) -> str:
    """Return the lines of one paragraph as one line."""
    joined = ""
    for line in lines:
        line = line.strip()
        if not joined:
            joined = line
        elif line:
            joined = _joined(joined, line)
    return joined


def _joined(before: str, after: str) -> str:
    # Only the end is looked at: what is joined so far grows to a paragraph, and is joined line by line.
    broken = before[-1] in _HYPHENS and _BROKEN.search(before[-3:])
    # A small letter goes on with the word; 'Anglo-' before 'American' keeps its hyphen.
    if broken and after[0].islower():
        return before[:-1] + after
    if broken and before[-1] != "\u00ad":
        return before + after
    if _CJK.match(before[-1]) and _CJK.match(after[0]):
        return before + after
    return f"{before.rstrip(chr(0xAD))} {after}"
