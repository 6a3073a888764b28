"""Damaged and encrypted PDFs: what is mended, what is refused, and what is said of it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader as Structural
from pypdf import PdfWriter

from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem
from archive_app.readers.base import FileFacts, ReadContext
from archive_app.readers.pdf import MENDED, READER, open_document
from archive_app.resource_files import resource

SAMPLES = sorted(Path(str(resource("samples"))).rglob("*.pdf"))


@pytest.fixture
def sound() -> bytes:
    return SAMPLES[0].read_bytes()


def read(path: Path) -> tuple[FileFacts, Draft]:
    facts, draft = READER.read(path, ReadContext(name=path.name))
    assert isinstance(facts, FileFacts)
    assert isinstance(draft, Draft)
    return facts, draft


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    return path


def without_root(data: bytes) -> bytes:
    return data.replace(b"/Root", b"/Rxxt")


def garbled_header(data: bytes) -> bytes:
    return data.replace(b"%PDF-1", b"%XDF-1", 1)


def bytes_before(data: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\n" * 90 + data


@pytest.mark.parametrize("damage", [without_root, garbled_header, bytes_before])
def test_a_damaged_but_whole_pdf_is_mended_and_says_so(
    tmp_path: Path, sound: bytes, damage: Callable[[bytes], bytes]
) -> None:
    _, as_it_was = read(written(tmp_path, sound))
    facts, draft = read(written(tmp_path, damage(sound)))
    assert draft.text.body == as_it_was.text.body
    assert draft.fields.headline == as_it_was.fields.headline
    assert facts.page_count == len(Structural(io.BytesIO(sound)).pages)
    assert draft.notice.startswith(MENDED)
    assert not as_it_was.notice


def test_pages_of_a_mended_pdf_can_be_drawn(tmp_path: Path, sound: bytes) -> None:
    document = open_document(written(tmp_path, without_root(sound)))
    try:
        assert document[0].render().to_numpy().std() > 1
    finally:
        document.close()


def test_a_pdf_that_was_cut_off_is_refused_and_not_half_read(tmp_path: Path, sound: bytes) -> None:
    with pytest.raises(FileProblem) as caught:
        read(written(tmp_path, sound[: len(sound) * 7 // 10]))
    assert caught.value.code == "truncated"


def test_what_pypdf_cannot_read_either_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        read(written(tmp_path, b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF\n"))
    assert caught.value.code == "unreadable"


def encrypted(data: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=user, owner_password="the owner's", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_owners_password_does_not_keep_from_reading(tmp_path: Path, sound: bytes) -> None:
    _, as_it_was = read(written(tmp_path, sound))
    _, draft = read(written(tmp_path, encrypted(sound, "")))
    assert (draft.text.body, draft.notice) == (as_it_was.text.body, "")


@pytest.mark.parametrize("damage", [bytes, bytes_before])
def test_a_users_password_is_told(tmp_path: Path, sound: bytes, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FileProblem) as caught:
        read(written(tmp_path, damage(encrypted(sound, "secret"))))
    assert caught.value.code == "encrypted"


def test_a_damaged_pdf_with_an_owners_password_is_mended(tmp_path: Path, sound: bytes) -> None:
    _, as_it_was = read(written(tmp_path, sound))
    _, draft = read(written(tmp_path, bytes_before(encrypted(sound, ""))))
    assert draft.text.body == as_it_was.text.body
