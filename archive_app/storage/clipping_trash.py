"""Throwing clippings away: into the trash, back out of it, and out of the trash for ever."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select, update

from archive_app.storage.repository import Repository, portions
from archive_app.storage.tables import (
    AnnotationRow,
    AnnotationTargetRow,
    BatchRow,
    ClippingRow,
    ClippingSourceRow,
    ClippingSubjectRow,
    CollectionItemRow,
    LinkRow,
    OutletRow,
    Record,
    SourceFileRow,
    SubjectRow,
    TextRow,
    groups,
    journal,
)


class ClippingTrash(Repository):
    """What becomes of clippings that nobody wants."""

    def trash(self, ids: Sequence[int]) -> int:
        """Put clippings into the trash; returns how many were not there yet."""
        return self._set_trashed(ids, True)

    def restore(self, ids: Sequence[int]) -> int:
        """Take clippings out of the trash; returns how many were there."""
        count = self._set_trashed(ids, False)
        self._revive_names(ids)
        return count

    def _set_trashed(self, ids: Sequence[int], trashed: bool) -> int:
        changed = 0
        for row in self._rows_of(ClippingRow, ids):
            if row.trashed != trashed:
                row.trashed = trashed
                changed += 1
        self._flush()
        return changed

    def _revive_names(self, ids: Collection[int]) -> None:
        """Bring back the outlets and names that went away with an undone import."""
        attached = ClippingSubjectRow
        for portion in portions(ids):
            batches = select(ClippingRow.batch_id).where(ClippingRow.id.in_(portion))
            for batch in self._rows(BatchRow, BatchRow.undone, BatchRow.id.in_(batches)):
                batch.undone = False
            outlets = select(ClippingRow.outlet_id).where(ClippingRow.id.in_(portion))
            for outlet in self._rows(OutletRow, OutletRow.trashed, OutletRow.id.in_(outlets)):
                outlet.trashed = False
            subjects = select(attached.subject_id).where(attached.clipping_id.in_(portion))
            for subject in self._rows(SubjectRow, SubjectRow.trashed, SubjectRow.id.in_(subjects)):
                subject.trashed = False
        self._flush()

    def delete_for_ever(self, ids: Sequence[int]) -> int:
        """Delete clippings with all that is only theirs; returns how many.

        Neither this nor anything before it can be undone afterwards, and the journal forgets
        their words. Their source files go too, when no other clipping uses them.
        """
        writing = self._records.writing
        writing.keep_copies = False
        rows = list(self._rows_of(ClippingRow, ids))
        found = [row.id for row in rows]
        files = self._files_of(found)
        for record in (TextRow, ClippingSourceRow, ClippingSubjectRow, CollectionItemRow):
            self._delete_parts(record, record.clipping_id, found)
        self._delete_annotations(found)
        self._delete_links("clipping", found)
        for row in rows:
            self._session.delete(row)
        self._flush()
        self._delete_files(files)
        self._forget(found)
        return len(rows)

    def _files_of(self, ids: Collection[int]) -> set[int]:
        source = ClippingSourceRow
        return {row[0] for row in self._in_portions(select(source.source_file_id), source.clipping_id, ids)}

    def _delete_parts(self, record: type[Record], column: Any, ids: Collection[int]) -> None:
        for row in list(self._rows_of(record, ids, column)):
            self._session.delete(row)
        self._flush()

    def _delete_annotations(self, ids: Collection[int]) -> None:
        """Delete what was noted on these clippings only; of notes on others too, their targets here."""
        target = AnnotationTargetRow
        annotations: set[int] = set()
        for row in list(self._rows_of(target, ids, target.clipping_id)):
            annotations.add(row.annotation_id)
            self._session.delete(row)
        self._flush()
        kept = {
            row[0]
            for row in self._in_portions(select(target.annotation_id), target.annotation_id, annotations)
        }
        gone = annotations - kept
        self._delete_links("annotation", gone)
        self._delete_parts(AnnotationRow, AnnotationRow.id, gone)
        self._forget(gone, "annotation")

    def _delete_links(self, kind: str, ids: Collection[int]) -> None:
        for portion in portions(ids):
            here = or_(
                (LinkRow.source_kind == kind) & LinkRow.source_id.in_(portion),
                (LinkRow.target_kind == kind) & LinkRow.target_id.in_(portion),
            )
            for row in self._rows(LinkRow, here):
                self._session.delete(row)
            self._flush()

    def _delete_files(self, ids: Collection[int]) -> None:
        source, target = ClippingSourceRow, AnnotationTargetRow
        used = {
            row[0] for row in self._in_portions(select(source.source_file_id), source.source_file_id, ids)
        }
        used |= {
            row[0] for row in self._in_portions(select(target.source_file_id), target.source_file_id, ids)
        }
        for row in list(self._rows_of(SourceFileRow, set(ids) - used)):
            self._records.writing.files_to_remove.append(row.sha256)
            self._session.delete(row)
        self._flush()

    def _forget(self, ids: Collection[int], kind: str = "clipping") -> None:
        """Take these records' words out of the journal, and close what could be undone before."""
        connection = self._session.connection()
        for portion in portions(ids):
            here = (journal.c.owner_kind == kind) & journal.c.owner_id.in_(portion)
            connection.execute(update(journal).where(here).values(before=None, after=None))
        connection.execute(
            update(groups).where(groups.c.state.in_(("done", "undone"))).values(state="sealed")
        )
