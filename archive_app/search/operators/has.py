"""What a clipping has: notes, links, a PDF, a picture, a correction."""

from archive_app.domain.query import Condition, facts
from archive_app.search.operators.base import Context, Operator, Value, one_of

SLUGS = ("annotation", "link", "pdf", "image", "correction")
OTHERS = {
    "annotations": "annotation", "note": "annotation", "notes": "annotation", "highlight": "annotation",
    "links": "link", "images": "image", "picture": "image", "corrections": "correction",
}  # fmt: skip


def parse(value: Value, context: Context) -> Condition:
    return facts("has", (one_of(SLUGS, "has", value, OTHERS),))


operator = Operator(
    names=("has",),
    help="What the clipping has: annotation, link, pdf, image or correction.",
    examples=("has:annotation", "has:pdf", "has:(link OR correction)"),
    bad_examples=("has:wings",),
    parse=parse,
    completes="|".join(SLUGS),
)
