"""An organisation on the clipping."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("organisation", "organization", "org"),
    help="An organisation on the clipping.",
    examples=("organisation:sundance",),
    bad_examples=('organisation:"…"',),
    parse=with_subject("organisation"),
    completes="organisation",
)
