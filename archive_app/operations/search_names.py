"""What the search language asks the archive: who bears a name, and which languages there are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from archive_app.domain.subject import SubjectKind
from archive_app.search.analysis import folded_words
from archive_app.storage.archive import Archive
from archive_app.storage.facet_counts import stem_languages
from archive_app.storage.records import Records

Named = tuple[tuple[str, int, str], ...]
"""Kind, id and folded name, with a space at both ends."""


class ArchiveNames:
    """The names of one archive, read again when its journal has moved."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._position: tuple[int, str] | None = None
        self._known: dict[str, Named] = {}
        self._languages: tuple[str, ...] | None = None

    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        found: list[int] = []
        for kind in kinds:
            named = self._named(f"subjects {kind}", lambda records, kind=kind: _subject_names(records, kind))
            found += (id for _, id, name in named if f" {words} " in name)
        return found

    def outlets(self, words: str) -> Iterable[int]:
        return [id for _, id, name in self._named("outlets", _outlet_names) if f" {words} " in name]

    def collections(self, words: str) -> Iterable[int]:
        """Return the collections of this name, with those inside them."""
        found = [id for _, id, name in self._named("collections", _collection_names) if f" {words} " in name]
        with self._archive.read() as records:
            return {inner for id in found for inner in records.collections.with_descendants(id)}

    def languages(self) -> Iterable[str]:
        with self._lock:
            self._forget_old()
            if self._languages is None:
                with self._archive.read() as records:
                    self._languages = stem_languages(records)
            return self._languages

    def _named(self, key: str, read: Callable[[Records], Named]) -> Named:
        with self._lock:
            self._forget_old()
            if key not in self._known:
                with self._archive.read() as records:
                    self._known[key] = read(records)
            return self._known[key]

    def _forget_old(self) -> None:
        position = self._archive.journal_position()
        if position != self._position:
            self._position, self._known, self._languages = position, {}, None


def _subject_names(records: Records, kind: str) -> Named:
    return tuple(
        (kind, subject.id, f" {folded_words(name)} ")
        for subject in records.subjects.all(SubjectKind(kind))
        for name in (subject.name, *(variant.name for variant in subject.variants))
    )


def _outlet_names(records: Records) -> Named:
    outlets = records.outlets.all()
    return tuple(
        ("outlet", one.id, f" {folded_words(n)} ") for one in outlets for n in (one.name, *one.variants)
    )


def _collection_names(records: Records) -> Named:
    return tuple(("collection", one.id, f" {folded_words(one.name)} ") for one in records.collections.all())
