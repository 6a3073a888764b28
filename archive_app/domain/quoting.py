"""Find a quoted passage in a text although quotation marks, dashes and white space were typed otherwise."""

import re

from archive_app.errors import UserMistake

_ALIKE = (
    '"“”„‟«»″＂',
    "'‘’‚‛‹›′´`＇",
    "-‐‑‒–—―−",
)
_CLASS = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_ELLIPSIS = r"(?:…|\.\s?\.\s?\.)"
_PIECE = re.compile(r"\s+|…|\.\s?\.\s?\.|.", re.DOTALL)
LONGEST = 5_000
"""Code points of a quote."""


def find_quote(body: str, quote: str) -> tuple[int, int]:
    """Return the place of the passage in code points; raises UserMistake unless there is exactly one.

    The exact capitals are tried first, then any.
    """
    wanted = quote.strip()
    if not wanted:
        raise UserMistake("The quote is empty.", "Give some words of the text.", position=0)
    if len(wanted) > LONGEST:
        raise UserMistake(f"A quote has {LONGEST} letters at most.", position=LONGEST)
    pattern = "".join(_piece_pattern(piece) for piece in _PIECE.findall(wanted))
    for flags in (0, re.IGNORECASE):
        found = [match.span() for match in re.finditer(pattern, body, flags)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UserMistake(
                f"The passage stands {len(found)} times in the text.",
                "Give more words around it.",
                position=0,
            )
    raise UserMistake(
        "The passage is not in the text.", "Copy it from the text as 'show' prints it.", position=0
    )


def _piece_pattern(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    if piece == "…" or (piece.startswith(".") and len(piece) > 1):
        return _ELLIPSIS
    return _CLASS.get(piece, re.escape(piece))
