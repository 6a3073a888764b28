"""Print an article as it is set in the reader, with a preview."""

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QColor, QPageLayout, QTextCharFormat
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from archive_app.domain.annotation import Annotation, Colour
from archive_app.domain.clipping import Clipping
from archive_app.gui.palette import LIGHT
from archive_app.gui.theme import SANS, SERIF
from archive_app.gui.views.passage_tools import source_line
from archive_app.gui.views.reading_document import (
    ReadingColours,
    ReadingDocument,
    ReadingStyle,
    build_document,
)

MARGIN_MM = 20
POINTS_PER_PIXEL = 0.7
"""A body of 16 px on the screen is 11 pt on paper."""


class ArticlePreview(QPrintPreviewDialog):
    """The preview of one article; printing starts from it. It keeps its printer, which Qt only borrows."""

    def __init__(self, clipping: Clipping, annotations: tuple[Annotation, ...], parent: QWidget) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self._printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        self._printer.setDocName(clipping.fields.headline or "clipping")
        super().__init__(self._printer, parent)
        self.setObjectName("printPreview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.paintRequested.connect(lambda printer: print_article(printer, clipping, annotations))


def preview_article(
    clipping: Clipping, annotations: tuple[Annotation, ...], parent: QWidget
) -> ArticlePreview:
    """Open the preview of an article."""
    dialog = ArticlePreview(clipping, annotations, parent)
    dialog.open()
    return dialog


def print_article(printer: QPrinter, clipping: Clipping, annotations: tuple[Annotation, ...]) -> None:
    """Print on paper colours whatever the theme is; the source stands at the end."""
    reading = build_document(clipping, paper_style())
    _mark(reading, clipping.id, annotations)
    cursor = reading.cursor(len(clipping.text.body), len(clipping.text.body))
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.insertBlock()
    cursor.insertText(source_line(clipping))
    document = reading.document
    document.setPageSize(printer.pageRect(QPrinter.Unit.Point).size())
    document.print_(printer)


def paper_style() -> ReadingStyle:
    ink = {name: QColor(getattr(LIGHT, name)) for name in ("ink", "ink2", "ink3", "accent", "mark")}
    colours = ReadingColours(
        mark_here=ink["mark"],
        highlights={colour: QColor(getattr(LIGHT, f"highlight_{colour.value}")) for colour in Colour},
        **ink,
    )
    return ReadingStyle(colours, tuple(SERIF), tuple(SANS), round(16 * POINTS_PER_PIXEL))


def _mark(reading: ReadingDocument, clipping_id: int, annotations: tuple[Annotation, ...]) -> None:
    shades = paper_style().colours.highlights
    for annotation in annotations:
        for target in annotation.text_targets:
            if target.clipping_id == clipping_id and target.placed:
                cursor = reading.cursor(target.start, target.end)
                form = QTextCharFormat()
                form.setBackground(shades[annotation.colour])
                cursor.mergeCharFormat(form)
