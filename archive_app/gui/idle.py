"""What the window does when nobody works: the sidecar follows the archive some seconds after a write."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from archive_app.domain.changes import Changes
from archive_app.errors import ArchiveAppError
from archive_app.gui.jobs import Handle
from archive_app.gui.session import Session

QUIET_SECONDS = 5.0
"""How long nothing must have been written before the sidecar is."""
LANE = "bulk"
logger = logging.getLogger(__name__)


class IdleWork(QObject):
    """Starts the sidecar's job when it is quiet, and takes it back when other long work wants the lane."""

    def __init__(self, session: Session, parent: QObject | None = None, quiet: float = QUIET_SECONDS) -> None:
        super().__init__(parent)
        self._session = session
        self._handle: Handle | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(quiet * 1000))
        self._timer.timeout.connect(self._begin)
        session.archive_changed.connect(self._on_changed)
        session.jobs.changed.connect(self._make_way)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._told = False
        if self._session.desk is None or self._session.read_only:
            self._timer.stop()
        else:
            self._timer.start()

    def _begin(self) -> None:
        session = self._session
        if session.desk is None or session.read_only:
            return
        if session.jobs.running:
            self._timer.start()
            return
        from archive_app.operations.sidecar import write_sidecar

        self._handle = session.jobs.start(
            write_sidecar,
            owner=self,
            lane=LANE,
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_cancelled=self._timer.start,
        )

    def _make_way(self) -> None:
        handle = self._handle
        if handle is None or handle.finished:
            self._handle = None
        elif any(other is not handle and other.lane == LANE for other in self._session.jobs.running):
            handle.stop()

    def _on_done(self, complete: bool) -> None:
        if not complete:
            self._timer.start()

    def _on_failed(self, error: ArchiveAppError) -> None:
        """Say once that the second copy of the records lags behind; the next write tries it again."""
        logger.warning("The sidecar could not be written: %s", error.kind)
        if not self._told:
            self._told = True
            self._session.messages.info(
                self.tr("The second copy of the records could not be written. {0}").format(error)
            )
