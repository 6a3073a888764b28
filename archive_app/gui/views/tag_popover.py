"""Tag one or many clippings with a person, organisation, place, event or topic by typing its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from archive_app.domain.subject import Subject, SubjectKind, SubjectRole
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.views.names.kinds import role_name
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.popover import Popover
from archive_app.gui.widgets.suggestion_field import Suggestion, SuggestionField
from archive_app.operations.subjects import TagResult, subjects, tag_clippings, tag_with_subject

WIDTH = 360
MOST = 12


class NameField(SuggestionField):
    """Completes over the names of the archive and offers to make a new one of each kind."""

    named = Signal(object, str)
    """(Subject, '') for a name that is there, (SubjectKind, name) for one to be made."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent, placeholder=placeholder or self.tr("Add a name or topic…"))
        self.session = session
        self.first_kind = SubjectKind.PERSON
        self.typed.connect(self._on_typed)
        self.chosen.connect(self._on_chosen)

    def _on_typed(self, text: str) -> None:
        self.session.jobs.start(
            subjects,
            None,
            text,
            MOST,
            owner=self,
            on_done=lambda found: self._offer_names(text, found),
            replaces=f"names.{id(self)}",
        )

    def _offer_names(self, text: str, found: Sequence[Subject]) -> None:
        theme = self.session.theme
        lines = [
            Suggestion(
                subject.name, subject, icons.subject_icon(theme, subject.kind.value), self._detail(subject)
            )
            for subject in found
        ]
        exact = {subject.kind for subject in found if subject.name.casefold() == text.casefold()}
        kinds = sorted(SubjectKind, key=lambda kind: kind is not self.first_kind)
        if text:
            lines += [
                Suggestion(
                    new_name(kind).format(name=text), (kind, text), icons.subject_icon(theme, kind.value)
                )
                for kind in kinds
                if kind not in exact
            ]
        self.offer(text, lines)

    def _detail(self, subject: Subject) -> str:
        return f"{subject.clippings:,}" if subject.clippings else ""

    def _on_chosen(self, value: object) -> None:
        if isinstance(value, Subject):
            self.named.emit(value, "")
        elif isinstance(value, tuple):
            kind, name = value
            self.first_kind = kind
            self.named.emit(kind, name)


def tag(
    session: Session,
    widget: QWidget,
    ids: Sequence[int],
    chosen: object,
    name: str,
    role: SubjectRole = SubjectRole.ABOUT,
    *,
    on_done: Callable[[TagResult], None],
    on_failed: Callable[[ArchiveAppError], None],
) -> None:
    """Tag clippings; `chosen` is a Subject, or the SubjectKind of a new one called `name`."""
    if isinstance(chosen, Subject):
        write(
            session,
            widget,
            tag_with_subject,
            tuple(ids),
            chosen.id,
            role,
            on_done=on_done,
            on_failed=on_failed,
        )
    else:
        write(
            session,
            widget,
            tag_clippings,
            tuple(ids),
            chosen,
            name,
            role,
            on_done=on_done,
            on_failed=on_failed,
        )


class TagPopover(Popover):
    """Type a name, Enter tags; the field stays for the next name until Escape."""

    def __init__(
        self, session: Session, parent: QWidget, clipping_ids: Sequence[int], text: str = ""
    ) -> None:
        super().__init__(parent, WIDTH)
        self.setObjectName("tagPopover")
        self.setAccessibleName(self.tr("Tag"))
        self.ids = tuple(clipping_ids)
        self.session = session
        count = len(self.ids)
        title = self.tr("Tag this clipping") if count == 1 else self.tr("Tag {n:,} clippings").format(n=count)
        head = QHBoxLayout()
        head.addWidget(plain(title, "strong", self))
        head.addStretch(1)
        self.role = role_box(self)
        head.addWidget(self.role)
        self.column.addLayout(head)
        self.field = NameField(session, self)
        self.field.line.setText(text)
        self.field.named.connect(self._on_named)
        self.field.left.connect(self.dismiss)
        self.field.resized.connect(self._on_resized)
        self.said = plain("", "hint", self)
        self.said.setWordWrap(True)
        self.said.setText(self.tr("Enter tags, Escape closes. A new name is made when there is none."))
        self.column.addWidget(self.field)
        self.column.addWidget(self.said)

    def open_for(self, at: QRect) -> None:
        self.open_at(at, self.field.line)
        self.field.line.selectAll()
        if self.field.text():
            self.field.ask()

    def _on_resized(self) -> None:
        if self.isVisible():
            self.place()

    def _on_named(self, chosen: object, name: str) -> None:
        shown = chosen.name if isinstance(chosen, Subject) else name

        typed = self.field.line.text()
        # Emptied now, not when it is written: what is typed meanwhile is the next name.
        self.field.clear()

        def done(_: TagResult) -> None:
            set_role(self.said, "hint")
            self.said.setText(self.tr("Tagged: {name}").format(name=shown))

        def failed(error: ArchiveAppError) -> None:
            if not self.field.line.text():
                self.field.line.setText(typed)
            set_role(self.said, "mistake")
            self.said.setText(str(error))

        role = SubjectRole(self.role.currentData())
        tag(self.session, self, self.ids, chosen, name, role, on_done=done, on_failed=failed)


def role_box(parent: QWidget) -> QComboBox:
    """Return a box of the roles that a name has in a clipping."""
    box = QComboBox(parent)
    box.setAccessibleName(box.tr("Role"))
    for role in SubjectRole:
        box.addItem(role_name(role), role.value)
    return box


def new_name(kind: SubjectKind) -> str:
    """Return the line that offers to make a name of a kind, with '{name}' where the name goes."""
    texts = {
        SubjectKind.PERSON: "New person ‘{name}’",
        SubjectKind.ORGANISATION: "New organisation ‘{name}’",
        SubjectKind.PLACE: "New place ‘{name}’",
        SubjectKind.EVENT: "New event ‘{name}’",
        SubjectKind.TOPIC: "New topic ‘{name}’",
    }
    return QCoreApplication.translate("NameField", texts[kind])
