"""The kinds of names that have a page, with what the screen calls them."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from archive_app.domain.subject import SubjectKind, SubjectRole

OUTLET = "outlet"
KINDS: tuple[str, ...] = (*SubjectKind, OUTLET)


@dataclass(frozen=True, slots=True)
class KindWords:
    one: str
    many: str
    new: str
    teach: str
    """What this kind of name is for, in a sentence."""


def role_name(role: SubjectRole) -> str:
    """Return what the screen calls a role of a name in a clipping."""
    names = {
        SubjectRole.ABOUT: QCoreApplication.translate("Names", "about"),
        SubjectRole.MENTIONED: QCoreApplication.translate("Names", "mentioned"),
        SubjectRole.AUTHOR: QCoreApplication.translate("Names", "author"),
        SubjectRole.QUOTED: QCoreApplication.translate("Names", "quoted"),
        SubjectRole.PICTURED: QCoreApplication.translate("Names", "pictured"),
        SubjectRole.DATELINE: QCoreApplication.translate("Names", "dateline"),
    }
    return names[role]


def kind_words() -> dict[str, KindWords]:
    """Return the words of each of `KINDS`."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Names", text)

    return {
        "person": KindWords(
            tr("person"),
            tr("People"),
            tr("New person"),
            tr("Whom the articles speak of, quote or were written by. Press T on a clipping to tag one."),
        ),
        "organisation": KindWords(
            tr("organisation"),
            tr("Organisations"),
            tr("New organisation"),
            tr("Parties, ministries, companies, bands: whoever acts as one. Press T to tag one."),
        ),
        "place": KindWords(
            tr("place"),
            tr("Places"),
            tr("New place"),
            tr("Where it happened, or where it was written. Press T on a clipping to tag one."),
        ),
        "event": KindWords(
            tr("event"),
            tr("Events"),
            tr("New event"),
            tr("What happened, with a day or a range of days; clippings gather around it."),
        ),
        "topic": KindWords(
            tr("topic"),
            tr("Topics"),
            tr("New topic"),
            tr("Your own tags. Press T on a clipping to put one on."),
        ),
        "outlet": KindWords(
            tr("outlet"),
            tr("Outlets"),
            tr("New outlet"),
            tr("The newspapers and sites that clippings come from; they come by themselves with an import."),
        ),
    }
