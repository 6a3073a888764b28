"""The words of undo labels: counts of records and the names of fields as people read them."""

from collections.abc import Sequence

from archive_app.domain.clipping import FIELD_NAMES
from archive_app.errors import UserMistake

_SPECIAL = {
    "accession_number": "accession number",
    "holding_institution": "holding institution",
    "holding_fonds": "fonds",
    "holding_box": "box",
    "holding_folder": "folder",
    "holding_sheet": "sheet",
    "holding_side": "side of the sheet",
    "published": "date of publication",
    "updated": "date of the update",
    "url": "web address",
}
FIELD_LABELS: dict[str, str] = {name: _SPECIAL.get(name, name) for name in FIELD_NAMES}
"""How each field of a clipping is called in a sentence."""


def counted(number: int, noun: str) -> str:
    """Return '1 clipping' or '3 clippings'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def edit_label(name: str, ids: Sequence[int], verb: str = "Edit") -> str:
    """Return 'Edit headline', or 'Edit headline of 300 clippings'."""
    label = f"{verb} {FIELD_LABELS[name]}"
    return label if len(ids) == 1 else f"{label} of {counted(len(ids), 'clipping')}"


def field_name(name: str) -> str:
    """Return the name of `FIELD_NAMES` that was meant; raises UserMistake with the list of names."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in FIELD_LABELS:
        return wanted
    raise UserMistake(f"A clipping has no field '{name}'.", f"Use one of: {', '.join(FIELD_NAMES)}.")
