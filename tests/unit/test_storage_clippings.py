"""Clippings in the archive: fields, words, lists and the trash."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.annotation import text_target
from archive_app.domain.clipping import (
    FIELD_NAMES,
    Block,
    BlockKind,
    Fields,
    HoldingPlace,
    Origin,
    PageRange,
    PressDate,
    Region,
    Span,
    SpanKind,
    Text,
    TextSource,
    TriageState,
    field_text,
)
from archive_app.domain.drafts import NewClipping
from archive_app.domain.listing import Place, PlaceKind, SortKey
from archive_app.domain.subject import SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.storage.anchors import place_again
from archive_app.storage.archive import Archive
from tests.unit.storage_support import BODY, add_clipping

ALL = Place(PlaceKind.ALL)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", author="Mira")) as archive:
        yield archive


def test_a_clipping_comes_back_whole(archive: Archive) -> None:
    fields = Fields(
        headline="Bridge opens",
        kicker="City",
        byline="By A. Writer",
        outlet="The Post",
        published=PressDate("1968-05-03", "Friday, May 3", Origin.DETECTED),
        page="C2",
        summary="Two\nlines",
        holding=HoldingPlace("City Archive", "F 1", "12", "3", "4", "front"),
    )
    text = Text(
        "One\nTwo",
        (Block(BlockKind.HEADING, 0, 3, 1), Block(BlockKind.PARAGRAPH, 4, 7)),
        (Span(SpanKind.LINK, 0, 3, "https://example.org"),),
        (PageRange(0, 0, 7),),
        TextSource.OCR,
    )
    with archive.write("New") as records:
        id = records.clippings.add(fields, text, origins=[("language", Origin.DETECTED)], keywords=["a", "b"])
    with archive.read() as records:
        found = records.clippings.get(id)
    assert found.fields == fields
    assert (found.text.body, found.text.blocks, found.text.spans) == (text.body, text.blocks, text.spans)
    assert (found.text.pages, found.text.source) == (text.pages, TextSource.OCR)
    assert (found.outlet_name, found.keywords, found.word_count) == ("The Post", ("a", "b"), 2)
    origins = dict(found.origins)
    assert (origins["published"], origins["headline"]) == (Origin.DETECTED, Origin.FILE)


def test_a_clipping_that_is_not_there_is_said(archive: Archive) -> None:
    with archive.read() as records:
        with pytest.raises(UserMistake, match="There is no clipping 99"):
            records.clippings.get(99)
        assert not records.clippings.exists(99)
        assert records.clippings.rows([99])[0].missing


@pytest.mark.parametrize("name", FIELD_NAMES)
def test_every_field_can_be_set_and_cleared(archive: Archive, name: str) -> None:
    id = add_clipping(archive)
    value = {"published": "1968-05", "updated": "1968-06-01", "holding_side": "back"}.get(
        name, "Ünusual value"
    )
    for written in (value, ""):
        with archive.write("Edit") as records:
            assert records.clippings.set_field([id], name, written) == 1
        with archive.read() as records:
            found = records.clippings.get(id)
        assert field_text(found.fields, name) == written
        assert dict(found.origins)[name] is Origin.PERSON


@pytest.mark.parametrize(
    ("name", "value"),
    [("published", "8 May"), ("holding_side", "left"), ("colour", "x"), ("updated", "1968-02-30")],
)
def test_a_wrong_value_is_refused_and_changes_nothing(archive: Archive, name: str, value: str) -> None:
    id = add_clipping(archive)
    before = archive.dump()
    with pytest.raises(UserMistake), archive.write("Edit") as records:
        records.clippings.set_field([id], name, value)
    assert archive.dump() == before


def test_what_a_person_set_is_not_overwritten_by_a_machine(archive: Archive) -> None:
    one, two = add_clipping(archive), add_clipping(archive)
    with archive.write("Edit") as records:
        records.clippings.set_field([one], "language", "de")
    with archive.write("Detect", origin="machine") as records:
        assert records.clippings.set_field([one, two], "language", "en", Origin.DETECTED) == 1
    with archive.read() as records:
        found = records.clippings.find([one, two])
    assert [found[id].fields.language for id in (one, two)] == ["de", "en"]


def test_what_a_person_emptied_stays_empty(archive: Archive) -> None:
    id = add_clipping(archive, language="en")
    with archive.write("Edit") as records:
        records.clippings.set_field([id], "language", "")
    with archive.write("Detect", origin="machine") as records:
        assert records.clippings.set_field([id], "language", "en", Origin.DETECTED) == 0


def test_a_printed_date_stays_when_its_normal_form_is_set(archive: Archive) -> None:
    id = add_clipping(archive, published=PressDate(None, "Freitag, 3. Mai"))
    with archive.write("Edit") as records:
        records.clippings.set_field([id], "published", "1968-05-03")
    with archive.read() as records:
        date = records.clippings.get(id).fields.published
    assert (date.edtf, date.printed, date.origin) == ("1968-05-03", "Freitag, 3. Mai", Origin.PERSON)


def test_an_outlet_is_found_by_any_of_its_names(archive: Archive) -> None:
    one = add_clipping(archive, outlet="The Toronto Post")
    with archive.write("Variant") as records:
        outlet = records.clippings.get(one).outlet_id
        assert outlet is not None
        records.outlets.add_variant(outlet, "Toronto Pöst")
    two, three = add_clipping(archive, outlet="TORONTO POST"), add_clipping(archive)
    with archive.write("Edit") as records:
        records.clippings.set_field([three], "outlet", "the toronto post")
    with archive.read() as records:
        found = records.clippings.find([two, three])
        assert [clipping.outlet_id for clipping in found.values()] == [outlet, outlet]
        assert found[two].fields.outlet == "TORONTO POST"
        assert found[two].outlet_name == "The Toronto Post"
        assert records.outlets.get(outlet).clippings == 3


def test_odd_characters_are_kept_or_made_harmless(archive: Archive) -> None:
    id = add_clipping(archive, "  A\n\theadline \0with\ud800 “marks” ", "Body\0 e\u0301")
    with archive.read() as records:
        found = records.clippings.get(id)
    assert found.fields.headline == "A headline with? “marks”"
    assert found.text.body == "Body é"


def test_words_are_counted_in_scripts_without_spaces(archive: Archive) -> None:
    with archive.read() as records:
        assert records.clippings.count() == 0
    chinese = add_clipping(archive, "艾未未", "艾未未在多伦多 opened it")
    with archive.read() as records:
        assert records.clippings.get(chinese).word_count == 9


@pytest.fixture
def listed(archive: Archive) -> dict[str, int]:
    dates = {"old": "1934~", "new": "2012-05-08", "none": None, "month": "1968-05", "same": "2012-05-08"}
    ids = {}
    for name, date in dates.items():
        headline = {"old": "“Zebra”", "new": "apple", "none": "Äpfel", "month": "Banana", "same": ""}[name]
        outlet = {"old": "B Post", "new": "a post", "month": "B Post"}.get(name, "")
        body = {"old": "one", "new": "one two", "none": "one two three"}.get(name, "")
        ids[name] = add_clipping(archive, headline, body, published=PressDate(date), outlet=outlet)
    return ids


@pytest.mark.parametrize(
    ("sort", "ascending", "expected"),
    [
        (SortKey.DATE, False, "same new month old none"),
        (SortKey.DATE, True, "old month new same none"),
        (SortKey.RELEVANCE, False, "same new month old none"),
        (SortKey.HEADLINE, True, "none new month old same"),
        (SortKey.ADDED, True, "old new none month same"),
        (SortKey.ADDED, False, "same month none new old"),
        (SortKey.LENGTH, False, "none new old same month"),
        (SortKey.OUTLET, True, "new old month none same"),
    ],
)
def test_lists_are_sorted(
    archive: Archive, listed: dict[str, int], sort: SortKey, ascending: bool, expected: str
) -> None:
    names = {id: name for name, id in listed.items()}
    with archive.read() as records:
        ids = records.clippings.ids(ALL, sort, ascending)
        resorted = records.clippings.sort_ids(sorted(ids), sort, ascending)
    found = [names[id] for id in ids]
    assert " ".join(found) == expected
    assert [names[id] for id in resorted] == found


def test_places_hold_what_they_say(archive: Archive) -> None:
    one, two, three = (add_clipping(archive, name, outlet="The Post") for name in "abc")
    with archive.write("Arrange") as records:
        records.clippings.set_state([one], TriageState.IN)
        records.clippings.trash([three])
        parent = records.collections.add("Parent")
        child = records.collections.add("Child", parent)
        records.collections.add_clippings(child, [two, three])
        person = records.subjects.ensure(SubjectKind.PERSON, "Ai Weiwei")
        records.subjects.tag([one, three], person, SubjectRole.QUOTED)
    expected = {
        Place(PlaceKind.ALL): {one, two},
        Place(PlaceKind.INBOX): {two},
        Place(PlaceKind.RECENT): {one, two},
        Place(PlaceKind.TRASH): {three},
        Place(PlaceKind.COLLECTION, parent): {two},
        Place(PlaceKind.SUBJECT, person): {one},
        Place(PlaceKind.OUTLET, 1): {one, two},
        Place(PlaceKind.BATCH, 1): set(),
    }
    with archive.read() as records:
        for place, ids in expected.items():
            assert records.clippings.place_ids(place) == ids
            assert set(records.clippings.ids(place, SortKey.OUTLET, True)) == ids


def test_a_row_counts_what_hangs_on_a_clipping(archive: Archive) -> None:
    id = add_clipping(archive, standfirst="In brief", correction="It was Tuesday")
    with archive.write("Add") as records:
        file = records.source_files.add(
            sha256="a" * 64, media_type="application/pdf", size=1, name="page.pdf", page_count=2
        )
        records.clippings.attach_source(id, file, 1, [Region(0, 0.1, 0.2, 0.3, 0.4)])
        records.clippings.attach_source(id, file, 1, [Region(1, 0.1, 0.2, 0.3, 0.4)])
        records.annotations.add("note", text_targets=[text_target(id, BODY, 4, 9)])
        records.subjects.tag([id], records.subjects.ensure(SubjectKind.TOPIC, "Bridges"))
    with archive.read() as records:
        row = records.clippings.rows([id])[0]
        indexed = records.clippings.texts([id])[id]
        source = records.clippings.get(id).sources[0]
    assert (row.subjects, row.annotations, row.links, row.has_pdf, row.has_file) == (1, 1, 0, True, True)
    assert (row.snippet, row.corrected) == ("In brief", True)
    assert set(indexed.has) == {"annotation", "pdf", "correction"}
    assert (indexed.notes, indexed.subject_ids) == (("note",), (("topic", 1),))
    assert (source.page_count, source.regions) == (2, (Region(1, 0.1, 0.2, 0.3, 0.4),))


def test_text_versions_are_kept_and_a_persons_stays_current(archive: Archive) -> None:
    id = add_clipping(archive, body="From the file")
    for body, source in (("By hand", TextSource.PERSON), ("By machine", TextSource.OCR)):
        with archive.write("Text") as records:
            records.clippings.set_text(id, Text(body, source=source))
    with archive.read() as records:
        assert [text.body for text in records.clippings.text_versions(id)] == [
            "From the file",
            "By hand",
            "By machine",
        ]
        clipping = records.clippings.get(id)
    assert (clipping.text.body, clipping.word_count) == ("By hand", 2)


def test_annotations_find_their_passage_again(archive: Archive) -> None:
    id = add_clipping(archive)
    quotes = ["Crowds cheered in the rain", "The old ferry is sold"]
    with archive.write("Annotate") as records:
        for quote in quotes:
            start = BODY.index(quote)
            records.annotations.add(text_targets=[text_target(id, BODY, start, start + len(quote))])
    changed = "CITY\n" + BODY.replace("old ferry", "oId ferry").replace("Crowds", "Crowds")
    with archive.write("Correct") as records:
        records.clippings.set_text(id, Text(changed, source=TextSource.PERSON))
    with archive.read() as records:
        targets = [found.text_targets[0] for found in records.annotations.of_clipping(id)]
    assert [changed[target.start : target.end] for target in targets] == [quotes[0], "The oId ferry is sold"]
    assert all(target.placed for target in targets)
    with archive.write("Correct") as records:
        records.clippings.set_text(id, Text("Nothing of it is left here.", source=TextSource.PERSON))
    with archive.read() as records:
        assert not any(found.text_targets[0].placed for found in records.annotations.of_clipping(id))
    with archive.write("Correct") as records:
        records.clippings.set_text(id, Text(BODY, source=TextSource.PERSON))
    with archive.read() as records:
        assert all(found.text_targets[0].placed for found in records.annotations.of_clipping(id))


def test_of_equal_passages_the_one_with_the_same_surroundings_is_chosen() -> None:
    body = "red apple here. green apple there. blue apple."
    start = body.index("apple there")
    target = text_target(1, body, start, start + 5)
    changed = "apple! " + body
    found = place_again(changed, target.start, target.end, target.quote, target.prefix, target.suffix)
    assert found == (start + 7, start + 12)


def test_bulk_adding_and_listing_are_fast(archive: Archive) -> None:
    drafts = [
        NewClipping(
            Fields(
                headline=f"Headline {n}",
                outlet=f"Outlet {n % 20}",
                published=PressDate(f"19{n % 90 + 10}-05"),
            ),
            Text("word " * 400),
        )
        for n in range(2000)
    ]
    begun = time.perf_counter()
    with archive.write("Import") as records:
        ids = records.clippings.add_many(drafts)
    adding = time.perf_counter() - begun
    with archive.read() as records:
        records.clippings.rows(ids[:200])
        begun = time.perf_counter()
        rows = records.clippings.rows(ids[1000:1200])
        listing = time.perf_counter() - begun
    assert [row.headline for row in rows] == [f"Headline {n}" for n in range(1000, 1200)]
    # Bounds several times above what a quiet machine needs, since this one may be busy.
    assert adding < 2.0
    assert listing < 0.1
