"""A keyword that the supplier gave."""

from archive_app.search.operators.base import Operator, with_fact

operator = Operator(
    names=("keyword", "keywords"),
    help="A keyword that the supplier gave.",
    examples=("keyword:dissidents",),
    bad_examples=("keyword:&",),
    parse=with_fact("keyword"),
)
