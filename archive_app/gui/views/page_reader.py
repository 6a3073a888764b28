"""The pages of a clipping's source file, with a line below for page and zoom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from archive_app.domain.clipping import Clipping, ClippingSource, Region
from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.page_canvas import PageCanvas
from archive_app.gui.views.page_store import Sheet
from archive_app.gui.views.page_words import hit_phrases
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import ElidedLabel, plain

PDF = "application/pdf"


class PageReader(QWidget):
    """Shows a clipping's PDF pages; what has no page says so."""

    copied = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageReader")
        self.setAccessibleName(self.tr("Page"))
        self.session = session
        self.clipping: Clipping | None = None
        self._wanted_page: int | None = None
        self._shown_id: int | None = None
        self.canvas = PageCanvas(session, self)
        self.canvas.copied.connect(self.copied)
        self.canvas.page_changed.connect(lambda _: self._tell_page())
        self.canvas.zoom_changed.connect(lambda _: self._tell_page())
        self.empty = EmptyState(session.theme, self)
        self.empty.teach(
            "file-x",
            self.tr("No page to show"),
            self.tr("This clipping has no PDF. Drop one onto the clipping to keep its page beside the text."),
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self._make_foot())
        self.setFocusProxy(self.canvas)

    def _make_foot(self) -> QFrame:
        self.foot = QFrame(self)
        set_role(self.foot, "panel")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(4 * STEP, STEP, 3 * STEP, STEP)
        row.setSpacing(STEP)
        self.place = plain("", "small", self.foot)
        self.name = ElidedLabel("", "small", self.foot)
        row.addWidget(self.place)
        row.addWidget(self.name, 1)
        self.percent = plain("", "small", self.foot)
        buttons = (
            ("minus", self.tr("Smaller"), "-", lambda: self.canvas.zoom_by(-1)),
            ("plus", self.tr("Larger"), "+", lambda: self.canvas.zoom_by(1)),
            ("arrows-out-line-horizontal", self.tr("Fit the width"), "0", lambda: self.canvas.set_zoom(1.0)),
        )
        for number, (icon, title, key, run) in enumerate(buttons):
            button = QToolButton(self.foot)
            button.setToolTip(f"{title} ({key})")
            button.setAccessibleName(title)
            icons.dress(button, self.session.theme, icon)
            button.clicked.connect(lambda _=False, run=run: run())
            row.addWidget(button)
            if number == 0:
                row.addWidget(self.percent)
        return self.foot

    @staticmethod
    def can_show(clipping: Clipping) -> bool:
        """Has this clipping a page that can be drawn?"""
        return any(_drawable(source) for source in clipping.sources)

    def show_clipping(self, clipping: Clipping | None) -> None:
        """Take a clipping; its pages are drawn when they are first looked at."""
        self.clipping = clipping
        if clipping is None or not self.can_show(clipping):
            self.canvas.show_sheets((), {})
            self.stack.setCurrentWidget(self.empty)
            self.foot.hide()
            self._shown_id = None
            return
        if self.isVisible():
            self.begin()

    def begin(self) -> None:
        """Show the pages now, from the first page of the article."""
        clipping = self.clipping
        if clipping is None or not self.can_show(clipping):
            return
        sheets, regions = _sheets(clipping)
        self.canvas.show_sheets(sheets, regions)
        self.stack.setCurrentWidget(self.canvas)
        self.foot.show()
        if clipping.id != self._shown_id:
            self._shown_id = clipping.id
            first = min(regions, default=0)
            self.canvas.go_to(first if self._wanted_page is None else self._wanted_page)
            self._wanted_page = None
        names = dict.fromkeys(source.name for source in clipping.sources if _drawable(source))
        self.name.setText("".join(f" · {name}" for name in names))
        self._tell_page()

    def go_to_page(self, page: int) -> None:
        """Bring a page (from 0) of the first source file to the top."""
        if self.canvas.sheets:
            self.canvas.go_to(page)
        else:
            self._wanted_page = page

    def set_hits(self, texts: list[str]) -> None:
        """Mark these words of the text on the pages too."""
        self.canvas.set_phrases(hit_phrases(texts))

    def step_hit(self, step: int) -> None:
        self.canvas.step_hit(step)

    def page(self, direction: int) -> None:
        self.canvas.page(direction)

    def _tell_page(self) -> None:
        sheets = self.canvas.sheets
        if not sheets or self.clipping is None:
            return
        here = max(0, self.canvas.current_page())
        text = self.tr("Page {n} of {count}").format(n=here + 1, count=len(sheets))
        label = self.clipping.fields.page
        if label and len(sheets) == 1:
            text = self.tr("Page {label}").format(label=label)
        self.place.setText(text)
        self.percent.setText(f"{round(self.canvas.layout_.zoom * 100)} %")


def _drawable(source: ClippingSource) -> bool:
    return source.media_type == PDF


def _sheets(clipping: Clipping) -> tuple[tuple[Sheet, ...], dict[int, list[Region]]]:
    """Return all pages of a clipping's PDFs in order, and the article's regions by number of the page."""
    sheets: list[Sheet] = []
    regions: dict[int, list[Region]] = {}
    for source in clipping.sources:
        if not _drawable(source):
            continue
        first = len(sheets)
        pages = max([source.page_count or 1, *(region.page + 1 for region in source.regions)])
        sheets += [Sheet(source.sha256, page) for page in range(pages)]
        for region in source.regions:
            regions.setdefault(first + region.page, []).append(region)
    return tuple(sheets), regions
