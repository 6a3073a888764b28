"""Put the selected clippings into a collection: type its name, an unknown one is made."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from archive_app.domain.collection import Collection
from archive_app.errors import ArchiveAppError
from archive_app.gui.icons import icon
from archive_app.gui.session import Session
from archive_app.gui.widgets.labels import plain
from archive_app.gui.widgets.popover import Popover
from archive_app.gui.widgets.showable import counted
from archive_app.gui.widgets.suggestion_field import Suggestion, SuggestionField
from archive_app.operations.collecting import put_into_collection
from archive_app.operations.collections import collections

WIDTH = 320


class CollectionPopover(Popover):
    def __init__(self, session: Session, ids: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent, session.theme.size(WIDTH))
        self.setObjectName("collectionPopover")
        self._session, self._ids = session, ids
        self._known: tuple[Collection, ...] | None = None
        noun = counted(len(ids), self.tr("clipping"), self.tr("clippings"))
        self.column.addWidget(plain(self.tr("Put {0} into").format(noun), "strong"))
        self.field = SuggestionField(self, placeholder=self.tr("Collection, old or new"), always=True)
        self.field.line.setObjectName("collectionField")
        self._mistake = plain("", "mistake")
        self._mistake.setWordWrap(True)
        self._mistake.hide()
        self.column.addWidget(self.field)
        self.column.addWidget(self._mistake)
        self.field.typed.connect(self._offer)
        self.field.chosen.connect(self._take)
        self.field.resized.connect(self.place)
        session.jobs.start(collections, owner=self, on_done=self._know)

    def open_over(self, widget: QWidget) -> None:
        """Show in the upper middle of a widget."""
        at = widget.mapToGlobal(widget.rect().topLeft())
        left = at.x() + (widget.width() - self._session.theme.size(WIDTH)) // 2
        self.open_at(QRect(left, at.y() + widget.height() // 6, 1, 1), self.field.line)

    def _know(self, found: tuple[Collection, ...]) -> None:
        self._known = found
        self.field.ask()

    def _offer(self, text: str) -> None:
        if self._known is None:
            return
        words = text.casefold().split()
        fitting = [one for one in self._known if all(word in one.name.casefold() for word in words)]
        picture = icon(self._session.theme, "folder")
        offered = [Suggestion(one.name, one, picture, f"{one.clippings:,}") for one in fitting]
        if text and not any(one.name.casefold() == text.casefold() for one in self._known):
            made = Suggestion(
                self.tr("New collection ‘{0}’").format(text), text, icon(self._session.theme, "plus")
            )
            offered.append(made)
        self.field.offer(text, offered)

    def _take(self, value: object) -> None:
        target = value.id if isinstance(value, Collection) else str(value)
        self._session.jobs.start(
            put_into_collection, target, self._ids, owner=self, lane="writing",
            on_done=lambda _: self.finish(), on_failed=self._refuse,
        )  # fmt: skip

    def _refuse(self, error: ArchiveAppError) -> None:
        self._mistake.setText(str(error))
        self._mistake.show()
        self.place()
