"""Words in your notes on a clipping."""

from archive_app.domain.query import Zone
from archive_app.search.operators.base import Operator, in_zone

operator = Operator(
    names=("note", "notes"),
    help="Words in your notes on a clipping.",
    examples=("note:compare", 'note:"ask her"'),
    bad_examples=("note:c*",),
    parse=in_zone(Zone.NOTE),
)
