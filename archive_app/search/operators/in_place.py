"""Where a clipping lies: the inbox, or the trash, which no other search looks into."""

from archive_app.domain.query import TRASH, Condition, HasFact
from archive_app.search.operators.base import Context, Operator, Value, one_of

SLUGS = ("inbox", "trash")


def parse(value: Value, context: Context) -> Condition:
    slug = one_of(SLUGS, "in", value)
    return HasFact(frozenset((TRASH if slug == "trash" else "state:inbox",)))


operator = Operator(
    names=("in",),
    help="Where the clipping lies: inbox or trash. Without it the trash is left out.",
    examples=("in:inbox", "in:trash"),
    bad_examples=("in:attic",),
    parse=parse,
    completes="|".join(SLUGS),
)
