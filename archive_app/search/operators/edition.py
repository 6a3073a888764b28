"""Words in the name of the edition."""

from archive_app.search.operators.base import Operator, with_fact

operator = Operator(
    names=("edition",),
    help="Words in the name of the edition.",
    examples=("edition:late",),
    bad_examples=("edition:&",),
    parse=with_fact("edition"),
)
