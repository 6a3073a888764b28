"""PDF with a text layer: what the file says of itself, and its text page by page, by PDFium.

pypdf would read the structure too, but it takes longer for that than PDFium for all of the text; it is
asked only about what PDFium refuses.
One clipping is made of a file; which stretch of its text stands on which page is kept, so that a hit
can be shown on the page. A PDF without a text layer becomes a clipping that says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.domain.clipping import BlockKind, PressDate
from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem
from archive_app.readers.article_head import Head, read_head
from archive_app.readers.base import MAX_FILE_BYTES, FileFacts, ReadContext, too_large
from archive_app.readers.blocks import TextBuilder, clean_line
from archive_app.readers.language import detect_language
from archive_app.readers.pdf_mending import locked, mended_copy
from archive_app.readers.pdf_page import PageText, page_text
from archive_app.readers.plain_text import is_crosshead
from archive_app.readers.press_lines import dateline_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 5_000
NO_TEXT = "This PDF has no text layer."
MENDED = "This PDF is damaged: it was mended for reading. Check that its text is whole."
_STRANGE_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document\d*|scan|layout \d|print|page|seite|\d[\d\W_]*$)"
    r"|\.(?:docx?|indd|qxd|pdf|rtf|tmp|tif|jpe?g)$"
    r"|^[\w-]*\d{4,}[\w-]*$",
    re.IGNORECASE,
)
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Structure:
    """What the file says of itself."""

    title: str = ""
    author: str = ""
    created: str = ""
    keywords: tuple[str, ...] = ()
    first_label: str = ""


class PdfReader:
    """Reads `.pdf`; an owner's password doesn't keep it from reading, a user's does."""

    name = "pdf"
    title = "PDF"
    extensions = (".pdf",)
    media_type = "application/pdf"
    max_bytes = MAX_FILE_BYTES

    def score(self, head: bytes, path: Path) -> float:
        return 1.0 if b"%PDF-" in head[:1024] else 0.0

    def read(self, path: Path, context: ReadContext) -> Iterator[Draft | FileFacts]:
        size = path.stat().st_size
        if size > self.max_bytes:
            raise too_large(size, self.max_bytes)
        document, mended = opened(path)
        try:
            pages = min(len(document), MAX_PAGES)
            if not pages:
                raise FileProblem("The PDF has no pages.", "Save it again from its source.", "truncated")
            yield FileFacts(page_count=len(document))
            draft = _article(document, pages, read_structure(document))
            yield replace(draft, notice=f"{MENDED} {draft.notice}".strip()) if mended else draft
        finally:
            document.close()


READER = PdfReader()


def open_document(path: Path) -> "PdfDocument":
    """Open a PDF for text and pictures; raises FileProblem: encrypted, truncated or unreadable."""
    return opened(path)[0]


def opened(path: Path) -> "tuple[PdfDocument, bool]":
    """Open a PDF, and tell whether it had to be mended first; raises what `open_document` does."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path), False
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise locked() from error
        whole = _is_whole(path)
        copy = mended_copy(path) if whole else None
        if copy is not None:
            return pypdfium2.PdfDocument(copy), True
        raise FileProblem(
            "The PDF is damaged or cut off: it cannot be opened.",
            "Fetch the file again from its source.",
            "unreadable" if whole else "truncated",
        ) from error


def read_structure(document: "PdfDocument") -> Structure:
    """Return the title and the like; what is damaged stays empty."""
    import pypdfium2

    try:
        information = document.get_metadata_dict()
        label = document.get_page_label(0)
    except (pypdfium2.PdfiumError, UnicodeError):
        return Structure()
    keywords = (word.strip() for word in re.split("[,;]", _said(information.get("Keywords"))))
    return Structure(
        title=_said(information.get("Title")),
        author=_said(information.get("Author")),
        created=_said(information.get("CreationDate")),
        keywords=tuple(word for word in keywords if word)[:40],
        first_label=label if label and not label.isdigit() else "",
    )


def _said(value: object) -> str:
    return clean_line(str(value))[:500] if isinstance(value, str) else ""


def _article(document: "PdfDocument", pages: int, structure: Structure) -> Draft:
    builder = TextBuilder()
    head: Head | None = None
    empty = 0
    for index in range(pages):
        text = page_text(document, index)
        if not text.paragraphs:
            empty += 1
            continue
        if head is None:
            head, text = _head(text, structure)
        start = builder.length
        for position, paragraph in enumerate(text.paragraphs):
            following = text.paragraphs[position + 1] if position + 1 < len(text.paragraphs) else ""
            crosshead = is_crosshead(paragraph, following)
            builder.add(
                BlockKind.HEADING if crosshead else BlockKind.PARAGRAPH, paragraph, 2 if crosshead else 0
            )
        builder.page(index, start)
    return _draft(head or Head(), builder, structure, empty, pages)


def _head(first: PageText, structure: Structure) -> tuple[Head, PageText]:
    """Tell the head of the first page with text: the title stated when sound, else the largest type."""
    title = structure.title if _is_sound(structure.title, first) else ""
    paragraphs = first.paragraphs
    at = next((i for i, text in enumerate(paragraphs[:12]) if title and _same(text, title)), None)
    if at is None and first.headline is not None and (not title or first.headline < 6):
        at = first.headline
    if at is None:
        head = read_head(paragraphs[:1] + paragraphs[1:], most=8) if not title else Head()
        taken = head.taken
    else:
        head = read_head([paragraphs[at], *paragraphs[at + 1 :]], most=8)
        taken = at + head.taken
    if title and (at is None or not _same(paragraphs[at], title)):
        head.fields = replace(head.fields, headline=title)
    above = read_head([text for text in paragraphs[: at or 0] if len(text) < 120], most=4).fields
    for name in ("outlet", "published", "section", "page", "edition"):
        head.put(name, getattr(above, name))
    alone = above.headline == paragraphs[0] and len(paragraphs[0].split()) <= 5
    if at and at <= 3 and alone:  # the paper's name runs along the top of the page
        head.put("outlet", paragraphs[0])
    return head, PageText(paragraphs[taken:], None)


def _is_sound(title: str, first: PageText) -> bool:
    """Is the title in the metadata a headline? Not a file's name, nor a program's filling."""
    if len(title) < 8 or _STRANGE_TITLE.search(title) or "\ufffd" in title:
        return False
    words = set(re.findall(r"\w+", title.lower()))
    shown = set(re.findall(r"\w+", " ".join(first.paragraphs[:15]).lower()))
    return len(words) >= 2 and len(words & shown) >= 0.6 * len(words)


def _same(text: str, title: str) -> bool:
    def key(value: str) -> str:
        return re.sub(r"\W+", "", value.lower())

    return key(text) == key(title)


def _draft(head: Head, builder: TextBuilder, structure: Structure, empty: int, pages: int) -> Draft:
    text = builder.text()
    fields = head.fields
    origins: list[tuple[str, str]] = []
    if not fields.headline and structure.title and not _STRANGE_TITLE.search(structure.title):
        fields = replace(fields, headline=structure.title)
    if not fields.byline and structure.author and " " in structure.author:
        fields = replace(fields, byline=structure.author)
    language = detect_language(f"{fields.headline} {text.body}")
    origins += [("language", "detected")] if language else []
    if not fields.published.printed:
        made = _made(structure.created)
        fields = replace(fields, published=made)
        origins += [("published", "detected")] if made.edtf else []
    first = text.body.partition("\n")[0]
    fields = replace(
        fields, language=language, page=fields.page or structure.first_label, dateline=dateline_of(first)
    )
    notice = ""
    if (not text.body and not fields.headline) or empty == pages:
        notice = NO_TEXT
    elif empty:
        notice = f"{empty} of {pages} pages have no text layer."
    return Draft(fields, text, keywords=structure.keywords, origins=tuple(origins), notice=notice)


def _made(created: str) -> PressDate:
    """Return the day the file was made, as a proposal for the date where no date is printed."""
    match = _PDF_DATE.match(created)
    if match is None or not match[2] or not match[3]:
        return PressDate()
    if not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31 and int(match[1]) >= 1990):
        return PressDate()
    return PressDate(f"{match[1]}-{match[2]}-{match[3]}", "")


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        return b"%%EOF" in file.read()
