"""The clippings: adding, reading and changing them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from archive_app.domain.clipping import (
    Clipping,
    ClippingSource,
    Fields,
    Origin,
    Region,
    Text,
    TriageState,
)
from archive_app.domain.drafts import NewClipping
from archive_app.storage.bulk import insert_many
from archive_app.storage.clipping_lists import ClippingLists
from archive_app.storage.clipping_texts import ClippingTexts
from archive_app.storage.clipping_trash import ClippingTrash
from archive_app.storage.clipping_values import (
    DATES,
    checked_value,
    columns_from_body,
    columns_of_fields,
    columns_of_text,
    date_columns,
    fields_of_row,
    origins_of_row,
    packed_regions,
    regions_of,
    text_of_row,
)
from archive_app.storage.journal import write_entries
from archive_app.storage.repository import missing, packed
from archive_app.storage.tables import (
    ClippingRow,
    ClippingSourceRow,
    SourceFileRow,
    TextRow,
)
from archive_app.storage.words import clean_line, sort_key

TABLE = ClippingRow.__table__
TEXTS = TextRow.__table__


class Clippings(ClippingLists, ClippingTexts, ClippingTrash):
    """All clippings of the archive, those in the trash included unless it says otherwise."""

    def get(self, id: int) -> Clipping:
        """Return a clipping whole; raises UserMistake when there is none."""
        found = self.find([id]).get(id)
        if found is None:
            raise missing("clipping", id)
        return found

    def find(self, ids: Collection[int]) -> dict[int, Clipping]:
        """Return the clippings that exist among the ids, by id."""
        texts = {
            row.clipping_id: text_of_row(row._mapping)
            for row in self._in_portions(select(TEXTS).where(TEXTS.c.current), TEXTS.c.clipping_id, ids)
        }
        sources = self._sources(ids)
        outlets = self._records.outlets
        found: dict[int, Clipping] = {}
        for row in self._in_portions(select(TABLE), TABLE.c.id, ids):
            values = row._mapping
            fields = fields_of_row(values)
            outlet_id = outlets.resolved(values["outlet_id"])
            found[row.id] = Clipping(
                id=row.id,
                uid=row.uid,
                fields=fields,
                text=texts.get(row.id, Text()),
                outlet_id=outlet_id,
                outlet_name=outlets.names().get(outlet_id, fields.outlet) if outlet_id else fields.outlet,
                state=TriageState(row.state),
                state_reason=row.state_reason,
                batch_id=row.batch_id,
                trashed=row.trashed,
                created=row.created,
                modified=row.modified,
                word_count=row.word_count,
                origins=origins_of_row(values, fields),
                sources=tuple(sources.get(row.id, ())),
                keywords=self._keywords(values),
            )
        return found

    def exists(self, id: int) -> bool:
        return self._session.scalar(select(TABLE.c.id).where(TABLE.c.id == id)) is not None

    def existing(self, ids: Collection[int]) -> set[int]:
        """Return those of the ids that are clippings, in the trash or not."""
        return {row[0] for row in self._in_portions(select(TABLE.c.id), TABLE.c.id, ids)}

    def count(self, *, trashed: bool = False) -> int:
        """Count the clippings outside the trash, or those in it."""
        counted = select(func.count()).select_from(TABLE).where(TABLE.c.trashed.is_(trashed))
        return self._session.scalar(counted) or 0

    def _sources(self, ids: Collection[int]) -> dict[int, list[ClippingSource]]:
        file = SourceFileRow
        statement = (
            select(ClippingSourceRow.__table__, file.sha256, file.media_type, file.name, file.page_count)
            .join(file, file.id == ClippingSourceRow.source_file_id)
            .order_by(ClippingSourceRow.id)
        )
        found: defaultdict[int, list[ClippingSource]] = defaultdict(list)
        for row in self._in_portions(statement, ClippingSourceRow.clipping_id, ids):
            found[row.clipping_id].append(
                ClippingSource(
                    source_file_id=row.source_file_id,
                    sha256=row.sha256,
                    media_type=row.media_type,
                    name=row.name,
                    ordinal=row.ordinal,
                    regions=regions_of(row.regions),
                    page_count=row.page_count,
                )
            )
        return found

    def add(
        self,
        fields: Fields,
        text: Text,
        *,
        origins: Iterable[tuple[str, Origin]] = (),
        keywords: Iterable[str] = (),
        state: TriageState = TriageState.INBOX,
        batch_id: int | None = None,
        entry_id: int | None = None,
    ) -> int:
        """Add one clipping and return its id; its outlet's record is found by name or made."""
        draft = NewClipping(
            fields, text, tuple(origins), tuple(keywords), state, batch_id=batch_id, entry_id=entry_id
        )
        return self.add_many([draft])[0]

    def add_many(self, drafts: Sequence[NewClipping]) -> list[int]:
        """Add clippings in bulk and return their ids in the same order."""
        self._need_writing()
        names = {clean_line(draft.fields.outlet) for draft in drafts if draft.fields.outlet}
        outlet_ids = self._records.outlets.ensure_all(names)
        clippings = insert_many(
            self._session, ClippingRow, [self._new_row(draft, outlet_ids) for draft in drafts]
        )
        ids = [entry.id for entry in clippings]
        now = self._records.writing.at
        texts = [
            {"clipping_id": id, "created": now, **columns_of_text(draft.text)}
            for id, draft in zip(ids, drafts, strict=True)
        ]
        sources = [
            {
                "clipping_id": id,
                "source_file_id": draft.source_file_id,
                "ordinal": draft.ordinal,
                "regions": packed_regions(draft.regions),
            }
            for id, draft in zip(ids, drafts, strict=True)
            if draft.source_file_id is not None
        ]
        entries = [
            *clippings,
            *insert_many(self._session, TextRow, texts),
            *insert_many(self._session, ClippingSourceRow, sources),
        ]
        write_entries(self._session.connection(), self._records.writing, entries)
        return ids

    def _new_row(self, draft: NewClipping, outlet_ids: dict[str, int]) -> dict[str, Any]:
        now = self._records.writing.at
        columns = columns_of_fields(draft.fields, draft.origins)
        return {
            **columns,
            **columns_from_body(draft.text.body),
            "outlet_id": outlet_ids.get(columns.get("outlet", "")),
            "keywords": packed([word for word in map(clean_line, draft.keywords) if word]),
            "state": draft.state.value,
            "batch_id": draft.batch_id,
            "entry_id": draft.entry_id,
            "created": now,
            "modified": now,
        }

    def set_field(self, ids: Sequence[int], name: str, value: str, origin: Origin = Origin.PERSON) -> int:
        """Set one of FIELD_NAMES on clippings and return how many changed.

        Dates take EDTF text, and '' clears both the date and its printed form. A value from a file
        or a detection leaves alone what a person has set. Raises UserMistake for a wrong date.
        """
        value = checked_value(name, value)
        columns = self._columns_for(name, value)
        changed = 0
        for row in self._rows_of(ClippingRow, ids):
            if self._set_row(row, name, value, columns, origin):
                changed += 1
        self._flush()
        return changed

    def set_values(self, name: str, values: Mapping[int, str]) -> int:
        """Set one of FIELD_NAMES to another value on each clipping; returns how many changed."""
        typed = {id: checked_value(name, value) for id, value in values.items()}
        columns = {value: self._columns_for(name, value) for value in dict.fromkeys(typed.values())}
        changed = 0
        for row in self._rows_of(ClippingRow, typed):
            value = typed[row.id]
            if self._set_row(row, name, value, columns[value], Origin.PERSON):
                changed += 1
        self._flush()
        return changed

    def _columns_for(self, name: str, value: str) -> dict[str, Any]:
        if name in DATES:
            columns = date_columns(name, value or None, "")
            if value:
                del columns[f"{name}_printed"]
            return columns
        if name == "outlet":
            return {"outlet": value, "outlet_id": self._records.outlets.ensure(value) if value else None}
        if name == "headline":
            return {"headline": value, "headline_key": sort_key(value)}
        return {name: value}

    def _set_row(
        self, row: ClippingRow, name: str, value: str, columns: dict[str, Any], origin: Origin
    ) -> bool:
        origins = self._origins(row)
        if origin is not Origin.PERSON and origins.get(name) == Origin.PERSON:
            return False
        changed = [column for column, new in columns.items() if getattr(row, column) != new]
        origins[name] = origin.value
        written = packed(dict(sorted(origins.items())))
        if not changed and (origin is not Origin.PERSON or row.origins == written):
            return False
        for column in changed:
            setattr(row, column, columns[column])
        if row.origins != written:
            row.origins = written
        return True

    def set_state(self, ids: Sequence[int], state: TriageState, reason: str = "") -> int:
        """Set the triage state and the reason for it; returns how many changed."""
        changed = 0
        reason = clean_line(reason)
        for row in self._rows_of(ClippingRow, ids):
            if (row.state, row.state_reason) != (state.value, reason):
                row.state, row.state_reason = state.value, reason
                changed += 1
        self._flush()
        return changed

    def set_keywords(self, id: int, keywords: Iterable[str]) -> None:
        row = self._row(ClippingRow, id, "clipping")
        row.keywords = packed([word for word in map(clean_line, keywords) if word])
        self._flush()

    def attach_source(
        self, id: int, source_file_id: int, ordinal: int = 0, regions: Iterable[Region] = ()
    ) -> None:
        """Say that a clipping stands in a source file, and where on its pages."""
        self._row(ClippingRow, id, "clipping")
        self._row(SourceFileRow, source_file_id, "source file")
        row = ClippingSourceRow
        found = self._rows(
            row, row.clipping_id == id, row.source_file_id == source_file_id, row.ordinal == ordinal
        )
        if found:
            found[0].regions = packed_regions(regions)
            self._flush()
        else:
            self._add(
                row(
                    clipping_id=id,
                    source_file_id=source_file_id,
                    ordinal=ordinal,
                    regions=packed_regions(regions),
                )
            )

    def detach_source(self, id: int, source_file_id: int) -> None:
        row = ClippingSourceRow
        self._remove(*self._rows(row, row.clipping_id == id, row.source_file_id == source_file_id))
