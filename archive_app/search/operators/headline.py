"""Words in the headline or the kicker above it."""

from archive_app.domain.query import Zone
from archive_app.search.operators.base import Operator, in_zone

operator = Operator(
    names=("headline", "title"),
    help="Words in the headline or the kicker above it.",
    examples=("headline:documentary", 'headline:"Ai Weiwei"', "headline:docu*"),
    bad_examples=("headline:d*",),
    parse=in_zone(Zone.HEADLINE, Zone.KICKER),
)
