"""Give a clipping that was typed by hand its file, as when the photo of the cutting turns up."""

from __future__ import annotations

import mimetypes
import shutil
from dataclasses import replace
from pathlib import Path

from archive_app.domain.clipping import TextSource
from archive_app.errors import FileProblem, UserMistake
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.operations.scanning import FoundFile, showable_path
from archive_app.operations.spool import read_drafts
from archive_app.operations.staging import new_staging, read_all, spool_of
from archive_app.operations.writing import writing


def attach_file(desk: Desk, job: Job, clipping_id: int, path: Path) -> int:
    """Keep a file as a source of a clipping; its text becomes the clipping's where that has none.

    Any kind of file is kept. Returns the source file's id; raises FileProblem when it cannot be
    copied, UserMistake when the clipping has it already.
    """
    path = Path(path)
    if not path.is_file():
        raise FileProblem(
            f"'{showable_path(path)}' is not a file.", "Drop one file on a clipping.", "not-a-file"
        )
    folder = new_staging(desk)
    try:
        result = next(
            read_all(desk, job, folder, [FoundFile(0, path, path.stat().st_size)], skip_known=False)
        )
        outcome = result.outcome
        drafts = tuple(read_drafts(spool_of(folder, 0))) if outcome.ok else ()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sha256, size = desk.archive.files.take(path)
    media_type = outcome.media_type or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with writing(desk, "Attach a file") as work:
        clippings = work.records.clippings
        clipping = clippings.get(clipping_id)
        if any(source.sha256 == sha256 for source in clipping.sources):
            raise UserMistake("The clipping has this file already.")
        source_id = work.records.source_files.add(
            sha256=sha256,
            media_type=media_type,
            size=size,
            name=showable_path(Path(path.name)),
            page_count=outcome.page_count,
            reader=outcome.reader if outcome.ok else "",
        )
        clippings.attach_source(clipping_id, source_id)
        if not clipping.text.body and len(drafts) == 1 and drafts[0].text.body:
            # The empty text that a person left would hide one by the file: the person takes this one over.
            clippings.set_text(clipping_id, replace(drafts[0].text, source=TextSource.PERSON))
    return source_id
