"""The job: how a running operation reports, and how it is asked to stop."""

from typing import Protocol

from archive_app.errors import Cancelled


class Job(Protocol):
    """What every operation is given besides the desk."""

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Report `done` of `total` (0 when unknown); raises Cancelled when asked to stop."""
        ...

    def stop_requested(self) -> bool: ...


class QuietJob:
    """A job that nobody watches and anybody may stop: for the command line and tests."""

    def __init__(self) -> None:
        self._stopped = False

    def progress(self, done: int, total: int, text: str = "") -> None:
        if self._stopped:
            raise Cancelled

    def stop_requested(self) -> bool:
        return self._stopped

    def stop(self) -> None:
        self._stopped = True
