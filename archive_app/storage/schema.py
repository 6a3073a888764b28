"""Makes the tables of a new archive, as the migrations would leave them."""

from sqlalchemy import Connection, text

from archive_app.storage.migrations import HEAD
from archive_app.storage.tables import Base


def make_schema(connection: Connection) -> None:
    """Make all tables at once; a test compares them with what the migrations make one by one."""
    Base.metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
