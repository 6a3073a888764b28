"""The desk: the open archive with its index and its worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_app.operations.search_index import SearchIndex
    from archive_app.operations.workers import Workers
    from archive_app.storage.archive import Archive


@dataclass(frozen=True, slots=True)
class Desk:
    """What an operation works with; closing it closes all three in the right order."""

    archive: Archive
    index: SearchIndex
    workers: Workers

    def close(self) -> None:
        self.index.close()
        self.archive.close()
        self.workers.close()
