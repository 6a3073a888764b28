"""Files dropped on the window: they open the import, or are attached to the clipping they fell on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget


def dropped_paths(mime: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of a drop or of the clipboard; web addresses are passed over."""
    if not mime.hasUrls():
        return ()
    local = [url.toLocalFile() for url in mime.urls() if url.scheme() == "file" and not url.host()]
    return tuple(Path(name) for name in local if name)


def pasted_paths() -> tuple[Path, ...]:
    """Return the files and folders that lie on the clipboard, also as lines of absolute paths."""
    mime = QGuiApplication.clipboard().mimeData()
    found = dropped_paths(mime)
    if found or not mime.hasText():
        return found
    lines = [line.strip() for line in mime.text().splitlines()]
    paths = [Path(line) for line in lines if line.startswith(("/", "~")) or line[1:3] == ":\\"]
    return tuple(path.expanduser() for path in paths if path.expanduser().exists())


class DropFilter(QObject):
    """Watches a window for files; `opened` is called with their paths."""

    def __init__(self, window: QWidget, opened: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(window)
        self._opened = opened
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            paths = dropped_paths(event.mimeData())
            if paths and isinstance(event, QDragEnterEvent | QDragMoveEvent):
                event.acceptProposedAction()
                return True
            if paths and event.type() == QEvent.Type.Drop:
                event.acceptProposedAction()
                self._opened(paths)
                return True
        return False
