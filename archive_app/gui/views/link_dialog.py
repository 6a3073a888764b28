"""Link a clipping, note or name to another: choose by letters of its headline, a type, a note."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from archive_app.domain.dates import display_date
from archive_app.domain.link import LABELS, EndKind, Link, LinkEnd, LinkType
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import ElidedLabel, plain
from archive_app.gui.widgets.popover import Popover
from archive_app.gui.widgets.suggestion_field import Suggestion, SuggestionField
from archive_app.operations.link_targets import LinkTarget, link_targets
from archive_app.operations.links import delete_link, edit_link, link_many, link_records

WIDTH = 460
END_ICONS = {EndKind.CLIPPING: "article", EndKind.ANNOTATION: "note", EndKind.SUBJECT: "user"}


class LinkTypeBox(QComboBox):
    """The types as they read from here: each that has two directions stands twice."""

    def __init__(self, parent: QWidget | None = None, *, both_ways: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Type of the link"))
        for type in LinkType:
            forward, backward = LABELS[type]
            self.addItem(forward, (type, True))
            if both_ways and backward != forward:
                self.addItem(backward, (type, False))

    def chosen(self) -> tuple[LinkType, bool]:
        """Return the type, and whether this end is the link's source."""
        type, forward = self.currentData()
        return LinkType(type), bool(forward)

    def choose(self, type: LinkType, forward: bool) -> None:
        for at in range(self.count()):
            if tuple(self.itemData(at)) == (type, forward):
                self.setCurrentIndex(at)


class LinkDialog(Popover):
    """Links one or many records to another."""

    linked = Signal()

    def __init__(self, session: Session, parent: QWidget, ends: Sequence[LinkEnd]) -> None:
        super().__init__(parent, WIDTH)
        self.setObjectName("linkDialog")
        self.setAccessibleName(self.tr("Link"))
        self.session = session
        self.ends: tuple[LinkEnd, ...] = tuple(ends)
        self._target: LinkEnd | None = None
        one = self.ends[0].title or self.tr("this")
        title = one if len(self.ends) == 1 else self.tr("{n:,} clippings").format(n=len(self.ends))
        self.column.addWidget(ElidedLabel(title, "strong", self))
        self.types = LinkTypeBox(self, both_ways=len(self.ends) == 1)
        self.field = SuggestionField(
            self, placeholder=self.tr("Letters of a headline, or a name"), always=True
        )
        self.field.typed.connect(self._on_typed)
        self.field.chosen.connect(self._on_chosen)
        self.field.resized.connect(self._on_resized)
        self.note = QLineEdit(self)
        self.note.setPlaceholderText(self.tr("A note on the link"))
        self.note.setAccessibleName(self.tr("A note on the link"))
        self.note.returnPressed.connect(self.keep)
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        for part in (self.types, self.field, self.note, self.problem):
            self.column.addWidget(part)
        self.column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self.tr("Cancel"), self)
        set_role(cancel, "quiet")
        cancel.clicked.connect(self.dismiss)
        self.button = QPushButton(self.tr("Link"), self)
        set_role(self.button, "primary")
        self.button.setEnabled(False)
        self.button.clicked.connect(self.keep)
        row.addWidget(cancel)
        row.addWidget(self.button)
        return row

    def open_for(self, at: QRect) -> None:
        self.open_at(at, self.field.line)
        self.field.ask()

    def take(self, target: LinkEnd) -> None:
        """Choose the other end."""
        self._target = target
        self.field.line.setText(target.title)
        self.field.offer(target.title.strip(), ())
        self.button.setEnabled(True)
        self.problem.hide()

    def keep(self) -> None:
        """Make the link; a mistake is shown here."""
        if self._target is None:
            self._on_failed(ArchiveAppError(self.tr("Choose what to link to."), ""))
            return
        type, forward = self.types.chosen()
        note = self.note.text()
        end, many = self.ends[0], len(self.ends) > 1
        if many and forward:
            arguments = (link_many, self.ends, self._target, type, note)
        elif forward:
            arguments = (link_records, end, self._target, type, note)
        else:
            arguments = (link_records, self._target, end, type, note)
        write(self.session, self, *arguments, on_done=self._on_linked, on_failed=self._on_failed)

    def _on_typed(self, text: str) -> None:
        self._target = None
        self.button.setEnabled(False)
        self.session.jobs.start(
            link_targets,
            text,
            self.ends,
            owner=self,
            on_done=lambda found: self._offer(text, found),
            on_failed=self._on_failed,
            replaces=f"link targets {id(self)}",
        )

    def _offer(self, text: str, found: Sequence[LinkTarget]) -> None:
        self.field.offer(text, [self._suggestion(target) for target in found])

    def _suggestion(self, target: LinkTarget) -> Suggestion:
        theme = self.session.theme
        if target.subject_kind:
            icon = icons.subject_icon(theme, target.subject_kind)
        else:
            icon = icons.icon(theme, END_ICONS[target.end.kind])
        detail = " · ".join(part for part in (target.outlet, display_date(target.published)) if part)
        return Suggestion(target.end.title, target.end, icon, detail)

    def _on_chosen(self, end: object) -> None:
        if isinstance(end, LinkEnd):
            self.take(end)
            self.note.setFocus()

    def _on_linked(self, _: object) -> None:
        self.linked.emit()
        self.finish()

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.place()

    def _on_resized(self) -> None:
        if self.isVisible():
            self.place()


class LinkEditor(Popover):
    """Changes the type and the note of a link, or deletes it."""

    def __init__(self, session: Session, parent: QWidget, link: Link, here: LinkEnd) -> None:
        super().__init__(parent, WIDTH)
        self.setObjectName("linkEditor")
        self.setAccessibleName(self.tr("Edit link"))
        self.session, self.link = session, link
        other = link.other_end(here.kind, here.id)
        forward = (link.source.kind, link.source.id) == (here.kind, here.id)
        self.column.addWidget(ElidedLabel(other.title, "strong", self))
        self.types = QComboBox(self)
        self.types.setAccessibleName(self.tr("Type of the link"))
        for type in LinkType:
            self.types.addItem(LABELS[type][0 if forward else 1], type.value)
        self.types.setCurrentIndex(self.types.findData(link.type.value))
        self.note = QLineEdit(link.note, self)
        self.note.setPlaceholderText(self.tr("A note on the link"))
        self.note.setAccessibleName(self.tr("A note on the link"))
        self.note.returnPressed.connect(self.keep)
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        for part in (self.types, self.note, self.problem):
            self.column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        delete = QPushButton(self.tr("Delete"), self)
        set_role(delete, "quiet")
        icons.dress(delete, session.theme, "trash")
        delete.clicked.connect(lambda: self._start(delete_link, link.id))
        keep = QPushButton(self.tr("Keep"), self)
        set_role(keep, "primary")
        keep.clicked.connect(self.keep)
        row.addWidget(delete)
        row.addWidget(keep)
        self.column.addLayout(row)

    def keep(self) -> None:
        self._start(edit_link, self.link.id, self.types.currentData(), self.note.text())

    def _start(self, operation, *args: object) -> None:
        write(
            self.session, self, operation, *args, on_done=lambda _: self.finish(), on_failed=self._on_failed
        )

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.place()
