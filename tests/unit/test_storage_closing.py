"""What an archive does at its edges: after it is closed, when a listener fails, while a backup is made."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_app.domain.changes import Changes
from archive_app.errors import ArchiveProblem
from archive_app.storage import backup
from archive_app.storage.archive import Archive
from archive_app.storage.opening import DATABASE
from tests.unit.storage_support import add_clipping


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive", author="Mira")
    yield made
    made.close()


def test_a_closed_archive_says_so_and_opens_nothing_again(archive: Archive) -> None:
    add_clipping(archive)
    archive.close()
    for use in (archive.undo_state, archive.undo, archive.backup, archive.write_sidecar, archive.check):
        with pytest.raises(ArchiveProblem, match="was closed") as caught:
            use()
        assert caught.value.code == "closed"
    assert not (archive.folder / f"{DATABASE}-wal").exists()


def test_one_deaf_listener_harms_neither_the_write_nor_the_others(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Changes] = []

    def deaf(changes: Changes) -> None:
        raise RuntimeError("the window is gone")

    archive.listen(deaf)
    archive.listen(heard.append)
    with caplog.at_level(logging.ERROR):
        add_clipping(archive)
    assert [changes.label for changes in heard] == ["New clipping A bridge"]
    assert "could not be told" in caplog.text


def test_a_file_that_cannot_be_removed_does_not_undo_the_emptied_trash(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cutting.txt").write_bytes(b"words")
    sha256, size = archive.files.take(tmp_path / "cutting.txt")
    id = add_clipping(archive)
    with archive.write("Attach") as records:
        file = records.source_files.add(sha256=sha256, media_type="text/plain", size=size, name="cutting.txt")
        records.clippings.attach_source(id, file)
        records.clippings.trash([id])
    heard: list[Changes] = []
    archive.listen(heard.append)

    def refused(sha256: str) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(archive.files, "remove", refused)
    with archive.write("Empty") as records:
        records.clippings.delete_for_ever([id])
    assert len(heard) == 1
    with archive.read() as records:
        assert records.clippings.count(trashed=True) == 0


def test_a_backup_counts_what_it_copied_though_somebody_writes_meanwhile(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_clipping(archive)
    verify = backup._verify

    def written_before(folder: Path, copy: Path, expected: dict[str, int] | None = None) -> None:
        add_clipping(archive, "Meanwhile")
        verify(folder, copy, expected)

    monkeypatch.setattr(backup, "_verify", written_before)
    counts = backup.counts_of

    def counted(connection: sqlite3.Connection) -> dict[str, int]:
        found = counts(connection)
        add_clipping(archive, "In the middle")
        return found

    monkeypatch.setattr(backup, "counts_of", counted)
    made = archive.backup()
    with sqlite3.connect(made) as connection:
        assert connection.execute("SELECT count(*) FROM clippings").fetchone() == (1,)
    connection.close()


def test_a_restore_that_breaks_off_leaves_a_database(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_clipping(archive)
    kept = archive.backup()
    archive.close()

    def broken(source: Path, target: Path) -> None:
        if Path(target).name == DATABASE:
            raise OSError(5, "the disk is gone")
        Path(source).rename(target)

    monkeypatch.setattr(backup.os, "replace", broken)
    with pytest.raises(ArchiveProblem):
        backup.restore_backup(archive.folder, kept)
    monkeypatch.undo()
    again = Archive.open(archive.folder, read_only=True)
    try:
        assert again.check() == ()
    finally:
        again.close()
