"""What every connection to an archive's database is told first: it may come from a stranger."""

import sqlite3

BUSY_MILLISECONDS = 10_000


def protect(connection: sqlite3.Connection) -> None:
    """Set what a database from a stranger calls for (sqlite.org/security.html)."""
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA mmap_size=0")
