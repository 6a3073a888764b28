"""One program per user and archive: a second start hands over its files or link and ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

PATIENCE_MS = 1000
LONGEST = 1_000_000
"""Bytes that another start may hand over."""


def server_name(folder: Path) -> str:
    """Return the name of the local socket of an archive; each user has their own."""
    path = str(folder.resolve()).encode("utf-8", "surrogateescape")
    whole = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256).toHex().data()
    return f"press-archive-{bytes(whole[:24]).decode()}"


def _may_listen(name: str) -> bool:
    """Could somebody listen under this name? Where a socket is a file, its absence says no at once."""
    return sys.platform == "win32" or os.path.lexists(os.path.join(QDir.tempPath(), name))


def hand_over(folder: Path, files: Sequence[Path], link: str) -> bool:
    """Give files and a link to the program that has this archive open; False when there is none."""
    name = server_name(folder)
    if not _may_listen(name):
        return False
    import json

    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    message = {"files": [str(path.resolve()) for path in files], "link": link}
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    delivered = socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return delivered


class InstanceServer(QObject):
    """Listens for other starts on the same archive."""

    called = Signal(object, str)
    """(paths, link) that another start hands over; the window is to be raised."""

    def __init__(self, parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, folder: Path) -> bool:
        """Listen for an archive, and no longer for the one before."""
        self.close()
        name = server_name(folder)
        if self._server.listen(name):
            return True
        self._server.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        import json

        try:
            message = json.loads(bytes(socket.readLine().data()))
            paths = tuple(Path(str(name)) for name in message["files"])
            link = str(message["link"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(b"taken\n")
        socket.flush()
        self.called.emit(paths, link)
