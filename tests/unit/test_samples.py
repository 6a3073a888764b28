"""The sample archive's files and manifest agree, and its texts are worth reading."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import FIELD_NAMES, TriageState
from archive_app.domain.dates import parse_edtf
from archive_app.domain.link import link_type
from archive_app.operations.sample import Sample, read_sample
from archive_app.resource_files import resource

ENCODINGS = {
    "morgenblatt-2011-06-27-kuenstler-frei.txt": "cp1252",
    "dahe-2011-06-26-wen-haoran-released.txt": "utf-16",
}


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample(resource("samples", "manifest.toml"))


def words_of(path: Path) -> str:
    """Return the visible text of a sample, as one line."""
    if path.suffix == ".pdf":
        pypdf = pytest.importorskip("pypdf")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        return " ".join(re.sub(r"-\n(?=[a-zß-ÿ])", "", text).split())
    text = path.read_bytes().decode(ENCODINGS.get(path.name, "utf-8"))
    if path.suffix == ".html":
        text = re.sub(r"<[^>]+>", " ", text.split("<article>")[1].split("</article>")[0])
    return " ".join(text.split())


def test_every_file_is_in_the_manifest_once(sample: Sample) -> None:
    listed = Counter(clipping.file for clipping in sample.clippings)
    assert set(listed.values()) == {1}
    assert set(listed) == {path.name for path in sample.folder.iterdir()}
    assert len(listed) >= 28


def test_the_samples_speak_six_languages_and_four_formats(sample: Sample) -> None:
    assert Counter(path.suffix for path in sample.paths).keys() == {".txt", ".html", ".md", ".pdf"}
    told = " ".join(words_of(path) for path in sample.paths)
    for word in ("strike", "Streik", "amende", "alcaldesa", "staking", "溃坝"):
        assert word in told


def test_every_article_is_long_enough_to_read(sample: Sample) -> None:
    for path in sample.paths:
        text = words_of(path)
        chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
        assert len(text.split()) >= 120 or chinese >= 240, path.name


def test_encodings_other_than_utf_8_are_among_them(sample: Sample) -> None:
    for name, encoding in ENCODINGS.items():
        data = (sample.folder / name).read_bytes()
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")
        assert data.decode(encoding)


def test_every_quote_stands_in_its_article(sample: Sample) -> None:
    assert len(sample.annotations) >= 10
    for annotation in sample.annotations:
        assert annotation.colour in set(Colour)
        if annotation.file:
            assert annotation.quote in words_of(sample.folder / annotation.file)


def test_links_collections_and_tags_name_what_exists(sample: Sample) -> None:
    files = {clipping.file for clipping in sample.clippings}
    for link in sample.links:
        assert {link.source, link.target} <= files
        assert link.source != link.target
        link_type(link.type)
    for collection in sample.collections:
        assert set(collection.files) <= files
    known = {(subject.kind, subject.name) for subject in sample.subjects}
    for clipping in sample.clippings:
        assert clipping.tags
        assert {(tag.kind, tag.name) for tag in clipping.tags if tag.kind != "topic"} <= known
        assert set(clipping.fields) <= set(FIELD_NAMES)
        assert clipping.state in ("", *TriageState)


def test_dates_are_edtf_and_places_come_before_their_events(sample: Sample) -> None:
    places: set[str] = set()
    for subject in sample.subjects:
        if subject.date:
            parse_edtf(subject.date)
        assert not subject.place or subject.place in places
        if subject.kind == "place":
            places.add(subject.name)


def test_the_wire_text_was_reprinted_whole_and_shortened(sample: Sample) -> None:
    original, reprint, shortened = (
        set(re.split(r"(?<=[.”]) ", words_of(sample.folder / name)))
        for name in (
            "courier-2011-04-11-sculptor-held.txt",
            "herald-2011-04-12-artist-vanishes.txt",
            "ledger-2011-04-12-police-detain-sculptor.txt",
        )
    )
    assert len(original & reprint) >= len(original) - 2
    assert 2 <= len(original & shortened) < len(original) - 2


def test_the_script_sets_the_pdfs_that_are_here(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("reportlab")
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "packaging"))
    import make_sample_pdfs

    monkeypatch.setattr(make_sample_pdfs, "TARGET", tmp_path)
    make_sample_pdfs.main()
    sys.modules.pop("make_sample_pdfs")
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == 2
    for pdf in made:
        assert words_of(pdf) == words_of(sample.folder / pdf.name)
