"""Names: people, organisations, places, events and topics of a clipping as chips."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from archive_app.domain.dates import FIRST_DAY, LAST_DAY, MONTHS, display_date, parse_edtf
from archive_app.domain.listing import Place, PlaceKind
from archive_app.domain.subject import ClippingSubject, MentionStatus, SubjectKind, SubjectRole
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.inspector.parts import OpenRow, TabPage, head, hint, small_button
from archive_app.gui.views.names.kinds import role_name
from archive_app.gui.views.tag_popover import NameField, tag
from archive_app.gui.views.write import write
from archive_app.gui.widgets.labels import ElidedLabel, plain, plain_tip
from archive_app.operations.clippings import ClippingPage
from archive_app.operations.subjects import reject_suggestion, tag_with_subject, untag_clippings
from archive_app.operations.subjects import set_role as set_subject_role


class NamesTab(TabPage):
    """A click on a chip narrows the list to its name; Delete takes it off the clipping."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: ClippingPage | None = None
        self.field = NameField(session, self)
        self.field.setObjectName("addName")
        self.field.named.connect(self._on_named)
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.column.insertWidget(0, self.field)
        self.column.insertWidget(1, self.problem)

    def show_page(self, page: ClippingPage) -> None:
        if self.page is None or self.page.clipping.id != page.clipping.id:
            self.field.clear()
            self.problem.hide()
        self.page = page
        self.field.setEnabled(not self.session.read_only)
        titles = {
            SubjectKind.PERSON: self.tr("People"),
            SubjectKind.ORGANISATION: self.tr("Organisations"),
            SubjectKind.PLACE: self.tr("Places"),
            SubjectKind.EVENT: self.tr("Events"),
            SubjectKind.TOPIC: self.tr("Topics"),
        }
        shown = [found for found in page.subjects if found.status is not MentionStatus.REJECTED]
        widgets: list[QWidget] = []
        for kind in (
            SubjectKind.PERSON,
            SubjectKind.ORGANISATION,
            SubjectKind.EVENT,
            SubjectKind.PLACE,
            SubjectKind.TOPIC,
        ):
            chips = [self._chip(found) for found in shown if found.kind is kind]
            if chips:
                widgets += [head(titles[kind]), *chips]
        if not widgets:
            widgets = [
                hint(self.tr("Nobody is named yet. Type a name above, or select one in the text (T)."))
            ]
        self.rebuild(widgets)

    def _chip(self, found: ClippingSubject) -> OpenRow:
        suggested = found.status is MentionStatus.SUGGESTED
        detail = self._detail(found)
        row = OpenRow(f"subject_{found.id}", f"{found.name}, {found.kind.value}, {detail}", role="chipRow")
        row.setToolTip(plain_tip(f"{found.name}, {display_date(found.date)}") if found.date else "")
        row.setProperty("suggested", suggested)
        if suggested:
            row.removing_keys = (Qt.Key.Key_Delete, Qt.Key.Key_X)
        line = QHBoxLayout(row)
        line.setContentsMargins(2 * STEP, 2, STEP, 2)
        line.setSpacing(STEP)
        picture = plain()
        picture.setPixmap(
            icons.pixmap(
                self.session.theme,
                icons.SUBJECT_ICONS[found.kind.value],
                found.kind.value,
                self.session.theme.size(15),
                self.devicePixelRatioF(),
            )
        )
        line.addWidget(picture)
        line.addWidget(ElidedLabel(found.name, "second" if suggested else ""), 1)
        if not suggested:
            line.addWidget(self._role_button(found, detail))
        else:
            line.addWidget(
                small_button(self.session.theme, "check", self.tr("Accept"), lambda: self._accept(found))
            )
        title = self.tr("Reject {name}") if suggested else self.tr("Remove {name}")
        remove = small_button(
            self.session.theme, "x", title.format(name=found.name), lambda: self._remove(found)
        )
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(remove if suggested else row.add_tool(remove))
        row.opened.connect(lambda: self._accept(found) if suggested else self.narrow(found))
        row.removed.connect(lambda: self._remove(found))
        row.actions_ = [
            (self.tr("Show only clippings with {name}").format(name=found.name), lambda: self.narrow(found)),
            (self.tr("Open {name}").format(name=found.name), lambda: self._open(found)),
            (self.tr("Remove from this clipping"), lambda: self._remove(found)),
        ]
        return row

    def _detail(self, found: ClippingSubject) -> str:
        if found.kind is SubjectKind.EVENT and found.date:
            return short_date(found.date)
        return role_name(found.role)

    def _role_button(self, found: ClippingSubject, detail: str) -> QToolButton:
        button = QToolButton()
        set_role(button, "roleMenu")
        button.setText(detail)
        button.setToolTip(self.tr("Role: {role}").format(role=role_name(found.role)))
        button.setAccessibleName(
            self.tr("Role of {name}: {role}").format(name=found.name, role=role_name(found.role))
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for role in SubjectRole:
            action = menu.addAction(role_name(role))
            action.setCheckable(True)
            action.setChecked(role is found.role)
            action.triggered.connect(lambda _=False, role=role: self._set_role(found, role))
        button.setMenu(menu)
        button.setEnabled(not self.session.read_only)
        return button

    def narrow(self, found: ClippingSubject) -> None:
        self.session.narrow(Place(PlaceKind.SUBJECT, found.subject_id, found.name))

    def _open(self, found: ClippingSubject) -> None:
        self.session.show(Target("subject", found.subject_id))

    def _set_role(self, found: ClippingSubject, role: SubjectRole) -> None:
        if role is not found.role:
            write(self.session, self, set_subject_role, found.id, role, on_failed=self._on_failed)

    def _remove(self, found: ClippingSubject) -> None:
        if self.session.read_only:
            return
        if found.status is MentionStatus.SUGGESTED:
            write(self.session, self, reject_suggestion, found.id, on_failed=self._on_failed)
            return
        write(
            self.session,
            self,
            untag_clippings,
            (found.clipping_id,),
            found.subject_id,
            on_failed=self._on_failed,
        )

    def _accept(self, found: ClippingSubject) -> None:
        write(
            self.session,
            self,
            tag_with_subject,
            (found.clipping_id,),
            found.subject_id,
            found.role,
            on_failed=self._on_failed,
        )

    def _on_named(self, chosen: object, name: str) -> None:
        if self.page is None:
            return
        self.problem.hide()
        typed = self.field.line.text()
        # Emptied now, not when it is written: what is typed meanwhile is the next name.
        self.field.clear()

        def failed(error: ArchiveAppError) -> None:
            if not self.field.line.text():
                self.field.line.setText(typed)
            self._on_failed(error)

        tag(
            self.session,
            self,
            (self.page.clipping.id,),
            chosen,
            name,
            on_done=lambda _: None,
            on_failed=failed,
        )

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()


def short_date(edtf: str) -> str:
    """Return a date for a narrow place: '26 Apr 2012', or '81 days' for a range of days."""
    span = parse_edtf(edtf)
    open_ended = span.earliest == FIRST_DAY or span.latest == LAST_DAY
    if "/" in edtf and not open_ended:
        days = (span.latest - span.earliest).days + 1
        return QCoreApplication.translate("NamesTab", "{n:,} days").format(n=days)
    shown = display_date(edtf)
    for month in MONTHS:
        shown = shown.replace(month, month[:3])
    return shown
