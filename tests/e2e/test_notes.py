"""Highlights and notes: made, changed, listed, jumped to, deleted; and notes that stand alone."""

from tests.e2e.screen import until
from tests.e2e.user import User

STRIKE = "Dock strike ends after fifteen weeks"


def test_a_highlight_gets_a_note_is_found_again_in_the_list_and_deleted(sample: User) -> None:
    user = sample
    user.opens(STRIKE)
    before = user.dump()
    body = user.archive_holds(lambda records: records.clippings.get(user.session.selection[0]).text.body)
    words = body.splitlines()[1][:60].strip()
    user.selects_passage(words)
    user.highlights("blue")
    assert user.highlighted("blue") == [words]
    user.clicks_tab("Notes", within="inspector")
    user.sees(words, within="inspector")

    user.clicks_row_in_inspector(f"blue: {words}"[:40])
    user.clicks("Edit")
    user.writes_in_note("Who counted the weeks?")
    user.sees("Who counted the weeks?", within="inspector")
    user.finds('note:"who counted the weeks"', STRIKE)
    user.clears_search()

    user.opens("A museum reopens")
    user.presses("Ctrl+Shift+H")
    user.sees("Who counted the weeks?", STRIKE, within="annotationsPage")
    user.takes_picture("5-annotations")
    page = user.widget("annotationsPage")
    page.words.setFocus()  # type: ignore[attr-defined]
    user.types("counted the weeks")
    until(lambda: len(page.model.rows) == 1, "one annotation in the list")  # type: ignore[attr-defined]
    view = page.list  # type: ignore[attr-defined]
    user.clicks(view.viewport(), view.visualRect(page.model.index(0)).center())  # type: ignore[attr-defined]
    user.reads(STRIKE)
    user.rests()
    assert user.reader.text.passage() is not None or user.highlighted("blue") == [words]

    user.clicks_tab("Notes", within="inspector")
    user.clicks_row_in_inspector("Who counted the weeks?")
    user.presses("Delete")
    user.does_not_see("Who counted the weeks?", within="inspector")
    assert user.highlighted("blue") == []
    for _ in range(3):
        user.undoes()
    assert user.dump() == before


def test_a_note_stands_alone_and_is_linked_to_a_clipping(sample: User) -> None:
    user = sample
    user.presses("Ctrl+Alt+N")
    user.writes_in_note("Ask the harbour master about crane 4")
    user.presses("Ctrl+Shift+H")
    user.sees("Ask the harbour master about crane 4", within="annotationsPage")
    page = user.widget("annotationsPage")
    view, model = page.list, page.model  # type: ignore[attr-defined]
    row = next(at for at, one in enumerate(model.rows) if one.annotation.body.startswith("Ask the harbour"))
    view.setFocus()
    view.setCurrentIndex(model.index(row))
    user.presses("L")
    user.links_in_dialog(STRIKE, note="crane 4 stood there")
    user.sees("Undo: link a note to a clipping", within="statusBar")
    user.presses("Ctrl+1")
    user.opens(STRIKE)
    user.clicks_tab("Links", within="inspector")
    user.sees("RELATED TO", "Ask the harbour master", "crane 4 stood there", within="inspector")
    user.takes_picture("5-note-linked")
    user.clicks_row_in_inspector("Ask the harbour master")
    user.sees("Ask the harbour master about crane 4")


def test_a_correction_keeps_the_notes_on_their_words(sample: User) -> None:
    user = sample
    user.opens(STRIKE)
    user.selects_passage("go back to")
    user.highlights("pink")
    user.presses("E")
    user.types("Corrected by hand. ")
    user.presses("Ctrl+Return")
    user.sees("Corrected by hand. ", within="reader")
    assert user.highlighted("pink") == ["go back to"]
    user.finds('"corrected by hand"', STRIKE)
    user.clears_search()
    user.undoes()
    user.does_not_see("Corrected by hand. ", within="reader")
