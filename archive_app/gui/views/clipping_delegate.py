"""How one row of the list is drawn: outlet and date, headline, two lines of snippet, small facts."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archive_app.domain.dates import display_date
from archive_app.domain.listing import ClippingRow
from archive_app.gui import icons, measures, theme
from archive_app.gui.models.clipping_list_model import ROW
from archive_app.gui.theme import Theme
from archive_app.gui.views.cut_lines import lay_lines

MARGIN = 18
EDGE = 3
SPARE = 6
"""Letters shown after the first mark of a snippet that was cut before it."""
Index = QModelIndex | QPersistentModelIndex
Marks = tuple[tuple[int, int], ...]


class ClippingDelegate(QStyledItemDelegate):
    """Paints ClippingRows; all measures follow the theme's text size."""

    def __init__(self, look: Theme) -> None:
        super().__init__(look)
        self._theme = look
        own = QLocale().name().split("_")[0]
        self._own_language = "en" if own == "C" else own
        self._learn_faces()
        look.changed.connect(self._learn_faces)

    def _learn_faces(self) -> None:
        look = self._theme
        self._outlet_font = look.ui_font(11, bold=True)
        self._outlet_font.setCapitalization(QFont.Capitalization.AllUppercase)
        self._date_font = look.ui_font(12)
        self._headline_font = look.serif_font(15, bold=True)
        self._snippet_font = look.ui_font(13)
        self._facts_font = look.ui_font(12)

    @property
    def row_height(self) -> int:
        return self._theme.size(theme.ROW_HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(measures.LIST_WIDTH, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row = index.data(ROW)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        self._paint_ground(painter, rect, option)
        inner = rect.adjusted(MARGIN, 10, -MARGIN, -8)
        if isinstance(row, ClippingRow):
            self._paint_row(painter, inner, row)
        else:
            self._paint_placeholder(painter, inner)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colour = self._theme.colour
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("panel"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.left() + MARGIN, rect.bottom(), rect.right() - MARGIN, rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_row(self, painter: QPainter, box: QRect, row: ClippingRow) -> None:
        px = self._theme.size
        self._paint_head(painter, QRect(box.left(), box.top(), box.width(), px(18)), row)
        headline = QRect(box.left(), box.top() + px(21), box.width(), px(24))
        ink = "ink3" if row.missing or row.trashed else "ink"
        self._paint_headline(painter, headline, row, ink)
        snippet = QRect(box.left(), headline.bottom() + px(2), box.width(), px(40))
        self._paint_snippet(painter, snippet, row)
        self._paint_facts(painter, QRect(box.left(), box.bottom() - px(17), box.width(), px(18)), row)

    def _paint_head(self, painter: QPainter, box: QRect, row: ClippingRow) -> None:
        date = display_date(row.published, row.published_printed) or self.tr("no date")
        metrics = QFontMetrics(self._date_font)
        date = metrics.elidedText(date, Qt.TextElideMode.ElideRight, box.width() // 2)
        date_width = metrics.horizontalAdvance(date)
        painter.setFont(self._date_font)
        painter.setPen(self._theme.colour("ink3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, date)
        outlet = " · ".join(part for part in (row.outlet or self.tr("No outlet"), row.page) if part)
        painter.setFont(self._outlet_font)
        painter.setPen(self._theme.colour("accent" if row.outlet else "ink3"))
        room = box.width() - date_width - 12
        outlet = QFontMetrics(self._outlet_font).elidedText(outlet, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, outlet)

    def _paint_headline(self, painter: QPainter, box: QRect, row: ClippingRow, ink: str) -> None:
        headline = row.headline or self.tr("Untitled")
        if row.missing:
            headline = self.tr("No longer here")
        shown = QFontMetrics(self._headline_font).elidedText(
            headline, Qt.TextElideMode.ElideRight, box.width()
        )
        marks = utf16_marks(headline, row.headline_marks)
        self._draw_text(painter, box, shown, self._headline_font, ink, marks, lines=1)

    def _paint_snippet(self, painter: QPainter, box: QRect, row: ClippingRow) -> None:
        snippet = row.snippet.replace("\n", " ")
        marks = utf16_marks(snippet, row.marks)
        self._draw_text(painter, box, snippet, self._snippet_font, "ink2", marks, lines=2)

    def _draw_text(
        self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str, marks: Marks, lines: int
    ) -> None:
        """Draw `text` in at most `lines` lines; marks are UTF-16 ranges, drawn as by a highlighter."""
        layout = self._layout(text, font, marks)
        painter.save()
        painter.setPen(self._theme.colour(ink))
        painter.setClipRect(box.adjusted(-2, -2, 2, 2))
        leading = QFontMetrics(font).lineSpacing() + self._theme.size(2)
        seen = lay_lines(layout, box.width(), lines, leading)
        if lines > 1 and marks and seen < marks[0][1] < 2 * len(text):
            layout = self._layout(*without_start(text, font, marks, marks[0][1] - seen + SPARE))
            lay_lines(layout, box.width(), lines, leading)
        layout.draw(painter, QPointF(box.topLeft()))
        painter.restore()

    def _layout(self, text: str, font: QFont, marks: Marks) -> QTextLayout:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = [self._mark_format(start, end) for start, end in marks if start < len(text) * 2]
        if formats:
            layout.setFormats(formats)
        return layout

    def _mark_format(self, start: int, end: int) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, end - start  # type: ignore[misc]
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("mark"))
        look.setForeground(self._theme.colour("ink"))
        look.setFontWeight(QFont.Weight.DemiBold)
        made.format = look  # type: ignore[misc]
        return made

    def _paint_facts(self, painter: QPainter, box: QRect, row: ClippingRow) -> None:
        painter.setFont(self._facts_font)
        metrics = QFontMetrics(self._facts_font)
        size, left = self._theme.size(14), box.left()
        ratio = painter.device().devicePixelRatio()
        for name, text, colour in self.facts(row):
            width = size + 6 + metrics.horizontalAdvance(text)
            if left + width > box.right():
                break
            picture = icons.pixmap(self._theme, name, colour, size, ratio)
            painter.drawPixmap(left, box.top() + (box.height() - size) // 2, picture)
            painter.setPen(self._theme.colour("ink3"))
            text_box = QRect(left + size + 5, box.top(), width, box.height())
            painter.drawText(text_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 12

    def facts(self, row: ClippingRow) -> list[tuple[str, str, str]]:
        """Return the small facts of a row: icon, words, colour."""
        found = [
            ("users", str(row.subjects), row.subjects),
            ("highlighter-circle", str(row.annotations), row.annotations),
            ("link-simple", str(row.links), row.links),
            ("file-pdf", self.tr("PDF"), row.has_pdf),
            ("translate", row.language, self._is_foreign(row.language)),
            ("copy", self.tr("reprint of {0}").format(row.reprints), row.reprints),
            ("info", self.tr("corrected"), row.corrected),
            ("prohibit", self.tr("out"), row.state == "out"),
            ("trash", self.tr("in the trash"), row.trashed),
            ("file-x", self.tr("no file"), not row.has_file and not row.missing),
        ]
        return [(icon, words, "ink4") for icon, words, shown in found if shown]

    def _is_foreign(self, language: str) -> bool:
        return bool(language) and language.split("-")[0] not in (self._own_language, "und")

    def _paint_placeholder(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour("line")))
        px = self._theme.size
        for top, part in ((4, 0.3), (26, 0.8), (54, 0.95), (74, 0.7)):
            painter.drawRoundedRect(QRectF(box.left(), box.top() + px(top), box.width() * part, px(9)), 4, 4)


def without_start(text: str, font: QFont, marks: Marks, lost: int) -> tuple[str, QFont, Marks]:
    """Put '… ' for at least `lost` UTF-16 units at a text's start, so that its first mark is seen."""
    units = text.encode("utf-16-le")
    lost = min(lost + 2, marks[0][0])
    rest = units[2 * lost :].decode("utf-16-le", "ignore")
    away = lost + (len(units) // 2 - lost - len(rest.encode("utf-16-le")) // 2) - 2
    return "… " + rest, font, tuple((start - away, end - away) for start, end in marks)


def utf16_marks(text: str, marks: Marks) -> Marks:
    """Turn ranges of code points into ranges of UTF-16 units, which Qt counts in."""
    if text.isascii() or not any(ord(letter) > 0xFFFF for letter in text):
        return marks

    def units(at: int) -> int:
        return len(text[:at].encode("utf-16-le")) // 2

    return tuple((units(start), units(end)) for start, end in marks)
