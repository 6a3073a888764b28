"""Source files, checks, backups, migrations and the sidecar."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive_app.errors import ArchiveProblem, FileProblem
from archive_app.storage import files as files_module
from archive_app.storage.about import read_about
from archive_app.storage.archive import Archive
from archive_app.storage.backup import backups, make_backup, restore_backup
from archive_app.storage.engine import migrating_engine
from archive_app.storage.files import FileStore
from archive_app.storage.migrations import HEAD, KNOWN
from archive_app.storage.migrations.run import SCRIPTS, bring_up_to_date, migrate
from archive_app.storage.sidecar import read_sidecar, rebuild, segments
from tests.unit.storage_support import add_clipping, import_clippings, tree


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.create(tmp_path / "archive", author="Mira")) as archive:
        yield archive


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"All the news")
    return path


def kept_paper(archive: Archive, paper: Path) -> Path:
    sha256, size = archive.files.take(paper)
    with archive.write("Keep") as records:
        records.source_files.add(sha256=sha256, media_type="text/plain", size=size, name=paper.name)
    return archive.files.path(sha256)


def test_a_file_is_kept_byte_for_byte_once_and_read_only(archive: Archive, paper: Path) -> None:
    sha256, size = archive.files.take(paper)
    assert archive.files.take(paper) == (sha256, size)
    place = archive.files.path(sha256)
    assert place.read_bytes() == paper.read_bytes()
    assert place.parent.name == sha256[:2]
    assert not place.stat().st_mode & 0o222
    assert size == 12
    assert list(archive.files.staging.iterdir()) == []


@pytest.mark.parametrize("name", ["folder", "fifo", "nowhere"])
def test_what_is_no_readable_file_is_refused(archive: Archive, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name == "fifo":
        os.mkfifo(path)
    with pytest.raises(FileProblem):
        archive.files.take(path)
    assert list(archive.files.staging.iterdir()) == []


def test_a_file_that_changes_while_it_is_read_is_refused(
    archive: Archive, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter(range(100))
    monkeypatch.setattr(files_module, "_look", lambda path: (next(looks), 0))
    with pytest.raises(FileProblem) as caught:
        archive.files.take(paper)
    assert caught.value.code == "changed"
    assert list(archive.files.files.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "", "a" * 63 + "/"])
def test_only_a_hash_is_a_place(archive: Archive, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        archive.files.path(name)


def test_a_full_disk_is_said_before_a_file_is_copied(
    archive: Archive, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        total, free = 100, 5

    monkeypatch.setattr(files_module.shutil, "disk_usage", lambda folder: Usage)
    with pytest.raises(ArchiveProblem) as caught:
        archive.files.take(paper)
    assert caught.value.code == "disk-full"


def test_quarantine_keeps_the_file_and_the_reason(tmp_path: Path, paper: Path) -> None:
    place = FileStore(tmp_path).quarantine(paper, "It is encrypted.")
    assert place.read_bytes() == paper.read_bytes()
    assert place.with_name(f"{place.name}.txt").read_text() == "It is encrypted."


def test_a_sound_archive_has_no_problems(archive: Archive, paper: Path) -> None:
    kept_paper(archive, paper)
    import_clippings(archive, ["One", "Two"])
    archive.undo()
    archive.redo()
    assert archive.check() == ()


@pytest.mark.parametrize(
    ("statement", "code", "kind"),
    [
        ("UPDATE clippings SET headline = 'A bride' WHERE id = 1", "checksum", "clipping"),
        ("UPDATE texts SET body = replace(body, 'rain', 'ruin')", "checksum", "text"),
        ("UPDATE texts SET checksum = checksum + 1", "checksum", "text"),
        ("UPDATE clippings SET outlet_id = 99", "reference", "clipping"),
        ("UPDATE texts SET current = 0", "reference", "clipping"),
    ],
)
def test_altered_rows_are_found(archive: Archive, statement: str, code: str, kind: str) -> None:
    add_clipping(archive)
    with closing(sqlite3.connect(archive.folder / "records.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()
    assert (code, kind) in {(problem.code, problem.kind) for problem in archive.check()}


def test_altered_and_missing_source_files_are_found(archive: Archive, paper: Path) -> None:
    place = kept_paper(archive, paper)
    place.chmod(0o600)
    place.write_bytes(b"All the nows")
    (problem,) = archive.check()
    assert (problem.code, problem.id) == ("altered", 1)
    place.unlink()
    (problem,) = archive.check()
    assert problem.code == "missing"


def test_a_backup_is_restored_without_the_log_that_came_after(archive: Archive) -> None:
    add_clipping(archive, "Before")
    wanted = archive.dump()
    backup = archive.backup()
    add_clipping(archive, "After")
    archive.close()
    (archive.folder / "records.sqlite-wal").write_bytes(b"stale")
    kept = restore_backup(archive.folder, backup)
    assert (kept / "records.sqlite").is_file()
    assert (kept / "records.sqlite-wal").read_bytes() == b"stale"
    with closing(Archive.open(archive.folder)) as again:
        assert again.dump() == wanted
        assert again.check() == ()


def test_a_backup_of_an_altered_database_is_refused_and_leaves_nothing(archive: Archive) -> None:
    add_clipping(archive)
    archive.close()
    with closing(sqlite3.connect(archive.folder / "records.sqlite")) as connection:
        connection.execute("UPDATE clippings SET headline = 'x'")
        connection.commit()
    with pytest.raises(ArchiveProblem, match="altered"):
        make_backup(archive.folder)
    assert list((archive.folder / "backups").iterdir()) == []


def test_a_damaged_backup_is_not_restored(archive: Archive) -> None:
    add_clipping(archive)
    backup = archive.backup()
    archive.close()
    backup.write_bytes(backup.read_bytes()[:8192])
    before = tree(archive.folder)
    with pytest.raises(ArchiveProblem):
        restore_backup(archive.folder, backup)
    assert tree(archive.folder) == before


def test_an_open_archive_is_not_restored_over(archive: Archive) -> None:
    backup = archive.backup()
    with pytest.raises(ArchiveProblem) as caught:
        restore_backup(archive.folder, backup)
    assert caught.value.code == "locked"


def test_backups_keep_within_their_budget_and_the_newest_stays(archive: Archive) -> None:
    add_clipping(archive)
    make_backup(archive.folder, "0001-before-0002")
    made = [archive.backup() for _ in range(6)]
    found = backups(archive.folder)
    assert made[-1] in found
    assert found[0].name == "000001-0001-before-0002.sqlite"
    assert len(found) <= 4


def schema(connection: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        indexes = [
            (row[2], tuple(part[2] for part in connection.execute(f"PRAGMA index_info('{row[1]}')")))
            for row in connection.execute(f"PRAGMA index_list('{name}')").fetchall()
        ]
        found[name] = (
            sorted(str(row[1:]) for row in connection.execute(f"PRAGMA table_xinfo('{name}')")),
            sorted(str(row[2:]) for row in connection.execute(f"PRAGMA foreign_key_list('{name}')")),
            sorted(indexes),
            "AUTOINCREMENT" in sql,
            "WITHOUT ROWID" in sql,
        )
    return found


def test_migrations_make_the_same_schema_as_a_new_archive(archive: Archive, tmp_path: Path) -> None:
    engine = migrating_engine(tmp_path / "migrated.sqlite")
    with engine.begin() as connection:
        migrate(connection, SCRIPTS, HEAD)
    engine.dispose()
    with (
        closing(sqlite3.connect(archive.folder / "records.sqlite")) as made,
        closing(sqlite3.connect(tmp_path / "migrated.sqlite")) as migrated,
    ):
        assert schema(made) == schema(migrated)


def test_every_known_version_has_its_migration() -> None:
    found = sorted(path.name[:4] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
    assert tuple(found) == KNOWN


NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9001"
down_revision = "0001"
def upgrade():
    op.add_column("clippings", sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
    if {broken}:
        op.execute("UPDATE clippings SET outlet_id = 99")
"""


@pytest.fixture
def newer_scripts(tmp_path: Path) -> Path:
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for name in ("env.py", "versions/0001_first.py"):
        (scripts / name).write_text((SCRIPTS / name).read_text())
    return scripts


def version_and_moods(folder: Path) -> tuple[str, list[str]]:
    with closing(sqlite3.connect(folder / "records.sqlite")) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(clippings)")]
        rows = connection.execute("SELECT mood FROM clippings") if "mood" in columns else []
        return version, [row[0] for row in rows]


def test_a_migration_backs_up_first_and_renews_the_checksums(archive: Archive, newer_scripts: Path) -> None:
    add_clipping(archive)
    archive.close()
    (newer_scripts / "versions" / "9001_mood.py").write_text(NEXT.format(broken=False))
    about = read_about(archive.folder)
    bring_up_to_date(archive.folder, about, HEAD, scripts=newer_scripts, to="9001")
    assert version_and_moods(archive.folder) == ("9001", ["calm"])
    (backup,) = backups(archive.folder)
    assert backup.name == f"000001-{HEAD}-before-9001.sqlite"
    assert make_backup(archive.folder)  # which checks every row's checksum
    with pytest.raises(ArchiveProblem) as caught:
        Archive.open(archive.folder)
    assert caught.value.code == "newer"


def test_a_migration_that_fails_changes_nothing(archive: Archive, newer_scripts: Path) -> None:
    add_clipping(archive)
    wanted = archive.dump()
    archive.close()
    (newer_scripts / "versions" / "9001_mood.py").write_text(NEXT.format(broken=True))
    with pytest.raises(ArchiveProblem):
        bring_up_to_date(archive.folder, read_about(archive.folder), HEAD, scripts=newer_scripts, to="9001")
    assert version_and_moods(archive.folder) == (HEAD, [])
    with closing(Archive.open(archive.folder)) as again:
        assert again.dump() == wanted


def test_the_records_are_rebuilt_from_the_sidecar(archive: Archive, tmp_path: Path) -> None:
    import_clippings(archive, ["One", "Two"])
    assert archive.write_sidecar() > 0
    id = add_clipping(archive, "Three")
    with archive.write("Edit") as records:
        records.clippings.set_field([id], "section", "C")
    archive.undo_group(archive.history(None, None, 1)[0].group)
    assert archive.write_sidecar() > 0
    assert archive.write_sidecar() == 0
    wanted = archive.dump()
    archive.close()
    database = archive.folder / "records.sqlite"
    for path in archive.folder.glob("records.sqlite*"):
        path.unlink()
    assert rebuild(archive.folder / "sidecar", database) == 0
    with closing(Archive.open(archive.folder)) as again:
        assert again.dump() == wanted
        assert again.check() == ()


def test_a_torn_or_altered_line_of_the_sidecar_is_noticed(archive: Archive) -> None:
    add_clipping(archive, "One")
    archive.write_sidecar()
    (segment,) = segments(archive.folder / "sidecar")
    content = segment.read_bytes()
    segment.write_bytes(content[:-5])
    add_clipping(archive, "Two")
    while archive.write_sidecar():
        pass
    assert len(segments(archive.folder / "sidecar")) == 2
    rows, damaged = read_sidecar(archive.folder / "sidecar")
    assert damaged == 1
    assert [row["headline"] for row in rows["clippings"].values()] == ["One", "Two"]
    segment.write_bytes(content.replace(b"One", b"Ono", 1))
    assert read_sidecar(archive.folder / "sidecar")[1] == 1


def test_what_is_deleted_for_ever_leaves_the_sidecar_too(archive: Archive) -> None:
    id = add_clipping(archive, "Secret")
    archive.write_sidecar()
    with archive.write("Empty the trash") as records:
        records.clippings.delete_for_ever([id])
    while archive.write_sidecar():
        pass
    assert b"Secret" not in b"".join(tree(archive.folder / "sidecar").values())
