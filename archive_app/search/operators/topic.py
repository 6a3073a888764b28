"""A topic on the clipping."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("topic",),
    help="A topic on the clipping.",
    examples=("topic:censorship",),
    bad_examples=('topic:"…"',),
    parse=with_subject("topic"),
    completes="topic",
)
