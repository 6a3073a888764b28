"""Commands that take back, do again, and tell who changed what."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import changing, reading
from archive_app.cli.finding_commands import whole_number
from archive_app.cli.ids import find_subject, parse_id
from archive_app.cli.shapes import history_shape
from archive_app.domain.changes import Changes, HistoryEntry, RecordKind
from archive_app.domain.subject import SubjectKind
from archive_app.operations import history as past
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job, QuietJob


def undo(arguments: Namespace, console: Console) -> int:
    return _step(arguments, console, past.undo, "undone", "Undone")


def redo(arguments: Namespace, console: Console) -> int:
    return _step(arguments, console, past.redo, "redone", "Done again")


def _step(
    arguments: Namespace, console: Console, step: Callable[[Desk, Job], Changes], key: str, said: str
) -> int:
    with changing(arguments, console) as desk:
        before = past.undo_state(desk, QuietJob())
        changes = step(desk, QuietJob())
        state = past.undo_state(desk, QuietJob())
    label = before.undo if key == "undone" else before.redo
    shape = {
        key: label,
        "clippings": sorted(changes.clippings),
        "next_undo": state.undo,
        "next_redo": state.redo,
    }
    console.answer(shape, [f"{said}: {label}"])
    return Exit.DONE


def _history_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="a record; without it the whole archive's history"
    )
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=200, help="at most N (default 200)"
    )


def history(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk:
        kind, id = _record(desk, arguments.id) if arguments.id else (None, None)
        entries = past.history(desk, QuietJob(), kind, id, arguments.limit)
    console.answer({"history": [history_shape(entry) for entry in entries]}, _history_lines(entries))
    return Exit.DONE


def _record(desk: Desk, text: str) -> tuple[RecordKind, int]:
    kind, id = parse_id(text)
    if kind == "subject" or kind in list(SubjectKind):
        return RecordKind.SUBJECT, find_subject(desk, text).id
    return RecordKind(kind), id


def _history_lines(entries: tuple[HistoryEntry, ...]) -> Iterator[str]:
    for entry in entries:
        who = entry.author or entry.origin
        undone = " (undone)" if entry.undone else ""
        record = f"{entry.operation} {entry.record_kind} {entry.record_id}"
        yield f"{entry.at}  {who}: {entry.label}{undone}  [{record}]"
        for name, before, after in entry.changes:
            yield f"    {name}: {_short(before)} → {_short(after)}"


def _short(value: object) -> str:
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


COMMANDS = (
    Command("undo", "take back the last step", undo),
    Command("redo", "do again what was taken back", redo),
    Command(
        "history",
        "tell who changed what",
        history,
        _history_arguments,
        ("history 7", "history person:3 --json"),
    ),
)
