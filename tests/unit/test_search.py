"""Listing and searching an archive, as the window and the command line ask for it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields, PressDate, Text
from archive_app.domain.listing import ListRequest, Place, PlaceKind, SortKey
from archive_app.domain.subject import SubjectKind
from archive_app.errors import UserMistake
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.search import complete, headline_marks, histogram, listing, marks, rows
from archive_app.operations.worker_side import WorkerLost
from archive_app.operations.workers import Workers

BODIES = (
    (
        "Strike at the harbour",
        "Harbour News",
        "1984-05-03",
        "en",
        "The dockers’ strike began. A long strike.",
    ),
    ("Streik in Hamburg", "Müllers Blatt", "1984-06", "de", "Der Streik der Hafenarbeiter dauert an."),
    ("A quiet day", "Harbour News", "1985-01-02", "en", "Nobody was striking, said Mueller."),
    ("Undated", "", None, "en", "Nothing happened."),
)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with closing(Workers(1)) as workers:
        yield workers


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    """An archive of four clippings, the first with a person and a collection."""
    desk = open_desk(tmp_path / "archive", create=True, author="Mira", workers=workers)
    with desk.archive.write("Fill") as records:
        ids = [
            records.clippings.add(
                Fields(headline=headline, outlet=outlet, language=language, published=PressDate(date)),
                Text(body),
            )
            for headline, outlet, date, language, body in BODIES
        ]
        person = records.subjects.ensure(SubjectKind.PERSON, "Jürgen Müller")
        records.subjects.add_variant(person, "The Harbourmaster")
        records.subjects.tag([ids[0]], person)
        collection = records.collections.add("Labour disputes")
        records.collections.add_clippings(collection, ids[:2])
    desk.index.catch_up(QuietJob())
    yield desk
    desk.archive.close()


def found(desk: Desk, query: str, **asked: object) -> list[int]:
    return list(listing(desk, QuietJob(), ListRequest(query, **asked)).ids)  # type: ignore[arg-type]


def test_without_a_query_all_are_listed_newest_first(desk: Desk) -> None:
    assert found(desk, "") == [3, 2, 1, 4]
    assert found(desk, " ", sort=SortKey.HEADLINE) == [3, 2, 1, 4]
    assert found(desk, "", ascending=True) == [1, 2, 3, 4]


def test_a_search_ranks_and_sorts(desk: Desk) -> None:
    answer = listing(desk, QuietJob(), ListRequest("strike"))
    assert list(answer.ids) == [1, 3]
    assert answer.total == 2
    assert answer.total_exact
    assert list(answer.scores) == sorted(answer.scores, reverse=True)
    assert found(desk, "strike", sort=SortKey.DATE) == [3, 1]
    assert found(desk, "strike", sort=SortKey.HEADLINE) == [3, 1]
    assert found(desk, "date:1980..1990") == [3, 2, 1]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("person:mueller", [1]), ("person:Müller", [1]), ('person:"the harbourmaster"', [1]),
        ("tag:muller", [1]),
        ("outlet:harbour", [1, 3]), ("outlet:mullers", [2]), ("collection:labour", [1, 2]), ("streik", [2]),
        ("hafenarbeiter language:de", [2]), ("date:none", [4]), ("mueller", [3]), ("person:nobody", []),
        ("-outlet:harbour", [2, 4]), ("in:inbox", [1, 2, 3, 4]), ("person:(muller OR nobody)", [1]),
    ],
)  # fmt: skip
def test_names_of_the_archive_are_understood(desk: Desk, query: str, ids: list[int]) -> None:
    assert sorted(found(desk, query)) == ids


def test_a_renamed_person_is_found_without_touching_the_index(desk: Desk) -> None:
    with desk.archive.write("Rename") as records:
        records.subjects.rename(1, "Jonas Schmidt")
    assert found(desk, "person:schmidt") == [1]


def test_a_merged_person_is_found_by_both_names(desk: Desk) -> None:
    with desk.archive.write("Merge") as records:
        kept = records.subjects.ensure(SubjectKind.PERSON, "Jonas Schmidt")
        records.subjects.tag([2], kept)
        records.subjects.merge(kept, 1)
    desk.index.catch_up(QuietJob())
    assert sorted(found(desk, "person:schmidt")) == [1, 2]
    assert sorted(found(desk, "person:mueller")) == [1, 2]


def test_places_narrow_a_list_and_a_search(desk: Desk) -> None:
    outlet = Place(PlaceKind.OUTLET, 1)
    collection = Place(PlaceKind.COLLECTION, 1)
    assert found(desk, "", places=(outlet,)) == [3, 1]
    assert found(desk, "", places=(outlet, collection)) == [1]
    assert found(desk, "strike", places=(collection,)) == [1]
    assert found(desk, "strike", places=(Place(PlaceKind.TRASH),)) == []
    with desk.archive.write("Trash") as records:
        records.clippings.trash([1])
    desk.index.catch_up(QuietJob())
    assert found(desk, "strike", places=(Place(PlaceKind.TRASH),)) == [1]
    assert found(desk, "strike") == [3]


def test_rows_show_why_they_were_found(desk: Desk) -> None:
    first, second = rows(desk, QuietJob(), [1, 3], "strike")
    assert first.snippet == BODIES[0][4]
    assert [first.snippet[start:end] for start, end in first.marks] == ["strike", "strike"]
    assert [first.headline[start:end] for start, end in first.headline_marks] == ["Strike"]
    assert [second.snippet[start:end] for start, end in second.marks] == ["striking"]
    (gone,) = rows(desk, QuietJob(), [99], "strike")
    assert gone.missing
    assert rows(desk, QuietJob(), [1], "date:1984")[0].marks == ()


def test_marks_of_a_clipping_are_places_in_its_text(desk: Desk) -> None:
    body = BODIES[0][4]
    assert [body[start:end] for start, end in marks(desk, QuietJob(), 1, "dockers strike")] == [
        "dockers", "strike", "strike",
    ]  # fmt: skip
    assert headline_marks(desk, QuietJob(), 1, "harbour") == ((14, 21),)
    assert marks(desk, QuietJob(), 1, '"unfinished') == ()


def test_facets_and_years_are_counted(desk: Desk) -> None:
    answer = listing(desk, QuietJob(), ListRequest(""), facets=True)
    assert answer.facets is not None
    counted = {
        name: [(facet.value, facet.count) for facet in values] for name, values in answer.facets.items()
    }
    assert counted["outlet"] == [("Harbour News", 2), ("Müllers Blatt", 1)]
    assert counted["year"] == [("1984", 2), ("1985", 1)]
    assert counted["language"] == [("en", 3), ("de", 1)]
    assert counted["person"] == [("Jürgen Müller", 1)]
    assert histogram(desk, QuietJob(), [1, 2, 4]) == ((1984, 2),)


def test_a_clipping_made_by_hand_is_found_by_its_summary(desk: Desk) -> None:
    with desk.archive.write("By hand") as records:
        id = records.clippings.add(
            Fields(headline="[microfilm]", summary="A lockout at the ropeworks"), Text()
        )
    desk.index.catch_up(QuietJob())
    assert found(desk, "ropeworks") == found(desk, "note:lockout") == [id]
    (row,) = rows(desk, QuietJob(), [id], "ropeworks")
    assert [row.snippet[start:end] for start, end in row.marks] == ["ropeworks"]


def test_a_mistake_is_told_and_forgiven_while_typing(desk: Desk) -> None:
    with pytest.raises(UserMistake) as mistake:
        listing(desk, QuietJob(), ListRequest("strike foo:bar"))
    assert mistake.value.position == 7
    with pytest.raises(UserMistake):
        listing(desk, QuietJob(), ListRequest('"strike'))
    assert list(listing(desk, QuietJob(), ListRequest('"strike'), typing=True).ids) == [1]


def test_a_word_that_is_only_begun_is_found_while_typing_and_said_to_be(desk: Desk) -> None:
    begun = listing(desk, QuietJob(), ListRequest("strik"), typing=True)
    assert list(begun.ids) == [1, 3]
    assert begun.request.query == "strik*"
    assert "begin with 'strik'" in begun.notice
    whole = listing(desk, QuietJob(), ListRequest("strike"), typing=True)
    assert (list(whole.ids), whole.notice) == ([1, 3], "")
    assert not listing(desk, QuietJob(), ListRequest("strik")).ids
    assert not listing(desk, QuietJob(), ListRequest("=strik"), typing=True).ids
    assert not listing(desk, QuietJob(), ListRequest("strik "), typing=True).ids


class SlowIndex:
    """An index whose process was ended after two seconds."""

    def search(self, condition: object, job: object) -> None:
        raise WorkerLost("The search process took longer than 2 seconds.", "", "timeout")


def test_a_query_that_takes_too_long_is_refused_with_advice(desk: Desk) -> None:
    slow = replace(desk, index=SlowIndex())  # type: ignore[arg-type]
    with pytest.raises(UserMistake, match="too long"):
        listing(slow, QuietJob(), ListRequest("strike"))


class MakingIndex:
    """An index that another thread is making."""

    def search(self, condition: object, job: object) -> None:
        return None


def test_while_the_index_is_made_the_answer_says_so(desk: Desk) -> None:
    making = replace(desk, index=MakingIndex())  # type: ignore[arg-type]
    answer = listing(making, QuietJob(), ListRequest("strike"))
    assert answer.notice == "The search index is being rebuilt."
    assert not answer.total_exact
    assert len(listing(making, QuietJob(), ListRequest("")).ids) == 4


def test_completions_take_the_place_of_what_is_typed(desk: Desk) -> None:
    def completed(text: str) -> list[str]:
        return [
            text[: one.start] + one.text + text[one.end :]
            for one in complete(desk, QuietJob(), text, len(text))
        ]

    assert "strike person:" in completed("strike per")
    assert completed("strike person:jür") == ['strike person:"Jürgen Müller"']
    assert completed('person:"jürgen m') == ['person:"Jürgen Müller"']
    assert completed("outlet:müll") == ['outlet:"Müllers Blatt"']
    assert completed("has:an") == ["has:annotation"]
    assert completed("collection:lab") == ['collection:"Labour disputes"']
    assert completed("Jürg") == ['person:"Jürgen Müller"']
    assert completed("nofield:x") == []
    for text in completed("strike person:jür"):
        assert found(desk, text) == [1]
