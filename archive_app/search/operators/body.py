"""Words in the article itself, with its standfirst."""

from archive_app.domain.query import Zone
from archive_app.search.operators.base import Operator, in_zone

operator = Operator(
    names=("body", "text"),
    help="Words in the article itself, with its standfirst.",
    examples=("body:detention", 'body:"house arrest"'),
    bad_examples=("body:*tion",),
    parse=in_zone(Zone.BODY, Zone.STANDFIRST),
)
