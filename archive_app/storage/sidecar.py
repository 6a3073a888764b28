"""The sidecar: every record once more, as lines of text with a checksum each, in append-only segments.

Should the database be lost, the records can be rebuilt from it. It is written when nobody waits,
from the journal: for each row that changed, what the row holds now.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from archive_app.storage.engine import migrating_engine
from archive_app.storage.feed import position, uid_at
from archive_app.storage.files import sync_folder
from archive_app.storage.migrations import HEAD
from archive_app.storage.repository import packed
from archive_app.storage.schema import make_schema
from archive_app.storage.tables import RECORDS, TABLE_ORDER, journal, row_checksum

SEGMENT_BYTES = 16 << 20
PORTION = 500
LAST_BYTES = 4096
"""More than the line has that says how far the sidecar goes."""
Line = dict[str, Any]


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9][0-9][0-9][0-9][0-9].jsonl"))


def catch_up(connection: Connection, folder: Path, limit: int = 20_000) -> int:
    """Write what up to `limit` newer rows of the journal changed; returns the number of lines.

    When something was deleted for ever, or the sidecar belongs to another history (a backup was
    restored), everything is written anew and the old segments go.
    """
    at, uid, first = _reached(folder)
    _drop_before(folder, first)
    if at and uid_at(connection, at) != uid:
        return _anew(connection, folder)
    statement = select(
        journal.c.id,
        journal.c.uid,
        journal.c.table_name,
        journal.c.record_id,
        journal.c.operation,
        journal.c.before,
    ).where(journal.c.id > at)
    rows = connection.execute(statement.order_by(journal.c.id).limit(limit)).all()
    if any(row.operation == "delete" and row.before is None for row in rows):
        return _anew(connection, folder)
    if not rows:
        return 0
    changed = dict.fromkeys((row.table_name, row.record_id) for row in rows)
    lines = list(_lines(connection, changed))
    lines.append({"journal": rows[-1].id, "uid": rows[-1].uid, "from": first})
    _append(folder, lines)
    return len(lines)


def _lines(connection: Connection, changed: Iterable[tuple[str, int]]) -> Iterator[Line]:
    """Yield the present row of each changed record, or that it is gone."""
    by_table: dict[str, list[int]] = {}
    for table, id in changed:
        by_table.setdefault(table, []).append(id)
    for name in sorted(by_table, key=TABLE_ORDER.__getitem__):
        table = RECORDS[name].__table__
        for start in range(0, len(by_table[name]), PORTION):
            ids = by_table[name][start : start + PORTION]
            rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
            found = {row["id"]: dict(row) for row in rows}
            for id in ids:
                yield {"table": name, "id": id, "row": found.get(id)}


def _anew(connection: Connection, folder: Path) -> int:
    """Write every record into new segments, then remove the old ones.

    From the last line of the new segments on, the old ones no longer count: it names the first that does.
    """
    old = segments(folder)
    first = int(old[-1].stem) + 1 if old else 1
    at, uid = position(connection)
    count = 0
    fresh = True
    for name in sorted(RECORDS, key=TABLE_ORDER.__getitem__):
        table = RECORDS[name].__table__
        last = 0
        while True:
            statement = select(table).where(table.c.id > last).order_by(table.c.id).limit(PORTION)
            rows = [dict(row) for row in connection.execute(statement).mappings()]
            if not rows:
                break
            _append(folder, [{"table": name, "id": row["id"], "row": row} for row in rows], fresh=fresh)
            fresh, last, count = False, rows[-1]["id"], count + len(rows)
    _append(folder, [{"journal": at, "uid": uid, "from": first}], fresh=fresh)
    _drop_before(folder, first)
    return count + 1


def _drop_before(folder: Path, first: int) -> None:
    """Remove the segments that were written anew since, also after a crash in the middle of that."""
    old = [path for path in segments(folder) if int(path.stem) < first]
    for path in old:
        path.unlink()
    if old:
        sync_folder(folder)


def _append(folder: Path, lines: Iterable[Line], *, fresh: bool = False) -> None:
    """Add lines to the newest segment, or begin one when that is full, torn or not wanted."""
    folder.mkdir(exist_ok=True)
    found = segments(folder)
    path = found[-1] if found else folder / "000001.jsonl"
    if found and (fresh or path.stat().st_size > SEGMENT_BYTES or not _whole(path)):
        path = folder / f"{int(path.stem) + 1:06d}.jsonl"
    new = not path.exists()
    with open(path, "ab") as target:
        if new:
            target.write(_written({"schema": HEAD}))
        target.writelines(_written(line) for line in lines)
        target.flush()
        os.fsync(target.fileno())
    if new:
        sync_folder(folder)


def _written(line: Line) -> bytes:
    content = packed(line).encode("utf-8")
    return b"%08x %s\n" % (zlib.crc32(content), content)


def _whole(path: Path) -> bool:
    """Does the segment end with a line's end?"""
    with open(path, "rb") as source:
        source.seek(0, os.SEEK_END)
        if source.tell() == 0:
            return True
        source.seek(-1, os.SEEK_END)
        return source.read(1) == b"\n"


def read_segment(path: Path) -> Iterator[Line | None]:
    """Yield the lines of a segment; None for one that does not fit its checksum."""
    with open(path, "rb") as source:
        for written in source:
            yield _checked(written.rstrip(b"\n"))


def _checked(written: bytes) -> Line | None:
    code, _, content = written.partition(b" ")
    return json.loads(content) if code == b"%08x" % zlib.crc32(content) else None


def _reached(folder: Path) -> tuple[int, str, int]:
    """Return the journal row, by id and uid, that the sidecar has reached, and its first segment."""
    for path in reversed(segments(folder)):
        reached = _last_line(path)
        if reached is None or "journal" not in reached:  # it broke off: look at all of it
            lines = [line for line in read_segment(path) if line is not None and "journal" in line]
            reached = lines[-1] if lines else None
        if reached is not None:
            return reached["journal"], reached["uid"], reached.get("from", 1)
    return 0, "", 1


def _last_line(path: Path) -> Line | None:
    """Return the last line of a segment, whole and undamaged, without reading the rest."""
    with open(path, "rb") as source:
        source.seek(max(0, path.stat().st_size - LAST_BYTES))
        *_, last, rest = (b"", b"", *source.read().split(b"\n"))
    return None if rest else _checked(last)


def read_sidecar(folder: Path) -> tuple[dict[str, dict[int, Line]], int]:
    """Return the rows by table and id that the sidecar leads to, and how many lines were damaged."""
    content: dict[str, dict[int, Line]] = {name: {} for name in RECORDS}
    damaged = 0
    first = _reached(folder)[2]
    for path in segments(folder):
        if int(path.stem) < first:
            continue
        for line in read_segment(path):
            if line is None:
                damaged += 1
            elif "table" in line and line["row"] is None:
                content[line["table"]].pop(line["id"], None)
            elif "table" in line:
                content[line["table"]][line["id"]] = line["row"]
    return content, damaged


def rebuild(folder: Path, database: Path) -> int:
    """Make a new database of the sidecar's records, with an empty journal; returns the damaged lines."""
    content, damaged = read_sidecar(folder)
    engine = migrating_engine(database)
    try:
        with engine.begin() as connection:
            make_schema(connection)
            for name in sorted(RECORDS, key=TABLE_ORDER.__getitem__):
                rows = list(content[name].values())
                for row in rows:
                    row["checksum"] = row_checksum(RECORDS[name], row)
                if rows:
                    connection.execute(RECORDS[name].__table__.insert(), rows)  # type: ignore[attr-defined]
    finally:
        engine.dispose()
    return damaged
