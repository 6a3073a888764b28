"""The texts of the help: our own Markdown pages, and the page of keys that is made from the commands."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from archive_app.gui.commands.registry import Command
from archive_app.resource_files import resource

PAGES = ("start", "import", "search", "names", "notes", "links", "table", "keys", "command-line", "trouble")
"""The pages in the order of the list."""
KEYS = "keys"


@dataclass(frozen=True, slots=True)
class HelpPage:
    id: str
    title: str
    markdown: str


def help_pages(commands: Iterable[Command]) -> dict[str, HelpPage]:
    """Return all pages by id, in the order of the list."""
    pages: dict[str, HelpPage] = {}
    for id in PAGES:
        if id == KEYS:
            text = keys_page(commands)
        else:
            text = resource("help", f"{id}.md").read_text(encoding="utf-8")
        heading = re.match(r"# (.+)", text)
        pages[id] = HelpPage(id, heading[1] if heading else id, text)
    return pages


def keys_page(commands: Iterable[Command]) -> str:
    """Return a Markdown page with every command that has a key, by menu."""
    by_menu: dict[str, list[Command]] = defaultdict(list)
    for command in commands:
        if command.keys:
            by_menu[command.menu or "Elsewhere"].append(command)
    tr = QCoreApplication.translate
    lines = [
        f"# {tr('HelpPage', 'All keys')}",
        "",
        tr("HelpPage", "Ctrl+K finds every command by its name, also those without a key."),
        tr("HelpPage", "Single letters work where nothing is typed; they can be turned off in the settings."),
    ]
    for menu, listed in by_menu.items():
        lines += [
            "",
            f"## {tr('menus', menu)}",
            "",
            f"| {tr('HelpPage', 'key')} | {tr('HelpPage', 'does')} |",
        ]
        lines.append("| --- | --- |")
        lines += [f"| {_keys(command)} | {_plain(tr('commands', command.title))} |" for command in listed]
    return "\n".join(lines) + "\n"


def _keys(command: Command) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(_plain(QKeySequence(key).toString(native)) for key in command.keys)


def _plain(text: str) -> str:
    """Return text in which Markdown finds nothing to do."""
    return re.sub(r"([\\|*_`<>\[\]#])", r"\\\1", text.replace("&", ""))
