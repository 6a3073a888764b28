"""What the review shows of each file, and the sentences made of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from archive_app.domain.clipping import field_text
from archive_app.domain.dates import display_date
from archive_app.domain.drafts import Draft
from archive_app.gui.widgets.showable import counted, listed, showable


class FileState(StrEnum):
    """How a file under review stands."""

    READY = "ready"
    LOOK = "look"
    DUPLICATE = "duplicate"
    TRASHED = "trashed"
    SKIPPED = "skipped"
    UNREAD = "unread"
    """The reading was stopped before it."""
    WAITING = "waiting"
    """Its turn to be read has not come yet."""


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """One file under review. `staged` is the place of its import in the dialog, `index` its own there."""

    staged: int
    index: int
    path: str
    name: str
    state: FileState
    read_as: str = ""
    media_type: str = ""
    stated: int | None = None
    found: int = 0
    page_count: int | None = None
    reason: str = ""
    hint: str = ""
    already: tuple[int, ...] = ()
    already_headline: str = ""
    drafts: tuple[Draft, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        return (self.staged, self.index)

    @property
    def new(self) -> int:
        """How many clippings an import would make of it."""
        return len(self.drafts) if self.state in (FileState.READY, FileState.LOOK) else 0

    @property
    def left_out(self) -> bool:
        """Nothing is made of it, and nothing is asked about it."""
        return self.state is FileState.SKIPPED or (self.state is FileState.READY and not self.drafts)


def tr(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)


def facts(file: ReviewFile) -> str:
    """Return the line under a file's name: what was found in it, or why it needs a look."""
    if file.state is FileState.WAITING:
        return tr("Waiting to be read")
    if file.state is FileState.UNREAD:
        return tr("Not read yet: the reading was stopped before it")
    if file.state is FileState.DUPLICATE and not file.already:
        return file.reason
    if file.state is FileState.DUPLICATE:
        return listed(
            [tr("Already in the archive: {0}").format(showable(file.already_headline) or file.name)]
        )
    if file.state is FileState.TRASHED:
        return tr("In the trash: {0}").format(showable(file.already_headline) or file.name)
    if file.left_out and not file.reason:
        return tr("Left out: there is nothing in it to import")
    if file.reason and (file.state is FileState.LOOK or not file.drafts):
        return listed([file.reason, file.hint], " ")
    if file.stated is not None and file.found < file.stated:
        return tr("{0} of the {1} articles stated in the file were found").format(file.found, file.stated)
    count = file.page_count or 0
    pages = counted(count, tr("page"), tr("pages")) if count > 1 else ""
    if len(file.drafts) == 1:
        return listed([pages, *_draft_facts(file.drafts[0])])
    return listed([pages, *_many_facts(file.drafts)])


def _draft_facts(draft: Draft) -> list[str]:
    fields = draft.fields
    date = display_date(fields.published.edtf, fields.published.printed)
    words = counted(len(draft.text.body.split()), tr("word"), tr("words"))
    said = [showable(fields.headline), showable(fields.outlet), date, fields.language]
    return [part for part in said if part] + ([words] if not fields.outlet else [])


def _many_facts(drafts: Sequence[Draft]) -> list[str]:
    outlets = {draft.fields.outlet for draft in drafts if draft.fields.outlet}
    dates = sorted({draft.fields.published.edtf for draft in drafts if draft.fields.published.edtf})
    span = ""
    if dates:
        first, last = display_date(dates[0]), display_date(dates[-1])
        span = first if first == last else tr("{0} to {1}").format(first, last)
    return [
        counted(len(drafts), tr("article"), tr("articles")),
        counted(len(outlets), tr("outlet"), tr("outlets")) if outlets else "",
        span,
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums over all files under review."""

    files: int = 0
    new: int = 0
    duplicates: int = 0
    trashed: int = 0
    looks: int = 0
    unread: int = 0
    left_out: int = 0
    ready: int = 0
    """Files that clippings are made of without another look."""
    new_of_looks: int = 0
    """How many of the new clippings come from files that need a look."""


def tally(files: Iterable[ReviewFile]) -> Tally:
    files = list(files)
    return Tally(
        files=len(files),
        new=sum(file.new for file in files),
        duplicates=sum(file.state is FileState.DUPLICATE for file in files),
        trashed=sum(file.state is FileState.TRASHED for file in files),
        looks=sum(file.state is FileState.LOOK for file in files),
        unread=sum(file.state in (FileState.UNREAD, FileState.WAITING) for file in files),
        left_out=sum(file.left_out for file in files),
        ready=sum(file.state is FileState.READY and bool(file.drafts) for file in files),
        new_of_looks=sum(file.new for file in files if file.state is FileState.LOOK),
    )


def summary(sums: Tally) -> str:
    """Return '6 files: 59 new clippings from 4, 1 already here, 1 needs a look.'

    The numbers of files add up to the first one; those of files with one clipping each are not said twice.
    """
    if not sums.files:
        return tr("Nothing to review yet.")
    new = sums.new - sums.new_of_looks
    made = counted(new, tr("new clipping"), tr("new clippings"))
    parts = [made if new == sums.ready else tr("{0} from {1}").format(made, f"{sums.ready:,}")]
    if sums.duplicates:
        parts.append(tr("{0} already here").format(f"{sums.duplicates:,}"))
    if sums.trashed:
        parts.append(tr("{0} in the trash").format(f"{sums.trashed:,}"))
    if sums.looks:
        looks = counted(sums.looks, tr("needs a look"), tr("need a look"))
        more = counted(sums.new_of_looks, tr("new clipping"), tr("new clippings"))
        parts.append(tr("{0} with {1}").format(looks, more) if sums.new_of_looks else looks)
    if sums.left_out:
        parts.append(tr("{0} left out").format(f"{sums.left_out:,}"))
    if sums.unread:
        parts.append(tr("{0} not read yet").format(f"{sums.unread:,}"))
    return f"{counted(sums.files, tr('file'), tr('files'))}: {', '.join(parts)}."


def button_text(sums: Tally) -> str:
    """Return what the button will do; duplicates are never counted."""
    if sums.new:
        return tr("Import {0}").format(counted(sums.new, tr("clipping"), tr("clippings")))
    if sums.looks:
        return tr("Keep {0} in Needs a look").format(counted(sums.looks, tr("file"), tr("files")))
    return tr("Nothing to import")


def common_text(drafts: Sequence[Draft], name: str) -> str | None:
    """Return the text of a field that all drafts share, or None where they differ."""
    texts = {field_text(draft.fields, name) for draft in drafts}
    return texts.pop() if len(texts) == 1 else None
