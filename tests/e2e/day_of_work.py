"""A day of work on one article, shared by two stories. Run as a program, it does the day in a window
of its own, prints what the archive holds, and stays open until it is killed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.e2e.user import User

HEADLINE = "Ai Weiwei Documentary Opens HOTDOCS in Toronto"
OTHER = "Supporters throw paper planes over the wall"
SENTENCE = (
    "“In many areas and locations around the world, you can completely lose your freedom "
    "simply because you are asking for freedom,” he said"
)
NOTE = "The sentence to quote in chapter 3"
DETENTION = "81-day detention"
OTHER_TEXT = (
    f"{OTHER}\n\nThe Northern Courier, 11 November 2011\n\n"
    "Bills folded into planes flew over the wall of the house in Beijing on Friday.\n"
)


def write_other(folder: Path) -> Path:
    """Write the second article as a file."""
    path = folder / "planes.txt"
    path.write_text(OTHER_TEXT, encoding="utf-8")
    return path


def work_on(user: User) -> None:
    """Name people and events, annotate a sentence in curly quotes, link, go there and come back."""
    make_event(user, DETENTION, "2011-04-03/2011-06-22", "3 April 2011 – 22 June 2011")
    user.presses("Ctrl+1")
    user.opens(HEADLINE)
    user.tags("Ai Weiwei", "Alison Klayman", kind="person")
    user.tags("HotDocs 2012", DETENTION, kind="event")
    user.sees("PEOPLE", "Ai Weiwei", "Alison Klayman", "EVENTS", "HotDocs 2012", within="inspector")
    user.selects_passage(SENTENCE)
    user.takes_picture("1-selection")
    user.writes_note(NOTE)
    user.selects_passage("It’s still under very strong control.”")
    user.highlights("green")
    user.links_to(OTHER, type="followed up by", note="the planes of November")
    user.clicks_tab("Links", within="inspector")
    user.sees("FOLLOWED UP BY", OTHER, "the planes of November", within="inspector")
    user.takes_picture("1-all-done")


def make_event(user: User, name: str, date: str, shown: str) -> None:
    """Make an event with its date on the page of all names."""
    user.presses("Ctrl+3")
    user.clicks_tab("Events", within="namesPage")
    user.fills("newName", name)
    user.fills("newDate", date, enter=True)
    user.sees(f"Made ‘{name}’.", name, shown, within="namesPage")


def main() -> None:
    """`day_of_work.py FOLDER FILE FILE`: do the day on the archive in FOLDER."""
    from PySide6.QtWidgets import QApplication

    from archive_app.gui.program import Program
    from archive_app.gui.settings import Settings
    from archive_app.gui.start import make_application
    from tests.e2e.screen import until

    folder, *files = map(Path, sys.argv[1:])
    make_application()
    settings = Settings()
    settings.set("asked.author", True)
    program = Program(settings)
    program.window.resize(1440, 900)
    program.window.show()
    program.window.activateWindow()
    program.begin(folder)
    user = User(program)
    until(lambda: program.window.is_furnished and program.session.listing is not None, "the window")
    user.imports(*files)
    work_on(user)
    print(json.dumps(user.dump()), flush=True)
    QApplication.exec()


if __name__ == "__main__":
    main()
