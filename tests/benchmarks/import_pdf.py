"""Importing PDFs without the index, beside PDFium's bare text extraction on the same files and cores."""

import multiprocessing
import os
import time
from contextlib import closing
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.figures import Figure, folder, fresh, promised

NUMBER = 120
PAGES = 12
ROUNDS = 2


def measure(scale: float) -> list[Figure]:
    number = max(20, int(NUMBER * scale))
    with folder() as place:
        corpus.write_pdfs(place / "pdfs", number, PAGES)
        bare, program = [], []
        for round in range(ROUNDS):
            bare.append(fresh("import_pdf.pdfium", place / "pdfs")["seconds"])
            program.append(
                fresh("import_pdf.program", place / f"archive{round}", place / "pdfs", number)["seconds"]
            )
    alone, whole = number / min(bare), number / min(program)
    return [
        Figure(f"PDFium alone, {number} files of {PAGES} pages", alone, "files/s"),
        Figure("the program: read, keep, journal", whole, "files/s"),
        promised("the program's speed against PDFium alone", whole / alone, "x", least=0.5),
    ]


def pdfium(pdfs: str) -> dict[str, float]:
    """Extract on every core; the processes' start counts, as it does for the program."""
    paths = sorted(str(path) for path in Path(pdfs).iterdir())
    started = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(len(os.sched_getaffinity(0))) as pool:
        letters = sum(pool.imap_unordered(extract, paths, chunksize=4))
    seconds = time.perf_counter() - started
    assert letters > 1000 * len(paths)
    return {"seconds": seconds}


def extract(path: str) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def program(archive: str, pdfs: str, number: str) -> dict[str, float]:
    from archive_app.operations.archives import open_desk
    from archive_app.operations.import_files import import_files
    from archive_app.operations.job import QuietJob

    with closing(open_desk(Path(archive), create=True)) as desk:
        started = time.perf_counter()
        report = import_files(desk, QuietJob(), [Path(pdfs)], recursive=True)
        seconds = time.perf_counter() - started
        assert report.added == int(number), report
    return {"seconds": seconds}
