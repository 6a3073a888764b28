"""The program's log: ids and counts only, never titles, texts, search words or paths."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from archive_app.user_folders import user_folder

LOG_BYTES = 5_000_000
OLD_LOGS = 2
"""With the one being written that makes three files."""
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_fault_file: IO[str] | None = None


class PrivateRotatingFile(RotatingFileHandler):
    """A rotating log that only its owner can read."""

    def _open(self) -> IO[str]:  # type: ignore[override]
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(handle, "a", encoding="utf-8", errors="backslashreplace")


def start_logging(folder: Path | None = None, level: int = logging.INFO) -> Path | None:
    """Write the log and the traces of crashes into `folder` (by default the user's state folder).

    Returns the log's path; None when the folder cannot be written, which stops nobody from working.
    """
    folder = folder or user_folder("state")
    path = folder / "press-archive.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = PrivateRotatingFile(path, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("archive_app")
    stop_logging()
    root.addHandler(handler)
    root.setLevel(level)
    root.propagate = False
    _trace_crashes(folder)
    return path


def stop_logging() -> None:
    """Close the log's files again."""
    global _fault_file
    root = logging.getLogger("archive_app")
    for handler in [one for one in root.handlers if isinstance(one, PrivateRotatingFile)]:
        root.removeHandler(handler)
        handler.close()
    root.propagate = True
    if _fault_file is not None:
        faulthandler.disable()
        _fault_file.close()
        _fault_file = None


def log_bug(error: BaseException) -> None:
    """Keep the traceback of a fault of the program: places in the code, without the values in them."""
    logger = logging.getLogger("archive_app")
    logger.error("Unexpected %s", type(error).__name__)
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        logger.error("  %s:%d in %s", _in_package(code.co_filename), trace.tb_lineno, code.co_name)
        trace = trace.tb_next


def _in_package(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[-3:])


def _trace_crashes(folder: Path) -> None:
    global _fault_file
    if faulthandler.is_enabled():  # whoever started Python so wants the traces on the terminal
        return
    handle = os.open(folder / "crash.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    _fault_file = open(handle, "a", encoding="utf-8")  # noqa: SIM115 - it stays open as long as we live
    faulthandler.enable(_fault_file, all_threads=True)
    if sys.stderr is None:  # a windowed program without a console
        sys.stderr = _fault_file
