"""Brings an older archive up to date: a verified backup first, then all in one transaction, or nothing."""

import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from archive_app.storage.about import About, write_about
from archive_app.storage.backup import make_backup
from archive_app.storage.engine import migrating_engine
from archive_app.storage.migrations import HEAD
from archive_app.storage.opening import DATABASE
from archive_app.storage.soundness import rewrite_checksums
from archive_app.storage.troubles import damaged

SCRIPTS = Path(__file__).parent


def bring_up_to_date(
    folder: Path, about: About, version: str, *, scripts: Path = SCRIPTS, to: str = HEAD
) -> About:
    """Migrate a locked archive from `version`, and return what its archive.toml says now.

    The backup checks every row's checksum, so a damaged archive is refused before it is changed.
    """
    make_backup(folder, mark=f"{version}-before-{to}")
    engine = migrating_engine(folder / DATABASE)
    try:
        with engine.begin() as connection:
            migrate(connection, scripts, to)
            _finish(connection, folder)
    finally:
        engine.dispose()
    changed = About(about.name, about.id)
    write_about(folder, changed)
    return changed


def migrate(connection: Connection, scripts: Path, to: str) -> None:
    """Run the migrations up to a version on a connection whose transaction is open already."""
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _finish(connection: Connection, folder: Path) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    rewrite_checksums(raw)
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise damaged(folder, "records refer to others that are not there")
