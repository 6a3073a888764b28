"""A place on the clipping."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("place", "where"),
    help="A place on the clipping.",
    examples=("place:toronto", 'place:"New York"'),
    bad_examples=('place:"…"',),
    parse=with_subject("place"),
    completes="place",
)
