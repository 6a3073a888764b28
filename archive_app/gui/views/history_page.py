"""History: who changed what, when, of one record or of the archive; an older step can be undone alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archive_app.domain.changes import Changes, HistoryEntry, RecordKind
from archive_app.errors import ArchiveAppError
from archive_app.gui import icons
from archive_app.gui.session import Session, Target
from archive_app.gui.theme import STEP, set_role
from archive_app.gui.views.registry import view
from archive_app.gui.views.write import write
from archive_app.gui.widgets.empty_state import EmptyState
from archive_app.gui.widgets.labels import plain, plain_tip
from archive_app.operations.history import history, undo_group

MOST = 500
VALUE_LENGTH = 120
ROLE = Qt.ItemDataRole.UserRole


@dataclass(slots=True)
class Step:
    """All changes of one group: what one wish did."""

    group: int
    entries: list[HistoryEntry] = field(default_factory=list)

    @property
    def undone(self) -> bool:
        return all(entry.undone for entry in self.entries)


def steps(entries: Sequence[HistoryEntry]) -> list[Step]:
    """Put entries, newest first, together by their groups."""
    found: dict[int, Step] = {}
    for entry in entries:
        found.setdefault(entry.group, Step(entry.group)).entries.append(entry)
    return list(found.values())


@view("history", title="History", place="page", icon="clock-counter-clockwise", order=70)
class HistoryPage(QWidget):
    """The archive's history, or one clipping's when `show_target` names it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPage")
        set_role(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.record: tuple[RecordKind, int] | None = None
        self.title = plain("", "title", self)
        self.all_button = QPushButton(self.tr("History of the archive"), self)
        set_role(self.all_button, "quiet")
        self.all_button.clicked.connect(self.show_archive)
        self.undo_button = QPushButton(self.tr("Undo this step"), self)
        icons.dress(self.undo_button, session.theme, "arrow-counter-clockwise")
        self.undo_button.clicked.connect(self.undo_chosen)
        self.problem = plain("", "mistake", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.all_button)
        head.addWidget(self.undo_button)
        self.tree = self._make_tree()
        self.empty = EmptyState(session.theme, self)
        self.empty.teach(
            "clock-counter-clockwise",
            self.tr("Nothing has been changed yet"),
            self.tr("Every change is kept here with who made it and when, and can be undone."),
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * STEP, 4 * STEP, 6 * STEP, 0)
        column.setSpacing(3 * STEP)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.stack, 1)
        session.archive_changed.connect(self._on_archive_changed)
        self.show_archive()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderLabels(
            [self.tr("What"), self.tr("Before"), self.tr("After"), self.tr("Who"), self.tr("When")]
        )
        tree.setAccessibleName(self.tr("Changes"))
        tree.setUniformRowHeights(True)
        tree.setColumnWidth(0, 260)
        tree.setColumnWidth(1, 220)
        tree.setColumnWidth(2, 220)
        tree.setColumnWidth(3, 110)
        tree.currentItemChanged.connect(lambda *_: self._on_chosen())
        return tree

    def show_archive(self) -> None:
        self.record = None
        self.title.setText(self.tr("History of the archive"))
        self.all_button.hide()
        self.reload()

    def show_target(self, target: object) -> None:
        """Show the history of one record; of the archive for anything that is none."""
        if isinstance(target, Target) and target.kind in RecordKind._value2member_map_:
            self.record = (RecordKind(target.kind), target.id)
            self.title.setText(self.tr("History of {kind} {id}").format(kind=target.kind, id=target.id))
            self.all_button.show()
            self.reload()
        else:
            self.show_archive()

    def reload(self) -> None:
        kind, id = self.record or (None, None)
        self.session.jobs.start(
            history,
            kind,
            id,
            MOST,
            owner=self,
            on_done=self._take,
            on_failed=self._on_failed,
            replaces="history",
        )
        if self.session.desk is None:
            self._take(())

    def chosen(self) -> Step | None:
        item = self.tree.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        return item.data(0, ROLE) if item is not None else None

    def undo_chosen(self) -> None:
        """Undo the chosen step alone; a refusal names what has touched the same fields since."""
        step = self.chosen()
        if step is not None and not step.undone and not self.session.read_only:
            self.problem.hide()
            write(self.session, self, undo_group, step.group, on_failed=self._on_failed)

    def _take(self, entries: Sequence[HistoryEntry]) -> None:
        chosen, top = self.chosen(), self.tree.verticalScrollBar().value()
        opened = {item.data(0, ROLE).group for item in self._items() if item.isExpanded()}
        self.tree.clear()
        for step in steps(entries):
            item = self._item(step)
            self.tree.addTopLevelItem(item)
            item.setExpanded(step.group in opened)
            if chosen is not None and step.group == chosen.group:
                self.tree.setCurrentItem(item)
        first = next(iter(self._items()), None)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)
        self.tree.verticalScrollBar().setValue(top)
        self.stack.setCurrentWidget(self.tree if entries else self.empty)
        self._on_chosen()

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _item(self, step: Step) -> QTreeWidgetItem:
        first = step.entries[0]
        label = self.tr("{label} (undone)").format(label=first.label) if step.undone else first.label
        when = first.at.replace("T", " ")[:16]
        who = first.author or (self.tr("the program") if first.origin == "machine" else "")
        changes = [change for entry in step.entries for change in entry.changes]
        one = changes[0] if len(changes) == 1 else ("", "", "")
        item = QTreeWidgetItem([label, _shown(one[1]), _shown(one[2]), who, when])
        item.setData(0, ROLE, step)
        font = item.font(0)
        font.setStrikeOut(step.undone)
        item.setFont(0, font)
        for entry in step.entries:
            self._add_changes(item, entry)
        return item

    def _add_changes(self, item: QTreeWidgetItem, entry: HistoryEntry) -> None:
        words = {
            "insert": self.tr("{kind} {id} was made"),
            "update": self.tr("{kind} {id} was changed"),
            "delete": self.tr("{kind} {id} was deleted"),
        }
        kind = entry.record_kind.replace("_", " ")
        text = words.get(entry.operation, "{kind} {id}").format(kind=kind, id=entry.record_id)
        record = QTreeWidgetItem([text, "", "", "", ""])
        item.addChild(record)
        for name, before, after in entry.changes:
            values = [name.replace("_", " "), _shown(before), _shown(after), "", ""]
            child = QTreeWidgetItem(values)
            for column, value in ((1, before), (2, after)):
                child.setToolTip(column, plain_tip(str(value)[:2000]) if value not in (None, "") else "")
            record.addChild(child)
        record.setExpanded(len(entry.changes) <= 8)

    def _on_chosen(self) -> None:
        step = self.chosen()
        self.undo_button.setEnabled(step is not None and not step.undone and not self.session.read_only)

    def _on_failed(self, error: ArchiveAppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()

    def _on_archive_changed(self, changes: Changes) -> None:
        if changes.everything:
            self.show_archive()
        elif changes:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.undo_chosen()
        else:
            super().keyPressEvent(event)


def _shown(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= VALUE_LENGTH else f"{text[:VALUE_LENGTH]}…"
