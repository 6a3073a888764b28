"""Ready-made material for the tests of the archive's storage."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive_app.domain.clipping import Fields, PressDate, Text
from archive_app.domain.drafts import NewClipping
from archive_app.storage.archive import Archive

BODY = "The mayor opened the bridge. Crowds cheered in the rain. The old ferry is sold."


def add_clipping(archive: Archive, headline: str = "A bridge", body: str = BODY, **fields: Any) -> int:
    with archive.write(f"New clipping {headline}") as records:
        return records.clippings.add(Fields(headline=headline, **fields), Text(body))


def import_clippings(archive: Archive, headlines: Sequence[str], outlet: str = "The Post") -> list[int]:
    """Import as a person does: two writes that share one group."""
    group = archive.new_group("Import 'papers'")
    with archive.write("Import 'papers'", group=group) as records:
        batch = records.batches.start("papers")
    ids: list[int] = []
    for headline in headlines:
        with archive.write("Import 'papers'", group=group) as records:
            draft = NewClipping(
                Fields(headline=headline, outlet=outlet, published=PressDate("1968-05-03")),
                Text(f"{headline} and more."),
                batch_id=batch,
            )
            ids += records.clippings.add_many([draft])
    return ids


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
