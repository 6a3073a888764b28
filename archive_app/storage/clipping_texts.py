"""A clipping's words: their versions, and everything that the index needs of a clipping."""

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from archive_app.domain.clipping import Text, TextSource
from archive_app.domain.indexed import IndexedText
from archive_app.storage.anchors import place_again
from archive_app.storage.clipping_values import columns_from_body, columns_of_text, text_of_row
from archive_app.storage.repository import Repository
from archive_app.storage.tables import (
    AnnotationRow,
    AnnotationTargetRow,
    ClippingRow,
    ClippingSourceRow,
    ClippingSubjectRow,
    CollectionItemRow,
    LinkRow,
    SourceFileRow,
    SubjectRow,
    TextRow,
)

_PLAIN = (
    "id",
    "headline",
    "kicker",
    "standfirst",
    "byline",
    "correction",
    "language",
    "section",
    "page",
    "genre",
    "edition",
    "published_earliest",
    "published_latest",
    "updated_earliest",
    "updated_latest",
    "batch_id",
    "state",
    "trashed",
    "word_count",
    "summary",
    "url",
    "accession_number",
)


class ClippingTexts(Repository):
    """Versions of texts, and the index's view of clippings."""

    def set_text(self, id: int, text: Text) -> int:
        """Add a version of the text and return its id.

        It becomes the current one, unless it is a machine's and a person's is there already.
        Annotations find their passages again in it, or say that they could not.
        """
        clipping = self._row(ClippingRow, id, "clipping")
        now = self._current_row(id)
        person_before = now is not None and now.source == TextSource.PERSON.value
        current = text.source is TextSource.PERSON or not person_before
        if current and now is not None:
            now.current = False
        row = TextRow(
            clipping_id=id, current=current, created=self._records.writing.at, **columns_of_text(text)
        )
        self._add(row)
        if current:
            for name, value in columns_from_body(row.body).items():
                setattr(clipping, name, value)
            self._anchor(id, row.body)
        self._flush()
        return row.id

    def _current_row(self, id: int) -> TextRow | None:
        found = self._rows(TextRow, TextRow.clipping_id == id, TextRow.current)
        return found[0] if found else None

    def _anchor(self, id: int, body: str) -> None:
        row = AnnotationTargetRow
        for target in self._rows(row, row.clipping_id == id, row.source_file_id.is_(None)):
            found = place_again(body, target.start, target.end, target.quote, target.prefix, target.suffix)
            target.placed = found is not None
            if found is not None:
                target.start, target.end = found

    def text_versions(self, id: int) -> tuple[Text, ...]:
        """Return all versions of a clipping's text, oldest first."""
        self._row(ClippingRow, id, "clipping")
        table = TextRow.__table__
        statement = select(table).where(table.c.clipping_id == id).order_by(table.c.id)
        return tuple(text_of_row(dict(row._mapping)) for row in self._session.execute(statement))

    def texts(self, ids: Collection[int]) -> dict[int, IndexedText]:
        """Return what the index needs of the clippings that exist among the ids."""
        table = ClippingRow.__table__.c
        bodies = {
            row[0]: row[1]
            for row in self._in_portions(
                select(TextRow.clipping_id, TextRow.body).where(TextRow.current), TextRow.clipping_id, ids
            )
        }
        notes = self._notes(ids)
        subjects, authors, quoted = self._subjects(ids)
        collections = self._collections(ids)
        files = self._files(ids)
        linked = self._linked(ids, notes)
        outlets = self._records.outlets
        columns = [table[name] for name in (*_PLAIN, "outlet_id", "keywords")]
        found: dict[int, IndexedText] = {}
        for row in self._in_portions(select(*columns), table.id, ids):
            id, values = row.id, row._mapping
            has = {
                "annotation": id in notes,
                "link": id in linked,
                "pdf": "application/pdf" in files[id],
                "image": any(kind.startswith("image/") for kind in files[id]),
                "correction": bool(row.correction),
                "quote": id in quoted,
            }
            found[id] = IndexedText(
                **{name: values[name] for name in _PLAIN},
                body=bodies.get(id, ""),
                notes=tuple(body for _, body in notes.get(id, ()) if body),
                outlet_id=outlets.resolved(row.outlet_id),
                subject_ids=tuple(dict.fromkeys(subjects[id])),
                author_ids=tuple(dict.fromkeys(authors[id])),
                keywords=self._keywords(values),
                collection_ids=tuple(collections[id]),
                has=tuple(name for name, here in has.items() if here),
            )
        return found

    def _keywords(self, row: Any) -> tuple[str, ...]:
        return tuple(json.loads(row["keywords"]))

    def _origins(self, row: ClippingRow) -> dict[str, str]:
        return json.loads(row.origins)

    def _notes(self, ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
        target = AnnotationTargetRow
        statement = (
            select(target.clipping_id, AnnotationRow.id, AnnotationRow.body)
            .join(AnnotationRow, AnnotationRow.id == target.annotation_id)
            .order_by(target.id)
        )
        found: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for clipping_id, id, body in self._in_portions(statement, target.clipping_id, ids):
            found[clipping_id][id] = body
        return {clipping_id: list(notes.items()) for clipping_id, notes in found.items()}

    def _subjects(
        self, ids: Collection[int]
    ) -> tuple[defaultdict[int, list[tuple[str, int]]], defaultdict[int, list[int]], set[int]]:
        attached = ClippingSubjectRow
        statement = (
            select(attached.clipping_id, attached.subject_id, attached.role, SubjectRow.subject_kind)
            .join(SubjectRow, SubjectRow.id == attached.subject_id)
            .where(attached.status == "confirmed")
            .order_by(attached.id)
        )
        merged = self._records.subjects.merges()
        subjects: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        authors: defaultdict[int, list[int]] = defaultdict(list)
        quoted: set[int] = set()
        for clipping_id, attached_id, role, kind in self._in_portions(statement, attached.clipping_id, ids):
            subject_id = merged.get(attached_id) or attached_id
            subjects[clipping_id].append((kind, subject_id))
            if role == "author":
                authors[clipping_id].append(subject_id)
            elif role == "quoted":
                quoted.add(clipping_id)
        return subjects, authors, quoted

    def _collections(self, ids: Collection[int]) -> defaultdict[int, list[int]]:
        item = CollectionItemRow
        found: defaultdict[int, list[int]] = defaultdict(list)
        statement = select(item.clipping_id, item.collection_id).order_by(item.collection_id)
        for clipping_id, collection_id in self._in_portions(statement, item.clipping_id, ids):
            found[clipping_id].append(collection_id)
        return found

    def _files(self, ids: Collection[int]) -> defaultdict[int, set[str]]:
        source = ClippingSourceRow
        statement = select(source.clipping_id, SourceFileRow.media_type).join(
            SourceFileRow, SourceFileRow.id == source.source_file_id
        )
        found: defaultdict[int, set[str]] = defaultdict(set)
        for clipping_id, media_type in self._in_portions(statement, source.clipping_id, ids):
            found[clipping_id].add(media_type)
        return found

    def _linked(self, ids: Collection[int], notes: dict[int, list[tuple[int, str]]]) -> set[int]:
        """Return the clippings that are linked themselves or by an annotation on them."""
        of_annotation = {id: clipping for clipping, found in notes.items() for id, _ in found}
        linked: set[int] = set()
        for kind, end in ((LinkRow.source_kind, LinkRow.source_id), (LinkRow.target_kind, LinkRow.target_id)):
            linked |= {row[0] for row in self._in_portions(select(end).where(kind == "clipping"), end, ids)}
            statement = select(end).where(kind == "annotation")
            linked |= {of_annotation[row[0]] for row in self._in_portions(statement, end, of_annotation)}
        return linked
