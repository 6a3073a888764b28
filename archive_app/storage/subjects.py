"""The subjects: people, organisations, places, events and topics, found by any of their names."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import or_, select

from archive_app.domain.dates import parse_edtf
from archive_app.domain.subject import Subject, SubjectKind
from archive_app.errors import UserMistake
from archive_app.storage.repository import packed
from archive_app.storage.subject_lists import TABLE, SubjectLists
from archive_app.storage.tables import (
    ClippingSubjectRow,
    LinkRow,
    SubjectRow,
    SubjectVariantRow,
)
from archive_app.storage.words import clean, clean_line, folded

NOUNS = {
    SubjectKind.PERSON: "person",
    SubjectKind.ORGANISATION: "organisation",
    SubjectKind.PLACE: "place",
    SubjectKind.EVENT: "event",
    SubjectKind.TOPIC: "topic",
}


class Subjects(SubjectLists):
    """Subjects; a merged one is read as the one that it was merged into."""

    def find(self, kind: SubjectKind, name: str) -> Subject | None:
        """Return the subject of a kind with this name or variant, whatever the case and accents.

        One that went away with an undone import is not found, although `ensure` brings it back.
        """
        id = self._find_id(kind, name)
        return None if id is None or self._row(SubjectRow, id, "name").trashed else self.get(id)

    def _find_id(self, kind: SubjectKind, name: str) -> int | None:
        key, variant = folded(name), SubjectVariantRow
        own = select(TABLE.c.id).where(TABLE.c.subject_kind == kind.value, TABLE.c.name_key == key)
        id = self._session.scalar(
            own.order_by(TABLE.c.merged_into.is_not(None), TABLE.c.trashed, TABLE.c.id).limit(1)
        )
        if id is None:
            other = (
                select(TABLE.c.id)
                .join(variant, variant.subject_id == TABLE.c.id)
                .where(TABLE.c.subject_kind == kind.value, variant.name_key == key)
            )
            id = self._session.scalar(other.order_by(TABLE.c.id).limit(1))
        return None if id is None else self.merges().get(id, id)

    def ensure(self, kind: SubjectKind, name: str) -> int:
        """Return the id of the subject of a kind with this name, made if there is none."""
        name = _checked(kind, name)
        id = self._find_id(kind, name)
        if id is None:
            return self._add(SubjectRow(subject_kind=kind.value, name=name, name_key=folded(name))).id
        row = self._row(SubjectRow, id, "name")
        if row.trashed:
            row.trashed = False
            self._flush()
        return id

    def rename(self, id: int, name: str) -> None:
        """Give a new preferred name; raises UserMistake when another of its kind has it."""
        row = self._row(SubjectRow, id, "name")
        kind = SubjectKind(row.subject_kind)
        name = _checked(kind, name)
        other = self.find(kind, name)
        if other is not None and other.id not in (id, self.merges().get(id, id)):
            raise UserMistake(f"There is a {NOUNS[kind]} '{name}' already.", "Merge the two instead.")
        row.name, row.name_key = name, folded(name)
        self._flush()

    def add_variant(self, id: int, name: str, language: str = "") -> None:
        """Add another name by which the subject is found; `language` is a BCP 47 tag or empty."""
        row = self._row(SubjectRow, id, "name")
        name = _checked(SubjectKind(row.subject_kind), name)
        variant = SubjectVariantRow
        key = folded(name)
        if self._rows(
            variant, variant.subject_id == id, variant.name_key == key, variant.language == language
        ):
            return
        self._add(variant(subject_id=id, name=name, name_key=key, language=clean_line(language)))

    def remove_variant(self, id: int, name: str) -> None:
        row = SubjectVariantRow
        family = self.merged_family(id)
        self._remove(*self._rows(row, row.subject_id.in_(family), row.name_key == folded(name)))

    def set_date(self, id: int, edtf: str) -> None:
        """Set an event's date or range, or a person's life dates; '' clears it."""
        row = self._row(SubjectRow, id, "name")
        span = parse_edtf(edtf) if edtf.strip() else None
        row.date = span.edtf if span else None
        row.date_earliest = span.earliest.toordinal() if span else None
        row.date_latest = span.latest.toordinal() if span else None
        self._flush()

    def set_description(self, id: int, text: str) -> None:
        self._row(SubjectRow, id, "name").description = clean(text).strip()
        self._flush()

    def set_place(self, id: int, place_id: int | None) -> None:
        """Say where an event took place; None clears it."""
        row = self._row(SubjectRow, id, "name")
        if place_id is not None:
            place = self._row(SubjectRow, place_id, "name")
            if place.subject_kind != SubjectKind.PLACE.value:
                raise UserMistake(f"'{place.name}' is not a place.", "Choose a place.")
        row.place_id = place_id
        self._flush()

    def set_identifiers(self, id: int, identifiers: Iterable[tuple[str, str]]) -> None:
        """Set identifiers such as ('wikidata', 'Q160115')."""
        pairs = [(clean_line(name).lower(), clean_line(value)) for name, value in identifiers]
        self._row(SubjectRow, id, "name").identifiers = packed([pair for pair in pairs if all(pair)])
        self._flush()

    def delete(self, id: int) -> None:
        """Delete a subject, taking it off its clippings; those merged into it go with it."""
        self._row(SubjectRow, id, "name")
        family = self.merged_family(id)
        for record, column in (
            (ClippingSubjectRow, ClippingSubjectRow.subject_id),
            (SubjectVariantRow, SubjectVariantRow.subject_id),
        ):
            self._remove(*list(self._rows_of(record, family, column)))
        here = or_(
            (LinkRow.source_kind == "subject") & LinkRow.source_id.in_(family),
            (LinkRow.target_kind == "subject") & LinkRow.target_id.in_(family),
        )
        self._remove(*self._rows(LinkRow, here))
        for event in self._rows(SubjectRow, SubjectRow.place_id.in_(family)):
            event.place_id = None
        rows = self._rows(SubjectRow, SubjectRow.id.in_(family))
        for row in rows:
            row.merged_into = None
        self._flush()
        self._remove(*rows)
        self._ends = None

    def merge(self, keep: int, gone: int) -> None:
        """Read the second as the first from now on, wherever it stands."""
        kept = self._row(SubjectRow, self.merges().get(keep, keep), "name")
        row = self._row(SubjectRow, self.merges().get(gone, gone), "name")
        if kept.id == row.id:
            raise UserMistake("These two are one name already.", "Choose two different ones.")
        if kept.subject_kind != row.subject_kind:
            raise UserMistake(
                f"'{kept.name}' is a {kept.subject_kind} and '{row.name}' a {row.subject_kind}.",
                "Only names of one kind can be merged.",
            )
        row.merged_into = kept.id
        self._flush()
        self._ends = None

    def unmerge(self, id: int) -> None:
        """Let a merged subject stand for itself again."""
        row = self._row(SubjectRow, id, "name")
        if row.merged_into is None:
            raise UserMistake(f"'{row.name}' is not merged into another.", "")
        row.merged_into = None
        self._flush()
        self._ends = None

    def resolve(self, kinds: Collection[SubjectKind], words: Sequence[str]) -> set[int]:
        """Return the subjects of some kinds with a name that holds the folded words in a row.

        The ids are those that merged subjects stand for, as the index has them.
        """
        wanted = [part for word in words for part in _words(folded(word))]
        if not wanted:
            return set()
        names = select(TABLE.c.id, TABLE.c.subject_kind, TABLE.c.name_key)
        variant = SubjectVariantRow
        others = select(TABLE.c.id, TABLE.c.subject_kind, variant.name_key).join(
            variant, variant.subject_id == TABLE.c.id
        )
        values = {SubjectKind(kind).value for kind in kinds}
        found: set[int] = set()
        for statement in (names, others):
            for row in self._session.execute(statement.where(TABLE.c.subject_kind.in_(values))):
                if _in_a_row(_words(row[2]), wanted):
                    found.add(self.merges().get(row[0]) or row[0])
        return found


def _words(key: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in key).split()


def _in_a_row(name: list[str], wanted: list[str]) -> bool:
    length = len(wanted)
    return any(name[at : at + length] == wanted for at in range(len(name) - length + 1))


def _checked(kind: SubjectKind, name: str) -> str:
    name = clean_line(name)
    if not name:
        raise UserMistake(f"A {NOUNS[kind]} needs a name.", "Write a name.")
    return name
