"""How to search: the language on one small sheet beside the search field."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from archive_app.gui.theme import Theme, set_role

EXAMPLES = (
    ("house arrest", "both words, anywhere"),
    ('"house arrest"', "these words in a row"),
    ("arrest OR detention", "one of them at least"),
    ("arrest NOT release", "the first without the second"),
    ("(arrest OR detention) artist", "brackets hold together"),
    ("weiw*", "words that begin so"),
    ("wewei~", "words that are spelled nearly so"),
    ('person:"Ai Weiwei"', "clippings of a person; also organisation: place: event: tag: outlet: author:"),
    ("date:2011..2012", "from a year, month or day to another; date:2012-05 is a month"),
    ("headline:opens", "in the headline; note: in your notes"),
    ("has:pdf", "also annotation, link, image, correction"),
    ("in:inbox", "in a place; in:trash looks into the trash"),
)


class _Example(QLabel):
    clicked = Signal(str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self.text())


class SearchHelp(QFrame):
    """A sheet that closes by a click beside it; a click on an example searches for it."""

    example_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("searchHelp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setHorizontalSpacing(20)
        title = QLabel(self.tr("How to search"))
        set_role(title, "title")
        grid.addWidget(title, 0, 0, 1, 2)
        for row, (words, meaning) in enumerate(EXAMPLES, start=1):
            example = _Example(words)
            example.setTextFormat(Qt.TextFormat.PlainText)
            example.setCursor(Qt.CursorShape.PointingHandCursor)
            example.clicked.connect(self._choose)
            set_role(example, "strong")
            said = QLabel(QCoreApplication.translate("search", meaning), wordWrap=True)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setFixedWidth(theme.size(290))
            set_role(said, "second")
            grid.addWidget(example, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)

    def _choose(self, words: str) -> None:
        self.close()
        self.example_chosen.emit(words)
