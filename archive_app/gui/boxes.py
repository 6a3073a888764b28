"""What stands over the window for a moment: dialogs, menus, problems and questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)

from archive_app.errors import ArchiveAppError, ArchiveProblem
from archive_app.gui.theme import set_role

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


def open_dialog(window: MainWindow, dialog: QDialog) -> QDialog:
    """Show a dialog that belongs to the window, without waiting for it."""
    dialog.setParent(window, dialog.windowFlags() | Qt.WindowType.Dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(window.activateWindow)
    dialog.finished.connect(lambda: QTimer.singleShot(0, window, lambda: settle_focus(window)))
    dialog.open()
    return dialog


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu that is thrown away afterwards; an empty one not at all."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(at)


def tell_problem(window: MainWindow, error: ArchiveAppError) -> None:
    """A trouble of the archive gets a box with the next step; another problem a strip."""
    if not isinstance(error, ArchiveProblem):
        window.strip.say(str(error))
        return
    box = QMessageBox(QMessageBox.Icon.Warning, window.tr("Press Archive"), error.message, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(error.hint)
    open_dialog(window, box)


def ask(parent: QWidget, title: str, text: str, answers: Sequence[str], danger: bool) -> str:
    """Return the chosen one of `answers`, of which the last one is what Esc means."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(text)
    buttons = {}
    for at, answer in enumerate(answers):
        role = QMessageBox.ButtonRole.RejectRole if at == len(answers) - 1 else None
        button = box.addButton(answer, role or QMessageBox.ButtonRole.AcceptRole)
        buttons[button] = answer
    ordered = list(buttons)
    set_role(ordered[0], "" if danger else "primary")
    box.setDefaultButton(ordered[-1] if danger else ordered[0])
    box.setEscapeButton(ordered[-1])
    box.exec()
    return buttons.get(box.clickedButton(), answers[-1])  # type: ignore[arg-type]


def focus_content(page: QWidget) -> None:
    """Give the keyboard to a page's list or table rather than to the first button of its head.

    Where there is no list, the button that an empty place offers has it.
    """
    for view in page.findChildren(QAbstractItemView):
        usable = view.isVisible() and view.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if usable and not isinstance(view, QHeaderView) and view.window() is page.window():
            view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
    buttons = [
        button for button in page.findChildren(QPushButton) if button.isVisible() and button.isEnabled()
    ]
    offered = [button for button in buttons if button.property("offered")]
    (offered or [page])[0].setFocus(Qt.FocusReason.OtherFocusReason)


def settle_focus(window: MainWindow) -> None:
    """Lead the keyboard to the content when it stands nowhere, or on the first button of the window."""
    here, page = window.focusWidget(), window.stack.currentWidget()
    if page is None:
        return
    if here is None or here is window.top_bar.name_button or not (here.isVisible() and here.isEnabled()):
        focus_content(page)
