"""The newspaper or site, by its name or a variant of it."""

from archive_app.domain.query import Condition, facts
from archive_app.search.operators.base import Context, Operator, Value, name_words


def parse(value: Value, context: Context) -> Condition:
    return facts("outlet", sorted(set(context.names.outlets(name_words(value, "outlet")))))


operator = Operator(
    names=("outlet", "newspaper", "source"),
    help="The newspaper or site.",
    examples=("outlet:epoch", 'outlet:"Epoch Times"'),
    bad_examples=('outlet:""',),
    parse=parse,
    completes="outlet",
)
