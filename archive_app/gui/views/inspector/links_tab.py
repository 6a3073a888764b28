"""Links: from this clipping and to it, by type; a click goes to the other end."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from archive_app.domain.link import EndKind, Link, LinkEnd
from archive_app.gui import icons
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.inspector.notes_tab import global_rect
from archive_app.gui.views.inspector.parts import OpenRow, TabPage, head, hint, small_button
from archive_app.gui.views.link_dialog import LinkDialog, LinkEditor
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import plain
from archive_app.operations.clippings import ClippingPage
from archive_app.operations.links import delete_link


class LinksTab(TabPage):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: ClippingPage | None = None
        self.link_button = QPushButton(self.tr("Link…"), self)
        set_role(self.link_button, "quiet")
        self.link_button.setToolTip(icons.tip(self.tr("Link this clipping"), "L"))
        icons.dress(self.link_button, session.theme, "link")
        self.link_button.clicked.connect(self._link)
        self.column.insertWidget(0, self.link_button)

    def show_page(self, page: ClippingPage) -> None:
        self.page = page
        self.link_button.setEnabled(not self.session.read_only)
        here = self._here()
        by_label: dict[str, list[Link]] = {}
        for link in page.links:
            by_label.setdefault(link.label_from(here.kind, here.id), []).append(link)
        widgets: list[QWidget] = []
        for label in sorted(by_label):
            widgets += [head(label), *(self._row(link, label) for link in by_label[label])]
        if not widgets:
            widgets = [
                hint(self.tr("Nothing is linked yet. L links this clipping to another, or to a name."))
            ]
        self.rebuild(widgets)

    def _here(self) -> LinkEnd:
        clipping = self.page.clipping if self.page is not None else None
        if clipping is None:
            return LinkEnd(EndKind.CLIPPING, 0)
        return LinkEnd(EndKind.CLIPPING, clipping.id, clipping.fields.headline)

    def _row(self, link: Link, label: str) -> OpenRow:
        here = self._here()
        other = link.other_end(here.kind, here.id)
        row = OpenRow(f"link_{link.id}", f"{label} {other.title}")
        column = QVBoxLayout(row)
        column.setContentsMargins(2 * STEP, STEP, STEP, STEP)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(0)
        title = plain(other.title or self.tr("Without a headline"))
        title.setFont(self.session.theme.serif_font(13))
        title.setWordWrap(True)
        line.addWidget(title, 1)
        edit = small_button(
            self.session.theme, "pencil-simple", self.tr("Edit link"), lambda: self._edit(link, row)
        )
        edit.setEnabled(not self.session.read_only)
        line.addWidget(edit)
        column.addLayout(line)
        if link.note:
            note = plain(link.note, "small")
            note.setWordWrap(True)
            column.addWidget(note)
        row.opened.connect(lambda: self.follow(other))
        row.removed.connect(lambda: self._delete(link))
        row.actions_ = [
            (self.tr("Open"), lambda: self.follow(other)),
            (self.tr("Edit…"), lambda: self._edit(link, row)),
            (self.tr("Delete"), lambda: self._delete(link)),
        ]
        return row

    def follow(self, end: LinkEnd) -> None:
        """Go to the other end; Back returns."""
        self.session.show(Target(end.kind.value, end.id))

    def _link(self) -> None:
        if self.page is not None:
            LinkDialog(self.session, self, (self._here(),)).open_for(global_rect(self.link_button))

    def _edit(self, link: Link, row: QWidget) -> None:
        editor = LinkEditor(self.session, self, link, self._here())
        editor.open_at(global_rect(row), editor.types)

    def _delete(self, link: Link) -> None:
        if not self.session.read_only:
            write(self.session, self, delete_link, link.id)
