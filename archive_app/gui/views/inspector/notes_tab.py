"""Notes: the annotations of a clipping in the order of the text."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from archive_app.domain.annotation import Annotation
from archive_app.domain.link import EndKind, LinkEnd
from archive_app.gui import icons
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.free_note import write_note_about
from archive_app.gui.views.inspector.parts import OpenRow, TabPage, hint, small_button
from archive_app.gui.views.link_dialog import LinkDialog
from archive_app.gui.views.note_editor import NoteEditor
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.gui.widgets.quotation import quoted
from archive_app.gui.widgets.selection_bar import colour_icon
from archive_app.operations.annotations import delete_annotation
from archive_app.operations.clippings import ClippingPage

QUOTE_LENGTH, NOTE_LENGTH = 140, 400


class NoteRow(OpenRow):
    """One annotation: the passage, the note, its colour, who wrote it and when."""

    edited = Signal()

    def __init__(self, session: Session, annotation: Annotation, *, headline: str = "") -> None:
        quote = short(quote_of(annotation), QUOTE_LENGTH)
        name = annotation.body or quote
        super().__init__(f"annotation_{annotation.id}", f"{annotation.colour.value}: {name}")
        self.annotation = annotation
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, STEP + 2, STEP, STEP + 2)
        column.setSpacing(2)
        if headline:
            column.addWidget(ElidedLabel(headline, "strong"))
        if quote:
            words = plain(quoted(quote), "second")
            words.setWordWrap(True)
            column.addWidget(words)
        if annotation.body:
            body = plain(short(annotation.body, NOTE_LENGTH), "note")
            body.setWordWrap(True)
            column.addWidget(body)
        if any(not target.placed for target in annotation.text_targets):
            lost = plain(self.tr("This passage is no longer in the text."), "mistake")
            lost.setWordWrap(True)
            column.addWidget(lost)
        column.addLayout(self._make_foot(session, annotation))
        self.actions_ = []

    def _make_foot(self, session: Session, annotation: Annotation) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(STEP)
        swatch = QLabel()
        swatch.setPixmap(colour_icon(session.theme, annotation.colour).pixmap(12, 12))
        swatch.setToolTip(annotation.colour.value)
        foot.addWidget(swatch)
        facts = (*annotation.codes, annotation.author, annotation.created[:10])
        foot.addWidget(ElidedLabel(" · ".join(fact for fact in facts if fact), "small"), 1)
        for icon, title, run in (
            ("pencil-simple", self.tr("Edit"), self.edited.emit),
            ("trash", self.tr("Delete"), self.removed.emit),
        ):
            foot.addWidget(small_button(session.theme, icon, title, run))
        return foot


class NotesTab(TabPage):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: ClippingPage | None = None
        self.new_button = QPushButton(self.tr("New note"), self)
        set_role(self.new_button, "quiet")
        self.new_button.setToolTip(icons.tip(self.tr("New note on this clipping"), "N"))
        icons.dress(self.new_button, session.theme, "note-pencil")
        self.new_button.clicked.connect(self._new)
        self.column.insertWidget(0, self.new_button)

    def show_page(self, page: ClippingPage) -> None:
        self.page = page
        self.new_button.setEnabled(not self.session.read_only)
        widgets: list[QWidget] = [self._row(found) for found in sorted(page.annotations, key=place_in_text)]
        if not widgets:
            widgets = [hint(self.tr("Select words in the text: H highlights them, N writes a note."))]
        self.rebuild(widgets)

    def _row(self, annotation: Annotation) -> NoteRow:
        row = NoteRow(self.session, annotation)
        row.opened.connect(lambda: self.jump(annotation))
        row.edited.connect(lambda: self._edit(annotation, row))
        row.removed.connect(lambda: self._delete(annotation))
        row.actions_ = [
            (self.tr("Edit…"), lambda: self._edit(annotation, row)),
            (self.tr("Link…"), lambda: self._link(annotation, row)),
            (self.tr("Delete"), lambda: self._delete(annotation)),
        ]
        return row

    def jump(self, annotation: Annotation) -> None:
        """Show the passage in the reader."""
        if self.page is None:
            return
        own = self.page.clipping.id
        for target in annotation.text_targets:
            if target.clipping_id == own and target.placed:
                self.session.show(Target("clipping", own, (target.start, target.end)), remember=False)
                return
        for page_target in annotation.page_targets:
            if page_target.regions:
                page = page_target.regions[0].page
                self.session.show(Target("clipping", own, page=page), remember=False)
                return

    def _edit(self, annotation: Annotation, row: QWidget) -> None:
        NoteEditor(self.session, self).edit(annotation, global_rect(row))

    def _link(self, annotation: Annotation, row: QWidget) -> None:
        title = annotation.body or quote_of(annotation)
        LinkDialog(self.session, self, (LinkEnd(EndKind.ANNOTATION, annotation.id, title),)).open_for(
            global_rect(row)
        )

    def _delete(self, annotation: Annotation) -> None:
        if not self.session.read_only:
            write(self.session, self, delete_annotation, annotation.id)

    def _new(self) -> None:
        if self.page is not None:
            write_note_about(self.session, self, self.page.clipping)


def quote_of(annotation: Annotation) -> str:
    return " … ".join(" ".join(target.quote.split()) for target in annotation.text_targets)


def place_in_text(annotation: Annotation) -> tuple[int, int]:
    """Return where an annotation comes in a list: by passage, those that are lost or on pages last."""
    placed = [target.start for target in annotation.text_targets if target.placed]
    return (placed[0] if placed else 1 << 40, annotation.id)


def short(text: str, length: int) -> str:
    text = text.strip()
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def global_rect(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
