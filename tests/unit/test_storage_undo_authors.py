"""Undo by several authors in mixed orders: passages, merges, collections and links stay whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_app.domain.annotation import text_target
from archive_app.domain.clipping import Text, TextSource
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.subject import SubjectKind
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from tests.unit.storage_support import BODY, add_clipping


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive", author="Ann")
    yield made
    made.close()


def rewrite(archive: Archive, id: int, body: str) -> None:
    with archive.write("Correct the text") as records:
        records.clippings.set_text(id, Text(body, source=TextSource.PERSON))


def note(archive: Archive, id: int, quote: str) -> int:
    with archive.write("Annotate") as records:
        body = records.clippings.get(id).text.body
        start = body.index(quote)
        target = text_target(id, body, start, start + len(quote))
        return records.annotations.add("A note", text_targets=[target])


def passage(archive: Archive, clipping: int, annotation: int) -> str | None:
    with archive.read() as records:
        (target,) = records.annotations.get(annotation).text_targets
        body = records.clippings.get(clipping).text.body
        return body[target.start : target.end] if target.placed else None


def test_a_note_on_a_corrected_text_moves_when_its_correction_is_undone(archive: Archive) -> None:
    id = add_clipping(archive)
    rewrite(archive, id, "🚢 A longer beginning, for once. " + BODY)
    archive.author = "Ben"
    noted = note(archive, id, "Crowds cheered")
    archive.author = "Ann"
    before = archive.dump()
    archive.undo()
    assert passage(archive, id, noted) == "Crowds cheered"
    archive.redo()
    assert archive.dump() == before
    assert passage(archive, id, noted) == "Crowds cheered"
    assert archive.check() == ()


def test_a_note_on_words_that_go_says_so_and_comes_back(archive: Archive) -> None:
    id = add_clipping(archive)
    rewrite(archive, id, BODY + " Nobody had expected zeppelins there.")
    archive.author = "Ben"
    noted = note(archive, id, "zeppelins")
    archive.author = "Ann"
    archive.undo()
    assert passage(archive, id, noted) is None
    archive.redo()
    assert passage(archive, id, noted) == "zeppelins"


def test_a_deleted_note_comes_back_into_a_text_that_has_moved(archive: Archive) -> None:
    id = add_clipping(archive)
    noted = note(archive, id, "Crowds cheered")
    with archive.write("Delete note") as records:
        records.annotations.delete(noted)
    archive.author = "Ben"
    rewrite(archive, id, "First of all: " + BODY)
    archive.author = "Ann"
    archive.undo()
    assert passage(archive, id, noted) == "Crowds cheered"


def test_merges_never_make_a_ring(archive: Archive) -> None:
    with archive.write("Names") as records:
        one, two = (records.subjects.ensure(SubjectKind.PERSON, name) for name in ("A", "B"))
        first, second = (records.outlets.ensure(name) for name in ("Post", "Times"))
    with archive.write("Merge") as records:
        records.subjects.merge(one, two)
        records.outlets.merge(first, second)
    archive.undo()
    archive.author = "Ben"
    with archive.write("Merge the other way") as records:
        records.subjects.merge(two, one)
        records.outlets.merge(second, first)
    archive.author = "Ann"
    before = archive.dump()
    with pytest.raises(UserMistake, match="inside itself"):
        archive.redo()
    assert archive.dump() == before
    with archive.read() as records:
        assert [one.name for one in records.subjects.all()] == ["B"]
        assert [one.name for one in records.outlets.all()] == ["Times"]


def test_collections_never_make_a_ring(archive: Archive) -> None:
    with archive.write("Collections") as records:
        one, two = records.collections.add("One"), records.collections.add("Two")
    with archive.write("Move") as records:
        records.collections.move(one, two)
    archive.undo()
    archive.author = "Ben"
    with archive.write("Move the other way") as records:
        records.collections.move(two, one)
    archive.author = "Ann"
    with pytest.raises(UserMistake):
        archive.redo()


def test_no_link_is_left_without_an_end(archive: Archive) -> None:
    id = add_clipping(archive)
    noted = note(archive, id, "Crowds cheered")
    archive.author = "Ben"
    with archive.write("Link") as records:
        link = records.links.add(
            LinkType.RELATED, LinkEnd(EndKind.CLIPPING, id), LinkEnd(EndKind.ANNOTATION, noted)
        )
    archive.author = "Ann"
    with pytest.raises(UserMistake, match="link"):
        archive.undo()
    archive.author = "Ben"
    archive.undo()
    archive.author = "Ann"
    with archive.write("Delete note") as records:
        records.annotations.delete(noted)
    archive.author = "Ben"
    with pytest.raises(UserMistake, match=f"link {link}"):
        archive.redo()
    with archive.read() as records:
        assert records.links.all() == ()
