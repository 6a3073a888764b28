"""The first look at an archive answers as the open archive does, or not at all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_app.domain.clipping import Fields, PressDate
from archive_app.domain.link import EndKind, LinkEnd, LinkType
from archive_app.domain.listing import ListRequest, Place, PlaceKind, SortKey
from archive_app.domain.subject import SubjectKind
from archive_app.operations.archives import open_desk
from archive_app.operations.clippings import new_clipping
from archive_app.operations.desk import Desk
from archive_app.operations.first_look import Glance, glance
from archive_app.operations.job import QuietJob
from archive_app.operations.search import listing, rows
from archive_app.operations.workers import Workers
from archive_app.storage.first_look import first_look

JOB = QuietJob()
STORIES = (
    ("Flood at the mill", "Evening Star", "1962-05-08"),
    ("A flood of letters", "Morning Post", "1971-02-01"),
    ("Quiet harvest", "Evening Star", None),
)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(1)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    made = open_desk(tmp_path / "archive", create=True, name="Reading Room", author="Mira", workers=workers)
    for headline, outlet, day in STORIES:
        published = PressDate(day) if day else PressDate()
        new_clipping(made, JOB, Fields(headline=headline, outlet=outlet, published=published, language="en"))
    with made.archive.write("Tag") as records:
        records.subjects.tag([1, 2], records.subjects.ensure(SubjectKind.PERSON, "Ada Byron"))
        ends = LinkEnd(EndKind.CLIPPING, 1), LinkEnd(EndKind.CLIPPING, 2)
        records.links.add(LinkType.REPRINT_OF, *ends)
    made.index.catch_up(JOB)
    yield made
    made.index.close()
    made.archive.close()


@pytest.fixture
def look(desk: Desk, workers: Workers) -> Iterator[Glance]:
    found = glance(JOB, desk.archive.folder, workers)
    assert found is not None
    yield found
    found.close()


def test_it_lists_what_the_open_archive_lists(desk: Desk, look: Glance) -> None:
    assert (look.name, look.id) == ("Reading Room", desk.archive.id)
    found = look.listing(JOB, ListRequest(), False)
    assert found is not None
    assert list(found.ids) == list(listing(desk, JOB, ListRequest()).ids) == [2, 1, 3]
    assert look.rows(JOB, [2, 1, 3, 9]) == rows(desk, JOB, [2, 1, 3, 9])


def test_it_searches_what_the_open_archive_finds(desk: Desk, look: Glance) -> None:
    look.warm(JOB)
    request = ListRequest("flood")
    found, real = look.listing(JOB, request, True), listing(desk, JOB, request)
    assert found is not None
    assert (list(found.ids), list(found.scores)) == (list(real.ids), list(real.scores))
    assert set(found.ids) == {1, 2}


@pytest.mark.parametrize(
    "request_",
    [
        ListRequest("person:ada"),
        ListRequest('"flood'),
        ListRequest("zzzz"),
        ListRequest(sort=SortKey.OUTLET),
        ListRequest(ascending=True),
        ListRequest(places=(Place(PlaceKind.TRASH),)),
    ],
)
def test_what_it_cannot_know_waits_for_the_archive(look: Glance, request_: ListRequest) -> None:
    assert look.listing(JOB, request_, False) is None


def test_a_search_waits_when_the_index_lags_behind(desk: Desk, look: Glance) -> None:
    new_clipping(desk, JOB, Fields(headline="A second flood"))
    assert look.listing(JOB, ListRequest("flood"), False) is None
    found = look.listing(JOB, ListRequest(), False)
    assert found is not None
    assert len(found.ids) == 4


def test_what_is_in_the_trash_is_not_listed(desk: Desk, look: Glance) -> None:
    with desk.archive.write("Delete") as records:
        records.clippings.trash([2])
    found = look.listing(JOB, ListRequest(), False)
    assert found is not None
    assert list(found.ids) == [1, 3]


def test_an_odd_database_gets_no_first_look(desk: Desk, tmp_path: Path) -> None:
    assert first_look(tmp_path / "nowhere") is None
    folder = desk.archive.folder
    desk.archive.close()
    connection = sqlite3.connect(folder / "records.sqlite")
    connection.execute("CREATE VIEW strange AS SELECT 1")
    connection.commit()
    assert first_look(folder) is None
    connection.execute("DROP VIEW strange")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert first_look(folder) is None
    (folder / "records.sqlite").write_bytes(b"no database at all" * 100)
    assert first_look(folder) is None


def test_it_needs_no_database_library() -> None:
    import subprocess
    import sys

    told = "import sys, archive_app.operations.first_look; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
