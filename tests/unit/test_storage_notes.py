"""Annotations, links, collections, imports and settings in the archive."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.annotation import Colour, PageTarget, TextTarget, text_target
from archive_app.domain.batch import Outcome
from archive_app.domain.clipping import Fields, Region, Text
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.errors import UserMistake
from archive_app.storage.archive import Archive
from tests.unit.storage_support import BODY, add_clipping, import_clippings


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", author="Mira")) as archive:
        yield archive


def clipping_end(id: int) -> LinkEnd:
    return LinkEnd(EndKind.CLIPPING, id)


def test_an_annotation_comes_back_with_its_targets(archive: Archive) -> None:
    id = add_clipping(archive)
    page = (Region(0, 0.1, 0.1, 0.5, 0.2),)
    with archive.write("Annotate") as records:
        file = records.source_files.add(sha256="b" * 64, media_type="application/pdf", size=1, name="p.pdf")
        later = records.annotations.add("later", text_targets=[text_target(id, BODY, 29, 35)])
        first = records.annotations.add(
            " first ", Colour.PINK, ["money", "money", ""], [text_target(id, BODY, 4, 9)]
        )
        area = records.annotations.add(page_targets=[PageTarget(file, page, id)])
    with archive.read() as records:
        found = records.annotations.of_clipping(id)
        assert [one.id for one in found] == [first, later, area]
        assert (found[0].body, found[0].colour, found[0].codes) == ("first", Colour.PINK, ("money",))
        assert (found[0].author, found[0].text_targets[0].quote) == ("Mira", "mayor")
        assert found[2].page_targets == (PageTarget(file, page, id),)
        assert [one.id for one in records.annotations.all(limit=2, offset=1)] == [first, later]


def test_an_annotation_is_edited_and_deleted_with_its_links(archive: Archive) -> None:
    id = add_clipping(archive)
    with archive.write("Annotate") as records:
        note = records.annotations.add("note", text_targets=[text_target(id, BODY, 4, 9)])
        other = records.annotations.add("alone")
        records.links.add(
            LinkType.CITES, LinkEnd(EndKind.ANNOTATION, note), LinkEnd(EndKind.ANNOTATION, other)
        )
    with archive.write("Edit") as records:
        records.annotations.edit(note, body="new", codes=["a"])
    with archive.read() as records:
        assert records.annotations.get(note).colour is Colour.YELLOW
        assert [one.id for one in records.annotations.standing_alone()] == [other]
        (link,) = records.links.of(EndKind.ANNOTATION, other)
        assert link.source.title == "mayor"
    with archive.write("Delete") as records:
        records.annotations.delete(note)
    with archive.read() as records:
        assert records.annotations.of_clipping(id) == ()
        assert records.links.all() == ()
        with pytest.raises(UserMistake, match="no annotation"):
            records.annotations.get(note)


def test_an_empty_note_and_an_empty_passage_are_refused(archive: Archive) -> None:
    id = add_clipping(archive)
    with archive.write("Annotate") as records:
        with pytest.raises(UserMistake):
            records.annotations.add("  ")
        with pytest.raises(UserMistake):
            records.annotations.add("x", text_targets=[TextTarget(id, 5, 5, "")])
        with pytest.raises(UserMistake, match="no clipping 99"):
            records.annotations.add("x", text_targets=[TextTarget(99, 0, 5, "The m")])


def test_a_link_is_seen_from_both_ends(archive: Archive) -> None:
    one, two = add_clipping(archive, "Opening"), add_clipping(archive, "", "No headline here")
    with archive.write("Link") as records:
        id = records.links.add(LinkType.FOLLOWS_UP, clipping_end(two), clipping_end(one), " see ")
    with archive.read() as records:
        (link,) = records.links.of(EndKind.CLIPPING, one)
        assert records.links.of(EndKind.CLIPPING, two) == (link,)
        assert (link.other_end(EndKind.CLIPPING, one).title, link.note) == ("No headline here", "see")
        assert link.label_from(EndKind.CLIPPING, one) == "followed up by"
        assert records.clippings.rows([one])[0].links == 1
    with archive.write("Edit") as records:
        records.links.edit(id, LinkType.CORRECTS, "")
    with archive.read() as records:
        assert records.links.get(id).type is LinkType.CORRECTS
    with archive.write("Delete") as records:
        records.links.delete(id)
    with archive.read() as records:
        assert records.links.of(EndKind.CLIPPING, one) == ()


def test_a_link_to_itself_doubled_or_dangling_is_refused(archive: Archive) -> None:
    one, two = clipping_end(add_clipping(archive)), clipping_end(add_clipping(archive))
    with archive.write("Link") as records:
        records.links.add(LinkType.RELATED, one, two)
        other = records.links.add(LinkType.CITES, one, two)
        for source, target in ((one, one), (one, two), (two, one), (one, clipping_end(99))):
            with pytest.raises(UserMistake):
                records.links.add(LinkType.RELATED, source, target)
        with pytest.raises(UserMistake):
            records.links.edit(other, LinkType.RELATED)
        records.links.add(LinkType.CITES, two, one)


def test_collections_are_nested_ordered_and_moved(archive: Archive) -> None:
    clippings = [add_clipping(archive, str(n)) for n in range(4)]
    with archive.write("Arrange") as records:
        a, b = records.collections.add("A"), records.collections.add("B")
        c = records.collections.add("C", a)
        with pytest.raises(UserMistake, match="already"):
            records.collections.add(" A ")
        with pytest.raises(UserMistake, match="inside itself"):
            records.collections.move(a, c)
        records.collections.move(b, None, 0)
        assert records.collections.add_clippings(c, [*clippings, clippings[0]]) == 4
        assert records.collections.add_clippings(c, clippings[:1]) == 0
        records.collections.move_clippings(c, [clippings[3]], 0)
        assert records.collections.remove_clippings(c, [clippings[1], 99]) == 1
    with archive.read() as records:
        top = [one for one in records.collections.all() if one.parent_id is None]
        assert [one.name for one in top] == ["B", "A"]
        assert records.collections.clipping_ids(c) == (clippings[3], clippings[0], clippings[2])
        assert records.collections.of_clipping(clippings[0]) == (c,)
        assert records.clippings.texts(clippings)[clippings[0]].collection_ids == (c,)
        assert records.collections.get(c).clippings == 3
    before = archive.dump()
    with archive.write("Delete") as records:
        records.collections.delete(a)
    with archive.read() as records:
        assert [one.name for one in records.collections.all()] == ["B"]
        assert records.clippings.count() == 4
    archive.undo()
    assert archive.dump() == before


def test_a_batch_says_what_became_of_each_file(archive: Archive) -> None:
    (known,) = import_clippings(archive, ["Known"])
    with archive.write("Import") as records:
        batch = records.batches.start("folder")
        added = records.batches.add_entry(batch, path="a.txt", outcome=Outcome.ADDED, stated=2, found=2)
        made = [
            records.clippings.add(Fields(headline=name), Text(), batch_id=batch, entry_id=added)
            for name in "xy"
        ]
        records.batches.add_entry(batch, path="b\udcff.txt", outcome=Outcome.DUPLICATE, clipping_ids=[known])
        bad = records.batches.add_entry(
            batch, path="c.pdf", outcome=Outcome.QUARANTINED, reason="It is encrypted.", code="encrypted"
        )
        records.batches.finish(batch)
    with archive.write("Throw away") as records:
        records.clippings.trash([known])
    with archive.read() as records:
        found = records.batches.get(batch)
        assert (found.added, found.duplicates, found.quarantined, found.failed) == (2, 1, 1, 0)
        assert found.finished
        one, two, three = records.batches.entries(batch)
        assert (one.clipping_ids, one.stated) == (tuple(made), 2)
        assert (two.path, two.clipping_ids, two.trashed) == ("b?.txt", (known,), True)
        assert [entry.id for entry in records.batches.quarantined()] == [three.id]
        assert [batch.label for batch in records.batches.all(limit=1)] == ["folder"]
    with archive.write("Discard") as records:
        records.batches.discard_entry(bad)
    with archive.read() as records:
        assert records.batches.quarantined() == ()


def test_settings_and_saved_searches_are_kept(archive: Archive) -> None:
    with archive.write("Set") as records:
        records.settings.set("language", "en")
        records.settings.set("language", "de")
        id = records.saved_searches.add("Bridges", "bridge date:1968")
        with pytest.raises(UserMistake, match="already"):
            records.saved_searches.add("Bridges", "x")
        records.saved_searches.rename(id, "Old bridges")
    with archive.read() as records:
        assert (records.settings.get("language"), records.settings.get("other")) == ("de", None)
        assert [(one.name, one.query) for one in records.saved_searches.all()] == [
            ("Old bridges", "bridge date:1968")
        ]
    with archive.write("Delete") as records:
        records.saved_searches.delete(id)
        assert records.saved_searches.all() == ()


def test_a_read_cannot_change_anything(archive: Archive) -> None:
    id = add_clipping(archive)
    with archive.read() as records:
        with pytest.raises(RuntimeError, match=r"archive\.write"):
            records.clippings.set_field([id], "headline", "x")
        with pytest.raises(RuntimeError, match=r"archive\.write"):
            records.settings.set("a", "b")
