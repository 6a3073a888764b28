"""The exception family: every failure is a sentence with a next step."""


class ArchiveAppError(Exception):
    """A failure that somebody can be told about.

    `message` says what happened in one sentence; `hint` says what to do next.
    """

    kind = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UserMistake(ArchiveAppError):
    """Something asked that cannot be: a bad query, a bad date. Shown at the field."""

    kind = "mistake"

    def __init__(self, message: str, hint: str = "", position: int | None = None) -> None:
        """`position` is the code point in the typed text at which the mistake stands."""
        super().__init__(message, hint)
        self.args = (message, hint, position)
        self.position = position


class FileProblem(ArchiveAppError):
    """One file could not be read. `code` is a slug such as `empty`, `encrypted`, `too-large`."""

    kind = "file"

    def __init__(self, message: str, hint: str = "", code: str = "unreadable") -> None:
        super().__init__(message, hint)
        self.args = (message, hint, code)
        self.code = code


class ArchiveProblem(ArchiveAppError):
    """The archive cannot be used so: disk full, locked, read-only, newer format, damaged."""

    kind = "archive"

    def __init__(self, message: str, hint: str = "", code: str = "damaged") -> None:
        """`code` is one of not-found, locked, read-only, newer, damaged, disk-full, unreachable."""
        super().__init__(message, hint)
        self.args = (message, hint, code)
        self.code = code


class Cancelled(ArchiveAppError):
    """Somebody asked the work to stop. Never shown as an error."""

    kind = "cancelled"

    def __init__(self, message: str = "Stopped.", hint: str = "") -> None:
        super().__init__(message, hint)
