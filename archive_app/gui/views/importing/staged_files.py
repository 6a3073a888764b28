"""From what the reading wrote down to what the review shows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from archive_app.domain.batch import Outcome
from archive_app.domain.imports import StagedFile, StagedImport
from archive_app.gui.views.importing.review_files import FileState, ReviewFile


def review_files(imports: Sequence[StagedImport], *, waiting: bool = False) -> tuple[ReviewFile, ...]:
    """Return every file under review; with `waiting`, unread ones are still to come."""
    return tuple(
        _review_file(place, file, waiting) for place, one in enumerate(imports) for file in one.files
    )


def _review_file(place: int, file: StagedFile, waiting: bool) -> ReviewFile:
    return ReviewFile(
        staged=place,
        index=file.index,
        path=file.path,
        name=file.name,
        state=_state(file, waiting),
        read_as=reader_title(file.reader),
        media_type=file.media_type,
        stated=file.stated,
        found=file.found or len(file.already),
        page_count=file.page_count,
        reason=file.reason,
        hint=file.hint,
        already=file.already,
        already_headline=file.already_headline,
        drafts=file.drafts,
    )


def _state(file: StagedFile, waiting: bool) -> FileState:
    if file.outcome is Outcome.DUPLICATE:
        return FileState.TRASHED if file.trashed else FileState.DUPLICATE
    if file.outcome is Outcome.CANCELLED:
        return FileState.WAITING if waiting else FileState.UNREAD
    if file.outcome is Outcome.SKIPPED:
        return FileState.SKIPPED
    fewer = file.stated is not None and file.found < file.stated
    if file.outcome is Outcome.ADDED and not file.reason and not fewer:
        return FileState.READY
    return FileState.LOOK


def reader_title(name: str) -> str:
    """Return what a file was read as, in words; a reader without words here keeps its name."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ImportDialog", text)

    titles = {
        "text": tr("plain text"),
        "plain-text": tr("plain text"),
        "plain_text": tr("plain text"),
        "markdown": tr("Markdown text"),
        "web-page": tr("saved web page"),
        "web_page": tr("saved web page"),
        "html": tr("saved web page"),
        "pdf": tr("PDF with text"),
    }
    return titles.get(name, name.replace("-", " ").replace("_", " "))
