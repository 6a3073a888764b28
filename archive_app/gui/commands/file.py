"""Commands of the archive as a whole: make, open, close, check, its index, settings, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


@command(
    "archive.create", title="New archive…", keys=("Ctrl+Shift+N",), menu="Archive", icon="plus", order=10
)
def new_archive(window: MainWindow) -> None:
    window.program.ask_new()


@command(
    "archive.open", title="Open archive…", keys=("Ctrl+O",), menu="Archive", icon="folder-open", order=11
)
def open_archive(window: MainWindow) -> None:
    window.program.ask_open()


@command("archive.demo", title="Open the sample archive", menu="Archive", icon="book-open", order=12)
def open_demo(window: MainWindow) -> None:
    window.program.opener.demo()


@command("archive.close", title="Close archive", menu="Archive", when="archive", order=13)
def close_archive(window: MainWindow) -> None:
    window.program.opener.close()
    window.program.show_welcome()


@command(
    "archive.check", title="Check the archive", menu="Archive", when="archive", icon="shield-check", order=60
)
def check_archive(window: MainWindow) -> None:
    from archive_app.operations.check import check

    window.session.jobs.start(
        check,
        owner=window,
        on_done=lambda report: _tell_check(window, report),
        lane="bulk",
        replaces="check",
        title=tr("Checking the archive"),
    )


def _tell_check(window: MainWindow, report) -> None:
    problems = report.problems
    if not problems:
        window.session.messages.info(tr("The archive is whole."))
        return
    first = "\n".join(f"• {problem.message}" for problem in problems[:5])
    more = tr("\n… and {0} more").format(len(problems) - 5) if len(problems) > 5 else ""
    title = tr("{0} things need attention").format(len(problems))
    window.session.messages.ask(title, first + more, (tr("Close"),), parent=window)


@command("archive.reindex", title="Build the search index anew", menu="Archive", when="archive", order=61)
def reindex(window: MainWindow) -> None:
    from archive_app.gui.counting import rebuild_index

    window.session.jobs.start(
        rebuild_index,
        owner=window,
        on_done=lambda _result: window.session.relist(),
        lane="index",
        replaces="rebuild-index",
        title=tr("Building the search index"),
    )


@command("window.settings", title="Settings…", keys=("Ctrl+,",), menu="Archive", icon="gear", order=80)
def settings(window: MainWindow) -> None:
    from archive_app.gui.widgets.settings_dialog import SettingsDialog

    window.open_dialog(SettingsDialog(window.session))


@command("window.quit", title="Quit", keys=("Ctrl+Q",), menu="Archive", order=90)
def quit_program(window: MainWindow) -> None:
    window.close()
