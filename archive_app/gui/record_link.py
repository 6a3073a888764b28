"""Links to records, such as 'press-archive://clipping/7': from another program, or inside a text."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from archive_app.gui.session import Target

KINDS = ("clipping", "subject", "annotation", "outlet", "note")


def link_target(link: str) -> Target | None:
    """Return what 'press-archive://…/clipping/7?passage=10-20' points at; None for anything else."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    words = [word for word in (parts.netloc, *parts.path.split("/")) if word]
    if parts.scheme != "press-archive" or len(words) < 2 or words[-2] not in KINDS:
        return None
    if not (words[-1].isascii() and words[-1].isdigit()):
        return None
    passage = parse_qs(parts.query).get("passage", [""])[0].split("-")
    if len(passage) == 2 and all(part.isascii() and part.isdigit() for part in passage):
        return Target(words[-2], int(words[-1]), (int(passage[0]), int(passage[1])))
    return Target(words[-2], int(words[-1]))
