"""The columns of the table: what each shows, how wide it starts, and how it can be sorted."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from archive_app.domain.clipping import FIELD_NAMES
from archive_app.domain.listing import SortKey
from archive_app.operations.table import DATE_FIELDS, SHOWN_FIELDS


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in average characters of the interface face."""

    name: str
    title: str
    width: int = 14
    sort: SortKey | None = None

    @property
    def editable(self) -> bool:
        return self.name in FIELD_NAMES

    @property
    def is_date(self) -> bool:
        return self.name in DATE_FIELDS

    @property
    def is_number(self) -> bool:
        return self.name == "words"


_WIDTHS = {
    "headline": 44, "standfirst": 36, "summary": 36, "outlet": 22, "byline": 20, "url": 28, "published": 16,
    "updated": 16, "page": 7, "language": 10, "column": 9, "state": 10, "words": 8, "added": 12,
    "holding_side": 8,
}  # fmt: skip
_SORTS = {
    "headline": SortKey.HEADLINE,
    "outlet": SortKey.OUTLET,
    "published": SortKey.DATE,
    "added": SortKey.ADDED,
    "words": SortKey.LENGTH,
}
USUAL = ("published", "outlet", "headline", "byline", "section", "page", "language", "state", "words")
"""The columns of a table that nobody has arranged yet."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Columns", text)


def titles() -> dict[str, str]:
    """Return the heading of every column by the field's name."""
    return {
        "headline": _tr("Headline"),
        "kicker": _tr("Kicker"),
        "standfirst": _tr("Standfirst"),
        "byline": _tr("Byline"),
        "dateline": _tr("Dateline"),
        "outlet": _tr("Outlet"),
        "published": _tr("Published"),
        "updated": _tr("Updated"),
        "edition": _tr("Edition"),
        "section": _tr("Section"),
        "page": _tr("Page"),
        "column": _tr("Column"),
        "genre": _tr("Genre"),
        "credit": _tr("Credit"),
        "correction": _tr("Correction"),
        "language": _tr("Language"),
        "url": _tr("Address"),
        "rights": _tr("Rights"),
        "accession_number": _tr("Accession number"),
        "summary": _tr("Summary"),
        "holding_institution": _tr("Institution"),
        "holding_fonds": _tr("Fonds"),
        "holding_box": _tr("Box"),
        "holding_folder": _tr("Folder"),
        "holding_sheet": _tr("Sheet"),
        "holding_side": _tr("Side"),
        "state": _tr("State"),
        "words": _tr("Words"),
        "added": _tr("Added"),
        "keywords": _tr("Keywords"),
        "files": _tr("Source file"),
    }


def all_columns() -> tuple[Column, ...]:
    """Return every column that can be chosen."""
    names = titles()
    return tuple(Column(name, names[name], _WIDTHS.get(name, 14), _SORTS.get(name)) for name in SHOWN_FIELDS)


def chosen_columns(names: list[str] | tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns with these names in their order; unknown names are passed over."""
    known = {column.name: column for column in all_columns()}
    found = tuple(known[name] for name in dict.fromkeys(names) if name in known)
    return found or chosen_columns(USUAL)
