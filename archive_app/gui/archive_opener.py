"""Opens, makes and closes archives for the window, in a thread, and remembers which were open."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from archive_app.domain.listing import ListRequest
from archive_app.errors import ArchiveAppError, ArchiveProblem
from archive_app.gui.idle import IdleWork
from archive_app.gui.session import Session
from archive_app.gui.window_state import archive_state, save_archive_state
from archive_app.user_folders import user_folder

if TYPE_CHECKING:
    from archive_app.operations.desk import Desk
    from archive_app.operations.first_look import Glance
    from archive_app.operations.job import Job
    from archive_app.operations.workers import Workers

RECENT_KEPT = 8
OPENED_AFTER_MS = 60
"""How long the rows of a first look may take before the database library wants the interpreter too."""
CLOSING_SECONDS = 1.0
"""What closing spends on the sidecar; the rest is written when the archive is open and idle again."""
logger = logging.getLogger(__name__)


class ArchiveOpener(QObject):
    opened = Signal(object)
    """The folder of the archive that is open now."""
    failed = Signal(object, object)
    """(folder, error) when an archive could not be opened."""

    def __init__(
        self,
        session: Session,
        once_built: Callable[[Callable[[], object]], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`once_built` puts off what the window must hear of until it has views to hear it."""
        super().__init__(parent)
        self._once_built = once_built or (lambda then: then())
        self._session = session
        self._workers: Workers | None = None
        self._idle = IdleWork(session, self)
        self.folder: Path | None = None

    def open(self, folder: Path, *, read_only: bool = False) -> None:
        self._start(folder, lambda job, author: _open(self, folder, author, read_only=read_only))

    def look_and_open(self, folder: Path) -> None:
        """Show what a first look at the archive tells, then open it: its library takes long to load."""

        def opened_next(_: object = None) -> None:
            self._once_built(lambda: self.open(folder))

        self._session.jobs.start_plain(
            lambda job: _look(self, job, folder),
            owner=self,
            on_done=lambda found: self._on_seen(folder, found),
            on_failed=opened_next,
            lane="reading",
        )

    def _on_seen(self, folder: Path, glance: Glance | None) -> None:
        if glance is None:
            self.open(folder)
            return
        self._session.jobs.start_plain(
            glance.warm, owner=self, on_failed=lambda error: logger.info("%s", error), lane="index"
        )
        self._once_built(lambda: self._on_looked(folder, glance))

    def _on_looked(self, folder: Path, glance: Glance) -> None:
        session = self._session
        state = archive_state(session.settings, glance.id)
        if state is not None:
            session.select(state.selection)
            if state.target is not None:
                session.show(state.target)
        session.set_glance(glance, state.request if state is not None else ListRequest())
        QTimer.singleShot(OPENED_AFTER_MS, self, lambda: self.open(folder))

    def create(self, folder: Path, name: str) -> None:
        """Make an archive in an empty or new folder and open it."""
        self._start(folder, lambda job, author: _open(self, folder, author, create=True, name=name))

    def demo(self) -> None:
        """Open the sample archive, made on first use in the user's own folder."""
        folder = user_folder("data") / "Sample archive"
        self._start(folder, lambda job, author: _open_demo(self, job, folder, author))

    def _start(self, folder: Path, opener: Callable[[Job, str], Desk]) -> None:
        author = os.environ.get("PRESS_ARCHIVE_AUTHOR") or self._session.settings.text("author")
        self.close()
        self._session.jobs.start_plain(
            opener,
            author,
            owner=self,
            on_done=lambda desk: self._once_built(lambda: self._on_opened(folder, desk)),
            on_failed=lambda error: self._once_built(lambda: self._on_failed(folder, error)),
            title=self.tr("Opening {0}").format(folder.name),
        )

    def _on_opened(self, folder: Path, desk: Desk) -> None:
        session = self._session
        self.folder = folder
        self._remember(folder)
        desk.archive.forbid_thread()
        session.set_desk(desk)
        state = archive_state(session.settings, desk.archive.id)
        if state is not None and not session.carries_on:
            session.list_request(state.request)
            session.select(state.selection)
            if state.target is not None:
                session.show(state.target)
        if state is not None:
            session.page_asked.emit(state.page if state.page == "table" else "clippings")
        if desk.archive.read_only and desk.archive.read_only_reason:
            told = self.tr("This archive is open for reading only: {0}.")
            session.messages.info(told.format(desk.archive.read_only_reason))
        self.opened.emit(folder)

    def _on_failed(self, folder: Path, error: ArchiveAppError) -> None:
        if self._session.glance is not None:
            self._session.set_desk(None)
        self.failed.emit(folder, error)
        if isinstance(error, ArchiveProblem) and error.code == "locked":
            self._offer_reading(folder, error)
            return
        self._session.messages.problem(error)

    def _offer_reading(self, folder: Path, error: ArchiveProblem) -> None:
        reading, cancel = self.tr("Open for reading only"), self.tr("Cancel")
        title = self.tr("Somebody else is working in this archive")
        if self._session.messages.ask(title, str(error), (reading, cancel)) == reading:
            self.open(folder, read_only=True)

    def _remember(self, folder: Path) -> None:
        settings, text = self._session.settings, str(folder)
        recent = [text, *(one for one in settings.items("archives.recent") if one != text)]
        settings.set("archives.recent", recent[:RECENT_KEPT])

    def close(self) -> None:
        """Close the open archive, in a thread; its jobs are stopped first."""
        session = self._session
        desk = session.desk
        if desk is None:
            return
        save_archive_state(session.settings, session, "clippings")
        session.set_desk(None)
        self.folder = None
        session.jobs.start_plain(lambda job: _close_archive(desk), owner=self, lane="bulk")

    def finish(self) -> None:
        """The program ends: stop all work, then close archive and workers."""
        session = self._session
        desk = session.desk
        session.settings.save_if_changed()
        session.forget_desk()
        session.jobs.close(last=None if desk is None else lambda: _close_archive(desk))
        if self._workers is not None:
            self._workers.close()

    def workers(self) -> Workers:
        """Return the worker processes, which outlive an archive; called in the opening thread."""
        if self._workers is None:
            from archive_app.operations.workers import Workers

            self._workers = Workers()
        return self._workers


def _look(opener: ArchiveOpener, job: Job, folder: Path) -> Glance | None:
    from archive_app.operations.first_look import glance

    opener.workers().service("search").start()  # it gets ready on another core meanwhile
    return glance(job, folder, opener.workers())


def _open(
    opener: ArchiveOpener,
    folder: Path,
    author: str,
    *,
    read_only: bool = False,
    create: bool = False,
    name: str = "",
) -> Desk:
    from archive_app.operations.archives import open_desk

    workers = opener.workers()
    workers.service("search").start()  # it gets ready on another core while the database library is read
    return open_desk(folder, read_only=read_only, author=author, create=create, name=name, workers=workers)


def _open_demo(opener: ArchiveOpener, job: Job, folder: Path, author: str) -> Desk:
    from archive_app.operations.archives import is_archive, open_desk
    from archive_app.operations.demo import make_demo

    new = not is_archive(folder)
    desk = open_desk(
        folder, author=author, create=new, name="Sample archive" if new else "", workers=opener.workers()
    )
    if new:
        try:
            make_demo(desk, job)
        except BaseException:
            desk.archive.close()
            raise
    return desk


def _close_archive(desk: Desk) -> None:
    from archive_app.operations.job import QuietJob
    from archive_app.operations.sidecar import write_sidecar

    desk.index.close()
    try:
        write_sidecar(desk, QuietJob(), CLOSING_SECONDS)
    except ArchiveAppError:
        logger.warning("The sidecar could not be written at closing", exc_info=True)
    finally:
        desk.archive.close()
