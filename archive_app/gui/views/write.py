"""Start a write that outlives the widget which asked for it: what was typed is kept, come what may."""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.session import Session


def write(
    session: Session,
    widget: QWidget,
    operation: Callable[..., Any],
    *args: Any,
    on_done: Callable[[Any], None] | None = None,
    on_failed: Callable[[ArchiveAppError], None] | None = None,
    **kwargs: Any,
) -> None:
    """Run an operation in the writing lane; `widget` is told while it is seen, else the messages."""

    def done(result: Any) -> None:
        if on_done is not None and shiboken6.isValid(widget):
            on_done(result)

    def failed(error: ArchiveAppError) -> None:
        if on_failed is not None and shiboken6.isValid(widget) and widget.isVisible():
            on_failed(error)
        else:
            session.messages.problem(error)

    session.jobs.start(
        operation, *args, owner=session, lane="writing", on_done=done, on_failed=failed, **kwargs
    )
