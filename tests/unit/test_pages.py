"""PDFs: their text page by page, their pictures and word boxes, and what is wrong with some."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader as Structural
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem, UserMistake
from archive_app.operations.archives import open_desk
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import import_files
from archive_app.operations.job import QuietJob
from archive_app.operations.pages import (
    Word,
    find_in_words,
    find_on_page,
    page_count,
    page_picture,
    page_words,
)
from archive_app.operations.workers import Workers
from archive_app.readers.base import FileFacts, ReadContext
from archive_app.readers.pdf import NO_TEXT, READER

LINES = (
    "The harbour town has waited thirty years for the bridge that would join",
    "its two halves, and it waits still, since the plans lay in a drawer of the sur-",
    "veyor, who had forgotten them there.",
)


def make_pdf(path: Path, *, title: str = "", pages: int = 2, text: bool = True) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    if title:
        canvas.setTitle(title)
    for number in range(pages):
        if text:
            high = 780
            if number == 0:
                canvas.setFont("Helvetica-Bold", 24)
                canvas.drawString(60, high, "The Bridge That Never Was")
                canvas.setFont("Helvetica", 10)
                canvas.drawString(60, high - 30, "By Ada Quill")
                canvas.drawString(60, high - 44, "8 May 2012")
            canvas.setFont("Helvetica", 10)
            for line, words in enumerate(LINES):
                canvas.drawString(60, high - 70 - 12 * line, words)
            canvas.drawString(
                60, high - 140, f"This is the end of sheet {number + 1}, where a paragraph stands alone."
            )
        else:
            canvas.rect(100, 100, 200, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def read(path: Path) -> tuple[FileFacts, Draft]:
    facts, draft = READER.read(path, ReadContext(path.name))
    assert isinstance(facts, FileFacts)
    assert isinstance(draft, Draft)
    return facts, draft


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers(1)
    yield workers
    workers.close()


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "archive", create=True, cache_folder=tmp_path / "cache", workers=workers)
    yield desk
    desk.index.close()
    desk.archive.close()


def brought_in(desk: Desk, path: Path) -> str:
    (entry,) = import_files(desk, QuietJob(), [path]).entries
    assert entry.clipping_ids, entry.reason
    return entry.sha256


def test_a_pdf_gives_its_headline_byline_date_and_pages(tmp_path: Path) -> None:
    facts, draft = read(make_pdf(tmp_path / "a.pdf"))
    assert facts.page_count == 2
    fields, text = draft.fields, draft.text
    assert fields.headline == "The Bridge That Never Was"
    assert fields.byline == "By Ada Quill"
    assert (fields.published.edtf, fields.published.printed) == ("2012-05-08", "8 May 2012")
    assert fields.language == "en"
    assert "a drawer of the surveyor, who had" in text.body
    assert [page.page for page in text.pages] == [0, 1]
    for page in text.pages:
        assert text.body[page.start : page.end].startswith("The harbour town")
        assert text.body[page.start : page.end].endswith(
            f"end of sheet {page.page + 1}, where a paragraph stands alone."
        )


def test_a_sound_title_counts_and_a_file_name_does_not(tmp_path: Path) -> None:
    _, draft = read(make_pdf(tmp_path / "a.pdf", title="The bridge that never was"))
    assert draft.fields.headline.lower() == "the bridge that never was"
    _, draft = read(make_pdf(tmp_path / "b.pdf", title="Microsoft Word - press_2012-05.doc"))
    assert draft.fields.headline == "The Bridge That Never Was"


def test_a_pdf_without_text_says_so_and_keeps_its_pages(tmp_path: Path) -> None:
    facts, draft = read(make_pdf(tmp_path / "scan.pdf", text=False, pages=3))
    assert facts.page_count == 3
    assert draft.notice == NO_TEXT
    assert draft.text.body == ""


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_an_owners_password_opens_and_a_users_does_not(tmp_path: Path, algorithm: str) -> None:
    plain = make_pdf(tmp_path / "plain.pdf")
    for user, name in (("", "owner.pdf"), ("géheim", "user.pdf")):
        writer = PdfWriter(clone_from=Structural(plain))
        writer.encrypt(user_password=user, owner_password="boss", algorithm=algorithm)
        writer.write(tmp_path / name)
    assert read(tmp_path / "owner.pdf")[1].fields.headline == "The Bridge That Never Was"
    with pytest.raises(FileProblem) as caught:
        read(tmp_path / "user.pdf")
    assert caught.value.code == "encrypted"
    assert "password" in caught.value.hint


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_cut_off_pdf_is_read_or_told(tmp_path: Path, part: float) -> None:
    whole = make_pdf(tmp_path / "a.pdf").read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[: int(len(whole) * part)])
    problem: FileProblem | None = None
    try:
        _, draft = read(cut)
    except FileProblem as error:
        problem = error
    if problem is None:
        assert draft.text.body or draft.notice
    else:
        assert problem.code in ("truncated", "unreadable")


def test_a_page_is_drawn_at_the_width_asked_for(desk: Desk, tmp_path: Path) -> None:
    sha256 = brought_in(desk, make_pdf(tmp_path / "a.pdf"))
    assert page_count(desk, QuietJob(), sha256) == 2
    picture = page_picture(desk, QuietJob(), sha256, 0, 301)
    assert picture.width == 301
    assert abs(picture.height / picture.width - A4[1] / A4[0]) < 0.01
    assert len(picture.rgb) == 3 * picture.width * picture.height
    assert set(picture.rgb[:3]) == {255}
    assert min(picture.rgb) < 100
    with pytest.raises(UserMistake):
        page_picture(desk, QuietJob(), sha256, 2, 300)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_word_boxes_lie_on_the_ink_of_the_displayed_page(desk: Desk, tmp_path: Path, rotate: int) -> None:
    writer = PdfWriter(clone_from=Structural(make_pdf(tmp_path / "upright.pdf", pages=1)))
    writer.pages[0].rotate(rotate)
    writer.pages[0].cropbox.lower_left = (20, 30)
    writer.write(tmp_path / "turned.pdf")
    sha256 = brought_in(desk, tmp_path / "turned.pdf")
    words = page_words(desk, QuietJob(), sha256, 0)
    title = [word for word in words if word.text in ("Bridge", "That", "Never", "Was")]
    assert len(title) == 4
    picture = page_picture(desk, QuietJob(), sha256, 0, 600)
    for word in title:
        assert word.x >= 0
        assert word.x + word.w <= 1
        assert darkest(picture.rgb, picture.width, picture.height, word) < 80


def darkest(rgb: bytes, width: int, height: int, word: Word) -> int:
    top, bottom = int(word.y * height), int((word.y + word.h) * height)
    left, right = int(word.x * width), int((word.x + word.w) * width)
    return min(min(rgb[3 * (row * width + left) : 3 * (row * width + right)]) for row in range(top, bottom))


def test_a_text_is_found_on_its_page_over_a_broken_word(desk: Desk, tmp_path: Path) -> None:
    sha256 = brought_in(desk, make_pdf(tmp_path / "a.pdf"))
    regions = find_on_page(desk, QuietJob(), sha256, 0, "drawer of the surveyor, who")
    assert len(regions) == 2
    assert regions[0].y < regions[1].y
    assert find_on_page(desk, QuietJob(), sha256, 0, "no such words") == ()


def test_case_and_accents_are_aside_when_finding() -> None:
    words = [Word("Élodie", 0.1, 0.1, 0.1, 0.02), Word("BRÈME", 0.22, 0.1, 0.1, 0.02)]
    (region,) = find_in_words(words, "elodie breme")
    assert (region.x, round(region.width, 2)) == (0.1, 0.22)


def test_a_missing_file_is_told(desk: Desk) -> None:
    with pytest.raises(FileProblem) as caught:
        page_count(desk, QuietJob(), "0" * 64)
    assert caught.value.code == "missing"


def test_pages_survive_a_broken_file(desk: Desk, tmp_path: Path) -> None:
    sha256 = brought_in(desk, make_pdf(tmp_path / "a.pdf"))
    broken = io.BytesIO(b"%PDF-1.4\nnothing")
    place = desk.archive.files.path("1" * 64)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(broken.getvalue())
    with pytest.raises(FileProblem):
        page_count(desk, QuietJob(), "1" * 64)
    assert page_count(desk, QuietJob(), sha256) == 2
