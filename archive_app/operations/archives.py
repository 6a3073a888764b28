"""Open and make archives: the desk that every other operation is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive_app.errors import ArchiveProblem
from archive_app.operations.desk import Desk
from archive_app.user_folders import ARCHIVE_MARKER as MARKER

if TYPE_CHECKING:
    from archive_app.operations.workers import Workers
    from archive_app.storage.archive import Archive


def is_archive(folder: Path) -> bool:
    """Does this folder hold an archive?"""
    return (folder / MARKER).is_file()


def is_vacant(folder: Path) -> bool:
    """Could an archive be made here: nothing there, or an empty folder?"""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def open_desk(
    folder: Path,
    *,
    read_only: bool = False,
    author: str = "",
    create: bool = False,
    name: str = "",
    or_read_only: bool = False,
    cache_folder: Path | None = None,
    workers: Workers | None = None,
) -> Desk:
    """Open the archive in `folder`, with its index and worker processes.

    `create` makes one where there is nothing or an empty folder; `or_read_only` reads along when
    somebody else holds the archive. Raises ArchiveProblem with the next step.
    """
    # Imported late, so that the window is drawn before the database library is read.
    from archive_app.operations.search_index import SearchIndex
    from archive_app.operations.workers import Workers

    archive = _open_archive(folder, read_only, author, create, name, or_read_only)
    own_workers = workers or Workers()
    try:
        index = SearchIndex(archive, own_workers, cache_folder)
    except BaseException:
        archive.close()
        if workers is None:
            own_workers.close()
        raise
    return Desk(archive, index, own_workers)


def _open_archive(
    folder: Path, read_only: bool, author: str, create: bool, name: str, or_read_only: bool
) -> Archive:
    from archive_app.storage.archive import Archive

    if create and not is_archive(folder):
        return Archive.create(folder, name, author)
    try:
        return Archive.open(folder, read_only=read_only, author=author)
    except ArchiveProblem as problem:
        if problem.code != "locked" or not or_read_only or read_only:
            raise
    return Archive.open(folder, read_only=True, author=author)
