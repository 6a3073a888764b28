"""Eyes and hands of the person in the stories: the real window, seen, clicked and typed into."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)

from archive_app.gui.program import Program
from archive_app.storage.records import Records
from tests.e2e.screen import PATIENCE, as_painted, index_of, live, until, words_on_screen

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Answer = TypeVar("Answer")


class Hands:
    """Looks at everything that is visible; works with mouse and keys only."""

    def __init__(self, program: Program) -> None:
        self.program, self.window, self.session = program, program.window, program.session

    # Eyes

    def sees(self, *words: str, within: str = "") -> None:
        """All these words are on the screen, at once or soon."""
        for one in words:
            until(lambda one=one: self._is_seen(one, within), f"‘{one}’ on the screen")

    def does_not_see(self, *words: str, within: str = "") -> None:
        """When all is quiet, none of these words is on the screen."""
        self.rests()
        for one in words:
            until(lambda one=one: not self._is_seen(one, within), f"no ‘{one}’ on the screen")

    def _is_seen(self, words: str, within: str) -> bool:
        place = self.find(within) if within else None
        if within and place is None:
            return False
        return any(words in line for line in words_on_screen(place))

    def find(self, name: str) -> QWidget | None:
        """Return the visible widget of this object name, in any window."""
        for top in QApplication.topLevelWidgets():
            for widget in (top, *top.findChildren(QWidget)):
                if widget.objectName() == name and widget.isVisible():
                    return widget
        return None

    def widget(self, name: str) -> QWidget:
        until(lambda: self.find(name) is not None, f"the widget {name}")
        found = self.find(name)
        assert found is not None
        return found

    def view(self, name: str) -> QAbstractItemView:
        found = self.widget(name)
        assert isinstance(found, QAbstractItemView)
        return found

    def field(self, name: str) -> QLineEdit:
        found = self.widget(name)
        line = found if isinstance(found, QLineEdit) else found.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        return line

    def rests(self) -> None:
        """Wait until nothing runs any more, nor what that starts."""
        for _ in range(3):
            until(self.program.jobs.idle, "the end of all work")
            live()

    def takes_picture(self, name: str) -> None:
        """Keep a picture of what is seen, where PRESS_ARCHIVE_PICTURES names a folder."""
        folder = os.environ.get("PRESS_ARCHIVE_PICTURES")
        if folder:
            self.rests()
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.front_window().grab().save(f"{folder}/{name}.png")

    def archive_holds(self, look: Callable[[Records], Answer]) -> Answer:
        """Look into the archive itself, in a thread that may."""
        self.rests()
        desk = self.session.desk
        assert desk is not None

        def read() -> Answer:
            with desk.archive.read() as records:
                return look(records)

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(read).result()

    def dump(self) -> dict:
        """All that the archive holds, outside the trash."""
        self.rests()
        desk = self.session.desk
        assert desk is not None
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(desk.archive.dump).result()

    # Hands

    def focus(self) -> QWidget:
        """The widget that the keys go to."""
        front = self.front_window()
        return QApplication.focusWidget() or front

    def front_window(self) -> QWidget:
        """The active window; when one was closed the next comes to the front, as window managers do it."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            dialogs = [d for d in self.window.findChildren(QDialog) if d.isWindow() and d.isVisible()]
            active = dialogs[-1] if dialogs else self.window
            active.activateWindow()
            QTest.qWaitForWindowActive(active, 2000)
        return active

    def presses(self, *keys: str) -> None:
        """Press keys such as 'Ctrl+F', 'T' or 'Return', one after the other."""
        for key in keys:
            QTest.keySequence(self.focus(), QKeySequence(key))
            live()

    def types(self, text: str) -> None:
        """Type letters into what has the focus; letters beyond ASCII come by the clipboard."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                self.pastes(letter)
        live()

    def pastes(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        QTest.keySequence(self.focus(), QKeySequence(QKeySequence.StandardKey.Paste))

    def fills(self, name: str, text: str, *, enter: bool = False) -> None:
        """Click into a field, and type over what stands there."""
        line = self.field(name)
        self.clicks(line)
        QTest.keySequence(line, QKeySequence(QKeySequence.StandardKey.SelectAll))
        QTest.keyClick(line, Qt.Key.Key_Delete)
        self.types(text)
        if enter:
            self.presses("Return")

    def clicks(self, what: QWidget | str, at: QPoint | None = None, button: Qt.MouseButton = LEFT) -> None:
        """Click a widget, or the enabled button with these words or this object name."""
        widget = self.button(what) if isinstance(what, str) else what
        place = at or QPoint(min(widget.width() // 2, 300), widget.height() // 2)
        QTest.mouseClick(widget, button, NONE, place)
        live()

    def button(self, words: str) -> QAbstractButton:
        until(lambda: self._button(words) is not None, f"a button ‘{words}’ that can be pressed")
        found = self._button(words)
        assert found is not None
        return found

    def _button(self, words: str) -> QAbstractButton | None:
        modal = QApplication.activeModalWidget()
        for top in [modal] if modal is not None else QApplication.topLevelWidgets():
            for button in top.findChildren(QAbstractButton):
                named = words in (
                    button.objectName(),
                    as_painted(button.text()),
                    button.accessibleName(),
                )
                if named and button.isVisible() and button.isEnabled():
                    return button
        return None

    def clicks_row(
        self,
        view: str,
        words: str,
        *,
        column: int = 0,
        button: Qt.MouseButton = LEFT,
        with_ctrl: bool = False,
    ) -> None:
        """Click the row of a list or table that holds these words."""
        place = self.view(view)
        until(lambda: index_of(place, words).isValid(), f"a row ‘{words}’ in {view}")
        index = index_of(place, words, column)
        place.scrollTo(index)
        live()
        at = place.visualRect(index).center()
        QTest.mouseClick(place.viewport(), button, CTRL if with_ctrl else NONE, at)
        live()

    def chooses(self, box: QComboBox, words: str) -> None:
        """Choose a line of a box with the arrow keys."""
        lines = [box.itemText(at) for at in range(box.count())]
        assert words in lines, lines
        box.setFocus()
        while box.currentText() != words:
            down = lines.index(words) > box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def clicks_tab(self, words: str, within: str) -> None:
        """Click a tab by the beginning of its words."""
        for bar in self.widget(within).findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.tabText(at).startswith(words) and bar.isVisible():
                    self.clicks(bar, bar.tabRect(at).center())
                    return
        raise AssertionError(f"There is no tab ‘{words}’ in {within}.")

    def picks(self, words: str) -> None:
        """Pick a line of the menu that is open."""
        until(lambda: self._menu(words) is not None, f"a menu with ‘{words}’")
        menu = self._menu(words)
        assert menu is not None
        action = next(a for a in menu.actions() if as_painted(a.text()).startswith(words))
        assert action.isEnabled(), f"‘{words}’ cannot be picked now"
        QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        live()

    def _menu(self, words: str) -> QMenu | None:
        for top in QApplication.topLevelWidgets():
            lines = top.actions() if isinstance(top, QMenu) and top.isVisible() else []
            if any(as_painted(action.text()).startswith(words) for action in lines):
                assert isinstance(top, QMenu)
                return top
        return None

    def drags(self, widget: QWidget, *points: QPoint) -> None:
        """Press the mouse at the first point, draw it over the others, and let go at the last."""
        QTest.mousePress(widget, LEFT, NONE, points[0])
        for point in points[1:]:
            place, everywhere = QPointF(point), QPointF(widget.mapToGlobal(point))
            move = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, Qt.MouseButton.NoButton, LEFT, NONE)
            QApplication.sendEvent(widget, move)
            live()
        QTest.mouseRelease(widget, LEFT, NONE, points[-1])
        live()

    def drops_files(self, *paths: Path, on: QWidget | None = None, at: QPoint | None = None) -> None:
        """Drag files from the file manager onto the window, over `on` when that is given."""
        target = on or self.window
        top = target.window()
        place = QPointF(target.mapTo(top, at or target.rect().center()))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(place.toPoint(), copy, mime, LEFT, NONE)
        QApplication.sendEvent(top, entering)
        assert entering.isAccepted(), "The window does not take these files"
        QApplication.sendEvent(top, QDropEvent(place, copy, mime, LEFT, NONE))
        live()

    def answers(self, answer: Callable[[QWidget], None], then: Callable[[], None]) -> None:
        """Do `then`, which opens a modal dialog, and give that dialog an answer."""
        timer = QTimer(interval=20)
        given: list[QWidget] = []

        ends = time.monotonic() + PATIENCE

        def look() -> None:
            modal = QApplication.activeModalWidget()
            if isinstance(modal, QDialog) and time.monotonic() > ends:
                modal.reject()
            if isinstance(modal, QFileDialog | QInputDialog | QMessageBox) and modal not in given:
                given.append(modal)
                answer(modal)

        timer.timeout.connect(look)
        timer.start()
        then()
        until(lambda: bool(given), "a dialog that asks")
        timer.stop()

    def names_file(self, path: Path) -> Callable[[QWidget], None]:
        """The answer to a file dialog, which opens in the folder used last: type the name, Enter."""
        self.session.settings.set("import.folder", str(path.parent))

        def answer(dialog: QWidget) -> None:
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(line, QLineEdit)
            line.setText(path.name)
            QTest.keyClick(line, Qt.Key.Key_Return)

        return answer

    def presses_answer(self, words: str) -> Callable[[QWidget], None]:
        """The answer to a question: the button with these words."""

        def answer(dialog: QWidget) -> None:
            for button in dialog.findChildren(QAbstractButton):
                if as_painted(button.text()) == words:
                    QTest.mouseClick(button, LEFT)

        return answer
