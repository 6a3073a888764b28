"""Commands about people, organisations, places, events and topics."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import changing, reading
from archive_app.cli.ids import find_subject, parse_clipping_ids
from archive_app.cli.shapes import subject_shape
from archive_app.domain.dates import display_date
from archive_app.domain.subject import Subject, SubjectKind, SubjectRole
from archive_app.errors import UserMistake
from archive_app.operations import subjects
from archive_app.operations.job import QuietJob
from archive_app.operations.labels import counted

KINDS = ", ".join(SubjectKind)


def _subjects_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?", default="", help="only names that hold this")
    parser.add_argument("--kind", metavar="KIND", help=KINDS)


def list_subjects(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk:
        found = subjects.subjects(desk, QuietJob(), arguments.kind, arguments.text)
    console.answer(
        {"total": len(found), "subjects": [subject_shape(one) for one in found]},
        [subject_line(one) for one in found] or ["There are no such names."],
    )
    return Exit.DONE


def subject_line(subject: Subject) -> str:
    """Return a subject on one line: id, name, date, variants, clippings."""
    date = f", {display_date(subject.date)}" if subject.date else ""
    also = "; also " + ", ".join(one.name for one in subject.variants) if subject.variants else ""
    counts = counted(subject.clippings, "clipping")
    return f"{subject.kind.value}:{subject.id}  {subject.name}{date}{also}  ({counts})"


def _tag_arguments(parser: ArgumentParser) -> None:
    _untag_arguments(parser)
    parser.add_argument(
        "--role",
        metavar="ROLE",
        default=SubjectRole.ABOUT.value,
        help=f"{', '.join(SubjectRole)} (default about)",
    )
    parser.add_argument("--date", metavar="EDTF", help="an event's day or range")


def _untag_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", help="clippings: 7, clipping:7, or 7,8,12")
    parser.add_argument("name", metavar="NAME", help="a preferred or variant name")
    parser.add_argument(
        "--kind", metavar="KIND", default=SubjectKind.TOPIC.value, help=f"{KINDS} (default topic)"
    )


def tag(arguments: Namespace, console: Console) -> int:
    ids = parse_clipping_ids(arguments.ids)
    with changing(arguments, console) as desk:
        result = subjects.tag_clippings(
            desk, QuietJob(), ids, arguments.kind, arguments.name, arguments.role, date=arguments.date
        )
    subject = result.subject
    shape = {
        "subject": subject_shape(subject),
        "clippings": ids,
        "role": subjects.subject_role(arguments.role).value,
        "new": result.new,
        "created": result.created,
    }
    said = f"Tagged {counted(result.new, 'clipping')} with {subject.kind.value}:{subject.id} {subject.name}."
    console.answer(shape, [said])
    return Exit.DONE


def untag(arguments: Namespace, console: Console) -> int:
    ids = parse_clipping_ids(arguments.ids)
    kind = subjects.subject_kind(arguments.kind)
    with changing(arguments, console) as desk:
        with desk.archive.read() as records:
            subject = records.subjects.find(kind, arguments.name)
        if subject is None:
            raise UserMistake(
                f"There is no {kind.value} '{arguments.name}'.", "See `press-archive subjects`."
            )
        subjects.untag_clippings(desk, QuietJob(), ids, subject.id)
    shape = {"subject": {"id": subject.id, "kind": kind.value, "name": subject.name}, "clippings": ids}
    console.answer(shape, [f"Took {subject.name} off {counted(len(ids), 'clipping')}."])
    return Exit.DONE


def _subject_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="person:12, event:3, …")
    parser.add_argument("--rename", metavar="NAME", help="the preferred name")
    parser.add_argument("--variant", metavar="NAME", action="append", default=[], help="add a variant name")
    parser.add_argument("--date", metavar="EDTF", help="an event's day or range; '' clears it")
    parser.add_argument("--description", metavar="TEXT")
    parser.add_argument("--delete", action="store_true", help="delete it and take it off its clippings")


def subject(arguments: Namespace, console: Console) -> int:
    edits = (arguments.rename, arguments.date, arguments.description)
    writes = arguments.delete or arguments.variant or any(value is not None for value in edits)
    with (changing if writes else reading)(arguments, console) as desk:
        known = find_subject(desk, arguments.id)
        if arguments.delete:
            subjects.delete_subject(desk, QuietJob(), known.id)
            console.answer({"deleted": subject_shape(known)}, [f"Deleted {known.name}."])
            return Exit.DONE
        job = QuietJob()
        if arguments.rename is not None:
            subjects.rename_subject(desk, job, known.id, arguments.rename)
        for variant in arguments.variant:
            subjects.add_variant(desk, job, known.id, variant)
        if arguments.date is not None:
            subjects.set_subject_date(desk, job, known.id, arguments.date)
        if arguments.description is not None:
            subjects.set_description(desk, job, known.id, arguments.description)
        page = subjects.subject_page(desk, job, known.id)
    shape = {**subject_shape(page.subject), "clipping_ids": list(page.clipping_ids)}
    lines = [subject_line(page.subject), *(f"{row.id:>6}  {row.headline}" for row in page.rows)]
    console.answer(shape, lines)
    return Exit.DONE


def _merge_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("keep", metavar="KEEP", help="the name that stays, such as person:3")
    parser.add_argument("gone", metavar="GONE", help="the name that becomes a variant of it")


def merge(arguments: Namespace, console: Console) -> int:
    with changing(arguments, console) as desk:
        keep, gone = find_subject(desk, arguments.keep), find_subject(desk, arguments.gone)
        subjects.merge_subjects(desk, QuietJob(), keep.id, gone.id)
        with desk.archive.read() as records:
            kept = records.subjects.get(keep.id)
    console.answer({"subject": subject_shape(kept), "merged": gone.id}, [subject_line(kept)])
    return Exit.DONE


COMMANDS = (
    Command(
        "subjects",
        "list people, organisations, places, events and topics",
        list_subjects,
        _subjects_arguments,
        ("subjects --kind person", "subjects weiwei"),
    ),
    Command(
        "tag",
        "tag clippings with a name, which is made if there is none",
        tag,
        _tag_arguments,
        (
            'tag 7 --kind person "Ai Weiwei"',
            'tag 7,8 --kind event "HotDocs 2012" --date 2012-04-26/2012-05-06',
        ),
    ),
    Command(
        "untag", "take a name off clippings", untag, _untag_arguments, ('untag 7 --kind person "Ai Weiwei"',)
    ),
    Command(
        "subject",
        "show or change a person, organisation, place, event or topic",
        subject,
        _subject_arguments,
        ('subject person:3 --variant "艾未未"', "subject event:4 --date 2011-04-03/2011-06-22"),
    ),
    Command("merge", "make two names one", merge, _merge_arguments, ("merge person:3 person:9",)),
)
