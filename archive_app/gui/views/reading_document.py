"""The article as a document of our own blocks, set like a newspaper column; never from markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextListFormat,
)

from archive_app.domain.annotation import Colour
from archive_app.domain.clipping import Block, BlockKind, Clipping, Span, SpanKind, Text
from archive_app.domain.dates import display_date
from archive_app.gui.views.offsets import Offsets, document_text

CJK_FACES = {
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
}
HEADLINE_SIZES = ((90, 29), (160, 24), (1 << 30, 20))
"""A headline of up to so many characters is set in that size: the old ones were whole summaries."""
OPEN, CLOSE = "\u2068", "\u2069"
"""First strong isolate and its end: a right-to-left name does not reorder what stands beside it."""


@dataclass(frozen=True, slots=True)
class ReadingColours:
    """What the column is printed in; values come from the theme."""

    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    mark: QColor
    """Behind a hit of the search."""
    mark_here: QColor
    """Behind the hit that one stands on."""
    highlights: dict[Colour, QColor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """How the column is set. Sizes are logical pixels at the body size of 16."""

    colours: ReadingColours
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    size: int = 16
    width: int = 500

    def scaled(self, pixels: float) -> int:
        """Return a measure given for a 16 pixel body, at this style's body size."""
        return round(pixels * self.size / 16)


@dataclass(frozen=True, slots=True)
class ReadingDocument:
    """A built document, and where the clipping's body stands in it."""

    document: QTextDocument
    body_start: int
    offsets: Offsets

    @property
    def body_end(self) -> int:
        return self.body_start + self.offsets.unit_length

    def position(self, point: int) -> int:
        """Return the document position of a code point of the body."""
        return self.body_start + self.offsets.to_units(point)

    def point(self, position: int) -> int:
        """Return the code point of the body at a document position, kept within the body."""
        return self.offsets.to_points(position - self.body_start)

    def cursor(self, start: int, end: int) -> QTextCursor:
        """Return a cursor that selects the code points `start` to `end` of the body."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(self.position(start))
        cursor.setPosition(self.position(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def passage(self, cursor: QTextCursor) -> tuple[int, int] | None:
        """Return the selected code points of the body; None where the selection lies outside it."""
        start = max(cursor.selectionStart(), self.body_start)
        end = min(cursor.selectionEnd(), self.body_end)
        if start >= end:
            return None
        return self.point(start), self.point(end)


def build_document(clipping: Clipping, style: ReadingStyle) -> ReadingDocument:
    """Set a clipping: the line above, headline, standfirst, byline, then the body, block by block."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(style.scaled(20))
    document.setDefaultFont(serif_font(style, clipping.fields.language, style.size))
    setter = _Setter(document, style, clipping.fields.language)
    _set_head(setter, clipping)
    body_start = setter.begin_body()
    _set_body(setter, clipping.text)
    return ReadingDocument(document, body_start, Offsets(clipping.text.body))


def set_margins(document: QTextDocument, left: int, right: int, top: int, bottom: int) -> None:
    """Centre the column by the margins of the outermost frame."""
    frame = document.rootFrame()
    form: QTextFrameFormat = frame.frameFormat()
    form.setLeftMargin(left)
    form.setRightMargin(right)
    form.setTopMargin(top)
    form.setBottomMargin(bottom)
    frame.setFrameFormat(form)


def serif_font(style: ReadingStyle, language: str, size: int) -> QFont:
    """Return the reading face; Chinese, Japanese and Korean texts ask for their own glyphs first."""
    own = CJK_FACES.get(language.split("-")[0].lower(), ())
    others = tuple(face for faces in CJK_FACES.values() for face in faces[:1] if face not in own)
    font = QFont()
    font.setFamilies([*own, *style.serif, *others])
    font.setPixelSize(size)
    return font


def head_line(clipping: Clipping) -> str:
    """Return date, update, section and page: '8 May 2012 · updated 1 October 2015 · Arts, p. C2'."""
    fields = clipping.fields
    parts = [display_date(fields.published.edtf, fields.published.printed)]
    updated = display_date(fields.updated.edtf, fields.updated.printed)
    if updated:
        parts.append(_tr("updated {date}").format(date=updated))
    place = ", ".join(part for part in (fields.edition, fields.section) if part)
    if fields.page:
        page = _tr("p. {page}").format(page=fields.page)
        place = f"{place}, {page}" if place else page
    parts.append(place)
    return " · ".join(f"{OPEN}{part}{CLOSE}" for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadingDocument", text)


class _Setter:
    """Puts one block after another; the first one takes the document's empty block."""

    def __init__(self, document: QTextDocument, style: ReadingStyle, language: str) -> None:
        self.cursor = QTextCursor(document)
        self.style = style
        self.language = language
        self._empty = True

    def block(self, form: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._empty:
            self.cursor.setBlockFormat(form)
            self.cursor.setBlockCharFormat(characters)
            self._empty = False
        else:
            self.cursor.insertBlock(form, characters)

    def write(self, text: str, form: QTextCharFormat) -> None:
        self.cursor.insertText(text, form)

    def begin_body(self) -> int:
        """Return where the next block's text will stand."""
        return 0 if self._empty else self.cursor.position() + 1

    def serif(
        self, size: float, colour: QColor, *, bold: bool = False, italic: bool = False
    ) -> QTextCharFormat:
        font = serif_font(self.style, self.language, self.style.scaled(size))
        font.setBold(bold)
        font.setItalic(italic and self.language.split("-")[0] not in CJK_FACES)
        return _characters(font, colour)

    def sans(
        self, size: float, colour: QColor, *, bold: bool = False, spacing: float = 100
    ) -> QTextCharFormat:
        font = QFont()
        font.setFamilies(list(self.style.sans))
        font.setPixelSize(self.style.scaled(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
        return _characters(font, colour)

    def measure(self, line: float, after: float, before: float = 0, indent: float = 0) -> QTextBlockFormat:
        """Return a block format of lines `line` pixels high, with the space around it."""
        form = QTextBlockFormat()
        form.setLineHeight(self.style.scaled(line), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setBottomMargin(self.style.scaled(after))
        form.setTopMargin(self.style.scaled(before))
        form.setLeftMargin(self.style.scaled(indent))
        form.setRightMargin(self.style.scaled(indent))
        return form


def _characters(font: QFont, colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    return form


def _set_head(setter: _Setter, clipping: Clipping) -> None:
    fields, colours = clipping.fields, setter.style.colours
    outlet, line = document_text(clipping.outlet_name), head_line(clipping)
    if outlet or line:
        setter.block(setter.measure(20, 10), QTextCharFormat())
        if outlet:
            name = f"{OPEN}{outlet.upper()}{CLOSE}"
            setter.write(name, setter.sans(12, colours.accent, bold=True, spacing=103))
        if line:
            gap = "\u2003" if outlet else ""
            setter.write(f"{gap}{document_text(line)}", setter.sans(12, colours.ink2))
    if fields.kicker:
        setter.block(setter.measure(18, 4), QTextCharFormat())
        setter.write(one_line(fields.kicker), setter.sans(12, colours.ink2, bold=True))
    headline = one_line(fields.headline) or _tr("Without a headline")
    colour = colours.ink if fields.headline else colours.ink3
    size = next(size for longest, size in HEADLINE_SIZES if len(headline) <= longest)
    setter.block(setter.measure(size * 1.34, 10), QTextCharFormat())
    setter.write(headline, setter.serif(size, colour, bold=bool(fields.headline)))
    if fields.standfirst:
        setter.block(setter.measure(25, 10), QTextCharFormat())
        setter.write(one_line(fields.standfirst), setter.serif(17, colours.ink2, italic=True))
    credit = " · ".join(one_line(part) for part in (fields.byline, fields.dateline, fields.credit) if part)
    if credit:
        setter.block(setter.measure(18, 0), QTextCharFormat())
        setter.write(credit, setter.sans(12, colours.ink2))
    setter.cursor.setBlockFormat(_with_space_below(setter.cursor.blockFormat(), setter.style.scaled(20)))


def one_line(text: str) -> str:
    """Return a field's text without breaks, so that it stays one block."""
    return document_text(" ".join(text.split()))


def _with_space_below(form: QTextBlockFormat, space: int) -> QTextBlockFormat:
    form.setBottomMargin(space)
    return form


def _set_body(setter: _Setter, text: Text) -> None:
    """Set each line of the body as one block, so that positions count on without a gap."""
    base = setter.serif(16, setter.style.colours.ink)
    spans = _Spans(text.spans)
    listed = False
    for start, end, block in _lines(text):
        form, characters = _shape(setter, base, block, empty=start == end)
        if listed and block.kind is not BlockKind.LIST_ITEM:
            form.setTopMargin(max(form.topMargin(), setter.style.scaled(8)))
        listed = block.kind is BlockKind.LIST_ITEM
        setter.block(form, characters)
        if block.kind is BlockKind.LIST_ITEM:
            _make_list_item(setter, block)
        for piece_start, piece_end, covering in spans.pieces(start, end):
            piece = document_text(text.body[piece_start:piece_end])
            setter.write(piece, _inked(setter, characters, covering))


def _lines(text: Text) -> Iterator[tuple[int, int, Block]]:
    """Yield start and end of each line with the block it belongs to."""
    blocks = sorted(text.blocks, key=lambda block: block.start)
    at, start = 0, 0
    for line in text.body.split("\n"):
        end = start + len(line)
        while at < len(blocks) and blocks[at].end <= start and blocks[at].start < start:
            at += 1
        inside = at < len(blocks) and blocks[at].start <= start < max(blocks[at].end, blocks[at].start + 1)
        yield start, end, blocks[at] if inside else Block(BlockKind.PARAGRAPH, start, end)
        start = end + 1


def _shape(
    setter: _Setter, base: QTextCharFormat, block: Block, *, empty: bool
) -> tuple[QTextBlockFormat, QTextCharFormat]:
    colours = setter.style.colours
    if empty:
        return setter.measure(4, 0), base
    if block.kind is BlockKind.HEADING:
        size = 19 if block.level <= 2 else 16
        form = setter.measure(27, 6, before=12)
        form.setHeadingLevel(min(max(block.level, 2), 6))
        return form, setter.serif(size, colours.ink, bold=True)
    if block.kind is BlockKind.QUOTATION:
        return setter.measure(26, 14, indent=24), setter.serif(16, colours.ink2, italic=True)
    if block.kind is BlockKind.LIST_ITEM:
        return setter.measure(27, 6), base
    return setter.measure(27, 14), base


def _make_list_item(setter: _Setter, block: Block) -> None:
    form = QTextListFormat()
    form.setStyle(QTextListFormat.Style.ListDisc)
    form.setIndent(max(1, block.level))
    previous = setter.cursor.block().previous()
    neighbour = previous.textList() if previous.isValid() else None
    if neighbour is not None and neighbour.format().indent() == form.indent():
        neighbour.add(setter.cursor.block())
    else:
        setter.cursor.createList(form)


class _Spans:
    """The links and emphases of a text, cut at each line."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = sorted((span for span in spans if span.start < span.end), key=lambda span: span.start)
        self._first = 0

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, list[Span]]]:
        """Yield stretches of [start, end) that lie under the same spans; lines come in order."""
        while self._first < len(self._spans) and self._spans[self._first].end <= start:
            self._first += 1
        here = []
        for span in self._spans[self._first :]:
            if span.start >= end:
                break
            if span.end > start:
                here.append(span)
        edges = {start, end}
        for span in here:
            edges.update((max(start, span.start), min(end, span.end)))
        ordered = sorted(edges)
        for left, right in pairwise(ordered):
            yield left, right, [span for span in here if span.start <= left and right <= span.end]


def _inked(setter: _Setter, base: QTextCharFormat, covering: list[Span]) -> QTextCharFormat:
    if not covering:
        return base
    form = QTextCharFormat(base)
    for span in covering:
        if span.kind is SpanKind.EMPHASIS:
            form.setFontItalic(not base.fontItalic())
        elif span.kind is SpanKind.STRONG:
            form.setFontWeight(QFont.Weight.Bold.value)
        elif safe_address(span.target):
            form.setAnchor(True)
            form.setAnchorHref(span.target)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(setter.style.colours.ink3)
    return form


def safe_address(address: str) -> bool:
    """Only http and https are ever offered to open, and links to records are followed inside the program."""
    return address.lower().startswith(("http://", "https://", "press-archive://"))
