"""Commands that take back, bring again, and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from archive_app.gui.commands.registry import command

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


def _typing_field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """Return the field somebody types in."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        return field
    return None


def _takes_back(field: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    """Has the field something of its own to take back? That comes before the archive's last step."""
    return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()


def _brings_again(field: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()


@command(
    "edit.undo",
    title="Undo",
    keys=("Ctrl+Z",),
    menu="Edit",
    when="writable",
    icon="arrow-u-up-left",
    order=10,
)
def undo(window: MainWindow) -> None:
    from archive_app.operations.history import undo as undo_last

    field = _typing_field()
    if field is not None and _takes_back(field):
        field.undo()
        return
    _write(window, undo_last, tr("Undone: {0}"))


@command(
    "edit.redo",
    title="Redo",
    keys=("Ctrl+Shift+Z",),
    menu="Edit",
    when="writable",
    icon="arrow-u-up-right",
    order=11,
)
def redo(window: MainWindow) -> None:
    from archive_app.operations.history import redo as redo_last

    field = _typing_field()
    if field is not None and _brings_again(field):
        field.redo()
        return
    _write(window, redo_last, tr("Done again: {0}"))


def _write(window: MainWindow, operation, said: str) -> None:
    """Take back or do again; `said` tells what, so the 'Undo: ' of the journal's own label is left out."""
    messages = window.session.messages
    window.session.jobs.start(
        operation,
        owner=window,
        on_done=lambda changes: messages.info(said.format(changes.label.partition(": ")[2] or changes.label)),
        on_failed=lambda error: messages.info(str(error)),
        lane="writing",
    )


@command(
    "edit.copy-citation",
    title="Copy citation",
    keys=("Ctrl+Shift+C",),
    menu="Edit",
    when="clipping",
    order=20,
)
def copy_citation(window: MainWindow) -> None:
    """Copy the selected clippings as short citations."""
    from archive_app.gui.models.clipping_list_model import citation
    from archive_app.operations.search import rows

    current = window.session.current
    ids = window.session.selection or ((current.id,) if current is not None else ())

    def put(found: tuple) -> None:
        QGuiApplication.clipboard().setText("\n".join(citation(row) for row in found))
        window.session.messages.info(tr("Copied"))

    window.session.jobs.start(rows, ids, "", owner=window, on_done=put)


@command("edit.select-all", title="Select all listed", keys=("Ctrl+A",), menu="Edit", when="listed", order=21)
def select_all(window: MainWindow) -> None:
    field = _typing_field()
    if field is not None:
        field.selectAll()
    else:
        window.clippings.list.table.selectAll()
