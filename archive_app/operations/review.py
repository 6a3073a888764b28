"""An import under review, on disk: its list of files, what was read of each, and a person's edits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from archive_app.domain.batch import Outcome
from archive_app.domain.clipping import Fields
from archive_app.domain.imports import StagedFile, StagedImport
from archive_app.operations.desk import Desk
from archive_app.operations.promotion import TWICE
from archive_app.operations.reading import ReadResult
from archive_app.operations.scanning import FoundFile, showable_path
from archive_app.operations.spool import read_drafts, write_drafts
from archive_app.operations.staging import MANIFEST, spool_of

NOTES = "files.jsonl"
SPOOL_LIMIT = 1_000_000_000
_KEPT = tuple(field.name for field in fields(StagedFile) if field.name not in ("drafts", "already"))


@dataclass(slots=True)
class Review:
    """The folder of one import under review."""

    folder: Path
    label: str
    started: str
    paths: tuple[tuple[int, str, int], ...]
    """Index, path and size in bytes of every file to be read or told of."""

    @classmethod
    def start(cls, folder: Path, label: str, found: Sequence[FoundFile]) -> Review:
        """Write down which files are meant, so that a restart can go on."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        review = cls(folder, label, now, tuple((file.index, file.shown, file.size) for file in found))
        plain = {"label": label, "started": now, "paths": [list(path) for path in review.paths]}
        temporary = folder / f"{MANIFEST}.tmp"
        temporary.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        temporary.replace(folder / MANIFEST)
        return review

    @classmethod
    def load(cls, folder: Path) -> Review | None:
        """Return the review kept in a folder, or None when there is none."""
        try:
            plain = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            paths = tuple((index, path, size) for index, path, size in plain["paths"])
            return cls(folder, plain["label"], plain["started"], paths)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, file: StagedFile) -> None:
        """Write down what was recognised of a file; one that was stopped before is not noted."""
        if file.outcome is not Outcome.CANCELLED:
            self._append({name: getattr(file, name) for name in _KEPT})

    def remove(self, index: int) -> None:
        """Take a file out of the review."""
        self._append({"index": index, "removed": True})

    def forget(self, indexes: Iterable[int]) -> None:
        """Take files out that are in the archive now."""
        for index in indexes:
            self.remove(index)

    def edit(self, index: int, draft_index: int, edited: Fields) -> None:
        """Replace the fields of a draft; raises IndexError when there is no such draft."""
        spool = spool_of(self.folder, index)
        drafts = list(read_drafts(spool))
        draft = drafts[draft_index]
        changed = {
            field.name
            for field in fields(Fields)
            if getattr(draft.fields, field.name) != getattr(edited, field.name)
        }
        origins = tuple(pair for pair in draft.origins if pair[0] not in changed)
        origins += tuple((name, "person") for name in sorted(changed))
        drafts[draft_index] = replace(draft, fields=edited, origins=origins)
        temporary = spool.with_suffix(".tmp")
        write_drafts(temporary, drafts, SPOOL_LIMIT)
        temporary.replace(spool)

    def unread(self) -> list[FoundFile]:
        """Return the files at which the reading was stopped."""
        noted = self._noted()
        return [FoundFile(index, Path(path), size) for index, path, size in self.paths if index not in noted]

    def staged(self, desk: Desk) -> StagedImport:
        """Return the import as it is now, with every draft."""
        noted = self._noted()
        files = []
        for index, path, size in self.paths:
            plain = noted.get(index)
            if plain is None:
                files.append(
                    StagedFile(
                        index,
                        path,
                        Path(path).name,
                        Outcome.CANCELLED,
                        size=size,
                        reason="It was not read yet.",
                    )
                )
            elif not plain.get("removed"):
                files.append(self._file(desk, plain))
        return StagedImport(self.folder.name, self.label, self.started, tuple(files))

    def _file(self, desk: Desk, plain: dict[str, Any]) -> StagedFile:
        known = {name: value for name, value in plain.items() if name in _KEPT}
        file = StagedFile(**{**known, "outcome": Outcome(plain["outcome"])})
        if file.ready:
            file = replace(file, drafts=tuple(read_drafts(spool_of(self.folder, file.index))))
        return known_already(desk, file)

    def _append(self, plain: dict[str, Any]) -> None:
        with (self.folder / NOTES).open("a", encoding="utf-8", errors="replace") as notes:
            notes.write(json.dumps(plain, ensure_ascii=False) + "\n")

    def _noted(self) -> dict[int, dict[str, Any]]:
        """Return the newest note of each file; a last line cut off by a crash is no note."""
        noted: dict[int, dict[str, Any]] = {}
        try:
            lines = (self.folder / NOTES).read_text(encoding="utf-8").splitlines()
        except OSError:
            return noted
        for line in lines:
            try:
                plain = json.loads(line)
            except ValueError:
                continue
            noted[plain["index"]] = plain
        return noted


def load_reviews(staging: Path) -> Iterator[Review]:
    """Yield every review of the staging folder, oldest first."""
    folders = [folder for folder in staging.iterdir() if folder.is_dir()] if staging.is_dir() else []
    reviews = [review for folder in folders if (review := Review.load(folder)) is not None]
    yield from sorted(reviews, key=lambda review: (review.started, review.folder.name))


def recognised(
    desk: Desk, folder: Path, file: FoundFile, result: ReadResult, seen: dict[str, int]
) -> StagedFile:
    """Return a read file as the review shows it; `seen` are the hashes of this import so far."""
    outcome = result.outcome
    staged = StagedFile(
        index=file.index,
        path=file.shown,
        name=showable_path(Path(file.path.name)),
        outcome=Outcome.ADDED,
        reader=outcome.reader,
        media_type=outcome.media_type,
        stated=outcome.stated,
        found=outcome.found,
        page_count=outcome.page_count,
        sha256=result.sha256,
        size=result.size or file.size,
    )
    if not outcome.ok:
        told = replace(staged, reason=outcome.message, hint=outcome.hint, code=outcome.code)
        return replace(told, outcome=Outcome.QUARANTINED, found=0)
    if result.known:
        return known_already(desk, replace(staged, outcome=Outcome.DUPLICATE))
    if result.sha256 in seen:
        return replace(staged, outcome=Outcome.DUPLICATE, same_as=seen[result.sha256], reason=TWICE)
    seen[result.sha256] = file.index
    drafts = tuple(read_drafts(spool_of(folder, file.index)))
    return replace(staged, drafts=drafts, reason=next((draft.notice for draft in drafts if draft.notice), ""))


def known_already(desk: Desk, file: StagedFile) -> StagedFile:
    """Name the clippings that a duplicate repeats, and whether they lie in the trash."""
    if not file.sha256 or file.outcome not in (Outcome.ADDED, Outcome.DUPLICATE) or file.same_as is not None:
        return file
    with desk.archive.read() as records:
        source = records.source_files.by_sha(file.sha256)
        ids = records.source_files.clippings_of(source.id) if source is not None else ()
        clippings = records.clippings.find(ids) if ids else {}
    if source is None or not clippings:
        return file
    trashed = all(clipping.trashed for clipping in clippings.values())
    first = clippings[min(clippings)]
    return replace(
        file,
        outcome=Outcome.DUPLICATE,
        reader=source.reader,
        media_type=source.media_type,
        page_count=source.page_count,
        drafts=(),
        already=tuple(ids),
        already_headline=first.fields.headline,
        trashed=trashed,
        reason="It is in the archive already, in the trash." if trashed else "It is in the archive already.",
        hint="Restore it from the trash." if trashed else f"See clipping {first.id}.",
    )
