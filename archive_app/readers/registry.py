"""All readers of the package, and which of them reads a file: by content first, by name second."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

import archive_app.readers
from archive_app.errors import FileProblem
from archive_app.readers.base import HEAD_SIZE, SURE, Reader

NAME_BONUS = 0.2
"""What a fitting extension adds to a score that is not nothing."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture or a sound"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"wOFF", "a font"),
)


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, by name: each module of this package that names a `READER` has one."""
    found = []
    for module in pkgutil.iter_modules(archive_app.readers.__path__):
        reader = getattr(importlib.import_module(f"archive_app.readers.{module.name}"), "READER", None)
        if reader is not None:
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: reader.name))


def reader_by_name(name: str) -> Reader | None:
    return next((reader for reader in readers() if reader.name == name), None)


def known_extensions() -> tuple[str, ...]:
    """Return the extensions that some reader claims, with the dot, sorted."""
    return tuple(sorted({extension for reader in readers() for extension in reader.extensions}))


def read_head(path: Path) -> bytes:
    """Return a file's first bytes; raises FileProblem when it is empty or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_SIZE)
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror or type(error).__name__}.",
            "Check that it is still there and that you may read it.",
            "unreadable",
        ) from error
    if not head:
        raise FileProblem("The file is empty.", "Import it again from its source.", "empty")
    return head


def choose(head: bytes, path: Path) -> Reader:
    """Return the reader for a file with these first bytes and this name.

    Raises FileProblem with code `wrong-type` when the content belies the name or no reader knows
    the format, and `binary` when it is no text at all.
    """
    extension = path.suffix.lower()
    claimed = next((reader for reader in readers() if extension in reader.extensions), None)
    scores = [(reader.score(head, path), reader) for reader in readers()]
    known = [(score, reader) for score, reader in scores if score > 0]
    signature = next((kind for magic, kind in _SIGNATURES if head.startswith(magic)), "")
    if signature and not any(score >= SURE for score, _ in known):
        raise _belied(extension, signature, claimed)
    if not known:
        if claimed is not None and not claimed.media_type.startswith("text/"):
            raise _belied(extension, "something else", claimed)
        raise FileProblem(
            "The file is not a text: it holds binary content that no reader knows.",
            "Import it in one of these formats: " + ", ".join(known_extensions()) + ".",
            "binary",
        )
    best_score, best = max(known, key=lambda pair: pair[0] + NAME_BONUS * (pair[1] is claimed))
    if (
        claimed is not None
        and best is not claimed
        and (best_score >= SURE or _score_of(scores, claimed) == 0)
    ):
        raise _belied(extension, f"a file of the kind '{best.title}'", claimed, best)
    return best


def _score_of(scores: list[tuple[float, Reader]], wanted: Reader) -> float:
    return next(score for score, reader in scores if reader is wanted)


def _belied(extension: str, kind: str, claimed: Reader | None, best: Reader | None = None) -> FileProblem:
    if claimed is None:
        return FileProblem(
            f"The file is {kind}, which cannot be read.",
            "Import it in one of these formats: " + ", ".join(known_extensions()) + ".",
            "wrong-type",
        )
    hint = (
        f"Rename it to end in '{best.extensions[0]}' and import it again."
        if best is not None
        else "Save it again from its source in a format that fits its name."
    )
    return FileProblem(f"The file's name ends in '{extension}', but it holds {kind}.", hint, "wrong-type")
