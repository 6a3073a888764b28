"""When it was published: a day, a month, a year, a range, or `none`."""

from functools import partial

from archive_app.domain.query import PUBLISHED
from archive_app.search.date_values import date_condition
from archive_app.search.operators.base import Operator

operator = Operator(
    names=("date", "published"),
    help="When it was published: 1989, 1989-06, 2012-04..2012-06, <1990, >1990 or none.",
    examples=(
        "date:2012",
        "date:1989-06",
        "date:2012-04..2012-06",
        "date:<1990",
        "date:>1990",
        "date:none",
        'date:"8 May 2012"',
        'date:"2012年5月"',
    ),
    bad_examples=("date:soon", "date:2012-13", "date:2013..2012"),
    parse=partial(date_condition, PUBLISHED),
    completes='none|today|"last week"|"this year"',
)
