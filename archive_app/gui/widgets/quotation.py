"""Passages between quotation marks, but not between two pairs of them."""

MARKS = '“”„‟«»‹›"「」『』《》〈〉'


def quoted(text: str) -> str:
    """Return a passage in quotation marks; one that begins or ends with its own stays as it is."""
    whole = text.strip().rstrip(".,;:!?。，")
    if whole and (whole[0] in MARKS or whole[-1] in MARKS):
        return text
    return f"“{text}”"
