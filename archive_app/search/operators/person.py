"""A person on the clipping, by any of their names."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("person", "who"),
    help="A person on the clipping, by any of their names.",
    examples=("person:weiwei", 'person:"Alison Klayman"'),
    bad_examples=('person:"…"',),
    parse=with_subject("person"),
    completes="person",
)
