"""Commands about the archive as a whole: create, check, reindex, collections, outlets."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import archive_folder, changing, reading, stoppable
from archive_app.cli.shapes import collection_shape, outlet_shape
from archive_app.errors import ArchiveProblem
from archive_app.operations import check as checking
from archive_app.operations import collections, outlets
from archive_app.operations.archives import is_archive
from archive_app.operations.job import QuietJob
from archive_app.operations.labels import counted


def _create_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="what the archive is called")


def create(arguments: Namespace, console: Console) -> int:
    folder = archive_folder(arguments)
    if is_archive(folder):
        raise ArchiveProblem(
            f"There is an archive in '{folder}' already.", "Choose another folder.", "exists"
        )
    with changing(arguments, console, create=True, name=arguments.name.strip()) as desk:
        shape = {"archive": str(folder), "id": desk.archive.id, "name": desk.archive.name}
    console.answer(shape, [f"Made the archive '{shape['name']}' in {folder}."])
    return Exit.DONE


def check(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk, stoppable(console) as job:
        report = checking.check(desk, job)
        job.clear()
    problems = [
        {
            "kind": one.kind,
            "id": one.id,
            "code": one.code,
            "message": one.message,
            "repairable": one.repairable,
        }
        for one in report.problems
    ]
    shape = {
        "sound": report.sound,
        "problems": problems,
        "clippings": report.clippings,
        "source_files": report.source_files,
        "index_behind": report.index_behind,
        "seconds": report.seconds,
    }
    read = f"{counted(report.clippings, 'clipping')} and {counted(report.source_files, 'source file')}"
    lines = [f"{one.kind} {one.id}: {one.message}" for one in report.problems]
    lines.append(
        f"Read {read}: everything is sound."
        if report.sound
        else f"Read {read}: {counted(len(problems), 'problem')} found."
    )
    console.answer(shape, lines)
    return Exit.DONE if report.sound else Exit.NEEDS_A_LOOK


def reindex(arguments: Namespace, console: Console) -> int:
    with changing(arguments, console) as desk, stoppable(console) as job:
        desk.index.rebuild(job)
        job.clear()
        with desk.archive.read() as records:
            total = records.clippings.count()
    console.answer({"clippings": total}, [f"The index is new: {counted(total, 'clipping')}."])
    return Exit.DONE


def list_outlets(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk:
        found = outlets.outlets(desk, QuietJob())
    console.answer(
        {"total": len(found), "outlets": [outlet_shape(one) for one in found]},
        [f"outlet:{one.id}  {one.name}  ({counted(one.clippings, 'clipping')})" for one in found],
    )
    return Exit.DONE


def list_collections(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk:
        found = collections.collections(desk, QuietJob())
    console.answer(
        {"total": len(found), "collections": [collection_shape(one) for one in found]},
        [f"collection:{one.id}  {one.name}  ({counted(one.clippings, 'clipping')})" for one in found],
    )
    return Exit.DONE


COMMANDS = (
    Command(
        "create", "make an archive", create, _create_arguments, ('--archive ~/Press create "Strikes 1968"',)
    ),
    Command("outlets", "list the newspapers and sites", list_outlets),
    Command("collections", "list the collections", list_collections),
    Command("check", "compare every record and source file with its checksum", check),
    Command("reindex", "build the search index anew", reindex),
)
