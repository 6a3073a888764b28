"""Random deeds: undoing all gives the beginning, redoing all gives the end, whatever was done."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from archive_app.domain.annotation import Colour, text_target
from archive_app.domain.clipping import Fields, PressDate, Text, TextSource, TriageState
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.subject import SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from archive_app.storage.sidecar import read_sidecar
from archive_app.storage.tables import RECORDS
from tests.unit.storage_support import BODY, import_clippings

NAMES = st.sampled_from(["Ai Weiwei", "ai weiwei", "Alison Klayman", "Zoë Ångström", "The Post", "王"])
WORDS = st.sampled_from(["", "Bridge", "Ferry sold", "“Quoted”", "桥", BODY, BODY.replace("ferry", "boat")])
DATES = st.sampled_from(["", "1968", "1968-05~", "1968-05-03/1968-05-07", "2012-05-08"])
FIELDS = st.sampled_from(["headline", "section", "language", "holding_box", "summary"])
PICK = st.integers(0, 5)


class Deeds(RuleBasedStateMachine):
    """A person at work; ids are picked among those that are there, so that most deeds succeed."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.archive = Archive.create(Path(self.folder.name) / "archive", author="Mira")
        self.start = self.archive.dump()
        self.sealed = False

    def teardown(self) -> None:
        if not hasattr(self, "archive"):
            return
        try:
            if not self.sealed:
                self._undo_and_redo_all()
            assert self.archive.check() == ()
            self._compare_the_sidecar()
        finally:
            self.archive.close()
            self.folder.cleanup()

    def _undo_and_redo_all(self) -> None:
        while self.archive.undo_state().redo is not None:
            self.archive.redo()
        end, steps = self.archive.dump(), 0
        while self.archive.undo_state().undo is not None:
            self.archive.undo()
            steps += 1
        assert self.archive.dump() == self.start
        for _ in range(steps):
            self.archive.redo()
        assert self.archive.dump() == end
        assert self.archive.undo_state().redo is None

    def _compare_the_sidecar(self) -> None:
        while self.archive.write_sidecar(limit=7):
            pass
        content, damaged = read_sidecar(self.archive.folder / "sidecar")
        assert damaged == 0
        with self.archive.read() as records:
            for name, record in RECORDS.items():
                rows = records.session.execute(record.__table__.select()).mappings()
                assert {row["id"]: dict(row) for row in rows} == content[name]

    def _ids(self, table: str) -> list[int]:
        with self.archive.read() as records:
            column = RECORDS[table].__table__.c.id
            return list(records.session.scalars(select(column).order_by(column)))

    def _one(self, table: str, pick: int) -> int:
        found = self._ids(table)
        return found[pick % len(found)] if found else 1

    def _do(self, label: str, deed: Any) -> None:
        before = self.archive.dump()
        try:
            with self.archive.write(label) as records:
                deed(records)
        except UserMistake:
            assert self.archive.dump() == before

    @rule(headline=WORDS, body=WORDS, outlet=NAMES, date=DATES)
    def add(self, headline: str, body: str, outlet: str, date: str) -> None:
        fields = Fields(headline=headline, outlet=outlet, published=PressDate(date or None))
        self._do("New clipping", lambda records: records.clippings.add(fields, Text(body)))

    @rule(name=FIELDS, value=WORDS)
    def edit_all(self, name: str, value: str) -> None:
        ids = self._ids("clippings")
        self._do("Edit", lambda records: records.clippings.set_field(ids, name, value))

    @rule(pick=PICK, outlet=NAMES, date=DATES)
    def edit_one(self, pick: int, outlet: str, date: str) -> None:
        id = self._one("clippings", pick)

        def deed(records: Any) -> None:
            records.clippings.set_field([id], "outlet", outlet)
            records.clippings.set_field([id], "published", date)
            records.clippings.set_state([id], TriageState.OUT, "off topic")

        self._do("Edit", deed)

    @rule(pick=PICK, body=WORDS)
    def correct(self, pick: int, body: str) -> None:
        id = self._one("clippings", pick)
        text = Text(body, source=TextSource.PERSON)
        self._do("Correct", lambda records: records.clippings.set_text(id, text))

    @rule(pick=PICK, restore=st.booleans())
    def trash(self, pick: int, restore: bool) -> None:
        id = self._one("clippings", pick)
        self._do(
            "Trash",
            lambda records: records.clippings.restore([id]) if restore else records.clippings.trash([id]),
        )

    @rule(name=NAMES, kind=st.sampled_from(list(SubjectKind)), role=st.sampled_from(list(SubjectRole)))
    def tag_all(self, name: str, kind: SubjectKind, role: SubjectRole) -> None:
        ids = self._ids("clippings")
        self._do("Tag", lambda records: records.subjects.tag(ids, records.subjects.ensure(kind, name), role))

    @rule(pick=PICK, other=PICK, name=NAMES, date=DATES)
    def change_a_name(self, pick: int, other: int, name: str, date: str) -> None:
        one, two = self._one("subjects", pick), self._one("subjects", other)

        def deed(records: Any) -> None:
            records.subjects.add_variant(one, name)
            records.subjects.set_date(one, date)
            records.subjects.merge(one, two)

        self._do("Merge", deed)

    @rule(pick=PICK)
    def delete_a_name(self, pick: int) -> None:
        id = self._one("subjects", pick)
        self._do("Delete name", lambda records: records.subjects.delete(id))

    @rule(pick=PICK, start=st.integers(0, 30), length=st.integers(1, 30), note=WORDS)
    def annotate(self, pick: int, start: int, length: int, note: str) -> None:
        id = self._one("clippings", pick)

        def deed(records: Any) -> None:
            body = records.clippings.get(id).text.body
            target = text_target(id, body, start, min(start + length, len(body)))
            records.annotations.add(note, Colour.GREEN, ["money"], [target])

        self._do("Annotate", deed)

    @rule(pick=PICK, note=WORDS)
    def edit_or_delete_an_annotation(self, pick: int, note: str) -> None:
        id = self._one("annotations", pick)
        self._do(
            "Note",
            lambda records: (
                records.annotations.edit(id, body=note) if note else records.annotations.delete(id)
            ),
        )

    @rule(pick=PICK, other=PICK, type=st.sampled_from(list(LinkType)))
    def link(self, pick: int, other: int, type: LinkType) -> None:
        source = LinkEnd(EndKind.CLIPPING, self._one("clippings", pick))
        target = LinkEnd(EndKind.SUBJECT, self._one("subjects", other))
        self._do("Link", lambda records: records.links.add(type, source, target))

    @rule(name=NAMES, pick=PICK, nested=st.booleans())
    def collect(self, name: str, pick: int, nested: bool) -> None:
        parent = self._one("collections", pick) if nested else None
        ids = self._ids("clippings")

        def deed(records: Any) -> None:
            records.collections.add_clippings(records.collections.add(name, parent), ids)

        self._do("Collect", deed)

    @rule(pick=PICK, other=PICK, delete=st.booleans())
    def rearrange(self, pick: int, other: int, delete: bool) -> None:
        one, two = self._one("collections", pick), self._one("collections", other)
        self._do(
            "Rearrange",
            lambda records: (
                records.collections.delete(one) if delete else records.collections.move(one, two, 0)
            ),
        )

    @rule(count=st.integers(1, 3), outlet=NAMES)
    def import_some(self, count: int, outlet: str) -> None:
        import_clippings(self.archive, [f"Imported {n}" for n in range(count)], outlet)

    @rule()
    def undo(self) -> None:
        if self.archive.undo_state().undo is not None:
            self.archive.undo()

    @rule()
    def redo(self) -> None:
        if self.archive.undo_state().redo is not None:
            self.archive.redo()

    @precondition(lambda self: not self.sealed)
    @rule(pick=st.integers(0, 40))
    def empty_the_trash(self, pick: int) -> None:
        if pick == 0 and self._ids("clippings"):
            id = self._one("clippings", pick)
            self._do("Empty the trash", lambda records: records.clippings.delete_for_ever([id]))
            self.sealed = True

    @rule()
    def close_and_open(self) -> None:
        self.archive.close()
        self.archive = Archive.open(self.archive.folder, author="Mira")

    @invariant()
    def the_list_and_the_count_agree(self) -> None:
        if hasattr(self, "archive"):
            with self.archive.read() as records:
                trashed = records.clippings.count(trashed=True)
                assert records.clippings.count() + trashed == len(
                    records.session.scalars(RECORDS["clippings"].__table__.select()).all()
                )


TestDeeds = Deeds.TestCase
TestDeeds.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
