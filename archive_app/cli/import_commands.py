"""The command that imports files and folders."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import changing, stoppable
from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.operations.labels import counted

if TYPE_CHECKING:
    from archive_app.operations.import_files import ImportReport

_AWRY = (Outcome.QUARANTINED, Outcome.FAILED, Outcome.CANCELLED)


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files and folders")
    parser.add_argument("--recursive", action="store_true", help="go into the folders' folders too")


def import_paths(arguments: Namespace, console: Console) -> int:
    from archive_app.operations import import_files as importing

    paths = [Path(path) for path in arguments.paths]
    # Ctrl+C is listened to before the archive opens: raised inside a library, it could get lost there.
    with stoppable(console) as job, changing(arguments, console, create=True) as desk:
        report = importing.import_files(desk, job, paths, recursive=arguments.recursive)
        # Whoever stops does not wait for the index: the next search brings it up to date.
        if not job.stop_requested():
            desk.index.catch_up(job)
        job.clear()
    console.answer(_report_shape(report), _report_lines(report))
    awry = report.failed or report.quarantined or any(entry.outcome in _AWRY for entry in report.entries)
    return Exit.NEEDS_A_LOOK if awry else Exit.DONE


def _report_shape(report: ImportReport) -> dict[str, Any]:
    return {
        "batch": report.batch_id,
        "seconds": round(report.seconds, 3),
        "added": report.added,
        "duplicates": report.duplicates,
        "quarantined": report.quarantined,
        "failed": report.failed,
        "files": [_file_shape(entry) for entry in report.entries],
    }


def _file_shape(entry: BatchEntry) -> dict[str, Any]:
    return {
        "path": entry.path,
        "reader": entry.reader,
        "outcome": entry.outcome.value,
        "stated": entry.stated,
        "found": entry.found,
        "duplicates": entry.duplicates,
        "quarantined": entry.quarantined,
        "clippings": list(entry.clipping_ids),
        "reason": entry.reason,
        "hint": entry.hint,
    }


def _report_lines(report: ImportReport) -> Iterator[str]:
    for entry in report.entries:
        ids = ", ".join(f"clipping:{id}" for id in entry.clipping_ids[:5])
        more = f" and {len(entry.clipping_ids) - 5} more" if len(entry.clipping_ids) > 5 else ""
        said = "  ".join(part for part in (f"{ids}{more}", entry.reason, entry.hint) if part)
        yield f"{entry.outcome.value:<12}{entry.path}" + (f"  {said}" if said else "")
    yield (
        f"{counted(report.added, 'clipping')} added, {counted(report.duplicates, 'duplicate')}, "
        f"{report.quarantined} in need of a look, {report.failed} failed, in {report.seconds:.1f} s"
    )


COMMANDS = (
    Command(
        "import",
        "put files and folders into the archive, which is made if there is none",
        import_paths,
        _import_arguments,
        ("--archive ~/Press import article.txt page.html paper.pdf", "import ~/Downloads/press --recursive"),
    ),
)
