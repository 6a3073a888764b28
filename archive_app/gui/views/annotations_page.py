"""All annotations of the archive, filtered by words, colour and author, and notes that stand alone."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.annotation import Annotation, Colour
from archive_app.domain.changes import Changes, RecordKind
from archive_app.domain.link import EndKind, LinkEnd
from archive_app.gui import icons
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import STEP, Theme, set_role
from archive_app.gui.views.free_note import write_note
from archive_app.gui.views.inspector.notes_tab import quote_of
from archive_app.gui.views.link_dialog import LinkDialog
from archive_app.gui.views.note_editor import NoteEditor
from archive_app.gui.views.registry import view
from archive_app.gui.views.write import write
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.quotation import quoted
from archive_app.gui.widgets.selection_bar import colour_icon, colour_name
from archive_app.operations.annotations import AnnotationRow, all_annotations, delete_annotation

MOST = 20_000
ROW_HEIGHT = 84
ROLE = Qt.ItemDataRole.UserRole


class AnnotationsModel(QAbstractListModel):
    """The annotations that pass the filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[AnnotationRow, ...] = ()
        self.rows: list[AnnotationRow] = []
        self.words, self.colour, self.author = "", "", ""

    def take(self, rows: Sequence[AnnotationRow]) -> None:
        self._all = tuple(rows)
        self.filter(self.words, self.colour, self.author)

    def filter(self, words: str, colour: str, author: str) -> None:
        """Show rows that hold all the words, in the colour and by the author, where these are given."""
        self.beginResetModel()
        self.words, self.colour, self.author = words, colour, author
        wanted = words.casefold().split()
        self.rows = [row for row in self._all if self._passes(row, wanted)]
        self.endResetModel()

    def authors(self) -> list[str]:
        return sorted({row.annotation.author for row in self._all if row.annotation.author})

    def row_of(self, annotation_id: int) -> int:
        return next((at for at, row in enumerate(self.rows) if row.annotation.id == annotation_id), -1)

    def _passes(self, row: AnnotationRow, words: list[str]) -> bool:
        note = row.annotation
        if (self.colour and note.colour.value != self.colour) or (self.author and note.author != self.author):
            return False
        text = f"{note.body} {quote_of(note)} {row.headline} {' '.join(note.codes)}".casefold()
        return all(word in text for word in words)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.rows) if parent is None or not parent.isValid() else 0

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (row.annotation.colour.value, row.annotation.body, quote_of(row.annotation), row.headline)
            return ", ".join(part for part in parts if part)
        return None


class AnnotationDelegate(QStyledItemDelegate):
    """Paints the note, the passage, and where it stands."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, self._theme.size(ROW_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: AnnotationRow = index.data(ROLE)
        note, theme, rect = row.annotation, self._theme, option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(
            QRect(rect.left(), rect.top() + 10, 4, rect.height() - 20),
            theme.colour(f"highlight_{note.colour.value}"),
        )
        painter.fillRect(QRect(rect.left() + 16, rect.bottom(), rect.width() - 32, 1), theme.colour("line"))
        quote = quote_of(note)
        first, second = (note.body, quoted(quote) if quote else "") if note.body else (quoted(quote), "")
        place = row.headline or (self.tr("stands alone") if not note.text_targets else "")
        facts = " · ".join(fact for fact in (*note.codes, note.author, note.created[:10]) if fact)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.colour("ink3"))
        room = QRect(rect.left() + 20, rect.top() + 10, rect.width() - 36, painter.fontMetrics().height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), facts)
        beside = painter.fontMetrics().horizontalAdvance(facts) + 24
        lines = (
            (" ".join(first.split()), theme.ui_font(13, bold=bool(note.body)), "ink"),
            (second, theme.serif_font(13, italic=True), "ink2"),
            (place, theme.ui_font(12), "ink3"),
        )
        top = rect.top() + 10
        for text, font, ink in lines:
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            height = painter.fontMetrics().height() + 3
            space = QRect(rect.left() + 20, top, rect.width() - 36 - beside, height)
            beside = 0
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, space.width())
            painter.drawText(space, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            top += height
        painter.restore()


@view("annotations", title="Annotations", place="page", icon="highlighter-circle", order=60)
class AnnotationsPage(QWidget):
    """Enter or a click jumps to the passage; Delete deletes; E edits; L links."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotationsPage")
        set_role(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self._wanted: Target | None = None
        self.model = AnnotationsModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(AnnotationDelegate(session.theme, self))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Annotations"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.activated.connect(self._jump)
        self.list.clicked.connect(self._jump)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.empty = EmptyState(session.theme, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * STEP, 4 * STEP, 6 * STEP, 0)
        column.setSpacing(3 * STEP)
        column.addLayout(self._make_head())
        column.addWidget(self.stack, 1)
        self._typing = QTimer(self, singleShot=True, interval=80)
        self._typing.timeout.connect(self._filter)
        self.list.installEventFilter(self)
        session.archive_changed.connect(self._on_archive_changed)
        session.theme.changed.connect(self.list.viewport().update)
        session.shown.connect(self.show_target)
        self.show_target(session.current)
        self.reload()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        row.addWidget(plain(self.tr("Annotations"), "title", self))
        self.count = plain("", "hint", self)
        row.addWidget(self.count)
        row.addStretch(1)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Words in notes and passages"))
        self.words.setAccessibleName(self.tr("Words in notes and passages"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda: self._typing.start())
        self.colour = QComboBox(self)
        self.colour.setAccessibleName(self.tr("Colour"))
        self.colour.addItem(self.tr("Any colour"), "")
        for colour in Colour:
            self.colour.addItem(colour_icon(self.session.theme, colour), colour_name(colour), colour.value)
        self.author = QComboBox(self)
        self.author.setAccessibleName(self.tr("Author"))
        self.author.addItem(self.tr("Anybody"), "")
        for box in (self.colour, self.author):
            box.currentIndexChanged.connect(lambda _: self._filter())
        self.new_button = QPushButton(self.tr("New note"), self)
        icons.dress(self.new_button, self.session.theme, "note-pencil")
        self.new_button.clicked.connect(self.new_note)
        for widget in (self.words, self.colour, self.author, self.new_button):
            row.addWidget(widget)
        row.setStretchFactor(self.words, 2)
        return row

    def reload(self) -> None:
        if self.session.desk is None:
            self._take(())
            return
        self.session.jobs.start(
            all_annotations, MOST, owner=self, on_done=self._take, replaces="annotations.all"
        )

    def new_note(self) -> NoteEditor:
        return write_note(self.session, self.new_button)

    def show_target(self, target: object) -> None:
        """Choose an annotation that was asked for, now or as soon as it is loaded."""
        if isinstance(target, Target) and target.kind == "annotation":
            at = self.model.row_of(target.id)
            self._wanted = target if at < 0 else None
            if at >= 0:
                self.list.setCurrentIndex(self.model.index(at))

    def _take(self, rows: Sequence[AnnotationRow]) -> None:
        current, top = self._current(), self.list.verticalScrollBar().value()
        self.model.take(rows)
        chosen = self.author.currentData()
        self.author.blockSignals(True)
        while self.author.count() > 1:
            self.author.removeItem(1)
        for author in self.model.authors():
            self.author.addItem(author, author)
        self.author.setCurrentIndex(max(0, self.author.findData(chosen)))
        self.author.blockSignals(False)
        self._tell()
        if self._wanted is not None:
            self.show_target(self._wanted)
        elif current is not None:
            self.show_target(Target("annotation", current.annotation.id))
        self.list.verticalScrollBar().setValue(top)

    def _filter(self) -> None:
        self.model.filter(self.words.text(), self.colour.currentData() or "", self.author.currentData() or "")
        self._tell()

    def _tell(self) -> None:
        filtered = bool(self.model.words or self.model.colour or self.model.author)
        self.count.setText(f"{len(self.model.rows):,}")
        if self.model.rows:
            self.stack.setCurrentWidget(self.list)
            return
        self.stack.setCurrentWidget(self.empty)
        if filtered:
            self.empty.teach(
                "magnifying-glass", self.tr("Nothing matches"), self.tr("Try other words or colours.")
            )
        else:
            self.empty.teach(
                "highlighter-circle",
                self.tr("No annotations yet"),
                self.tr("Select words in a clipping: H highlights them, N writes a note."),
                self.tr("Write a note that stands alone"),
                self.new_note,
            )

    def _current(self) -> AnnotationRow | None:
        index = self.list.currentIndex()
        return index.data(ROLE) if index.isValid() else None

    def _jump(self, index: QModelIndex) -> None:
        row: AnnotationRow = index.data(ROLE)
        if row.clipping_id is None:
            self.edit(row.annotation)
        else:
            self.session.page_asked.emit("clippings")
            self.session.show(Target("annotation", row.annotation.id))

    def edit(self, annotation: Annotation) -> NoteEditor:
        editor = NoteEditor(self.session, self)
        editor.edit(annotation, self._rect(annotation))
        return editor

    def link(self, annotation: Annotation) -> LinkDialog:
        end = LinkEnd(EndKind.ANNOTATION, annotation.id, annotation.body or quote_of(annotation))
        dialog = LinkDialog(self.session, self, (end,))
        dialog.open_for(self._rect(annotation))
        return dialog

    def _rect(self, annotation: Annotation) -> QRect:
        rect = self.list.visualRect(self.model.index(max(0, self.model.row_of(annotation.id))))
        return QRect(self.list.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _delete(self, annotation: Annotation) -> None:
        if not self.session.read_only:
            write(self.session, self, delete_annotation, annotation.id)

    def _show_menu(self, at) -> None:
        row = self._current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, run in (
            (self.tr("Edit…"), lambda: self.edit(row.annotation)),
            (self.tr("Link…"), lambda: self.link(row.annotation)),
            (self.tr("Delete"), lambda: self._delete(row.annotation)),
        ):
            menu.addAction(title).triggered.connect(lambda _=False, run=run: run())
        menu.popup(self.list.viewport().mapToGlobal(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list Delete, E and L are about the chosen note, whatever they mean in the window."""
        row = self._current()
        keys = {Qt.Key.Key_Delete: self._delete, Qt.Key.Key_E: self.edit, Qt.Key.Key_L: self.link}
        if row is None or not isinstance(event, QKeyEvent) or event.modifiers():
            return super().eventFilter(watched, event)
        run = keys.get(Qt.Key(event.key()))
        if run is not None and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if run is not None and event.type() == QEvent.Type.KeyPress:
            run(row.annotation)
            return True
        return super().eventFilter(watched, event)

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.touched(RecordKind.ANNOTATION) or changes.touched(RecordKind.CLIPPING):
            self.reload()
