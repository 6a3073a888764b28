"""What a person sees: all words in the windows that are open, where a row stands, and patient waiting."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEventLoop,
    QModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

PATIENCE = 20.0
"""Seconds that a person waits before the story fails."""
MOST_ROWS = 300
"""Rows of one list that are read."""
FACTS = Qt.ItemDataRole.UserRole
Role = Qt.ItemDataRole


def until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Let the windows live until the condition holds; fails with what was hoped for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:.0f} s in vain for: {what}\nSeen:\n{what_is_seen()}")
        live()


def live() -> None:
    """Let the windows handle what has happened, and whatever comes within 10 ms."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    QCoreApplication.sendPostedEvents(None, 0)
    time.sleep(0.003)


def what_is_seen() -> str:
    return "\n".join(f"  {words[:160]}" for words in words_on_screen())


def words_on_screen(within: QWidget | None = None) -> list[str]:
    """Return the words of every widget that is visible now, top level by top level."""
    tops = [within] if within is not None else [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    found: list[str] = []
    for top in tops:
        found.append(top.windowTitle())
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible():
                found.extend(_words_of(widget))
    return [" ".join(words.split()) for words in found if words.strip()]


def _words_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield as_painted(widget.text())
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QTabBar):
        yield from (as_painted(widget.tabText(at)) for at in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (as_painted(action.text()) for action in widget.actions())
    elif isinstance(widget, QAbstractItemView):
        yield from rows_of(widget)


def as_painted(text: str) -> str:
    """Return a caption without the signs of its key: '&Keep' reads 'Keep', 'A && B' reads 'A & B'."""
    return re.sub("&(.)", r"\1", text)


def rows_of(view: QAbstractItemView) -> list[str]:
    """Return each row of a list or table as one line, as far as its model says it."""
    model = view.model()
    if model is None:
        return []
    rows = range(min(MOST_ROWS, model.rowCount(QModelIndex())))
    return [row_words(model, row) for row in rows]


def row_words(model: QAbstractItemModel, row: int) -> str:
    cells: list[str] = []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(min(12, columns)):
        index = model.index(row, column)
        said = [index.data(role) for role in (Role.DisplayRole, Role.AccessibleTextRole, FACTS)]
        cells += [str(words) for words in dict.fromkeys(w for w in said if isinstance(w, str | int))]
    return " · ".join(cells)


def index_of(view: QAbstractItemView, words: str, column: int = 0) -> QModelIndex:
    """Return the first row that holds the words; an invalid index when none does."""
    model = view.model()
    for row in range(model.rowCount(QModelIndex())):
        if words in row_words(model, row):
            return model.index(row, column)
    return QModelIndex()
