"""The help opens its pages, follows its own links, and opens nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from archive_app.gui.commands.registry import load_commands
from archive_app.gui.help_texts import PAGES, help_pages
from archive_app.gui.jobs import Jobs
from archive_app.gui.messages import Messages
from archive_app.gui.session import Session
from archive_app.gui.settings import Settings
from archive_app.gui.theme import Theme
from archive_app.gui.views.help_page import HelpView


@pytest.fixture
def help_view(qtbot: QtBot, tmp_path: Path) -> Iterator[HelpView]:
    settings = Settings(tmp_path / "settings.toml")
    jobs = Jobs()
    session = Session(settings, Theme(settings), Messages(), jobs)
    page = HelpView(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    yield page
    jobs.close()


def test_every_page_can_be_chosen_from_the_list(help_view: HelpView) -> None:
    assert help_view.page.id == "start"
    for row, id in enumerate(PAGES):
        help_view.contents.setCurrentRow(row)
        assert help_view.page.id == id
        assert help_view.text.toPlainText().startswith(help_view.page.title)


def test_a_link_leads_to_another_page(help_view: HelpView) -> None:
    help_view.text.anchorClicked.emit(QUrl("search.md"))
    assert help_view.page.id == "search"
    assert help_view.contents.currentItem().text() == "The search"
    assert "person:" in help_view.text.toPlainText()


def test_no_other_link_opens_anything(help_view: HelpView) -> None:
    for address in ("file:///etc/hostname", "https://example.org/", "../../README.md"):
        help_view.text.anchorClicked.emit(QUrl(address))
        assert help_view.page.id == "start"
    assert help_view.text.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_the_keys_are_those_of_the_commands(help_view: HelpView) -> None:
    help_view.show_target("keys")
    shown = help_view.text.toPlainText()
    for command in load_commands():
        if command.keys:
            assert command.title.replace("&", "") in shown
    assert "F1" in shown


def test_an_unknown_page_changes_nothing(help_view: HelpView) -> None:
    help_view.show_target("links")
    help_view.show_target("nowhere")
    assert help_view.page.id == "links"


def test_tables_of_the_pages_become_tables(help_view: HelpView) -> None:
    help_view.show_target("search")
    assert "| ---" not in help_view.text.toPlainText()
    assert len(help_view.text.document().rootFrame().childFrames()) == 2


def test_all_pages_have_a_title() -> None:
    pages = help_pages(load_commands())
    assert list(pages) == list(PAGES)
    assert all(page.title != page.id for page in pages.values())
