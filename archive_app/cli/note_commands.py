"""Commands that annotate and link."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import changing, reading
from archive_app.cli.ids import link_end, parse_clipping_id, parse_id
from archive_app.cli.shapes import annotation_shape, end_shape
from archive_app.domain.annotation import Annotation, Colour
from archive_app.domain.link import EndKind, LinkType
from archive_app.errors import UserMistake
from archive_app.operations import annotations, links
from archive_app.operations.job import QuietJob


def _annotate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a clipping: 7 or clipping:7")
    parser.add_argument("--quote", metavar="TEXT", required=True, help="the passage as it stands in the text")
    parser.add_argument("--note", metavar="TEXT", default="", help="what to say of it (Markdown)")
    parser.add_argument("--colour", metavar="NAME", default=Colour.YELLOW.value, help=", ".join(Colour))
    parser.add_argument("--code", metavar="CODE", action="append", default=[], help="a code; may be repeated")


def annotate(arguments: Namespace, console: Console) -> int:
    clipping_id = parse_clipping_id(arguments.id)
    with changing(arguments, console) as desk:
        id = annotations.annotate_quote(
            desk, QuietJob(), clipping_id, arguments.quote, arguments.note, arguments.colour, arguments.code
        )
        note = annotations.show_annotation(desk, QuietJob(), id)
    shape = {**annotation_shape(note, clipping_id), "clipping": clipping_id}
    console.answer(shape, [f"annotation:{id}  “{shape['quote']}”"])
    return Exit.DONE


def _note_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="the note (Markdown)")
    parser.add_argument("--code", metavar="CODE", action="append", default=[], help="a code; may be repeated")


def note(arguments: Namespace, console: Console) -> int:
    with changing(arguments, console) as desk:
        id = annotations.new_note(desk, QuietJob(), arguments.text, codes=arguments.code)
        made = annotations.show_annotation(desk, QuietJob(), id)
    console.answer(annotation_shape(made), [f"annotation:{id}  {made.body}"])
    return Exit.DONE


def list_annotations(arguments: Namespace, console: Console) -> int:
    with reading(arguments, console) as desk:
        rows = annotations.all_annotations(desk, QuietJob(), limit=100_000)
    shapes = [
        {**annotation_shape(row.annotation), "clipping": row.clipping_id, "headline": row.headline}
        for row in rows
    ]
    lines = [f"annotation:{row.annotation.id}  {_gist(row.annotation)}  ({row.headline})" for row in rows]
    console.answer({"total": len(shapes), "annotations": shapes}, lines or ["There are no annotations."])
    return Exit.DONE


def _gist(annotation: Annotation) -> str:
    quotes = " / ".join(f"“{target.quote}”" for target in annotation.text_targets)
    return "  ".join(part for part in (quotes, annotation.body) if part)


def _link_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="ID", help="a clipping, an annotation or a name")
    parser.add_argument("target", metavar="ID", help="what it is linked to")
    parser.add_argument(
        "--type",
        metavar="TYPE",
        default=LinkType.RELATED.value,
        help=f"{', '.join(LinkType)} (default related)",
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="why they are linked")


def link(arguments: Namespace, console: Console) -> int:
    with changing(arguments, console) as desk:
        source, target = link_end(desk, arguments.source), link_end(desk, arguments.target)
        id = links.link_records(desk, QuietJob(), source, target, arguments.type, arguments.note)
        made = next(one for one in links.links_of(desk, QuietJob(), source.kind, source.id) if one.id == id)
    shape = {
        "id": id,
        "type": made.type.value,
        "source": end_shape(made.source),
        "target": end_shape(made.target),
        "note": made.note,
    }
    label = made.label_from(source.kind, source.id)
    console.answer(shape, [f"{_named(made.source)} {label} {_named(made.target)}"])
    return Exit.DONE


def _named(end: object) -> str:
    shape = end_shape(end)  # type: ignore[arg-type]
    return f"{shape['kind']}:{shape['id']} {shape['title']}".strip()


def _delete_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="annotation:5")


def delete_annotation(arguments: Namespace, console: Console) -> int:
    kind, id = parse_id(arguments.id)
    if kind != EndKind.ANNOTATION:
        raise UserMistake(f"'{arguments.id}' is not an annotation.", "Write its id as annotation:5.", 0)
    with changing(arguments, console) as desk:
        annotations.delete_annotation(desk, QuietJob(), id)
    console.answer({"deleted": id}, [f"Deleted annotation {id}."])
    return Exit.DONE


COMMANDS = (
    Command(
        "annotate",
        "highlight a passage, with a note or without",
        annotate,
        _annotate_arguments,
        ('annotate 7 --quote "under very strong control" --note "Check the source."',),
    ),
    Command(
        "note", "write a note that stands alone", note, _note_arguments, ('note "Ask the archive for 1969."',)
    ),
    Command("annotations", "list all annotations and notes", list_annotations),
    Command(
        "unannotate",
        "delete an annotation",
        delete_annotation,
        _delete_arguments,
        ("unannotate annotation:5",),
    ),
    Command(
        "link",
        "link two records",
        link,
        _link_arguments,
        ('link 7 8 --type follows-up --note "Two days later."', "link annotation:5 person:3"),
    ),
)
