"""What runs in worker processes: building an index, searching it, and cutting snippets.

Texts come in spool files, a JSON list a line, since a process cannot be killed while it is being
sent something; what goes back is small.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import Condition
from archive_app.errors import UserMistake
from archive_app.search.engine import Hits, IndexDamaged
from archive_app.search.snippets import Shown, shown

if TYPE_CHECKING:
    from archive_app.search.engines.whoosh_engine import WhooshEngine

ENGINE = "whoosh-1"
"""Name and format of the engine; another one here means that indexes are made anew."""
_NAMES = tuple(field.name for field in dataclasses.fields(IndexedText))
_open: dict[Path, "WhooshEngine"] = {}


def write_spool(path: Path, texts: Iterable[IndexedText]) -> int:
    """Write clippings for a worker to read; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps([getattr(text, name) for name in _NAMES]) + "\n")
            count += 1
    return count


def read_spool(path: Path) -> Iterator[IndexedText]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            values = zip(_NAMES, json.loads(line), strict=True)
            yield IndexedText(**{name: _frozen(value) for name, value in values})


def build(folder: Path, spools: Sequence[Path]) -> int:
    """Make a new index of spooled clippings; return how many it holds."""
    from archive_app.search.engines.whoosh_engine import WhooshEngine

    folder.mkdir(parents=True, exist_ok=True)
    WhooshEngine.create(folder)
    engine = WhooshEngine(folder)
    try:
        return engine.update(text for spool in spools for text in read_spool(spool))
    finally:
        engine.close()


def update(folder: Path, spools: Sequence[Path], removed: Sequence[int]) -> int:
    """Put spooled clippings into an index and take others out; return how many it holds then."""
    with _damage_told():
        engine = _fresh(folder)
        try:
            engine.update((text for spool in spools for text in read_spool(spool)), removed)
            engine.tidy()
            return engine.size()
        finally:
            engine.close()


def adopt(folder: Path, parts: Sequence[Path], removed: Sequence[int]) -> int:
    """Take over indexes built beside this one, in place of what it knew of their clippings."""
    with _damage_told():
        engine = _fresh(folder)
        try:
            if removed:
                engine.update((), removed)
            engine.adopt(parts)
            engine.tidy()
            return engine.size()
        finally:
            engine.close()


def search(folder: Path, condition: Condition) -> Hits:
    """Search an index that stays open for the next query."""
    with _damage_told(folder):
        return _kept(folder).search(condition)


def size(folder: Path) -> int:
    with _damage_told(folder):
        return _kept(folder).size()


def snippets(condition: Condition, texts: Sequence[IndexedText]) -> list[Shown]:
    return [shown(condition, text) for text in texts]


class _damage_told:
    """Whatever goes wrong in an index but a mistake in the query means that it is damaged."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, UserMistake) or not isinstance(error, Exception):
            return
        if self._folder is not None:
            _open.pop(self._folder, None)
        raise IndexDamaged from error


def _fresh(folder: Path) -> "WhooshEngine":
    from archive_app.search.engines.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


def _kept(folder: Path) -> "WhooshEngine":
    engine = _open.get(folder)
    if engine is None:
        for other in _open.values():
            other.close()
        _open.clear()
        engine = _open[folder] = _fresh(folder)
    return engine


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
