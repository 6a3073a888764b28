"""A second opinion on a PDF that PDFium refuses: pypdf gathers its pages into a sound copy in memory.

It reads files with a broken header, bytes before the header, or a trailer that names no catalogue.
Files that were cut off are not mended: half an article would look like a whole one.
"""

import io
import logging
from pathlib import Path

from archive_app.errors import FileProblem

MEND_BYTES = 200_000_000
"""A larger file isn't mended: pypdf holds several copies of it in memory."""
MEND_PAGES = 2_000


def mended_copy(path: Path) -> bytes | None:
    """Return the file's pages and information as a sound PDF, or None when pypdf can't read it either.

    Raises FileProblem with code `encrypted` when it needs a password.
    """
    if path.stat().st_size > MEND_BYTES:
        return None
    # Only a damaged file needs pypdf, and it takes longer to load than most PDFs to read.
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the damage is known, and told by the reader
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked()
        if not 0 < len(reader.pages) <= MEND_PAGES:
            return None
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        if reader.metadata:
            writer.add_metadata(reader.metadata)
        copy = io.BytesIO()
        writer.write(copy)
    # Damage shows itself in pypdf as any of these besides its own errors; RuntimeError is the base of
    # what it raises for a filter or an encryption that it does not know.
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    return copy.getvalue()


def locked() -> FileProblem:
    """Return the problem of a PDF that a password keeps from being read."""
    return FileProblem(
        "The PDF is locked with a password.",
        "Save a copy without the password in your PDF program, and import that.",
        "encrypted",
    )
