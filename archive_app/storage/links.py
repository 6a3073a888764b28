"""Links between clippings, annotations and subjects."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select

from archive_app.domain.link import EndKind, Link, LinkEnd, LinkType
from archive_app.errors import UserMistake
from archive_app.storage.repository import Repository
from archive_app.storage.tables import (
    AnnotationRow,
    AnnotationTargetRow,
    ClippingRow,
    LinkRow,
    Record,
    SubjectRow,
)
from archive_app.storage.words import clean

TABLE = LinkRow.__table__.c
ENDS: dict[EndKind, tuple[type[Record], str]] = {
    EndKind.CLIPPING: (ClippingRow, "clipping"),
    EndKind.ANNOTATION: (AnnotationRow, "annotation"),
    EndKind.SUBJECT: (SubjectRow, "name"),
}


class Links(Repository):
    """Typed links, seen from both ends."""

    def of(self, kind: EndKind, id: int) -> tuple[Link, ...]:
        """Return the links at a record, oldest first, with the titles of both ends."""
        here = or_(
            (TABLE.source_kind == kind.value) & (TABLE.source_id == id),
            (TABLE.target_kind == kind.value) & (TABLE.target_id == id),
        )
        return self._links(select(LinkRow.__table__).where(here).order_by(TABLE.id))

    def get(self, id: int) -> Link:
        self._row(LinkRow, id, "link")
        return self._links(select(LinkRow.__table__).where(TABLE.id == id))[0]

    def all(self) -> tuple[Link, ...]:
        return self._links(select(LinkRow.__table__).order_by(TABLE.id))

    def _links(self, statement: Any) -> tuple[Link, ...]:
        rows = self._session.execute(statement).all()
        titles = self._titles(
            {(row.source_kind, row.source_id) for row in rows}
            | {(row.target_kind, row.target_id) for row in rows}
        )
        return tuple(
            Link(
                id=row.id,
                uid=row.uid,
                type=LinkType(row.type),
                source=_end(row.source_kind, row.source_id, titles),
                target=_end(row.target_kind, row.target_id, titles),
                note=row.note,
                author=row.author,
                created=row.created,
            )
            for row in rows
        )

    def _titles(self, ends: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        by_kind: dict[str, set[int]] = {kind.value: set() for kind in EndKind}
        for kind, id in ends:
            by_kind[kind].add(id)
        titles: dict[tuple[str, int], str] = {}
        clipping, subject = ClippingRow, SubjectRow
        for id, headline, opening in self._in_portions(
            select(clipping.id, clipping.headline, clipping.opening), clipping.id, by_kind["clipping"]
        ):
            titles["clipping", id] = headline or opening[:80] or f"Clipping {id}"
        for id, name in self._in_portions(select(subject.id, subject.name), subject.id, by_kind["subject"]):
            titles["subject", id] = name
        note, target = AnnotationRow, AnnotationTargetRow
        statement = (
            select(note.id, note.body, target.quote)
            .outerjoin(target, target.annotation_id == note.id)
            .order_by(target.id.desc())
        )
        for id, body, quote in self._in_portions(statement, note.id, by_kind["annotation"]):
            titles["annotation", id] = (quote or body or f"Annotation {id}")[:120]
        return titles

    def add(self, type: LinkType, source: LinkEnd, target: LinkEnd, note: str = "") -> int:
        """Link two records; raises UserMistake for a link to itself, a doubled or a dangling one."""
        if (source.kind, source.id) == (target.kind, target.id):
            raise UserMistake("A record cannot be linked to itself.", "Choose another record.")
        for end in (source, target):
            record, noun = ENDS[end.kind]
            self._row(record, end.id, noun)
        self._refuse_double(type, source, target)
        now = self._records.writing.at
        row = LinkRow(
            type=type.value,
            source_kind=source.kind.value,
            source_id=source.id,
            target_kind=target.kind.value,
            target_id=target.id,
            note=clean(note).strip(),
            author=self._records.writing.author,
            created=now,
            modified=now,
        )
        return self._add(row).id

    def _refuse_double(
        self, type: LinkType, source: LinkEnd, target: LinkEnd, but: int | None = None
    ) -> None:
        ways = [(source, target)]
        if type is LinkType.RELATED:
            ways.append((target, source))
        for one, other in ways:
            found = self._rows(
                LinkRow,
                LinkRow.type == type.value,
                LinkRow.source_kind == one.kind.value,
                LinkRow.source_id == one.id,
                LinkRow.target_kind == other.kind.value,
                LinkRow.target_id == other.id,
                LinkRow.id != (but or 0),
            )
            if found:
                raise UserMistake("These two are linked so already.", "Edit the note of that link instead.")

    def edit(self, id: int, type: LinkType | None = None, note: str | None = None) -> None:
        """Change the type or the note of a link; None leaves it."""
        row = self._row(LinkRow, id, "link")
        if type is not None and type.value != row.type:
            source = LinkEnd(EndKind(row.source_kind), row.source_id)
            target = LinkEnd(EndKind(row.target_kind), row.target_id)
            self._refuse_double(type, source, target, but=id)
            row.type = type.value
        if note is not None:
            row.note = clean(note).strip()
        self._flush()

    def delete(self, id: int) -> None:
        self._remove(self._row(LinkRow, id, "link"))

    def delete_of(self, kind: EndKind, id: int) -> None:
        """Delete all links at a record that is about to go."""
        here = or_(
            (LinkRow.source_kind == kind.value) & (LinkRow.source_id == id),
            (LinkRow.target_kind == kind.value) & (LinkRow.target_id == id),
        )
        self._remove(*self._rows(LinkRow, here))


def _end(kind: str, id: int, titles: dict[tuple[str, int], str]) -> LinkEnd:
    return LinkEnd(EndKind(kind), id, titles.get((kind, id), ""))
