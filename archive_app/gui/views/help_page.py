"""The help: a list of pages and the page itself. Only the program's own Markdown is ever shown here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextFrameFormat, QTextLength, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from archive_app.gui.commands.registry import load_commands
from archive_app.gui.help_texts import HelpPage, help_pages
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.registry import view

LIST_WIDTH = 216
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
            self.text.verticalScrollBar().setValue(0)

    def _on_link_clicked(self, link: QUrl) -> None:
        self.open_page(link.toString().removesuffix(".md"))

    def _draw(self) -> None:
        document = self.text.document()
        document.setDefaultFont(self._theme.ui_font(TEXT_SIZE))
        document.setMarkdown(self.page.markdown)
        frame = document.rootFrame().frameFormat()
        frame.setRightMargin(max(0, self.text.viewport().width() - self._theme.size(COLUMN_WIDTH)))
        document.rootFrame().setFrameFormat(frame)
        self._space_lines()
        for child in document.rootFrame().childFrames():
            if isinstance(child, QTextTable):
                self._rule(child)

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

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

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._draw()
