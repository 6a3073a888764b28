"""Small parts that the inspector's tabs share: section heads, rows to open, menus in them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from archive_app.gui import icons
from archive_app.gui.theme import STEP, Theme, set_role
from archive_app.gui.widgets.labels import plain


class TabPage(QWidget):
    """One tab: a column that is built anew, with its focus put back where it was."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * STEP, 2 * STEP, 4 * STEP, 6 * STEP)
        self.column.setSpacing(STEP)
        self.made = QVBoxLayout()
        self.made.setSpacing(STEP)
        self.column.addLayout(self.made)
        self.column.addStretch(1)
        self._made: list[QWidget] = []

    def rebuild(self, widgets: list[QWidget]) -> None:
        """Put these widgets in place of those that were made before."""
        here = QApplication.focusWidget()
        inside = (w for w in self._made if here is not None and (w is here or w.isAncestorOf(here)))
        held = next(inside, None)
        focused, place = (held.objectName(), self._made.index(held)) if held is not None else ("", 0)
        for widget in self._made:
            self.made.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made = widgets
        for widget in widgets:
            self.made.addWidget(widget)
        if focused:
            again = next((w for w in widgets if w.objectName() == focused), None)
            after = [w for w in widgets[place:] + widgets[:place][::-1] if isinstance(w, OpenRow)]
            if again is None and after:  # the row is gone: on to the next one
                again = after[0]
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)


def head(text: str) -> QLabel:
    """Return a section head in capitals."""
    label = plain(text.upper(), "head")
    font = label.font()
    font.setLetterSpacing(font.SpacingType.PercentageSpacing, 106)
    label.setFont(font)
    label.setContentsMargins(0, 2 * STEP, 0, 0)
    return label


def hint(text: str) -> QLabel:
    label = plain(text, "small")
    label.setWordWrap(True)
    return label


class OpenRow(QFrame):
    """A row that a click or Enter opens, Delete removes (X too for a suggestion), a menu says what else."""

    opened = Signal()
    removed = Signal()

    def __init__(self, name: str, accessible: str, *, role: str = "row") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self, role)
        self.actions_: list[tuple[str, Callable[[], object]]] = []
        self.removing_keys: tuple[Qt.Key, ...] = (Qt.Key.Key_Delete,)
        self.tools: list[QWidget] = []
        """Shown while the row is pointed at or has the focus; keys and the menu do the same."""

    def add_tool(self, tool: QWidget) -> QWidget:
        self.tools.append(tool)
        tool.hide()
        return tool

    def _show_tools(self, shown: bool) -> None:
        for tool in self.tools:
            tool.setVisible(shown)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_tools(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_tools(self.hasFocus())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_tools(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_tools(self.underMouse())
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in self.removing_keys:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The row's own keys are about the row, whatever they mean in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if bare and event.key() in (*self.removing_keys, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.actions_:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, run in self.actions_:
            menu.addAction(title).triggered.connect(lambda _=False, run=run: run())
        menu.popup(event.globalPos())


def small_button(theme: Theme, icon: str, title: str, run: Callable[[], object]) -> QToolButton:
    """Return a small button with an icon and its name as tooltip."""
    button = QToolButton()
    button.setToolTip(title)
    button.setAccessibleName(title)
    icons.dress(button, theme, icon, "ink3", 14)
    button.clicked.connect(lambda: run())
    return button
