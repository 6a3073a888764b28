"""The one way to talk to the person: works from anywhere in the window, keeps a log that tests read."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from archive_app.errors import ArchiveAppError, Cancelled

LOG_LENGTH = 200
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `kind` is info, done, mistake, file, archive or error."""

    kind: str
    text: str
    hint: str = ""
    undo: bool = False


class Presenter(Protocol):
    """Who shows problems and asks questions: the main window."""

    def present_problem(self, error: ArchiveAppError, parent: QWidget | None) -> None: ...

    def present_question(
        self, title: str, text: str, answers: Sequence[str], danger: bool, parent: QWidget | None
    ) -> str: ...


class Messages(QObject):
    shown = Signal(object)
    """A Message, for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log: deque[Message] = deque(maxlen=LOG_LENGTH)
        self.presenter: Presenter | None = None
        self.prepared_answers: deque[str] = deque()
        """Answers that tests and scripts give beforehand."""

    def info(self, text: str) -> None:
        self._say(Message("info", text))

    def done(self, text: str, undo: bool = True) -> None:
        """Say what was done; with `undo` the status bar offers to take it back."""
        self._say(Message("done", text, undo=undo))

    def problem(self, error: ArchiveAppError, parent: QWidget | None = None) -> None:
        """Show an error once, with its next step; a cancelled job is no error."""
        if isinstance(error, Cancelled):
            return
        self._say(Message(error.kind, error.message, error.hint))
        if self.presenter is not None:
            self.presenter.present_problem(error, parent)

    def ask(
        self,
        title: str,
        text: str,
        answers: Sequence[str],
        *,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> str:
        """Ask a question and return one of `answers`; the last one is the way out (Escape).

        Only for what no undo can bring back, or what the program cannot know.
        """
        self.log.append(Message("question", text))
        if self.prepared_answers:
            return self.prepared_answers.popleft()
        if self.presenter is None:
            return answers[-1]
        return self.presenter.present_question(title, text, answers, danger, parent)

    def _say(self, message: Message) -> None:
        self.log.append(message)
        logger.info("Told: %s", message.kind)
        self.shown.emit(message)
