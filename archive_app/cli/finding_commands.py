"""Commands that find and list clippings."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence

from archive_app.cli.command import Command, Exit
from archive_app.cli.console import Console
from archive_app.cli.desks import reading, stoppable
from archive_app.cli.shapes import answer_shape, row_shape
from archive_app.domain.dates import display_date
from archive_app.domain.listing import ClippingRow, Listing, ListRequest, Place, PlaceKind, SortKey

PLACES = ("all", "inbox", "trash")


def whole_number(text: str) -> int:
    """Return a number of hits; argparse tells the mistake."""
    try:
        number = int(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is not a whole number") from None
    if not 0 <= number < 2**31:
        raise ArgumentTypeError(f"{text} is out of range")
    return number


def _window_arguments(parser: ArgumentParser, limit: int) -> None:
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=limit, help=f"at most N (default {limit})"
    )
    parser.add_argument("--offset", metavar="N", type=whole_number, default=0, help="leave out the first N")


def _search_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="QUERY", nargs="+", help='words, "phrases", fields: see the examples'
    )
    _window_arguments(parser, 20)
    parser.add_argument("--sort", choices=("relevance", "date"), default="relevance")
    parser.add_argument("--facets", action="store_true", help="count outlets, years and names of all hits")


def search(arguments: Namespace, console: Console) -> int:
    from archive_app.operations import search as finding

    request = ListRequest(" ".join(arguments.query), sort=SortKey(arguments.sort))
    with reading(arguments, console) as desk, stoppable(console) as job:
        desk.index.catch_up(job)
        listing = finding.listing(desk, job, request, facets=arguments.facets)
        ids = listing.ids[arguments.offset : arguments.offset + arguments.limit]
        rows = finding.rows(desk, job, ids, request.query) if ids else ()
        job.clear()
    console.notice(listing.notice)
    console.answer(answer_shape(listing, rows, arguments.offset), _answer_lines(listing, rows))
    return Exit.DONE


def _answer_lines(listing: Listing, rows: Sequence[ClippingRow]) -> Iterator[str]:
    about = "" if listing.total_exact else "about "
    yield f"{about}{listing.total:,} found"
    for row in rows:
        yield ""
        yield _row_line(row)
        if row.snippet:
            yield f"    {_marked(row)}"
    for name, values in (listing.facets or {}).items():
        if not values:
            continue
        yield ""
        yield f"{name}: " + ", ".join(f"{facet.value} ({facet.count})" for facet in values)


def _marked(row: ClippingRow) -> str:
    """Return the snippet on one line with its hits in asterisks."""
    pieces: list[str] = []
    at = 0
    for start, end in row.marks:
        pieces += [row.snippet[at:start], "*", row.snippet[start:end], "*"]
        at = end
    return " ".join("".join([*pieces, row.snippet[at:]]).split())


def _row_line(row: ClippingRow) -> str:
    date = display_date(row.published, row.published_printed)
    source = ", ".join(part for part in (row.outlet, date) if part)
    return f"{row.id:>6}  {row.headline or '(no headline)'}" + (f"  ({source})" if source else "")


def _list_arguments(parser: ArgumentParser) -> None:
    _window_arguments(parser, 100)
    parser.add_argument("--place", choices=PLACES, default="all", help="which clippings (default all)")


def list_clippings(arguments: Namespace, console: Console) -> int:
    from archive_app.operations import search as finding

    places = () if arguments.place == "all" else (Place(PlaceKind(arguments.place)),)
    with reading(arguments, console) as desk, stoppable(console) as job:
        listing = finding.listing(desk, job, ListRequest(places=places, sort=SortKey.DATE))
        ids = listing.ids[arguments.offset : arguments.offset + arguments.limit]
        rows = finding.rows(desk, job, ids) if ids else ()
    lines = [_row_line(row) for row in rows]
    more = listing.total - arguments.offset - len(rows)
    if more > 0 and rows:
        lines.append(f"… and {more:,} more (--offset {arguments.offset + len(rows)})")
    console.answer(
        {"total": listing.total, "clippings": [row_shape(row) for row in rows]},
        lines or ["There are no clippings here."],
    )
    return Exit.DONE


COMMANDS = (
    Command(
        "search",
        "find clippings",
        search,
        _search_arguments,
        (
            "search weiwei",
            "search '\"under very strong control\" outlet:Art'",
            "search 'weiw* date:2012-04..2012-06 NOT person:Klayman' --sort date --limit 50",
            "search 'headline:strike event:\"May 1968\"' --facets --json",
        ),
    ),
    Command(
        "list", "list the clippings, newest first", list_clippings, _list_arguments, ("list --place inbox",)
    ),
)
