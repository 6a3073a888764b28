"""The console: one door through which every command answers, as text or as JSON."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TextIO

from archive_app.cli.command import Exit
from archive_app.errors import ArchiveAppError, ArchiveProblem, Cancelled

PROGRESS_EVERY = 0.2
"""Seconds between two lines of progress on a terminal."""


class Console:
    """Answers go to `out`; progress, notices and (without JSON) errors go to `err`."""

    def __init__(self, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        # JSON is UTF-8 whatever the terminal speaks; what cannot be encoded is a JSON escape then too.
        for stream in (self.out, self.err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                encoding = "utf-8" if as_json else None
                reconfigure(encoding=encoding, errors="backslashreplace")

    def answer(self, shape: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print the JSON shape, or the lines that say the same to a person."""
        if self.as_json:
            print(json.dumps(shape, ensure_ascii=False, indent=2), file=self.out)
            return
        for line in lines:
            print(printable(line), file=self.out)

    def notice(self, text: str) -> None:
        """Say something beside the answer; not with JSON."""
        if text and not self.as_json:
            print(printable(text), file=self.err)

    def fail(self, error: ArchiveAppError) -> int:
        """Show an error and return the exit code that belongs to it."""
        if self.as_json:
            shape = {
                "kind": error.kind,
                "message": error.message,
                "hint": error.hint,
                "position": getattr(error, "position", None),
            }
            print(json.dumps({"error": shape}, ensure_ascii=False, indent=2), file=self.out)
        else:
            print(printable(f"{error.message} {error.hint}".strip()), file=self.err)
        if isinstance(error, Cancelled):
            return Exit.INTERRUPTED
        return Exit.UNUSABLE if isinstance(error, ArchiveProblem) else Exit.MISTAKE


class ConsoleJob:
    """A job that reports on the terminal and is stopped by Ctrl+C."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stopped = False
        self._last = 0.0
        self._width = 0
        self._shown = not console.as_json and console.err.isatty()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Report; raises Cancelled after `stop`."""
        if self._stopped:
            self.clear()
            raise Cancelled
        now = time.monotonic()
        if self._shown and now - self._last >= PROGRESS_EVERY:
            self._last = now
            counted = f"{done:,} of {total:,}" if total else f"{done:,}"
            self._write(printable(f"{counted}  {text}")[:100])

    def stop_requested(self) -> bool:
        return self._stopped

    def stop(self) -> None:
        self._stopped = True

    def clear(self) -> None:
        """Take the progress off the terminal."""
        if self._width:
            self._write("")
            self._console.err.write("\r")
            self._width = 0

    def _write(self, text: str) -> None:
        self._console.err.write("\r" + text.ljust(self._width))
        self._console.err.flush()
        self._width = len(text)


def printable(text: str) -> str:
    """Return a text that cannot steer a terminal: control and direction signs are shown as escapes."""
    return "".join(sign if _harmless(sign) else f"\\u{ord(sign):04x}" for sign in text)


def _harmless(sign: str) -> bool:
    if sign in "\n\t":
        return True
    if unicodedata.category(sign) == "Cc":
        return False
    return not ("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069")
