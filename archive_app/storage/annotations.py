"""Annotations: highlights and notes, on passages, on pages, or standing alone."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select

from archive_app.domain.annotation import Annotation, Colour, PageTarget, TextTarget
from archive_app.domain.link import EndKind
from archive_app.errors import UserMistake
from archive_app.storage.clipping_values import packed_regions, regions_of
from archive_app.storage.repository import Repository, packed
from archive_app.storage.tables import AnnotationRow, AnnotationTargetRow, ClippingRow, SourceFileRow
from archive_app.storage.words import clean, clean_line

TABLE = AnnotationRow.__table__.c
TARGETS = AnnotationTargetRow.__table__.c


class Annotations(Repository):
    """Annotations with their targets."""

    def of_clipping(self, id: int) -> tuple[Annotation, ...]:
        """Return the annotations on a clipping, in the order of their passages."""
        ids = set(self._session.scalars(select(TARGETS.annotation_id).where(TARGETS.clipping_id == id)))

        def place(annotation: Annotation) -> tuple[bool, int, int]:
            starts = [target.start for target in annotation.text_targets if target.clipping_id == id]
            return not starts, min(starts, default=0), annotation.id

        return tuple(sorted(self._found(ids), key=place))

    def get(self, id: int) -> Annotation:
        """Raises UserMistake when there is none."""
        self._row(AnnotationRow, id, "annotation")
        return self._found([id])[0]

    def all(self, limit: int | None = None, offset: int = 0) -> tuple[Annotation, ...]:
        """Return all annotations, newest first."""
        statement = select(TABLE.id).order_by(TABLE.id.desc()).limit(limit).offset(offset or None)
        ids = list(self._session.scalars(statement))
        return tuple(sorted(self._found(ids), key=lambda annotation: -annotation.id))

    def count(self) -> int:
        return self._session.scalar(select(func.count()).select_from(AnnotationRow)) or 0

    def standing_alone(self) -> tuple[Annotation, ...]:
        """Return the notes without a target, newest first."""
        aimed = select(TARGETS.annotation_id)
        ids = list(self._session.scalars(select(TABLE.id).where(TABLE.id.not_in(aimed))))
        return tuple(sorted(self._found(ids), key=lambda annotation: -annotation.id))

    def _found(self, ids: Collection[int]) -> list[Annotation]:
        texts: defaultdict[int, list[TextTarget]] = defaultdict(list)
        pages: defaultdict[int, list[PageTarget]] = defaultdict(list)
        statement = select(AnnotationTargetRow.__table__).order_by(TARGETS.id)
        for row in self._in_portions(statement, TARGETS.annotation_id, ids):
            if row.source_file_id is None:
                texts[row.annotation_id].append(_text_target(row))
            else:
                target = PageTarget(row.source_file_id, regions_of(row.regions), row.clipping_id)
                pages[row.annotation_id].append(target)
        rows = self._in_portions(select(AnnotationRow.__table__), TABLE.id, ids)
        return [
            Annotation(
                id=row.id,
                uid=row.uid,
                body=row.body,
                colour=Colour(row.colour),
                codes=tuple(json.loads(row.codes)),
                author=row.author,
                created=row.created,
                modified=row.modified,
                text_targets=tuple(texts[row.id]),
                page_targets=tuple(pages[row.id]),
            )
            for row in rows
        ]

    def add(
        self,
        body: str = "",
        colour: Colour = Colour.YELLOW,
        codes: Iterable[str] = (),
        text_targets: Iterable[TextTarget] = (),
        page_targets: Iterable[PageTarget] = (),
    ) -> int:
        """Add an annotation and return its id; raises UserMistake for an empty one without targets."""
        texts, pages = tuple(text_targets), tuple(page_targets)
        body = clean(body).strip()
        if not body and not texts and not pages:
            raise UserMistake("A note needs some words.", "Write the note, then save it.")
        self._check_targets(texts, pages)
        now = self._records.writing.at
        row = self._add(
            AnnotationRow(
                body=body,
                colour=Colour(colour).value,
                codes=_codes(codes),
                author=self._records.writing.author,
                created=now,
                modified=now,
            )
        )
        for target in texts:
            self._session.add(_text_target_row(row.id, target))
        for target in pages:
            self._session.add(
                AnnotationTargetRow(
                    annotation_id=row.id,
                    clipping_id=target.clipping_id,
                    source_file_id=target.source_file_id,
                    regions=packed_regions(target.regions),
                )
            )
        self._flush()
        return row.id

    def _check_targets(self, texts: tuple[TextTarget, ...], pages: tuple[PageTarget, ...]) -> None:
        for target in texts:
            self._row(ClippingRow, target.clipping_id, "clipping")
            if not 0 <= target.start < target.end:
                raise UserMistake("The passage is empty.", "Select some words first.")
        for target in pages:
            self._row(SourceFileRow, target.source_file_id, "source file")
            if target.clipping_id is not None:
                self._row(ClippingRow, target.clipping_id, "clipping")

    def edit(
        self,
        id: int,
        *,
        body: str | None = None,
        colour: Colour | None = None,
        codes: Iterable[str] | None = None,
    ) -> None:
        """Change what is given; None leaves it."""
        row = self._row(AnnotationRow, id, "annotation")
        if body is not None:
            row.body = clean(body).strip()
        if colour is not None:
            row.colour = Colour(colour).value
        if codes is not None:
            row.codes = _codes(codes)
        self._flush()

    def delete(self, id: int) -> None:
        """Delete an annotation with its targets and the links at it."""
        row = self._row(AnnotationRow, id, "annotation")
        self._records.links.delete_of(EndKind.ANNOTATION, id)
        self._remove(*self._rows(AnnotationTargetRow, AnnotationTargetRow.annotation_id == id))
        self._remove(row)


def _codes(codes: Iterable[str]) -> str:
    return packed(list(dict.fromkeys(code for code in map(clean_line, codes) if code)))


def _text_target(row: Any) -> TextTarget:
    return TextTarget(
        clipping_id=row.clipping_id,
        start=row.start,
        end=row.end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        placed=row.placed,
    )


def _text_target_row(annotation_id: int, target: TextTarget) -> AnnotationTargetRow:
    return AnnotationTargetRow(
        annotation_id=annotation_id,
        clipping_id=target.clipping_id,
        start=target.start,
        end=target.end,
        quote=target.quote,
        prefix=target.prefix,
        suffix=target.suffix,
        placed=target.placed,
    )
