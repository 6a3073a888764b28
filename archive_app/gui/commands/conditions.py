"""The conditions that commands name in `when`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_app.gui.commands.registry import condition

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


@condition("archive")
def archive(window: MainWindow) -> bool:
    """An archive is open."""
    return window.session.desk is not None


@condition("writable")
def writable(window: MainWindow) -> bool:
    """An archive is open and may be written."""
    return window.session.desk is not None and not window.session.read_only


@condition("clipping")
def clipping(window: MainWindow) -> bool:
    """One clipping at least is selected or shown."""
    current = window.session.current
    return bool(window.session.selection) or (current is not None and current.kind == "clipping")


@condition("one_clipping")
def one_clipping(window: MainWindow) -> bool:
    """Exactly one clipping is selected, or none is and one is shown."""
    current = window.session.current
    selected = len(window.session.selection)
    return selected == 1 or (selected == 0 and current is not None and current.kind == "clipping")


@condition("shown")
def shown(window: MainWindow) -> bool:
    """The reader shows something."""
    return window.session.current is not None


@condition("back")
def back(window: MainWindow) -> bool:
    return window.session.can_go_back


@condition("forward")
def forward(window: MainWindow) -> bool:
    return window.session.can_go_forward
