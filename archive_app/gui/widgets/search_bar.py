"""The search bar: chips, the field, the count of the answer, help; it searches as you type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from archive_app.domain.listing import Listing, ListRequest, Place, PlaceKind
from archive_app.errors import ArchiveAppError, UserMistake
from archive_app.gui import icons
from archive_app.gui.query_words import join_chips, split_chips
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.widgets.completion_popup import CompletionPopup
from archive_app.gui.widgets.query_chip import QueryChip
from archive_app.gui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from archive_app.operations.search import Completion

MISTAKE_PATIENCE_MS = 700
"""A half-typed query is not told to be wrong before typing has rested this long."""
ROOM_FOR_TYPING = 140


class SearchBar(QFrame):
    """Shows the session's request and changes it."""

    left = Signal()
    """Enter or Down: the keyboard goes to the list."""
    help_asked = Signal()
    mistake_shown = Signal(str, int)
    """A sentence and the x position, in this widget, of the place it speaks of; '' when mended."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self._session = session
        self._query_chips: list[str] = []
        self._places: tuple[Place, ...] = ()
        self._chips: list[QueryChip] = []
        self._mistake: UserMistake | None = None
        self._entered = False
        """Enter was pressed: what is still unfinished now is a mistake."""
        self.field = SearchField()
        self.count = QLabel()
        self.help_button = QToolButton()
        self.clear_button = QToolButton()
        self._completions: CompletionPopup | None = None
        self._patience = QTimer(self, singleShot=True, interval=MISTAKE_PATIENCE_MS)
        self._build()
        self._connect()
        self._show_request(session.request)

    def _build(self) -> None:
        theme = self._session.theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 6, 0)
        self._layout.setSpacing(6)
        glass = QLabel()
        glass.setPixmap(icons.pixmap(theme, "magnifying-glass", "ink3", 16, 2.0))
        theme.changed.connect(
            lambda: glass.setPixmap(icons.pixmap(theme, "magnifying-glass", "ink3", 16, 2.0))
        )
        self.field.setPlaceholderText(self.tr("Search all clippings"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_role(self.count, "small")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setObjectName("answerCount")
        icons.dress(self.help_button, theme, "question", "ink3", 16)
        self.help_button.setToolTip(icons.tip(self.tr("How to search"), "Ctrl+F1"))
        icons.dress(self.clear_button, theme, "x", "ink3", 13)
        self.clear_button.setToolTip(icons.tip(self.tr("Clear the search"), "Esc"))
        self.clear_button.hide()
        for widget in (glass, self.field, self.count, self.clear_button, self.help_button):
            self._layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.size(36))
        theme.changed.connect(lambda: self.setFixedHeight(theme.size(36)))

    def _connect(self) -> None:
        session, field = self._session, self.field
        session.request_changed.connect(self._show_request)
        session.listed.connect(self._on_listed)
        session.listing_failed.connect(self._on_failed)
        session.archive_changed.connect(lambda changes: changes.everything and self.count.setText(""))
        field.rested.connect(self._search)
        field.entered.connect(self._on_entered)
        field.left_down.connect(lambda: self._step_completion(1) or self.left.emit())
        field.left_up.connect(lambda: self._step_completion(-1))
        field.escaped.connect(self._on_escaped)
        field.backspaced.connect(self._remove_last)
        field.tabbed.connect(self._take_completion)
        field.textEdited.connect(self._on_edited)
        field.installEventFilter(self)
        self._patience.timeout.connect(self._show_mistake)
        self.help_button.clicked.connect(self.help_asked)
        self.clear_button.clicked.connect(self.clear)

    def sizeHint(self) -> QSize:
        return QSize(640, self._session.theme.size(36))

    @property
    def chips(self) -> tuple[QueryChip, ...]:
        return tuple(self._chips)

    def query(self) -> str:
        """Return the query that chips and typed words make together."""
        return join_chips(self._query_chips, self.field.text())

    def clear(self) -> None:
        """Back to all clippings."""
        self.field.settle()
        self._session.list_request(ListRequest(sort=None))
        self.field.setFocus()

    def focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_edited(self) -> None:
        self._clear_mistake()
        self._entered = False
        self.clear_button.setVisible(self._has_something())

    def _search(self) -> None:
        query = self.query()
        if query != self._session.request.query:
            self._session.list_request(replace(self._session.request, query=query), typing=True)
        self._complete()

    def _on_entered(self) -> None:
        if self._completions is not None and self._completions.isVisible():
            if self._completions.take_current():
                return
            self._completions.hide()
        chips, rest = split_chips(self.field.text())
        if chips:
            self._query_chips.extend(chips)
            self.field.setText(rest)
            self._show_chips()
        self._entered = True
        self._session.list_request(replace(self._session.request, query=self.query()))
        self.left.emit()

    def _on_escaped(self) -> None:
        if self._completions is not None and self._completions.isVisible():
            self._close_completions()
        elif self._has_something():
            self.clear()
        else:
            self.left.emit()

    def _has_something(self) -> bool:
        return bool(self._query_chips or self._places or self.field.text())

    def _show_request(self, request: ListRequest) -> None:
        self._places = tuple(place for place in request.places if place.kind is not PlaceKind.ALL)
        if request.query != self.query():
            chips, rest = split_chips(request.query)
            self._query_chips = list(chips)
            self.field.settle()
            self.field.setText(rest)
        self._show_chips()
        self.clear_button.setVisible(self._has_something())
        if not request.query:
            self._clear_mistake()

    def _show_chips(self) -> None:
        wanted: list[tuple[str, str, Place | str]] = []
        wanted += [(self._place_text(place), self._kind_of(place), place) for place in self._places]
        wanted += [(chip_text(words), words.split(":", 1)[0], words) for words in self._query_chips]
        if [chip.text for chip in self._chips] == [text for text, _, _ in wanted]:
            return
        self.field.setPlaceholderText("" if wanted else self.tr("Search all clippings"))
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, (text, kind, what) in enumerate(wanted):
            chip = QueryChip(self._session.theme, text, kind)
            chip.removed.connect(lambda w=what: self._remove(w))
            self._layout.insertWidget(1 + at, chip)
            self._chips.append(chip)
        self._fit_chips()

    def _fit_chips(self) -> None:
        """Chips share what typing leaves; their words are elided, never cut."""
        room = self.width() - self.theme_room() - self.count.sizeHint().width()
        widths = [chip.sizeHint().width() for chip in self._chips]
        share = max(44, room // max(1, len(widths)))
        for chip, width in zip(self._chips, widths, strict=True):
            chip.setMaximumWidth(width if sum(widths) <= room else min(width, share))

    def theme_room(self) -> int:
        """Width in px that is kept for typing and the buttons."""
        return self._session.theme.size(ROOM_FOR_TYPING) + 100

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit_chips()

    def _place_text(self, place: Place) -> str:
        names = {
            PlaceKind.INBOX: self.tr("Inbox"),
            PlaceKind.RECENT: self.tr("Recently added"),
            PlaceKind.TRASH: self.tr("Trash"),
        }
        if place.kind in names:
            return names[place.kind]
        return f"{self._kind_words()[self._kind_of(place)]}: {place.title}"

    def _kind_of(self, place: Place) -> str:
        if place.kind is PlaceKind.SUBJECT:
            return self._session.subject_kinds.get(place.id, "name")
        return place.kind.value

    def _kind_words(self) -> defaultdict[str, str]:
        words = {
            "person": self.tr("person"),
            "organisation": self.tr("organisation"),
            "place": self.tr("place"),
            "event": self.tr("event"),
            "topic": self.tr("topic"),
            "outlet": self.tr("outlet"),
            "collection": self.tr("collection"),
            "batch": self.tr("import"),
        }
        return defaultdict(lambda: self.tr("name"), words)

    def _remove(self, what: Place | str) -> None:
        if isinstance(what, Place):
            self._session.drop_place(what)
        else:
            self._query_chips.remove(what)
            self._session.list_request(replace(self._session.request, query=self.query()))
        self._show_chips()
        self.field.setFocus()

    def _remove_last(self) -> None:
        if self._query_chips:
            self._remove(self._query_chips[-1])
        elif self._places:
            self._remove(self._places[-1])

    def _on_listed(self, listing: Listing) -> None:
        self._clear_mistake()
        total = f"{listing.total or len(listing.ids):,}"
        words = self.tr("over {0}").format(total) if not listing.total_exact else total
        took = self.tr("{0} ms").format(round(listing.seconds * 1000))
        self.count.setText(f"{words} · {took}" if listing.ids else listing.notice or f"{words} · {took}")
        notes = [listing.notice]
        if listing.behind:
            notes.append(self.tr("{0} changed clippings are not searchable yet.").format(listing.behind))
        self.count.setToolTip(" ".join(note for note in notes if note))
        self._fit_chips()

    def _on_failed(self, error: ArchiveAppError) -> None:
        if not isinstance(error, UserMistake):
            self._session.messages.problem(error)
            return
        self._mistake = error
        self.count.setText("")
        if self._entered:
            self._show_mistake()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._patience.start()

    def _show_mistake(self) -> None:
        if self._mistake is None:
            return
        self.setProperty("mistaken", True)
        self._repolish()
        position = self._mistake.position or 0
        before = len(join_chips(self._query_chips, ""))
        typed = self.field.text()[: max(0, position - (before + 1 if before else 0))]
        x = self.field.x() + 4 + self.field.fontMetrics().horizontalAdvance(typed)
        self.mistake_shown.emit(str(self._mistake), min(x, self.field.x() + self.field.width()))

    def _clear_mistake(self) -> None:
        self._patience.stop()
        if self._mistake is not None or self.property("mistaken"):
            self._mistake = None
            self.setProperty("mistaken", False)
            self._repolish()
            self.mistake_shown.emit("", 0)

    def _repolish(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    def _complete(self) -> None:
        if not self.field.hasFocus() or not self.field.text():
            self._close_completions()
            return
        from archive_app.gui.counting import READ_AFTER, later, soon
        from archive_app.operations.search import complete

        self._session.jobs.start(
            later,
            soon(READ_AFTER),
            complete,
            self.field.text(),
            self.field.cursorPosition(),
            owner=self,
            on_done=self._show_completions,
            on_failed=lambda _error: self._close_completions(),
            lane="counting",
            replaces="complete",
        )

    def _show_completions(self, completions: Sequence[Completion]) -> None:
        if not self.field.hasFocus():
            return
        if self._completions is None:
            self._completions = CompletionPopup(self._session.theme, self)
            self._completions.chosen.connect(self._insert)
        at = self.mapToGlobal(QPoint(self.field.x(), self.height() + 3))
        self._completions.show_completions(completions, at, self._session.theme.size(300))
        self.field.takes_tab = bool(completions)

    def _step_completion(self, by: int) -> bool:
        if self._completions is None or not self._completions.isVisible():
            return False
        self._completions.step(by)
        return True

    def _take_completion(self) -> None:
        if self._completions is not None:
            self._completions.take_current(or_first=True)

    def _close_completions(self) -> None:
        self.field.takes_tab = False
        if self._completions is not None:
            self._completions.hide()

    def _insert(self, completion: Completion) -> None:
        """Put a completion in the place of what it completes; a whole field becomes a chip."""
        text = self.field.text()
        made = text[: completion.start] + completion.text + text[completion.end :]
        chips, rest = split_chips(made)
        if completion.text.endswith(":"):
            self.field.setText(made)
            self.field.setCursorPosition(completion.start + len(completion.text))
        else:
            self._query_chips.extend(chips)
            self.field.setText(rest)
        self._close_completions()
        self._show_chips()
        self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._repolish()
            if event.type() == QEvent.Type.FocusOut:
                self._close_completions()
        return super().eventFilter(watched, event)


def chip_text(words: str) -> str:
    """Return a chip's words: 'person:"Ai Weiwei"' reads 'person: Ai Weiwei'."""
    field, _, value = words.partition(":")
    return f"{field}: {value.strip(chr(34))}"
