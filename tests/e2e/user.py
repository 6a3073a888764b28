"""The person in the stories, with deeds in plain words: imports, searches, tags, annotates, links."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListWidget, QPlainTextEdit

from archive_app.domain.listing import Listing
from archive_app.domain.subject import SubjectKind
from archive_app.gui.models.clipping_list_model import ROW
from archive_app.gui.views.import_dialog import DONE, REVIEW, ImportDialog
from archive_app.gui.views.inspector.parts import OpenRow
from archive_app.gui.views.link_dialog import LinkDialog
from archive_app.gui.views.note_editor import NoteEditor
from archive_app.gui.views.reader import Reader
from archive_app.gui.views.tag_popover import TagPopover
from archive_app.gui.widgets.suggestion_field import SuggestionField
from tests.e2e.hands import Hands
from tests.e2e.screen import live, until


class User(Hands):
    """Every deed waits until what it leads to can be seen."""

    @property
    def reader(self) -> Reader:
        assert isinstance(self.window.reader, Reader)
        return self.window.reader

    # Importing

    def opens_import(self, *paths: Path) -> ImportDialog:
        """Ctrl+I, then each file by the file dialog, then 'Read'."""
        self.presses("Ctrl+I")
        self.widget("importDialog")
        for path in paths:
            self.answers(self.names_file(path), lambda: self.clicks("addFiles"))
            self.sees(path.name, within="chosenPaths")
        self.clicks(self.import_dialog().foot.button)
        return self.reviews()

    def import_dialog(self) -> ImportDialog:
        found = self.widget("importDialog")
        assert isinstance(found, ImportDialog)
        return found

    def reviews(self) -> ImportDialog:
        """Wait until everything is read and the review shows it."""
        dialog = self.import_dialog()
        until(lambda: dialog.step == REVIEW and not dialog.run.busy, "the review of the import")
        self.rests()
        return dialog

    def finishes_import(self) -> None:
        """Press 'Import …' and wait for the report."""
        dialog = self.import_dialog()
        self.clicks(dialog.foot.button)
        until(lambda: dialog.step == DONE and not dialog.run.busy, "the report of the import")
        self.rests()

    def imports(self, *paths: Path) -> None:
        """The whole import, from Ctrl+I to closing the report."""
        self.opens_import(*paths)
        self.finishes_import()
        self.closes("importDialog")

    def closes(self, dialog: str) -> None:
        """Escape closes a dialog."""
        self.widget(dialog).activateWindow()
        self.presses("Escape")
        until(lambda: self.find(dialog) is None, f"the end of {dialog}")

    # Finding

    def searches(self, query: str) -> None:
        """Ctrl+Shift+F takes the last search away, Ctrl+F goes to the field; type, and wait for it."""
        self.presses("Ctrl+Shift+F", "Ctrl+F")
        until(self.window.top_bar.search.field.hasFocus, "the cursor in the search field")
        self.types(query)
        until(lambda: self.session.request.query == query, f"a search for {query}")
        self.rests()

    def clears_search(self) -> None:
        """Ctrl+Shift+F lists everything again; Enter leaves the search field for the list."""
        self.presses("Ctrl+Shift+F")
        until(lambda: not self.session.request.query and not self.session.request.places, "no search")
        self.rests()
        if self.window.top_bar.search.field.hasFocus():
            self.presses("Return")

    def listed(self) -> list[str]:
        """The headlines in the list, as they stand."""
        self.rests()
        model = self.window.clippings.list.model
        indexes = [model.index(at, 0) for at in range(model.rowCount())]
        until(lambda: all(index.data(ROW) is not None for index in indexes), "rows in the list")
        return [index.data(ROW).headline for index in indexes]

    def finds(self, query: str, *headlines: str) -> None:
        """A search lists just these."""
        self.searches(query)
        assert sorted(self.listed()) == sorted(headlines), query

    def finds_nothing(self, query: str) -> None:
        self.searches(query)
        self.sees("Nothing found")
        listing = self.session.listing
        assert isinstance(listing, Listing)
        assert len(listing.ids) == 0

    def goes_to(self, place: str) -> None:
        """Click a place of the navigator."""
        foot = place == "Trash"
        self.clicks_row("navigatorFoot" if foot else "navigatorPlaces", place)
        self.rests()

    # Reading

    def opens(self, headline: str) -> None:
        """Click its row in the list, and wait until the reader shows it."""
        self.clicks_row("clippingList", headline)
        self.reads(headline)

    def reads(self, headline: str) -> None:
        """The reader shows this clipping."""
        until(lambda: self.shown_headline().startswith(headline), f"‘{headline}’ in the reader")
        self.rests()

    def shown_headline(self) -> str:
        page = self.reader.page
        return page.clipping.fields.headline if page is not None else ""

    def goes_back(self) -> None:
        self.presses("Alt+Left")
        self.rests()

    def goes_forward(self) -> None:
        self.presses("Alt+Right")
        self.rests()

    def marked(self) -> list[str]:
        """The words that are marked as hits in the text."""
        self.rests()
        text = self.reader.text
        assert text.clipping is not None
        return [text.clipping.text.body[start:end] for start, end in text.hits]

    def highlighted(self, colour: str) -> list[str]:
        """The passages that are laid under in a colour."""
        self.rests()
        found = [a for a in self.reader.text.annotations if a.colour.value == colour]
        return [target.quote for annotation in found for target in annotation.text_targets if target.placed]

    # Working on passages

    def selects_passage(self, words: str) -> None:
        """Scroll to the words and draw the mouse over them."""
        text = self.reader.text
        assert text.clipping is not None
        start = text.clipping.text.body.index(words)
        end = start + len(words)
        text.bring_to_view(start, end)
        live()
        first, last = text.passage_rect(start, start), text.passage_rect(end, end)
        beside = QPoint(1, 0)
        middle = (first.center() + last.center()) / 2
        self.drags(text.viewport(), first.center() + beside, middle, last.center() + beside)
        assert text.passage() == (start, end), text.clipping.text.body[slice(*(text.passage() or (0, 0)))]
        self.widget("selectionBar")

    def highlights(self, colour: str) -> None:
        """Click a colour beside the selection."""
        before = len(self.highlighted(colour))
        self.clicks(f"highlight_{colour}")
        until(lambda: len(self.highlighted(colour)) > before, f"a {colour} highlight")

    def writes_note(self, note: str) -> None:
        """Press N on the selection, write, and keep it with Ctrl+Enter."""
        self.presses("N")
        self.writes_in_note(note)

    def writes_in_note(self, note: str) -> None:
        """Write into the note editor that is open, over what stands there."""
        editor = self.widget("noteEditor")
        assert isinstance(editor, NoteEditor)
        until(lambda: isinstance(self.focus(), QPlainTextEdit), "the cursor in the note")
        self.presses("Ctrl+A")
        self.types(note)
        self.takes_picture("note-editor")
        self.presses("Ctrl+Return")
        until(lambda: self.find("noteEditor") is None, "the end of the note editor")
        self.rests()

    def tags(self, *names: str, kind: str = "person") -> None:
        """Press T, type each name, take what is there or make it new, and leave with Escape."""
        self.presses("T")
        popover = self.widget("tagPopover")
        assert isinstance(popover, TagPopover)
        for name in names:
            popover.field.line.setFocus()
            self.presses("Ctrl+A", "Delete")
            self.types(name)
            self.takes_suggestion(popover.field, name, f"New {SubjectKind(kind).value} ‘{name}’")
            self.sees(f"Tagged: {name}")
        self.takes_picture("tag-popover")
        self.presses("Escape")
        until(lambda: self.find("tagPopover") is None, "the end of tagging")
        self.rests()

    def takes_suggestion(self, field: SuggestionField, *wanted: str) -> None:
        """Go down to the first suggestion that begins with one of these words, and press Enter."""

        def place() -> int:
            lines = [field.list.item(row).text().strip("\u2068") for row in range(field.list.count())]
            found = (at for words in wanted for at, line in enumerate(lines) if line.startswith(words))
            return next(found, -1)

        shown: QListWidget = field.list
        until(lambda: shown.isVisible() and field._offered_for == field.text() and place() >= 0, wanted[0])
        for _ in range(place()):
            self.presses("Down")
        self.presses("Return")
        live()

    def links_to(self, headline: str, *, type: str = "related to", note: str = "") -> None:
        """Press L, choose type and other end, write the note, Enter."""
        self.presses("L")
        self.links_in_dialog(headline, type=type, note=note)

    def links_in_dialog(self, headline: str, *, type: str = "related to", note: str = "") -> None:
        dialog = self.widget("linkDialog")
        assert isinstance(dialog, LinkDialog)
        self.chooses(dialog.types, type)
        dialog.field.line.setFocus()
        self.types(headline)
        self.takes_suggestion(dialog.field, headline)
        until(dialog.note.hasFocus, "the cursor in the note of the link")
        self.presses("Ctrl+A")
        self.types(note)
        self.takes_picture("link-dialog")
        self.presses("Return")
        until(lambda: self.find("linkDialog") is None, "the end of linking")
        self.rests()

    # Taking back

    def undoes(self) -> None:
        """Ctrl+Z, and the status bar says what was undone."""
        self._steps("Ctrl+Z", "Undone: ")

    def redoes(self) -> None:
        self._steps("Ctrl+Shift+Z", "Done again: ")

    def _steps(self, keys: str, said: str) -> None:
        told: list[str] = []
        listen = self.session.messages.shown.connect(lambda message: told.append(message.text))
        self.presses(keys)
        until(lambda: any(text.startswith(said) for text in told), f"‘{said}’ in the status bar")
        self.session.messages.shown.disconnect(listen)
        self.rests()

    def undoes_everything(self) -> int:
        """Undo as long as the status bar offers it; returns the number of steps."""
        return self._repeats("Ctrl+Z", "Undone: ")

    def redoes_everything(self) -> int:
        return self._repeats("Ctrl+Shift+Z", "Done again: ")

    def _repeats(self, keys: str, said: str) -> int:
        told: list[str] = []
        listen = self.session.messages.shown.connect(lambda message: told.append(message.text))
        steps = 0
        while True:
            told.clear()
            self.presses(keys)
            until(lambda: bool(told), "a word about it in the status bar")
            self.rests()
            if not told[0].startswith(said):
                break
            steps += 1
        self.session.messages.shown.disconnect(listen)
        return steps

    # The inspector

    def clicks_row_in_inspector(self, words: str) -> None:
        """Click the row of a name, a note or a link whose words hold these."""
        rows = lambda: [  # noqa: E731
            row
            for row in self.widget("inspector").findChildren(OpenRow)
            if row.isVisible() and words in row.accessibleName()
        ]
        until(lambda: bool(rows()), f"a row ‘{words}’ in the inspector")
        self.clicks(rows()[0], QPoint(12, 10))
        self.rests()
