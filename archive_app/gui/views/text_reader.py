"""The text of a clipping in its column: hits, highlights, notes beside it, and a selection to work on."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from archive_app.domain.annotation import Annotation, TextTarget
from archive_app.domain.clipping import Clipping
from archive_app.gui.theme import BODY_LINE_HEIGHT
from archive_app.gui.views.reading_document import (
    ReadingDocument,
    ReadingStyle,
    build_document,
    safe_address,
    set_margins,
)
from archive_app.gui.widgets.labels import plain_tip
from archive_app.gui.widgets.margin_notes import MarginNotes

SIDE, TOP, BOTTOM = 26, 20, 96
"""Least white around the column."""
NOTE_WIDTH, NOTE_GAP = 220, 28
SETTLE_MS = 160
"""A selection made by keys is offered its tools when it has stood still that long."""


class TextReader(QTextEdit):
    """One clipping's text, read-only. All positions in and out are code points of its body."""

    selected = Signal(object)
    """(start, end) when a selection inside the body has come to rest, None when it is gone."""
    annotation_clicked = Signal(int)
    link_clicked = Signal(str)
    menu_wanted = Signal(QPoint)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textReader")
        self.setAccessibleName(self.tr("Text of the clipping"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.reading: ReadingDocument | None = None
        self.style_used: ReadingStyle | None = None
        self.clipping: Clipping | None = None
        self.annotations: tuple[Annotation, ...] = ()
        self.hits: tuple[tuple[int, int], ...] = ()
        self.hit = -1
        self.notes = MarginNotes(self.viewport())
        self.notes.clicked.connect(self.annotation_clicked)
        self._pressed = QPoint()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._tell_selection)
        self.selectionChanged.connect(self._settle.start)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_clipping(
        self, clipping: Clipping, annotations: tuple[Annotation, ...], style: ReadingStyle
    ) -> None:
        """Set the clipping anew; the same clipping keeps its place and its selection."""
        same = self.clipping is not None and self.clipping.id == clipping.id
        held, passage = (self._hold(), self.passage()) if same else ((0, 0), None)
        unchanged = self.clipping == clipping and self.style_used == style
        self.clipping, self.annotations, self.style_used = clipping, annotations, style
        if not unchanged:
            self.reading = build_document(clipping, style)
            self.reading.document.setParent(self)
            if not same:
                self.hits, self.hit = (), -1
            self._had_notes = self._has_notes()
            self._set_column()
            self.setDocument(self.reading.document)
            if passage is not None:
                self.setTextCursor(self.reading.cursor(*passage))
            self._come_back(held)
        self._mark()

    def clear_clipping(self) -> None:
        self.clipping, self.reading, self.annotations, self.hits, self.hit = None, None, (), (), -1
        self.clear()
        self._mark()

    def set_hits(self, hits: tuple[tuple[int, int], ...]) -> None:
        """Mark the hits of the search; (start, end) code points of the body, in order."""
        if hits != self.hits:
            self.hits, self.hit = hits, -1
            self._mark()

    def step_hit(self, step: int) -> int:
        """Go `step` hits on, around the end; return the hit's number from 0, or -1 without hits."""
        if not self.hits:
            return -1
        if self.hit < 0:
            here = self.reading_position()
            following = [at for at, (start, _) in enumerate(self.hits) if start >= here]
            self.hit = (following[0] if following else 0) if step > 0 else (following or [0])[0] - 1
            self.hit %= len(self.hits)
        else:
            self.hit = (self.hit + step) % len(self.hits)
        self._mark()
        self.bring_to_view(*self.hits[self.hit])
        return self.hit

    def passage(self) -> tuple[int, int] | None:
        """Return the selected code points of the body, or None."""
        return self.reading.passage(self.textCursor()) if self.reading is not None else None

    def select_passage(self, start: int, end: int) -> None:
        """Select code points of the body and bring them to view."""
        if self.reading is not None:
            self.setTextCursor(self.reading.cursor(start, end))
            self.bring_to_view(start, end)

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def passage_rect(self, start: int, end: int) -> QRect:
        """Return where a passage begins and ends on the viewport, as one rectangle."""
        if self.reading is None:
            return QRect()
        first, last = QTextCursor(self.reading.document), QTextCursor(self.reading.document)
        first.setPosition(self.reading.position(start))
        last.setPosition(self.reading.position(end))
        return self.cursorRect(first).united(self.cursorRect(last))

    def bring_to_view(self, start: int, end: int) -> None:
        """Scroll a passage to the upper third unless it is in sight already."""
        rect = self.passage_rect(start, end)
        height = self.viewport().height()
        if rect.top() < TOP or rect.bottom() > height - TOP:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)

    def reading_position(self) -> int:
        """Return the code point of the body at the top of the view; 0 at the very beginning."""
        if self.reading is None or self.verticalScrollBar().value() == 0:
            return 0
        left = int(self.document().rootFrame().frameFormat().leftMargin())
        return self.reading.point(self.cursorForPosition(QPoint(left + 2, 4)).position())

    def go_to_position(self, point: int) -> None:
        """Scroll so that a code point of the body stands at the top."""
        bar = self.verticalScrollBar()
        if self.reading is None or point <= 0:
            bar.setValue(0)
            return
        bar.setValue(bar.value() + self.passage_rect(point, point).top() - 4)

    def _hold(self) -> tuple[int, int]:
        """Return the code point at the top and how high it stands, to come back to."""
        point = self.reading_position()
        return point, self.passage_rect(point, point).top()

    def _come_back(self, held: tuple[int, int]) -> None:
        point, top = held
        bar = self.verticalScrollBar()
        if point > 0:
            bar.setValue(bar.value() + self.passage_rect(point, point).top() - top)
        else:
            bar.setValue(0)

    def annotation_at(self, position: QPoint) -> int | None:
        """Return the annotation under a point of the viewport: of several the shortest."""
        if self.reading is None or self.clipping is None:
            return None
        point = self._body_point(position)
        if point is None:
            return None
        found = [
            (target.end - target.start, annotation.id)
            for annotation in self.annotations
            for target in self._placed(annotation)
            if target.start <= point < target.end
        ]
        return min(found)[1] if found else None

    def _body_point(self, position: QPoint) -> int | None:
        layout = self.document().documentLayout()
        inside = position + QPoint(0, self.verticalScrollBar().value())
        at = layout.hitTest(inside.toPointF(), Qt.HitTestAccuracy.ExactHit)
        if self.reading is None or not self.reading.body_start <= at < self.reading.body_end:
            return None
        return self.reading.point(at)

    def _placed(self, annotation: Annotation) -> list[TextTarget]:
        own = self.clipping.id if self.clipping is not None else 0
        return [target for target in annotation.text_targets if target.clipping_id == own and target.placed]

    def _mark(self) -> None:
        """Lay highlights, then hits, then the hit one stands on, over the text."""
        selections = []
        if self.reading is not None and self.style_used is not None:
            colours = self.style_used.colours
            for annotation in self.annotations:
                shade = colours.highlights.get(annotation.colour, colours.mark)
                for target in self._placed(annotation):
                    selections.append(
                        self._laid(target.start, target.end, shade, noted=bool(annotation.body))
                    )
            for number, (start, end) in enumerate(self.hits):
                shade = colours.mark_here if number == self.hit else colours.mark
                selections.append(self._laid(start, end, shade))
        self.setExtraSelections(selections)
        self._place_notes()

    def _laid(self, start: int, end: int, shade, *, noted: bool = False) -> QTextEdit.ExtraSelection:
        assert self.reading is not None
        laid = QTextEdit.ExtraSelection()
        laid.cursor = self.reading.cursor(start, end)
        laid.format.setBackground(shade)
        if noted:
            laid.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return laid

    def _set_column(self) -> None:
        """Centre the column; where there is room, notes stand at its right."""
        if self.style_used is None or self.reading is None:
            return
        room, width = self.viewport().width(), self.style_used.width
        column = min(width, max(120, room - 2 * SIDE))
        spare = room - column
        beside = spare >= NOTE_WIDTH + NOTE_GAP + 2 * SIDE and self._has_notes()
        left = max(SIDE, (spare - NOTE_WIDTH - NOTE_GAP) // 2) if beside else spare // 2
        set_margins(self.reading.document, left, room - column - left, TOP, BOTTOM)
        self.notes.set_room(left + column + NOTE_GAP if beside else None, NOTE_WIDTH)

    def _has_notes(self) -> bool:
        return any(annotation.body and self._placed(annotation) for annotation in self.annotations)

    def _place_notes(self) -> None:
        self._set_column_if_needed()
        noted = []
        for annotation in self.annotations:
            placed = self._placed(annotation)
            if annotation.body and placed:
                noted.append((annotation, self.passage_rect(placed[0].start, placed[0].start).top()))
        self.notes.arrange(noted, self.style_used)

    def _set_column_if_needed(self) -> None:
        if self._has_notes() != self._had_notes:
            self._had_notes = self._has_notes()
            held = self._hold()
            self._set_column()
            self._come_back(held)

    _had_notes = False

    def _on_scrolled(self) -> None:
        self._place_notes()
        self.scrolled.emit()

    def _tell_selection(self) -> None:
        self.selected.emit(self.passage())

    def resizeEvent(self, event: QResizeEvent) -> None:
        held = self._hold()
        super().resizeEvent(event)
        self._set_column()
        self._come_back(held)
        self._place_notes()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        position = event.position().toPoint()
        clicked = (position - self._pressed).manhattanLength() < 4
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not clicked or self.textCursor().hasSelection():
            self._settle.stop()
            self._tell_selection()
        elif safe_address(self.anchorAt(position)):
            self.link_clicked.emit(self.anchorAt(position))
        else:
            annotation = self.annotation_at(position)
            if annotation is not None:
                self.annotation_clicked.emit(annotation)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.page(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_here()
        else:
            super().keyPressEvent(event)

    def page(self, direction: int) -> None:
        """Scroll on by a view, less two lines that keep the eye."""
        bar = self.verticalScrollBar()
        lines = 2 * (self.style_used.scaled(BODY_LINE_HEIGHT) if self.style_used is not None else 0)
        bar.setValue(bar.value() + direction * (self.viewport().height() - lines))

    def _open_here(self) -> None:
        """Enter opens the link or the note at the caret."""
        cursor = self.textCursor()
        address = cursor.charFormat().anchorHref()
        if safe_address(address):
            self.link_clicked.emit(address)
            return
        annotation = self.annotation_at(self.cursorRect(cursor).center())
        if annotation is not None:
            self.annotation_clicked.emit(annotation)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        position = event.position().toPoint()
        over = safe_address(self.anchorAt(position)) or self.annotation_at(position) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            address = self.anchorAt(event.pos())  # type: ignore[attr-defined]
            if safe_address(address):
                QToolTip.showText(event.globalPos(), plain_tip(address), self)  # type: ignore[attr-defined]
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.notes.beside or self.style_used is None or not self._has_notes():
            return
        self._paint_note_signs()

    def _paint_note_signs(self) -> None:
        """Without room for notes, a bar in the margin says that there is one."""
        assert self.style_used is not None
        painter = QPainter(self.viewport())
        left = int(self.document().rootFrame().frameFormat().leftMargin())
        for annotation in self.annotations:
            for target in self._placed(annotation) if annotation.body else []:
                rect = self.passage_rect(target.start, target.end)
                painter.fillRect(left - 14, rect.top(), 3, rect.height(), self.style_used.colours.accent)
