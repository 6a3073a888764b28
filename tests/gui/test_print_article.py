"""An article is printed whole, in ink on paper, with its source."""

import gc
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from archive_app.domain.annotation import Annotation, Colour, text_target
from archive_app.domain.clipping import Clipping, Fields, PressDate, Text
from archive_app.gui.print_article import preview_article, print_article


def test_an_article_becomes_pages(qapp: QApplication, tmp_path: Path) -> None:
    body = "\n".join(f"Paragraph {n}: supporters folded bills into paper planes." for n in range(90))
    fields = Fields(headline="Film on a defiant artist", published=PressDate("2012-05-08"), page="C2")
    clipping = Clipping(1, "u", fields, Text(body), outlet_name="The Northern Courier")
    note = Annotation(1, "a", colour=Colour.GREEN, text_targets=(text_target(1, body, 0, 9),))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "article.pdf"))
    print_article(printer, clipping, (note,))
    pages = PdfReader(tmp_path / "article.pdf").pages
    assert len(pages) >= 3
    assert printer.outputFormat() is QPrinter.OutputFormat.PdfFormat


def test_the_preview_shows_the_pages(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fields = Fields(headline="Film on a defiant artist")
    clipping = Clipping(1, "u", fields, Text("\n".join(["Words in a line."] * 120)))
    preview = preview_article(clipping, (), window)
    gc.collect()
    shown = preview.findChild(QPrintPreviewWidget)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.pageCount() >= 2)
    preview.close()
