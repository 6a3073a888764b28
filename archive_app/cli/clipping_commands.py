"""Commands about single clippings: show, new, edit, trash, restore."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import changing, reading
from archive_app.cli.ids import parse_clipping_id, parse_clipping_ids
from archive_app.cli.shapes import clipping_shape
from archive_app.domain.clipping import FIELD_NAMES, Fields, Origin, PressDate, field_text
from archive_app.domain.dates import display_date, parse_edtf
from archive_app.domain.link import EndKind
from archive_app.errors import UserMistake
from archive_app.operations import clippings
from archive_app.operations.clippings import ClippingPage
from archive_app.operations.job import QuietJob
from archive_app.operations.labels import FIELD_LABELS, counted, field_name

NEW_FIELDS = ("headline", "outlet", "published", "byline", "section", "page", "language", "summary")


def _id_argument(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a clipping: 7 or clipping:7")


def _ids_argument(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help="clippings: 7, clipping:7, or 7,8,12")


def show(arguments: Namespace, console: Console) -> int:
    id = parse_clipping_id(arguments.id)
    with reading(arguments, console) as desk:
        page = clippings.show_clipping(desk, QuietJob(), id)
    console.answer(clipping_shape(page), _page_lines(page))
    return Exit.DONE


def _page_lines(page: ClippingPage) -> Iterator[str]:
    clipping, fields = page.clipping, page.clipping.fields
    yield fields.headline or "(no headline)"
    date = display_date(fields.published.edtf, fields.published.printed)
    yield ", ".join(part for part in (clipping.outlet_name, date, fields.page) if part) or "(no source)"
    for name in FIELD_NAMES:
        if name not in ("headline", "outlet", "published") and (value := field_text(fields, name)):
            yield f"{FIELD_LABELS[name]}: {value}"
    if clipping.trashed:
        yield "in the trash"
    for subject in page.subjects:
        yield f"{subject.kind.value}:{subject.subject_id}  {subject.name} ({subject.role.value})"
    for source in clipping.sources:
        yield f"file: {source.name} ({source.media_type})"
    yield ""
    yield clipping.text.body or "(no text)"
    for note in page.annotations:
        yield ""
        quoted = " / ".join(f"“{target.quote}”" for target in note.text_targets)
        yield f"annotation:{note.id}  {quoted}" + (f"  {note.body}" if note.body else "")
    for link in page.links:
        yield ""
        other = link.other_end(EndKind.CLIPPING, clipping.id)
        label = link.label_from(EndKind.CLIPPING, clipping.id)
        yield f"{label} {other.kind.value}:{other.id}  {other.title}" + (
            f"  ({link.note})" if link.note else ""
        )


def _new_arguments(parser: ArgumentParser) -> None:
    for name in NEW_FIELDS:
        parser.add_argument(f"--{name}", metavar="TEXT", default="", help=FIELD_LABELS[name])
    parser.add_argument("--body", metavar="TEXT", default="", help="the words; a line break ends a paragraph")


def new(arguments: Namespace, console: Console) -> int:
    fields = _typed_fields({name: clippings.tidy(getattr(arguments, name)) for name in NEW_FIELDS})
    with changing(arguments, console) as desk:
        id = clippings.new_clipping(desk, QuietJob(), fields, arguments.body)
    console.answer({"id": id}, [f"Made clipping {id}."])
    return Exit.DONE


def _typed_fields(values: dict[str, str]) -> Fields:
    date = values["published"]
    return Fields(
        headline=values["headline"],
        outlet=values["outlet"],
        published=PressDate(parse_edtf(date).edtf, origin=Origin.PERSON) if date else PressDate(),
        byline=values["byline"],
        section=values["section"],
        page=values["page"],
        language=values["language"],
        summary=values["summary"],
    )


def _edit_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", help="clippings: 7, clipping:7, or 7,8,12")
    parser.add_argument("field", metavar="FIELD", help=f"body, {', '.join(FIELD_NAMES)}")
    parser.add_argument("value", metavar="VALUE", help="the new value; '' empties the field")


def edit(arguments: Namespace, console: Console) -> int:
    ids = parse_clipping_ids(arguments.ids)
    body = arguments.field.strip().lower() == "body"
    if body and len(ids) > 1:
        raise UserMistake("The text of one clipping at a time can be corrected.")
    name = "body" if body else field_name(arguments.field)
    with changing(arguments, console) as desk:
        if body:
            changes = clippings.correct_text(desk, QuietJob(), ids[0], arguments.value)
        else:
            changes = clippings.edit_field(desk, QuietJob(), ids, name, arguments.value)
    changed = sorted(changes.clippings & set(ids))
    shape = {"clippings": ids, "changed": changed, "field": name, "label": changes.label}
    console.answer(
        shape,
        [f"{changes.label}: {counted(len(changed), 'clipping')} changed." if changed else "Nothing changed."],
    )
    return Exit.DONE


def trash(arguments: Namespace, console: Console) -> int:
    ids = [id for text in arguments.ids for id in parse_clipping_ids(text)]
    with changing(arguments, console) as desk:
        clippings.trash(desk, QuietJob(), ids)
    console.answer({"clippings": ids}, [f"Moved {counted(len(ids), 'clipping')} to the trash."])
    return Exit.DONE


def restore(arguments: Namespace, console: Console) -> int:
    ids = [id for text in arguments.ids for id in parse_clipping_ids(text)]
    with changing(arguments, console) as desk:
        clippings.restore(desk, QuietJob(), ids)
    console.answer({"clippings": ids}, [f"Restored {counted(len(ids), 'clipping')}."])
    return Exit.DONE


COMMANDS = (
    Command(
        "show",
        "show a clipping with its text, names, notes and links",
        show,
        _id_argument,
        ("show 7", "show clipping:7 --json"),
    ),
    Command(
        "new",
        "make a clipping without a file",
        new,
        _new_arguments,
        ('new --headline "Dockers walk out" --outlet "The Harbour Post" --published 1968-05~',),
    ),
    Command(
        "edit",
        "change one field of one or more clippings",
        edit,
        _edit_arguments,
        ('edit 7 headline "Dockers walk out"', 'edit 7,8,9 holding-box "Box 12"'),
    ),
    Command("trash", "put clippings into the trash", trash, _ids_argument, ("trash 7 8",)),
    Command("restore", "take clippings out of the trash", restore, _ids_argument, ("restore 7",)),
)
