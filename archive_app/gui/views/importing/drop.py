"""Files dropped on the window: they open the import, or are attached to the clipping they fell on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu

from archive_app.gui.models.clipping_list_model import ClippingListModel
from archive_app.gui.widgets.showable import showable

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow


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
    """Watches a window for files that are dropped anywhere on it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or self._window.session.desk is None:
            return False
        paths = dropped_paths(event.mimeData())
        if not paths or self._window.session.read_only:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.take(paths, event.position().toPoint())
        return True

    def take(self, paths: tuple[Path, ...], at: QPoint) -> None:
        """Import the files, or, for one file on a clipping, ask which of the two is meant."""
        clipping = clipping_at(self._window, at)
        first, *others = paths
        if clipping is None or others or not first.is_file():
            self._import(paths)
            return
        menu = QMenu(self._window)
        menu.setObjectName("dropMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Attach to this clipping"), lambda: self.attach(clipping, first))
        menu.addAction(self.tr("Import as a new clipping…"), lambda: self._import(paths))
        menu.popup(self._window.mapToGlobal(at))

    def attach(self, clipping: int, path: Path) -> None:
        """Keep the file as a source of the clipping."""
        from archive_app.operations.attaching import attach_file

        session = self._window.session
        told = self.tr("Attached {0}.").format(showable(path.name))
        session.jobs.start(
            attach_file, clipping, path, owner=session, lane="bulk", title=self.tr("Attaching a file"),
            on_done=lambda _: session.messages.done(told),
        )  # fmt: skip

    def _import(self, paths: tuple[Path, ...]) -> None:
        from archive_app.gui.views.import_dialog import open_import

        open_import(self._window, paths)


def clipping_at(window: MainWindow, at: QPoint) -> int | None:
    """Return the clipping that is shown at a point of the window: a row of the list, or the reader's."""
    widget = window.childAt(at)
    while widget is not None and widget is not window:
        if isinstance(widget, QAbstractItemView) and isinstance(widget.model(), ClippingListModel):
            index = widget.indexAt(widget.viewport().mapFrom(window, at))
            ids = window.clippings.list.model.ids
            return ids[index.row()] if index.isValid() and index.row() < len(ids) else None
        if widget is window.reader:
            current = window.session.current
            return current.id if current is not None and current.kind == "clipping" else None
        widget = widget.parentWidget()
    return None


def install_drop(window: MainWindow) -> DropFilter:
    """Let the window take files that are dropped on it."""
    return DropFilter(window)
