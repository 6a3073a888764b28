"""The page label as printed."""

from archive_app.search.operators.base import Operator, with_fact

operator = Operator(
    names=("page",),
    help="The page label as printed.",
    examples=("page:C2", "page:1"),
    bad_examples=("page:&",),
    parse=with_fact("page"),
)
