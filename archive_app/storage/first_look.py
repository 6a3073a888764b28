"""The first look at an archive, without the database library: the newest list while that library loads.

It reads what cannot do harm and promises nothing: whatever is odd means that there is no first look,
and the real opening says what is wrong.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from archive_app.domain.listing import ClippingRow
from archive_app.errors import ArchiveProblem
from archive_app.storage.about import About, read_about
from archive_app.storage.list_rows import found_rows, missing_row
from archive_app.storage.merging import ends_of
from archive_app.storage.migrations import HEAD
from archive_app.storage.protection import protect

DATABASE = "records.sqlite"
STEPS_BETWEEN_LOOKS = 1_000_000
MOST_LOOKS = 100
NOTHING_ELSE = ("table", "index")


class FirstLook:
    """A look into a database that is read only; raises sqlite3.Error when something is in its way."""

    def __init__(self, folder: Path, about: About, connection: sqlite3.Connection) -> None:
        """Use `first_look`."""
        self.folder, self.name, self.id = folder, about.name, about.id
        self._connection = connection
        self._looks = 0
        connection.set_progress_handler(self._too_long, STEPS_BETWEEN_LOOKS)

    def _too_long(self) -> bool:
        self._looks += 1
        return self._looks > MOST_LOOKS

    def is_ours(self) -> bool:
        """Is the schema of this program's newest version, without views and triggers?"""
        versions = self._connection.execute("SELECT version_num FROM alembic_version").fetchall()
        kinds = {kind for (kind,) in self._connection.execute("SELECT DISTINCT type FROM sqlite_master")}
        return versions == [(HEAD,)] and kinds <= set(NOTHING_ELSE)

    def ids(self) -> array[int]:
        """Return all clippings but those in the trash, newest first, undated ones last."""
        listed = "SELECT id FROM clippings WHERE trashed = 0 AND published_earliest IS "
        dated = self._connection.execute(f"{listed} NOT NULL ORDER BY published_earliest DESC, id DESC")
        undated = self._connection.execute(f"{listed} NULL ORDER BY id")
        return array("q", chain.from_iterable(chain(dated, undated)))

    def rows(self, ids: Sequence[int]) -> list[ClippingRow]:
        """Return the rows of a list in the given order; a clipping that is gone has `missing`."""
        found = found_rows(self._connection.cursor(), ids, self._outlets())
        return [found.get(id) or missing_row(id) for id in ids]

    def _outlets(self) -> dict[int, str]:
        rows = self._connection.execute("SELECT id, name, merged_into FROM outlets").fetchall()
        names = {id: name for id, name, _ in rows}
        ends = ends_of({id: into for id, _, into in rows if into is not None})
        return {id: names[ends.get(id, id)] for id in names}

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the clippings."""
        found = self._connection.execute("SELECT DISTINCT language FROM clippings")
        return tuple(tag for (tag,) in found if tag)

    def journal_position(self) -> tuple[int, str]:
        """Return id and uid of the journal's last row; (0, "") when it is empty."""
        row = self._connection.execute("SELECT id, uid FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        return (0, "") if row is None else (row[0], row[1])

    def close(self) -> None:
        self._connection.close()


def first_look(folder: Path) -> FirstLook | None:
    """Return a look into the archive; None when only the real opening can tell what is there."""
    folder = Path(folder).absolute()
    database = folder / DATABASE
    if not database.is_file():
        return None
    connection = None
    try:
        about = read_about(folder)
        uri = f"file:{quote(str(database))}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=0.2)
        protect(connection)
        connection.execute("PRAGMA busy_timeout=200")
        look = FirstLook(folder, about, connection)
        if look.is_ours():
            return look
    except (ArchiveProblem, OSError, sqlite3.Error):
        pass
    if connection is not None:
        connection.close()
    return None
