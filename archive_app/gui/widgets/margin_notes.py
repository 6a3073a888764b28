"""Notes beside the text: small cards at the height of their passages, none over another."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from archive_app.domain.annotation import Annotation
from archive_app.gui.views.reading_document import ReadingStyle
from archive_app.gui.widgets.labels import plain, plain_tip

GAP = 8
LONGEST = 160
"""Characters of a note shown beside the text; the note editor shows the whole."""


class NoteCard(QFrame):
    """One note; Enter or a click opens it."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("role", "marginNote")
        self.annotation_id = 0
        self._edge, self._focus = QColor(), QColor()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 4, 2)
        layout.setSpacing(2)
        self.body: QLabel = plain("", "note")
        self.body.setWordWrap(True)
        self.by: QLabel = plain("", "hint")
        layout.addWidget(self.body)
        layout.addWidget(self.by)

    def show_annotation(self, annotation: Annotation, style: ReadingStyle) -> None:
        self.annotation_id = annotation.id
        text = annotation.body.strip()
        short = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
        self.body.setText(short)
        self.by.setText(annotation.author)
        self.by.setVisible(bool(annotation.author))
        self.setToolTip(plain_tip(text) if short != text else "")
        self.setAccessibleName(self.tr("Note: {text}").format(text=text))
        self._edge = style.colours.highlights.get(annotation.colour, style.colours.mark)
        self._focus = style.colours.accent

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 4, self.height(), self._edge)
        if self.hasFocus():
            painter.setPen(self._focus)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self.annotation_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit(self.annotation_id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.raise_()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.raise_()
        super().enterEvent(event)


class MarginNotes(QObject):
    """All cards of one reader; cards are made once and used again."""

    clicked = Signal(int)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._cards: list[NoteCard] = []
        self._left: int | None = None
        self._width = 0

    @property
    def beside(self) -> bool:
        """Is there room for notes beside the text?"""
        return self._left is not None

    def set_room(self, left: int | None, width: int) -> None:
        """Say where cards stand on the viewport; None where there is no room."""
        self._left, self._width = left, width

    def arrange(self, noted: list[tuple[Annotation, int]], style: ReadingStyle | None) -> None:
        """Show the annotations, each given with the height of its passage on the viewport."""
        shown = noted if self._left is not None and style is not None else []
        free = -(10**9)
        for number, (annotation, top) in enumerate(sorted(shown, key=lambda pair: pair[1])):
            card = self._card(number)
            assert style is not None
            assert self._left is not None
            card.show_annotation(annotation, style)
            height = max(
                card.heightForWidth(self._width),
                card.sizeHint().height() if not card.hasHeightForWidth() else 0,
            )
            top = max(top, free)
            card.setGeometry(self._left, top, self._width, height)
            card.show()
            free = top + height + GAP
        for card in self._cards[len(shown) :]:
            card.hide()

    def _card(self, number: int) -> NoteCard:
        if number == len(self._cards):
            card = NoteCard(self._viewport)
            card.clicked.connect(self.clicked)
            self._cards.append(card)
        return self._cards[number]
