"""When it was updated: a day, a month, a year, a range, or `none`."""

from functools import partial

from archive_app.domain.query import UPDATED
from archive_app.search.date_values import date_condition
from archive_app.search.operators.base import Operator

operator = Operator(
    names=("updated",),
    help="When it was updated: 1989, 1989-06, 2012-04..2012-06, <1990, >1990 or none.",
    examples=("updated:2012", "updated:2015-10", "updated:none"),
    bad_examples=("updated:soon",),
    parse=partial(date_condition, UPDATED),
    completes='none|today|"last week"|"this year"',
)
