"""Which files an import means: folders walked without following links, only regular files taken."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_app.domain.batch import Outcome
from archive_app.operations.job import Job

MAX_DEPTH = 40
_NOISE = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that was named or found; `outcome` is set when it will not be read."""

    index: int
    path: Path
    size: int = 0
    outcome: Outcome | None = None
    reason: str = ""
    hint: str = ""
    code: str = ""

    @property
    def shown(self) -> str:
        return showable_path(self.path)


def showable_path(path: Path) -> str:
    """Return a path as text; bytes that are no text become a replacement character."""
    return os.fsencode(path).decode("utf-8", "replace")


def scan(paths: Iterable[Path], recursive: bool, job: Job) -> list[FoundFile]:
    """Return every file meant by `paths`, each once, sorted within its folder.

    A folder gives its direct files, and with `recursive` those of its folders too.
    """
    found: list[FoundFile] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for file in _named(Path(path), recursive, seen):
            found.append(_numbered(file, len(found)))
            if len(found) % 500 == 0:
                job.progress(0, 0, f"{len(found):,} files found")
    return found


def _numbered(file: FoundFile, index: int) -> FoundFile:
    return FoundFile(index, file.path, file.size, file.outcome, file.reason, file.hint, file.code)


def _named(path: Path, recursive: bool, seen: set[tuple[int, int]]) -> Iterator[FoundFile]:
    """Yield what one named path means; a link that is named itself is followed, as a person means it."""
    path = path.expanduser()
    try:
        status = os.stat(path)
    except FileNotFoundError:
        yield FoundFile(
            0, path, 0, Outcome.FAILED, "There is no such file or folder.", "Check the path.", "missing"
        )
        return
    except (OSError, ValueError) as error:
        yield _refused(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, recursive, seen, 0)
    else:
        yield from _file(path, status, seen)


def _folder(folder: Path, recursive: bool, seen: set[tuple[int, int]], depth: int) -> Iterator[FoundFile]:
    try:
        status = os.stat(folder)
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(folder, error)
        return
    if (status.st_dev, status.st_ino) in seen or depth > MAX_DEPTH:
        return
    seen.add((status.st_dev, status.st_ino))
    folders: list[Path] = []
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _NOISE:
            continue
        path = folder / entry.name
        try:
            if entry.is_symlink():
                yield _left_out(path, "It is a link to another place.", "Import what it points to.")
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield from _file(path, entry.stat(follow_symlinks=False), seen)
        except OSError as error:
            yield _refused(path, error)
    if recursive:
        for path in folders:
            yield from _folder(path, recursive, seen, depth + 1)


def _file(path: Path, status: os.stat_result, seen: set[tuple[int, int]]) -> Iterator[FoundFile]:
    if not stat.S_ISREG(status.st_mode):
        yield _left_out(path, "It is a device or a pipe, not a file.", "Import regular files.")
        return
    key = (status.st_dev, status.st_ino)
    # The same file named twice is one file; where the system tells no file's number, all are read.
    if status.st_ino and key in seen and status.st_nlink == 1:
        return
    seen.add(key)
    yield FoundFile(0, path, status.st_size)


def _left_out(path: Path, reason: str, hint: str) -> FoundFile:
    return FoundFile(0, path, 0, Outcome.SKIPPED, reason, hint, "not-a-file")


def _refused(path: Path, error: Exception) -> FoundFile:
    why = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not possible"
    return FoundFile(
        0,
        path,
        0,
        Outcome.FAILED,
        f"It cannot be read: {why}.",
        "Check that you may read it.",
        "unreadable",
    )
