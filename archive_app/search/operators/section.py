"""Words in the name of the section."""

from archive_app.search.operators.base import Operator, with_fact

operator = Operator(
    names=("section", "rubric"),
    help="Words in the name of the section.",
    examples=("section:arts", 'section:"Arts & Books"'),
    bad_examples=("section:&",),
    parse=with_fact("section"),
)
