"""Names as they are kept: one line, NFC, not empty, not endless."""

import unicodedata

from archive_app.errors import UserMistake

LONGEST = 500
"""Code points; longer than any name, shorter than a pasted article."""


def clean_name(name: str, what: str = "name") -> str:
    """Return a typed name as it is kept; raises UserMistake when it is empty or too long."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept:
        raise UserMistake(f"A {what} cannot be empty.", position=0)
    if len(kept) > LONGEST:
        raise UserMistake(f"A {what} has {LONGEST} letters at most.", position=LONGEST)
    return kept
