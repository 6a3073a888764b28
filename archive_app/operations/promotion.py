"""Files that were read become clippings: in batches, in one group of the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.domain.clipping import Origin
from archive_app.domain.drafts import Draft, NewClipping
from archive_app.domain.imports import StagedFile
from archive_app.domain.subject import SubjectKind
from archive_app.operations.desk import Desk

if TYPE_CHECKING:
    from archive_app.storage.records import Records

BATCH_FILES = 200
"""Files of one write: long enough to be quick, short enough that tagging stays instant beside it."""
BATCH_CLIPPINGS = 400

Tag = tuple[SubjectKind, str]


@dataclass(slots=True)
class Promotion:
    """One import being written; `entries` grows with each batch."""

    desk: Desk
    label: str
    folder: Path
    """The import's staging folder, where the copies lie."""
    collection_id: int | None = None
    tags: tuple[Tag, ...] = ()
    batch_id: int | None = None
    group: int | None = None
    entries: dict[int, BatchEntry] = field(default_factory=dict)
    _made: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The clippings that this import made, by the file's hash."""

    def write(self, files: Sequence[StagedFile]) -> None:
        """Write some files, each with its drafts; all of them or none."""
        for part in _parts(files):
            self._write(part)

    def finish(self) -> None:
        """Note that the import has ended."""
        if self.batch_id is not None:
            with self.desk.archive.write(self.label, group=self.group) as records:
                records.batches.finish(self.batch_id)

    def _write(self, files: Sequence[StagedFile]) -> None:
        if self.group is None:
            self.group = self.desk.archive.new_group(self.label)
        store = self.desk.archive.files
        ready = [file for file in files if file.ready and file.drafts]
        # The bytes are in their place before a record names them, so none ever misses its file.
        store.settle((self.folder / f"{file.index}.copy", file.sha256) for file in ready)
        for file in files:
            copy = self.folder / f"{file.index}.copy"
            if file.outcome is Outcome.QUARANTINED and copy.exists():
                store.quarantine(copy, file.reason)
        made = dict(self._made)
        with self.desk.archive.write(self.label, group=self.group) as records:
            # Nobody empties the trash now, which may just have taken away bytes that were there before.
            store.settle(
                (self.folder / f"{file.index}.copy", file.sha256)
                for file in ready
                if not store.path(file.sha256).exists()
            )
            batch_id = self.batch_id or records.batches.start(self.label)
            written = _add_all(records, batch_id, [_once(file, made) for file in files], made)
            self._place(
                records,
                [
                    id
                    for entry in written.values()
                    if entry.outcome is Outcome.ADDED
                    for id in entry.clipping_ids
                ],
            )
        self.batch_id, self._made = batch_id, made
        self.entries.update(written)

    def _place(self, records: Records, ids: list[int]) -> None:
        if not ids:
            return
        if self.collection_id is not None:
            records.collections.add_clippings(self.collection_id, ids)
        for kind, name in self.tags:
            records.subjects.tag(ids, records.subjects.ensure(kind, name))


TWICE = "The same file is in this import already."


def _once(file: StagedFile, made: dict[str, tuple[int, ...]]) -> StagedFile:
    """Return a file as a duplicate when this import has made clippings of its bytes already."""
    if file.ready and made.get(file.sha256):
        return replace(file, outcome=Outcome.DUPLICATE, reason=TWICE, hint="", drafts=())
    return file


def _add_all(
    records: Records, batch_id: int, files: Sequence[StagedFile], made: dict[str, tuple[int, ...]]
) -> dict[int, BatchEntry]:
    """Add the files' entries and, all in one go, their clippings; `made` learns which they are."""
    written: dict[int, BatchEntry] = {}
    drafts: list[NewClipping] = []
    # What repeats another file of this import comes last, when the first one's clippings are known.
    for file in files:
        if file.outcome is not Outcome.DUPLICATE or file.already:
            written[file.index] = entry = _enter(records, batch_id, file, file.already)
            if file.ready and file.drafts:
                drafts.extend(new_clippings(records, file, batch_id, entry.id))
    ids = iter(records.clippings.add_many(drafts))
    for file in files:
        if file.ready and file.drafts:
            made[file.sha256] = tuple(next(ids) for _ in file.drafts)
            written[file.index] = replace(written[file.index], clipping_ids=made[file.sha256])
    for file in files:
        if file.index not in written:
            written[file.index] = _enter(records, batch_id, file, made.get(file.sha256, ()))
    return written


def _enter(records: Records, batch_id: int, file: StagedFile, already: tuple[int, ...]) -> BatchEntry:
    entry_id = records.batches.add_entry(
        batch_id,
        path=file.path,
        outcome=file.outcome,
        reader=file.reader,
        stated=file.stated,
        found=file.found,
        reason=file.reason,
        hint=file.hint,
        code=file.code,
        sha256=file.sha256,
        clipping_ids=already,
    )
    return BatchEntry(
        id=entry_id,
        batch_id=batch_id,
        path=file.path,
        outcome=file.outcome,
        reader=file.reader,
        stated=file.stated,
        found=file.found,
        reason=file.reason,
        hint=file.hint,
        code=file.code,
        sha256=file.sha256,
        clipping_ids=already,
        trashed=file.trashed,
    )


def new_clippings(
    records: Records, file: StagedFile, batch_id: int | None, entry_id: int | None
) -> list[NewClipping]:
    """Add the record of a read file, and return its clippings, ready to be added."""
    source = records.source_files.add(
        sha256=file.sha256,
        media_type=file.media_type,
        size=file.size,
        name=file.name,
        page_count=file.page_count,
        reader=file.reader,
    )
    return [_new_clipping(draft, file, source, batch_id, entry_id) for draft in file.drafts]


def _new_clipping(
    draft: Draft, file: StagedFile, source: int, batch_id: int | None, entry_id: int | None
) -> NewClipping:
    fields, origins = draft.fields, [(name, Origin(origin)) for name, origin in draft.origins]
    if not fields.headline:
        fields = replace(fields, headline=title_from_name(file.name))
        origins.append(("headline", Origin.DETECTED))
    return NewClipping(
        fields=fields,
        text=draft.text,
        origins=tuple(origins),
        keywords=draft.keywords,
        batch_id=batch_id,
        entry_id=entry_id,
        source_file_id=source,
        ordinal=draft.ordinal,
        regions=draft.regions,
    )


def title_from_name(name: str) -> str:
    """Return a file's name as a headline for want of a better one: 'scan_1934-05.pdf' -> 'scan 1934-05'."""
    return re.sub(r"[_\s]+", " ", Path(name).stem).strip() or name


def _parts(files: Sequence[StagedFile]) -> Iterable[list[StagedFile]]:
    part: list[StagedFile] = []
    clippings = 0
    for file in files:
        if part and (len(part) >= BATCH_FILES or clippings + len(file.drafts) > BATCH_CLIPPINGS):
            yield part
            part, clippings = [], 0
        part.append(file)
        clippings += len(file.drafts)
    if part:
        yield part
