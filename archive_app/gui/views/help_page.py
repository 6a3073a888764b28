"""The help: a list of pages and the page itself. Only the program's own Markdown is ever shown here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from archive_app.gui.commands.registry import load_commands
from archive_app.gui.help_texts import HelpPage, help_pages
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.registry import view

LIST_WIDTH = 216
ROW_HEIGHT = 30
COLUMN_WIDTH = 620
TEXT_SIZE = 15
LINE_HEIGHT = 140
"""Per cent."""
PAGE_ROLE = Qt.ItemDataRole.UserRole


class HelpText(QTextBrowser):
    """A browser that can open nothing: it loads no file, and its links only name other pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpText")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setStyleSheet("#helpText { border: 0; background: transparent; padding: 0; }")

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None


@view("help", title="Help", place="page", icon="question", order=90)
class HelpView(QWidget):
    """Shows one page at a time; `show_target` takes a page's id."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "paper")
        self._theme = session.theme
        self._pages = help_pages(load_commands())
        self._shown = ""
        self.contents = QListWidget()
        self.contents.setObjectName("helpContents")
        self.contents.setAccessibleName(self.tr("Pages of help"))
        for page in self._pages.values():
            item = QListWidgetItem(page.title, self.contents)
            item.setData(PAGE_ROLE, page.id)
            item.setSizeHint(QSize(0, self._theme.size(ROW_HEIGHT)))
        self.contents.setFixedWidth(self._theme.size(LIST_WIDTH))
        self.text = HelpText()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 24, 16, 0)
        layout.setSpacing(32)
        layout.addWidget(self.contents)
        layout.addWidget(self.text, 1)
        self.contents.currentItemChanged.connect(self._on_page_chosen)
        self.text.anchorClicked.connect(self._on_link_clicked)
        self._theme.changed.connect(self._draw)
        self.open_page("start")

    @property
    def page(self) -> HelpPage:
        return self._pages[self._shown]

    def show_target(self, target: object) -> None:
        if isinstance(target, str):
            self.open_page(target)

    def open_page(self, id: str) -> None:
        """Show the page with this id; an unknown one changes nothing."""
        if id in self._pages:
            self.contents.setCurrentRow(list(self._pages).index(id))

    def _on_page_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._shown = item.data(PAGE_ROLE)
            self._draw()
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_link_clicked(self, link: QUrl) -> None:
        self.open_page(link.toString().removesuffix(".md"))

    def _draw(self) -> None:
        document = self.text.document()
        document.setDefaultFont(self._theme.ui_font(TEXT_SIZE))
        document.setMarkdown(self.page.markdown)
        self._space_blocks()
        for child in document.rootFrame().childFrames():
            if isinstance(child, QTextTable):
                self._rule(child)
        self._fit_column()

    def _fit_column(self) -> None:
        root = self.text.document().rootFrame()
        frame = root.frameFormat()
        spare = self.text.viewport().width() - self._theme.size(COLUMN_WIDTH)
        frame.setRightMargin(max(0, spare))
        root.setFrameFormat(frame)

    def _space_blocks(self) -> None:
        """Markdown leaves no room between blocks: give lines, paragraphs and headings theirs."""
        cursor = QTextCursor(self.text.document())
        block = self.text.document().begin()
        while block.isValid():
            spaced = QTextBlockFormat(block.blockFormat())
            spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            if spaced.headingLevel():
                spaced.setTopMargin(self._theme.size(20 if block.blockNumber() else 0))
                spaced.setBottomMargin(self._theme.size(6))
            elif cursor.currentTable() is None:
                spaced.setTopMargin(self._theme.size(4))
                spaced.setBottomMargin(self._theme.size(3 if block.textList() else 8))
            cursor.setBlockFormat(spaced)
            block = block.next()

    def _rule(self, table: QTextTable) -> None:
        """Give a table hairlines between its rows instead of boxes."""
        format = table.format()
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        format.setBorderCollapse(True)
        format.setCellPadding(self._theme.size(5))
        format.setCellSpacing(0)
        format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(format)
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                cell_format = cell.format().toTableCellFormat()
                cell_format.setBottomBorder(1)
                cell_format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                cell_format.setBottomBorderBrush(self._theme.colour("line"))
                cell.setFormat(cell_format)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_column()
