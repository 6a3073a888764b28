"""The collection that a clipping was put into."""

from archive_app.domain.query import Condition, facts
from archive_app.search.operators.base import Context, Operator, Value, name_words


def parse(value: Value, context: Context) -> Condition:
    return facts("collection", sorted(set(context.names.collections(name_words(value, "collection")))))


operator = Operator(
    names=("collection",),
    help="A collection that the clipping is in.",
    examples=("collection:dossier", 'collection:"First dossier"'),
    bad_examples=('collection:"!"',),
    parse=parse,
    completes="collection",
)
