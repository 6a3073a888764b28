"""What the search index reads from the journal: how far it goes, and what changed since."""

from sqlalchemy import Connection, func, select

from archive_app.storage.tables import journal, touches


def position(connection: Connection) -> tuple[int, str]:
    row = connection.execute(
        select(journal.c.id, journal.c.uid).order_by(journal.c.id.desc()).limit(1)
    ).first()
    return (0, "") if row is None else (row.id, row.uid)


def uid_at(connection: Connection, position: int) -> str | None:
    return connection.scalar(select(journal.c.uid).where(journal.c.id == position))


def touched_since(connection: Connection, after: int, limit: int) -> tuple[int, str, list[int]]:
    """Return the new position, its uid, and ids; a position is never inside one write's ids."""
    last, uid = position(connection)
    if last <= after:
        return last, uid, []
    statement = select(touches.c.journal_id, touches.c.clipping_id).where(touches.c.journal_id > after)
    rows = connection.execute(statement.order_by(touches.c.journal_id).limit(limit + 1)).all()
    if len(rows) > limit:
        last = rows[limit - 1].journal_id
        rest = select(touches.c.journal_id, touches.c.clipping_id).where(touches.c.journal_id == last)
        rows = [row for row in rows if row.journal_id < last] + list(connection.execute(rest))
        uid = uid_at(connection, last) or ""
    return last, uid, list(dict.fromkeys(row.clipping_id for row in rows))


def count_since(connection: Connection, after: int) -> int:
    """Count the clippings whose index entry changed after a position."""
    counted = select(func.count(touches.c.clipping_id.distinct())).where(touches.c.journal_id > after)
    return connection.scalar(counted) or 0
