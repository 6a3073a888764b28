"""Words in the byline as printed."""

from archive_app.domain.query import Zone
from archive_app.search.operators.base import Operator, in_zone

operator = Operator(
    names=("byline",),
    help="Words in the byline as printed.",
    examples=("byline:correspondent",),
    bad_examples=("byline:*",),
    parse=in_zone(Zone.BYLINE),
)
