"""The status bar: what the archive counts, what runs and can be stopped, what was last done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QToolButton, QWidget

from archive_app.gui import icons
from archive_app.gui.jobs import Handle
from archive_app.gui.measures import STATUS_BAR_HEIGHT
from archive_app.gui.messages import Message
from archive_app.gui.session import Session
from archive_app.gui.theme import set_role
from archive_app.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from archive_app.domain.changes import Changes, UndoState
    from archive_app.operations.navigator import NavigatorCounts

MESSAGE_MS = 6000
SHOWN_AFTER_MS = 250
"""A job is shown when it has run this long, so that quick ones don't flicker."""


class StatusBar(QWidget):
    undo_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "panel")
        self._session = session
        self._counted = ""
        self._job: Handle | None = None
        self.counts = ElidedLabel()
        self.counts.setObjectName("statusCounts")
        self.job_title = ElidedLabel()
        self.bar = QProgressBar()
        self.stop_button = QToolButton()
        self.last = QPushButton()
        self._message_timer = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._build()
        self._message_timer.timeout.connect(lambda: self.counts.setText(self._counted))
        self._patience.timeout.connect(self._show_job)
        session.jobs.changed.connect(self._on_jobs_changed)
        session.messages.shown.connect(self._on_message)
        session.archive_changed.connect(self._on_archive_changed)
        session.theme.changed.connect(self._fit)

    def _build(self) -> None:
        for label in (self.counts, self.job_title):
            set_role(label, "small")
        self.bar.setFixedWidth(120)
        self.bar.setTextVisible(False)
        icons.dress(self.stop_button, self._session.theme, "x", "ink2", 12)
        self.stop_button.setToolTip(self.tr("Stop"))
        self.stop_button.setAccessibleName(self.tr("Stop the running job"))
        self.stop_button.clicked.connect(self._stop)
        set_role(self.last, "status")
        self.last.setObjectName("undoButton")
        self.last.clicked.connect(self.undo_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 10, 0)
        layout.setSpacing(10)
        layout.addWidget(self.counts, 2)
        layout.addWidget(self.job_title, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop_button)
        layout.addWidget(self.last)
        self.job_title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._set_job_visible(False)
        self.last.hide()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._session.theme.size(STATUS_BAR_HEIGHT))

    def show_counts(self, counts: NavigatorCounts) -> None:
        """Show what the navigator counted."""
        one = counts.all == 1
        parts = [self.tr("1 clipping") if one else self.tr("{0} clippings").format(f"{counts.all:,}")]
        if counts.inbox:
            parts.append(self.tr("{0} in the inbox").format(f"{counts.inbox:,}"))
        if counts.needs_look:
            needs = self.tr("1 needs a look") if counts.needs_look == 1 else self.tr("{0} need a look")
            parts.append(needs.format(counts.needs_look))
        if self._session.read_only:
            parts.append(self.tr("opened for reading only"))
        self._counted = " · ".join(parts)
        if not self._message_timer.isActive():
            self.counts.setText(self._counted)

    def _on_message(self, message: Message) -> None:
        self.counts.setText(f"{message.text} {message.hint}".strip())
        self._message_timer.start()

    def _on_jobs_changed(self) -> None:
        shown = [job for job in self._session.jobs.running if job.title and not job.silenced]
        self._job = shown[0] if shown else None
        if self._job is None:
            self._patience.stop()
            self._set_job_visible(False)
        elif self.bar.isVisibleTo(self):
            self._show_job()
        elif not self._patience.isActive():
            self._patience.start()

    def _set_job_visible(self, visible: bool) -> None:
        for widget in (self.job_title, self.bar, self.stop_button):
            widget.setVisible(visible)

    def _show_job(self) -> None:
        job = self._job
        if job is None:
            return
        parts = [job.title, job.text]
        if job.total:
            parts.append(self.tr("{0} of {1}").format(f"{job.done:,}", f"{job.total:,}"))
        self.job_title.setText(" · ".join(part for part in parts if part))
        self.bar.setRange(0, job.total)
        self.bar.setValue(job.done)
        self._set_job_visible(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_archive_changed(self, changes: Changes) -> None:
        if self._session.desk is None:
            self._counted = ""
            self.counts.setText("")
        self.ask_undo_state()

    def ask_undo_state(self) -> None:
        if self._session.desk is None:
            self.last.hide()
            return
        from archive_app.operations.history import undo_state

        self._session.jobs.start(undo_state, owner=self, on_done=self._show_undo, replaces="undo-state")

    def _show_undo(self, state: UndoState) -> None:
        self.last.setVisible(bool(state.undo) and not self._session.read_only)
        if state.undo:
            label = state.undo[:1].lower() + state.undo[1:]
            text = self.tr("Saved · Undo: {0}").format(label)
            room = self._session.theme.size(320)
            shown = self.last.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            self.last.setText(shown.replace("&", "&&"))
            self.last.setToolTip(icons.tip(text, "Ctrl+Z"))
