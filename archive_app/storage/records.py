"""All repositories over one session: what a write or a read of the archive is given."""

from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from archive_app.domain.drafts import NewClipping
from archive_app.domain.indexed import IndexedText
from archive_app.storage.annotations import Annotations
from archive_app.storage.batches import Batches
from archive_app.storage.clippings import Clippings
from archive_app.storage.collections import Collections
from archive_app.storage.files import FileStore
from archive_app.storage.journal import Writing
from archive_app.storage.links import Links
from archive_app.storage.outlets import Outlets
from archive_app.storage.settings import SavedSearches, Settings
from archive_app.storage.source_files import SourceFiles
from archive_app.storage.subjects import Subjects

__all__ = ["IndexedText", "NewClipping", "Records"]


class Records:
    """The archive's records, one repository per family; lives as long as one write or read."""

    def __init__(self, session: Session, files: FileStore) -> None:
        self.session = session
        self.files = files

    @property
    def writing(self) -> Writing:
        """The write that runs; raises RuntimeError in a read."""
        found: Any = self.session.info.get("writing")
        if found is None:
            raise RuntimeError("This is a read of the archive; changes need archive.write().")
        return found

    @cached_property
    def clippings(self) -> Clippings:
        return Clippings(self)

    @cached_property
    def source_files(self) -> SourceFiles:
        return SourceFiles(self)

    @cached_property
    def outlets(self) -> Outlets:
        return Outlets(self)

    @cached_property
    def subjects(self) -> Subjects:
        return Subjects(self)

    @cached_property
    def annotations(self) -> Annotations:
        return Annotations(self)

    @cached_property
    def links(self) -> Links:
        return Links(self)

    @cached_property
    def collections(self) -> Collections:
        return Collections(self)

    @cached_property
    def batches(self) -> Batches:
        return Batches(self)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self)

    @cached_property
    def saved_searches(self) -> SavedSearches:
        return SavedSearches(self)
