"""An event on the clipping."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("event",),
    help="An event on the clipping.",
    examples=("event:hotdocs", 'event:"HotDocs 2012"'),
    bad_examples=('event:"…"',),
    parse=with_subject("event"),
    completes="event",
)
