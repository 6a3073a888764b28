"""The page of a person, an organisation, a place, an event, a topic or an outlet."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.changes import Changes
from archive_app.domain.dates import display_date
from archive_app.domain.listing import Place, PlaceKind
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import SUBJECT_ICONS, dress, pixmap, subject_icon
from archive_app.gui.session import Session, Target
from archive_app.gui.views.names.kinds import OUTLET, kind_words
from archive_app.gui.views.names.name_form import NameEdit, NameForm
from archive_app.gui.views.names.standings import STANDING_ROLE, StandingDelegate, StandingsModel
from archive_app.gui.views.registry import view
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.flow import FlowBox
from archive_app.gui.widgets.labels import ElidedLabel, plain, plain_tip
from archive_app.gui.widgets.showable import counted, listed
from archive_app.operations.naming_pages import NamePage, name_page, outlet_page

FORM_WIDTH = 320


@view("subject", title="Name", place="page", icon="user", order=61)
class SubjectPage(QWidget):
    """Follows the session's target of kind 'subject' or 'outlet'."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("subjectPage")
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._target: Target | None = None
        self.page: NamePage | None = None
        self.form = NameForm(session.theme)
        self.model = StandingsModel(self)
        self.list = QListView()
        self.list.setObjectName("standings")
        self.list.setAccessibleName(self.tr("Clippings of this name, by date"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(StandingDelegate(session.theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._picture = plain()
        self._title = ElidedLabel("", "title")
        self._facts = ElidedLabel("", "second")
        self._companions = FlowBox()
        self._beside = plain(self.tr("ON THE SAME CLIPPINGS"), "head")
        self._more = plain("", "hint")
        self._stack = QStackedWidget()
        self._empty = EmptyState(session.theme)
        self._lay_out()
        self._connect()
        if session.current is not None:
            self.show_target(session.current)

    def _lay_out(self) -> None:
        self._in_list = QPushButton(self.tr("Show in list"))
        self._in_list.setObjectName("showInList")
        self._in_list.setToolTip(self.tr("List these clippings; the name becomes a chip in the search bar"))
        dress(self._in_list, self._session.theme, "list-bullets")
        self._all_names = QPushButton(self.tr("All names…"))
        self._all_names.setProperty("role", "quiet")
        head = QHBoxLayout()
        head.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        head.addLayout(words, 1)
        head.addWidget(self._all_names)
        head.addWidget(self._in_list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside)
        column.addWidget(self._companions)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        column.addWidget(self._more)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self._form_area())
        line = QFrame()
        line.setProperty("role", "upright")
        body.addWidget(line)
        body.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 8)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    def _form_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self._session.theme.size(FORM_WIDTH))
        area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.form.setProperty("role", "clear")
        area.setWidget(self.form)
        return area

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self.show_target)
        session.archive_changed.connect(self._on_archive_changed)
        session.theme.changed.connect(self._paint_picture)
        self.form.edited.connect(self._on_edited)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self._in_list.clicked.connect(self.show_in_list)
        self._all_names.clicked.connect(lambda: session.page_asked.emit("names"))

    def show_target(self, target: object) -> None:
        """Show a name; targets of other kinds are passed over."""
        if isinstance(target, Target) and target.kind in ("subject", "outlet"):
            self._target = target
            self.reload()

    def reload(self) -> None:
        if self._target is None or self._session.desk is None:
            return
        operation = outlet_page if self._target.kind == "outlet" else name_page
        self._session.jobs.start(
            operation, self._target.id, owner=self, on_done=self._show_page,
            on_failed=self._on_gone, replaces="name page",
        )  # fmt: skip

    def show_in_list(self) -> None:
        """Narrow the list to this name."""
        if self.page is not None:
            record = self.page.subject or self.page.outlet
            kind = PlaceKind.SUBJECT if self.page.subject else PlaceKind.OUTLET
            if record is not None:
                self._session.page_asked.emit("clippings")
                self._session.narrow(Place(kind, record.id, record.name))

    def _show_page(self, page: NamePage) -> None:
        self.page = page
        self.setEnabled(True)
        record = page.subject or page.outlet
        if record is None:
            return
        self.form.setEnabled(not self._session.read_only)
        self.form.show_page(page)
        self._title.setText(record.name)
        self._facts.setText(self._facts_line(page))
        self._paint_picture()
        current = self.list.currentIndex().row()
        self.model.set_rows(page.rows)
        if 0 <= current < len(page.rows):
            self.list.setCurrentIndex(self.model.index(current))
        rest = page.total - len(page.rows)
        self._more.setText(self.tr("{0} more: Show in list").format(f"{rest:,}") if rest > 0 else "")
        self._more.setVisible(rest > 0)
        words = kind_words()[page.subject.kind if page.subject else OUTLET]
        icon = SUBJECT_ICONS.get(page.subject.kind if page.subject else OUTLET, "newspaper")
        self._empty.teach(icon, self.tr("On no clipping yet"), words.teach)
        self._stack.setCurrentIndex(0 if page.rows else 1)
        self._show_companions(page)

    def _facts_line(self, page: NamePage) -> str:
        clippings = counted(page.total, self.tr("clipping"), self.tr("clippings"))
        words = kind_words()[page.subject.kind if page.subject else OUTLET]
        if page.outlet is not None:
            return listed([words.one, clippings, page.outlet.place, page.outlet.country])
        subject = page.subject
        date = display_date(subject.date) if subject is not None else ""
        return listed([words.one, clippings, date, page.place.name if page.place else ""])

    def _show_companions(self, page: NamePage) -> None:
        self._companions.clear()
        for companion in page.companions:
            chip = QPushButton(f"{companion.name}  {companion.clippings}".replace("&", "&&"))
            chip.setProperty("role", "chip")
            chip.setIcon(subject_icon(self._session.theme, companion.kind, 14))
            shared = counted(companion.clippings, self.tr("shared clipping"), self.tr("shared clippings"))
            chip.setToolTip(plain_tip(f"{companion.name}: {shared}"))
            chip.clicked.connect(lambda _=False, id=companion.id: self._session.show(Target("subject", id)))
            self._companions.add(chip)
        self._beside.setVisible(bool(page.companions))
        self._companions.setVisible(bool(page.companions))

    def _paint_picture(self) -> None:
        if self.page is None:
            return
        kind = self.page.subject.kind if self.page.subject else OUTLET
        theme = self._session.theme
        name, colour = SUBJECT_ICONS.get(kind, "newspaper"), "accent" if kind == OUTLET else str(kind)
        self._picture.setPixmap(pixmap(theme, name, colour, theme.size(26), self.devicePixelRatioF()))

    def _open(self, index: QModelIndex) -> None:
        row = index.data(STANDING_ROLE)
        if row is not None:
            self._session.page_asked.emit("clippings")
            self._session.show(Target("clipping", row.id, row.passage))

    def _on_edited(self, edit: NameEdit) -> None:
        def refused(error: ArchiveAppError) -> None:
            if edit.refuse is not None:
                edit.refuse(str(error))
            else:
                self._session.messages.problem(error, self)

        self._session.jobs.start(edit.operation, *edit.args, owner=self, lane="writing", on_failed=refused)

    def _on_gone(self, error: ArchiveAppError) -> None:
        self.page = None
        self.model.set_rows(())
        self._title.setText(self.tr("This name is gone"))
        self._facts.setText(str(error))
        self._companions.clear()
        self._empty.teach(
            "trash", self.tr("This name is gone"), self.tr("Ctrl+Z brings a deleted name back.")
        )
        self._stack.setCurrentIndex(1)
        self.form.setEnabled(False)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything or changes.records:
            self.reload()
