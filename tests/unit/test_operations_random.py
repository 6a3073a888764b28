"""Random wishes of a person: undone one by one they give back every state, and redone as well."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from archive_app.domain.clipping import FIELD_NAMES, Fields
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.subject import SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.operations import (
    annotations,
    bulk_edit,
    clippings,
    collections,
    history,
    links,
    outlets,
    subjects,
)
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob

WORDS = ("strike", "Hafen", "crane", "夜班", "quay", "Übergang", "dawn", "“vow”")
DATES = ("1968", "1968-05-03", "1934~", "1968-05/1968-06", "")
STEPS = 50


class Person:
    """Somebody who does anything at all, mistakes included."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.job = desk, QuietJob()
        self.chance = random.Random(seed)
        self.deeds: tuple[Callable[[], object], ...] = (
            self.makes_a_clipping,
            self.edits,
            self.edits,
            self.replaces,
            self.corrects,
            self.throws_away,
            self.tags,
            self.tags,
            self.untags,
            self.changes_a_name,
            self.merges,
            self.annotates,
            self.changes_a_note,
            self.links,
            self.collects,
            self.changes_an_outlet,
        )

    def acts(self) -> None:
        with suppress(UserMistake):
            self.chance.choice(self.deeds)()

    def words(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 6)))

    def some(self, most: int = 12) -> list[int]:
        return self.chance.sample(range(1, 13), k=self.chance.randint(1, min(4, most)))

    def one(self) -> int:
        return self.chance.randint(1, 12)

    def makes_a_clipping(self) -> object:
        fields = Fields(headline=self.words(), outlet=self.chance.choice(("", "Le Matin", "The Post")))
        body = "\n".join(f"{self.words()} {n}." for n in range(3))
        return clippings.new_clipping(self.desk, self.job, fields, body)

    def edits(self) -> object:
        name = self.chance.choice(FIELD_NAMES)
        value = self.chance.choice(DATES) if name in ("published", "updated") else self.words()
        return clippings.edit_field(self.desk, self.job, self.some(), name, value)

    def replaces(self) -> object:
        find, new = self.chance.sample(WORDS, 2)
        return bulk_edit.replace_in_field(self.desk, self.job, range(1, 9), "headline", find, new)

    def corrects(self) -> object:
        id = self.one()
        body = clippings.show_clipping(self.desk, self.job, id).clipping.text.body
        return clippings.correct_text(self.desk, self.job, id, body.replace(self.chance.choice(WORDS), "X"))

    def throws_away(self) -> object:
        deed = self.chance.choice((clippings.trash, clippings.restore))
        return deed(self.desk, self.job, self.some())

    def tags(self) -> object:
        kind, role = self.chance.choice(tuple(SubjectKind)), self.chance.choice(tuple(SubjectRole))
        return subjects.tag_clippings(self.desk, self.job, self.some(), kind, self.chance.choice(WORDS), role)

    def untags(self) -> object:
        return subjects.untag_clippings(self.desk, self.job, self.some(), self.one())

    def changes_a_name(self) -> object:
        id = self.one()
        deeds: tuple[Callable[[], object], ...] = (
            lambda: subjects.rename_subject(self.desk, self.job, id, self.words()),
            lambda: subjects.add_variant(self.desk, self.job, id, self.words()),
            lambda: subjects.set_subject_date(self.desk, self.job, id, self.chance.choice(DATES)),
            lambda: subjects.delete_subject(self.desk, self.job, id),
        )
        return self.chance.choice(deeds)()

    def merges(self) -> object:
        if self.chance.random() < 0.4:
            return subjects.unmerge_subject(self.desk, self.job, self.one())
        return subjects.merge_subjects(self.desk, self.job, self.one(), self.one())

    def annotates(self) -> object:
        if self.chance.random() < 0.3:
            return annotations.new_note(self.desk, self.job, self.words())
        start = self.chance.randint(0, 20)
        return annotations.annotate(self.desk, self.job, self.one(), start, start + 9, "blue", self.words())

    def changes_a_note(self) -> object:
        if self.chance.random() < 0.5:
            return annotations.delete_annotation(self.desk, self.job, self.one())
        return annotations.edit_annotation(
            self.desk, self.job, self.one(), body=self.words(), codes=("frame",)
        )

    def links(self) -> object:
        kinds = tuple(EndKind)
        ends = [LinkEnd(self.chance.choice(kinds), self.one()) for _ in range(2)]
        if self.chance.random() < 0.3:
            return links.delete_link(self.desk, self.job, self.one())
        return links.link_records(
            self.desk, self.job, *ends, self.chance.choice(tuple(LinkType)), self.words()
        )

    def collects(self) -> object:
        deeds: tuple[Callable[[], object], ...] = (
            lambda: collections.create_collection(self.desk, self.job, self.words()),
            lambda: collections.add_to_collection(self.desk, self.job, self.one(), self.some()),
            lambda: collections.remove_from_collection(self.desk, self.job, self.one(), self.some()),
            lambda: collections.move_collection(self.desk, self.job, self.one(), self.one()),
            lambda: collections.delete_collection(self.desk, self.job, self.one()),
        )
        return self.chance.choice(deeds)()

    def changes_an_outlet(self) -> object:
        if self.chance.random() < 0.3:
            return outlets.merge_outlets(self.desk, self.job, 1, 2)
        return outlets.rename_outlet(self.desk, self.job, self.chance.randint(1, 3), self.words())


@pytest.mark.parametrize("seed", range(4))
def test_every_state_comes_back(desk: Desk, seed: int) -> None:
    person = Person(desk, seed)
    for _ in range(8):
        person.makes_a_clipping()
    states = [desk.archive.dump()]
    labels: list[str | None] = []
    for _ in range(STEPS):
        position = desk.archive.journal_position()
        person.acts()
        if desk.archive.journal_position() != position:
            states.append(desk.archive.dump())
            labels.append(desk.archive.undo_state().undo)
    assert len(labels) > STEPS // 3
    for state, label in zip(reversed(states[:-1]), reversed(labels), strict=True):
        assert history.undo_state(desk, person.job).undo == label
        history.undo(desk, person.job)
        assert desk.archive.dump() == state, f"after undoing {label!r}"
    for state, label in zip(states[1:], labels, strict=True):
        history.redo(desk, person.job)
        assert desk.archive.dump() == state, f"after redoing {label!r}"
    assert desk.archive.check(person.job) == ()
