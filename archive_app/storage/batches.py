"""Import batches: what each import did with each of its files."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import exists, func, select

from archive_app.domain.batch import Batch, BatchEntry, Outcome
from archive_app.storage.repository import Repository, packed
from archive_app.storage.tables import BatchEntryRow, BatchRow, ClippingRow, groups, journal
from archive_app.storage.words import clean

ENTRY = BatchEntryRow.__table__.c
NEEDS_A_LOOK = (Outcome.QUARANTINED.value, Outcome.FAILED.value)


class Batches(Repository):
    """Imports, with an entry per file."""

    def start(self, label: str) -> int:
        """Begin a batch and return its id."""
        return self._add(BatchRow(label=clean(label), started=self._records.writing.at)).id

    def add_entry(
        self,
        batch: int,
        *,
        path: str,
        outcome: Outcome,
        reader: str = "",
        stated: int | None = None,
        found: int = 0,
        duplicates: int = 0,
        quarantined: int = 0,
        reason: str = "",
        hint: str = "",
        code: str = "",
        sha256: str = "",
        clipping_ids: Iterable[int] = (),
    ) -> int:
        """Note what became of a file and return the entry's id.

        `clipping_ids` names the clippings that were already there; those that are added with this
        entry's id are known by it.
        """
        row = BatchEntryRow(
            batch_id=batch,
            path=clean(path),
            outcome=Outcome(outcome).value,
            reader=reader,
            stated=stated,
            found=found,
            duplicates=duplicates,
            quarantined=quarantined,
            reason=clean(reason),
            hint=clean(hint),
            code=code,
            sha256=sha256,
            clipping_ids=packed(list(clipping_ids)),
        )
        return self._add(row).id

    def set_outcome(
        self, entry_id: int, outcome: Outcome, reason: str = "", hint: str = "", code: str = ""
    ) -> None:
        """Change what became of a file, as after a second try."""
        row = self._row(BatchEntryRow, entry_id, "import entry")
        row.outcome, row.reason, row.hint = Outcome(outcome).value, clean(reason), clean(hint)
        row.code = code
        self._flush()

    def finish(self, batch: int) -> None:
        """Note when the batch ended."""
        self._row(BatchRow, batch, "import").finished = self._records.writing.at
        self._flush()

    def mark_undone(self, batch: int) -> None:
        """Note that the import was taken back; restoring a clipping of it, or undo, takes that back."""
        self._row(BatchRow, batch, "import").undone = True
        self._flush()

    def undoable_group(self, batch: int) -> int | None:
        """Return the journal's group that is this whole import and can be undone as one, or None.

        None also when a clipping of it outside the trash came later, by a second try of a file.
        """
        added = journal.alias()
        group = self._session.scalar(
            select(groups.c.id)
            .join(journal, journal.c.group_id == groups.c.id)
            .where(
                journal.c.table_name == BatchRow.__tablename__,
                journal.c.record_id == batch,
                journal.c.operation == "insert",
                groups.c.kind == "import",
                groups.c.state == "done",
            )
        )
        if group is None:
            return None
        made = exists().where(
            added.c.group_id == group,
            added.c.table_name == ClippingRow.__tablename__,
            added.c.record_id == ClippingRow.id,
            added.c.operation == "insert",
        )
        later = select(ClippingRow.id).where(
            ClippingRow.batch_id == batch, ClippingRow.trashed.is_(False), ~made
        )
        return group if self._session.scalar(later.limit(1)) is None else None

    def get(self, id: int) -> Batch:
        """Raises UserMistake when there is none."""
        return self._batches([self._row(BatchRow, id, "import").__dict__])[0]

    def all(self, limit: int | None = None) -> tuple[Batch, ...]:
        """Return the imports, newest first."""
        table = BatchRow.__table__
        statement = select(table).order_by(table.c.id.desc()).limit(limit)
        return tuple(self._batches(self._session.execute(statement).mappings().all()))

    def _batches(self, rows: Iterable[Any]) -> list[Batch]:
        rows = list(rows)
        ids = [row["id"] for row in rows]
        added = dict(
            self._in_portions(
                select(ClippingRow.batch_id, func.count()).group_by(ClippingRow.batch_id),
                ClippingRow.batch_id,
                ids,
            )
        )
        counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
        columns = (ENTRY.batch_id, ENTRY.outcome, ENTRY.duplicates, ENTRY.quarantined)
        for batch, outcome, duplicates, quarantined in self._in_portions(
            select(*columns), ENTRY.batch_id, ids
        ):
            sums = counts[batch]
            whole = {Outcome.DUPLICATE.value: duplicates, Outcome.QUARANTINED.value: quarantined}
            parts = {name: count or int(name == outcome) for name, count in whole.items()}
            parts[Outcome.FAILED.value] = int(outcome == Outcome.FAILED.value)
            for name, count in parts.items():
                sums[name] = sums.get(name, 0) + count
        return [_batch(row, added.get(row["id"], 0), counts[row["id"]]) for row in rows]

    def entries(self, batch: int) -> tuple[BatchEntry, ...]:
        """Return a batch's entries in the order of its files."""
        self._row(BatchRow, batch, "import")
        return self._entries(ENTRY.batch_id == batch)

    def entry(self, id: int) -> BatchEntry:
        self._row(BatchEntryRow, id, "import entry")
        return self._entries(ENTRY.id == id)[0]

    def quarantined(self) -> tuple[BatchEntry, ...]:
        """Return the open entries of 'Needs a look', newest first."""
        return self._entries(ENTRY.outcome.in_(NEEDS_A_LOOK), ENTRY.discarded.is_(False))[::-1]

    def discard_entry(self, id: int) -> None:
        """Take an entry out of 'Needs a look'."""
        self._row(BatchEntryRow, id, "import entry").discarded = True
        self._flush()

    def _entries(self, *conditions: Any) -> tuple[BatchEntry, ...]:
        statement = select(BatchEntryRow.__table__).where(*conditions).order_by(ENTRY.id)
        rows = self._session.execute(statement).all()
        made: defaultdict[int, list[int]] = defaultdict(list)
        own = select(ClippingRow.entry_id, ClippingRow.id).order_by(ClippingRow.id)
        for entry_id, id in self._in_portions(own, ClippingRow.entry_id, [row.id for row in rows]):
            made[entry_id].append(id)
        named = {row.id: tuple(json.loads(row.clipping_ids)) for row in rows}
        wanted = {id for ids in named.values() for id in ids}
        states = dict(self._in_portions(select(ClippingRow.id, ClippingRow.trashed), ClippingRow.id, wanted))
        return tuple(_entry(row, tuple(made[row.id]), named[row.id], states) for row in rows)


def _batch(row: Any, added: int, counts: dict[str, int]) -> Batch:
    return Batch(
        id=row["id"],
        uid=row["uid"],
        label=row["label"],
        started=row["started"],
        finished=row["finished"],
        added=added,
        duplicates=counts.get(Outcome.DUPLICATE, 0),
        quarantined=counts.get(Outcome.QUARANTINED, 0),
        failed=counts.get(Outcome.FAILED, 0),
        undone=row["undone"],
    )


def _entry(row: Any, made: tuple[int, ...], named: tuple[int, ...], states: dict[int, bool]) -> BatchEntry:
    known = tuple(id for id in named if id in states)
    return BatchEntry(
        id=row.id,
        batch_id=row.batch_id,
        path=row.path,
        outcome=Outcome(row.outcome),
        reader=row.reader,
        stated=row.stated,
        found=row.found,
        duplicates=row.duplicates,
        quarantined=row.quarantined,
        reason=row.reason,
        hint=row.hint,
        code=row.code,
        sha256=row.sha256,
        clipping_ids=made or known,
        trashed=not made and bool(known) and all(states[id] for id in known),
    )
