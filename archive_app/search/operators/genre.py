"""The genre of the clipping."""

from archive_app.search.operators.base import Operator, with_fact

operator = Operator(
    names=("genre",),
    help="The genre of the clipping.",
    examples=("genre:editorial",),
    bad_examples=("genre:&",),
    parse=with_fact("genre"),
)
