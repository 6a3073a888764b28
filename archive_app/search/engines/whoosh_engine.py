"""The embedded engine: Whoosh keeps the posting lists on disk, our own evaluation reads them.

Whoosh's files are pickles, and unpickling runs code. So before anything else of Whoosh is imported
its `loads` and `load` are replaced by an unpickler that knows four harmless classes; old formats are
switched off; the schema is always ours; and the index lives in the user's cache, never in an
archive. What is written here are Whoosh's own file formats, without the parts that cost most:
tokens come ready, nothing is sorted twice, and no text is stored.
"""

from __future__ import annotations

import io
import pickle
import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import accumulate, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import whoosh.compat

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import PUBLISHED, UPDATED, AnalysedText, Condition
from archive_app.search.analysis import analyse
from archive_app.search.engine import Hits
from archive_app.search.evaluation import Evaluation
from archive_app.search.postings import FACTS, WORDS, Gathered, Postings, merged, renumbered

HARMLESS = {
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("collections", "defaultdict"),
    ("builtins", "int"),
    ("__builtin__", "int"),
}


class HarmlessUnpickler(pickle.Unpickler):
    """Loads numbers, texts, lists and the few classes that an index is made of."""

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) not in HARMLESS:
            raise pickle.UnpicklingError(f"An index holds no {module}.{name}.")
        return super().find_class(module, name)


def _load(file: Any) -> Any:
    return HarmlessUnpickler(file).load()


def _loads(data: bytes) -> Any:
    return HarmlessUnpickler(io.BytesIO(data)).load()


if "whoosh.index" in sys.modules and whoosh.compat.loads is not _loads:
    raise ImportError("Whoosh was imported before its pickles were made harmless.")
whoosh.compat.loads = _loads
whoosh.compat.load = _load
whoosh.compat.pickle = SimpleNamespace(
    loads=_loads, load=_load, dumps=pickle.dumps, dump=pickle.dump, PicklingError=pickle.PicklingError
)

import whoosh.index  # noqa: E402
import whoosh.legacy  # noqa: E402
from whoosh import columns, fields, formats  # noqa: E402
from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermInfo  # noqa: E402
from whoosh.filedb.structfile import load_pickle  # noqa: E402
from whoosh.reading import SegmentReader, TermNotFound  # noqa: E402
from whoosh.system import pack_int, pack_long, pack_ushort  # noqa: E402
from whoosh.writing import SegmentWriter  # noqa: E402

if load_pickle is not _load:
    raise ImportError("Whoosh still reads pickles by itself.")
whoosh.legacy.toc_loaders.clear()

COLUMNS = ("id", "first", "last", "first_updated", "last_updated", "length")
BLOCK = 4096
"""Postings in one block: the larger, the fewer pickles."""
SEGMENT_POSTINGS = 1_000_000
"""Postings gathered in memory before they become a segment of their own."""
MANY_SEGMENTS = 8
LARGE_SEGMENT = 512
LOCK_SECONDS = 10.0
CACHED_TERMS = 256
_MAGIC = 4
_INT = 4


class WhooshEngine:
    """An index in one folder; open it once for reading, and once in one process for writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: Any = whoosh.index.open_dir(str(folder), schema=_schema())
        self._generation = -1
        self._segments: dict[str, _Segment] = {}
        self._evaluation: Evaluation | None = None

    @classmethod
    def create(cls, folder: Path) -> None:
        if any(folder.glob("*.toc")):
            raise FileExistsError(folder)
        whoosh.index.create_in(str(folder), _schema())

    def search(self, condition: Condition) -> Hits:
        return self._current().hits(condition)

    def size(self) -> int:
        return self._current().size

    def update(self, texts: Iterable[IndexedText], removed: Iterable[int] = ()) -> int:
        """Put clippings in and take others out; a long run becomes several segments."""
        count = 0
        gone = set(removed)
        waiting: list[AnalysedText] = []
        postings = 0
        for text in texts:
            analysed = analyse(text)
            waiting.append(analysed)
            gone.add(text.id)
            postings += len(analysed.forms) + len(analysed.stems)
            if postings > SEGMENT_POSTINGS:
                count += self._commit(waiting, gone)
                waiting, gone, postings = [], set(), 0
        if waiting or gone:
            count += self._commit(waiting, gone)
        return count

    def adopt(self, folders: Sequence[Path]) -> None:
        """Take over the segments of other indexes, which are moved here; they share no clipping."""
        adopted: list[W3Segment] = []
        for folder in folders:
            other: Any = whoosh.index.open_dir(str(folder), schema=_schema())
            adopted += other._read_toc().segments
            for path in folder.glob("*.seg"):
                path.replace(self.folder / path.name)
        self._writer().commit(mergetype=lambda _, own: [*own, *adopted])

    def tidy(self) -> None:
        """Merge small segments of like size when there are many, and any that is mostly deleted.

        Only small ones, so that an edit never waits for long.
        """
        chosen: set[str] = set()
        tiers: defaultdict[int, list[str]] = defaultdict(list)
        for one in self._index._read_toc().segments:
            if one.deleted_count() * 2 > one.doc_count_all():
                chosen.add(one.segment_id())
            elif one.doc_count() < LARGE_SEGMENT:
                tiers[one.doc_count().bit_length() // 3].append(one.segment_id())
        for names in tiers.values():
            if len(names) > MANY_SEGMENTS:
                chosen.update(names)
        if chosen:
            writer = self._writer()
            writer.commit(mergetype=lambda _, own: writer.merge_in(own, chosen))

    def close(self) -> None:
        for segment in self._segments.values():
            segment.close()
        self._segments, self._evaluation, self._generation = {}, None, -1

    def _commit(self, texts: list[AnalysedText], gone: set[int]) -> int:
        writer = self._writer()
        try:
            self._delete(writer, gone)
            for text in texts:
                writer.add(text)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
        return len(texts)

    def _delete(self, writer: _Writer, gone: set[int]) -> None:
        self._current()
        for segment in writer.segments:
            known = self._segments[segment.segment_id()]
            for number, id in enumerate(known.ids):
                if id in gone:
                    segment.delete_document(number)

    def _writer(self) -> _Writer:
        return _Writer(self._index, timeout=LOCK_SECONDS, codec=W3Codec(compression=0))

    def _current(self) -> Evaluation:
        """Return the evaluation of the newest commit, keeping the segments that stayed."""
        generation = self._index.latest_generation()
        if self._evaluation is None or generation != self._generation:
            toc = self._index._read_toc()
            old, self._segments = self._segments, {}
            for info in toc.segments:
                name = info.segment_id()
                segment = old.pop(name, None) or _Segment(self._index.storage, info)
                segment.deleted = frozenset(info.deleted_docs())
                self._segments[name] = segment
            for segment in old.values():
                segment.close()
            self._evaluation = Evaluation(list(self._segments.values()))
            self._generation = toc.generation
        return self._evaluation


class _Segment:
    """One segment's posting lists, facts and columns."""

    def __init__(self, storage: Any, info: W3Segment) -> None:
        self._reader: Any = SegmentReader(storage, _schema(), info)
        self._terms = self._reader._terms
        self.size: int = info.doc_count_all()
        self.deleted: frozenset[int] = frozenset()
        first, last, first_updated, last_updated = (self._column(name) for name in COLUMNS[1:5])
        self.ids: Sequence[int] = self._column("id")
        self.lengths: Sequence[int] = self._column("length")
        self.days: dict[str, tuple[Sequence[int], Sequence[int]]] = {
            PUBLISHED: (first, last),
            UPDATED: (first_updated, last_updated),
        }
        self._words_of: Callable[[str], Postings] = lru_cache(CACHED_TERMS)(partial(self._term, WORDS))

    def words(self, term: str) -> Postings:
        return self._words_of(term)

    def fact(self, fact: str) -> Sequence[int]:
        return self._term(FACTS, fact)[0]

    def words_from(self, start: str) -> Iterator[str]:
        wanted = start.encode()
        for field, term in self._terms.terms_from(WORDS, wanted):
            if field != WORDS or not term.startswith(wanted):
                return
            if b":" not in term:
                yield term.decode()

    def facts_of(self, kind: str) -> Sequence[str]:
        return self._facts_by_kind.get(kind, ())

    def postings(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field with their postings, in order."""
        for (name, term), info in self._terms.items():
            if name == field:
                yield term, self._postings(info)

    def close(self) -> None:
        self._reader.close()

    def _term(self, field: str, term: str) -> Postings:
        try:
            return self._postings(self._terms.term_info(field, term.encode("utf-8", "replace")))
        except TermNotFound:
            return (), ()

    def _postings(self, info: Any) -> Postings:
        if info.is_inlined():
            numbers, _, values = info.inlined_postings()
            return numbers, values
        offset, (length,) = info.extent()  # Whoosh leaves the length in the tuple that it unpacked
        stream = io.BytesIO(self._terms._postfile.get(offset, length))
        stream.seek(_MAGIC)
        numbers: list[int] = []
        values: list[bytes] = []
        last = False
        while not last:
            last = int.from_bytes(stream.read(_INT), "big", signed=True) < 0
            _load(stream)  # what Whoosh keeps to skip a block by
            deltas, _, block = _load(stream)
            numbers.extend(accumulate(deltas))
            values.extend(block or ())
        return numbers, values

    @cached_property
    def _facts_by_kind(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for field, term in self._terms.terms_from(FACTS, b""):
            if field != FACTS:
                break
            fact = term.decode()
            found[fact.partition(":")[0]].append(fact)
        return found

    def _column(self, name: str) -> array[int]:
        values = array("q" if name == "id" else "i")
        perdoc = self._reader._perdoc
        if perdoc.has_column(name):
            file, offset, length = perdoc._get_column_file(name)
            values.frombytes(bytes(file.get(offset, length)))
            if sys.byteorder == "little":
                values.byteswap()
        values.extend([0] * (self.size - len(values)))
        return values


class _Writer(SegmentWriter):
    """Whoosh's writer, fed with analysed texts: postings grow by term, so that only terms are sorted."""

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, **options)
        self._gathered = Gathered()
        self._merged: list[tuple[_Segment, dict[int, int]]] = []

    def add(self, text: AnalysedText) -> None:
        self._gathered.add(self.docnum, text)
        self._add_row((text.id, *(text.published or (0, 0)), *(text.updated or (0, 0)), text.length))

    def merge_in(self, segments: list[W3Segment], names: set[str]) -> list[W3Segment]:
        """Take the living documents of the named segments into the new one; return the others."""
        for info in segments:
            if info.segment_id() not in names:
                continue
            segment = _Segment(self.storage, info)
            deleted = set(info.deleted_docs())
            numbers: dict[int, int] = {}
            columns = (segment.ids, *segment.days[PUBLISHED], *segment.days[UPDATED], segment.lengths)
            for number, row in enumerate(zip(*columns, strict=True)):
                if number not in deleted:
                    numbers[number] = self.docnum
                    self._add_row(row)
            self._merged.append((segment, numbers))
        return [info for info in segments if info.segment_id() not in names]

    def _add_row(self, row: tuple[int, ...]) -> None:
        rows: Any = self.perdocwriter
        rows.start_doc(self.docnum)
        for name, value in zip(COLUMNS, row, strict=True):
            rows.add_column_value(name, _ID if name == "id" else _DAY, value)
        rows.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for field in (FACTS, WORDS):
            self.fieldwriter.start_field(field, self.schema[field])
            for term, (numbers, values) in self._sorted(field):
                self._write_term(term, numbers, values)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
        for segment, _ in self._merged:
            segment.close()

    def _sorted(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        if self._merged:
            return merged([renumbered(one.postings(field), moved) for one, moved in self._merged])
        return iter(self._gathered.sorted(field))

    def _write_term(self, term: bytes, numbers: Sequence[int], values: Sequence[bytes]) -> None:
        """Write one posting list as Whoosh's third format has it."""
        count = len(numbers)
        alone = count == 1
        if alone:  # Whoosh would pickle it in a way that needs a function to load
            place = pickle.dumps(((numbers[0],), (1.0,), tuple(values)), 4)
        else:
            offset, length = self._write_blocks(numbers, values)
            place = pack_long(offset) + pack_int(length)
        info = W3TermInfo._struct.pack(alone, float(count), count, 0, 0, 1.0, numbers[0], numbers[-1])
        self.fieldwriter._tindex.add(pack_ushort(self.fieldwriter._fieldid) + term, info + place)

    def _write_blocks(self, numbers: Sequence[int], values: Sequence[bytes]) -> tuple[int, int]:
        file = self.fieldwriter._postfile
        offset = file.tell()
        file.write(b"W3Bl")
        for start in range(0, len(numbers), BLOCK):
            block = numbers[start : start + BLOCK]
            deltas = (block[0], *(after - before for before, after in pairwise(block)))
            kept = tuple(values[start : start + BLOCK]) or None
            info = pickle.dumps((len(block), block[-1], 1.0, 0, 0, 0), 4)
            data = pickle.dumps((deltas, None, kept), 4)
            size = len(info) + len(data)
            file.write_int(-size if start + BLOCK >= len(numbers) else size)
            file.write(info)
            file.write(data)
        return offset, file.tell() - offset


_ID = columns.NumericColumn("q", default=-1)
_DAY = columns.NumericColumn("i", default=-1)


@lru_cache(1)
def _schema() -> Any:
    return fields.Schema(
        **{
            FACTS: fields.FieldType(formats.Existence(), None),
            WORDS: fields.FieldType(formats.Positions(), None),
        }
    )
