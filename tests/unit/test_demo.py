"""The sample archive is made by the program's own operations, and shows what it is meant to show."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_app.domain.listing import ListRequest
from archive_app.errors import Cancelled
from archive_app.operations.archives import open_desk
from archive_app.operations.clippings import show_clipping
from archive_app.operations.demo import DemoReport, make_demo
from archive_app.operations.desk import Desk
from archive_app.operations.job import QuietJob
from archive_app.operations.sample import read_sample
from archive_app.operations.search import listing
from archive_app.operations.subjects import subjects
from archive_app.resource_files import resource

JOB = QuietJob()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, DemoReport]]:
    folder = tmp_path_factory.mktemp("demo")
    with closing(
        open_desk(folder / "archive", create=True, name="Demo", cache_folder=folder / "cache")
    ) as desk:
        yield desk, make_demo(desk, JOB)


def found(desk: Desk, query: str) -> set[str]:
    """Return the headlines that a query finds."""
    ids = listing(desk, JOB, ListRequest(query)).ids
    return {show_clipping(desk, JOB, id).clipping.fields.headline for id in ids}


def test_every_sample_is_imported_as_one_clipping(demo: tuple[Desk, DemoReport]) -> None:
    _, report = demo
    sample = read_sample(resource("samples", "manifest.toml"))
    assert report.imported.added == len(sample.clippings)
    assert all(len(entry.clipping_ids) == 1 for entry in report.imported.entries)
    assert report.imported.failed == report.imported.quarantined == 0


def test_every_clipping_has_headline_outlet_date_language_and_text(demo: tuple[Desk, DemoReport]) -> None:
    desk, _ = demo
    languages = set()
    for id in listing(desk, JOB, ListRequest()).ids:
        clipping = show_clipping(desk, JOB, id).clipping
        languages.add(clipping.fields.language)
        assert clipping.fields.headline, clipping.sources
        assert clipping.outlet_name, clipping.fields.headline
        assert clipping.fields.published.edtf, clipping.fields.headline
        assert clipping.word_count >= 110, clipping.fields.headline
        for furniture in ("newsletter", "Newsletter", "boletín", "lettre d’information"):
            assert furniture not in clipping.text.body
    assert languages == {"en", "de", "fr", "es", "nl", "zh"}


def test_other_encodings_are_read_without_a_wrong_letter(demo: tuple[Desk, DemoReport]) -> None:
    desk, _ = demo
    assert found(desk, "Einkaufstüte") == {"Künstler nach 77 Tagen frei"}
    assert found(desk, "取保候审") == {"文浩然获释 一年内不得离开临河"}


def test_a_search_crosses_languages_and_names(demo: tuple[Desk, DemoReport]) -> None:
    desk, report = demo
    in_any_language = found(desk, '"house arrest" OR Hausarrest OR "assignation à résidence" OR 软禁')
    assert {"Künstler nach 77 Tagen frei", "文浩然获释 一年内不得离开临河"} <= in_any_language
    assert found(desk, "person:文浩然 date:2011") == found(desk, 'person:"Wen Haoran" date:2011')
    assert "Viertausend Stühle" in found(desk, "person:文浩然 date:2011")
    assert all(total for _, total in report.found)


def test_a_word_broken_at_a_line_end_of_a_page_is_found_whole(demo: tuple[Desk, DemoReport]) -> None:
    desk, _ = demo
    assert found(desk, "Ziegelstein outlet:Morgenblatt has:pdf") == {"Viertausend Stühle"}


def test_a_correction_leads_to_the_corrected_article_and_back(demo: tuple[Desk, DemoReport]) -> None:
    desk, _ = demo
    (id,) = listing(desk, JOB, ListRequest('genre:review headline:"film on a defiant artist"')).ids
    page = show_clipping(desk, JOB, id)
    assert page.clipping.fields.correction
    assert len(page.annotations) == 3
    ends = {link.label_from("clipping", id): link.other_end("clipping", id).title for link in page.links}
    assert ends["corrected by"] == "Correction to “Film on a defiant artist opens festival”"
    assert ends["follows up"] == "Künstler nach 77 Tagen frei"


def test_events_have_their_dates(demo: tuple[Desk, DemoReport]) -> None:
    desk, _ = demo
    dates = {event.name: event.date for event in subjects(desk, JOB, "event")}
    assert dates["Detention of Wen Haoran"] == "2011-04-09/2011-06-25"
    assert dates["Shiwan dam break"] == "2009-07-14"


def test_the_report_can_be_read_on_a_terminal(demo: tuple[Desk, DemoReport]) -> None:
    _, report = demo
    lines = list(report.lines())
    assert any("33 clippings imported" in line for line in lines)
    assert sum(line.startswith("search ") for line in lines) == len(report.found)


def test_a_stopped_demo_stops(tmp_path: Path) -> None:
    job = QuietJob()
    job.stop()
    with (
        closing(open_desk(tmp_path / "a", create=True, cache_folder=tmp_path / "c")) as desk,
        pytest.raises(Cancelled),
    ):
        make_demo(desk, job)
