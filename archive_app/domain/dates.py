"""Dates as EDTF (ISO 8601-2), with the earliest and latest day for sorting and matching.

Source of the rules: https://www.loc.gov/standards/datetime/ levels 0 and 1, as far as press
articles need them: `1968`, `1968-05`, `1968-05-03`, `196X`, `1968~`, `1968-05?`,
`1968-05-03/1968-05-07`, `../1968`, `1968/..`.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from archive_app.errors import UserMistake

HINT = "Write a date as 1968, 1968-05, 1968-05-03, 1968~ (about) or 1968-05-03/1968-05-07."
FIRST_DAY = dt.date(1, 1, 1)
LAST_DAY = dt.date(9999, 12, 31)

_POINT = re.compile(
    r"^(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?P<mark>[~?%]?)$"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date with the first and last day that it can mean."""

    edtf: str
    earliest: dt.date
    latest: dt.date

    @property
    def approximate(self) -> bool:
        return any(mark in self.edtf for mark in "~?%X")

    def overlaps(self, other: "DateSpan") -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest


def parse_edtf(text: str) -> DateSpan:
    """Return the span that an EDTF text means; raises UserMistake with how to write one."""
    text = text.strip()
    if "/" in text:
        start_text, end_text = text.split("/", 1)
        start = FIRST_DAY if start_text in ("", "..") else _parse_point(start_text)[0]
        end = LAST_DAY if end_text in ("", "..") else _parse_point(end_text)[1]
        if start > end:
            raise UserMistake(f"The range '{text}' ends before it begins.", HINT)
        if start is FIRST_DAY and end is LAST_DAY:
            raise UserMistake(f"The range '{text}' has neither a beginning nor an end.", HINT)
        return DateSpan(text, start, end)
    start, end = _parse_point(text)
    return DateSpan(text, start, end)


def _parse_point(text: str) -> tuple[dt.date, dt.date]:
    match = _POINT.match(text)
    if match is None:
        raise UserMistake(f"'{text}' is not a date.", HINT)
    year, month, day = match["year"], match["month"], match["day"]
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    try:
        if month is None or month == "XX" or "X" in year:
            return dt.date(max(1, first_year), 1, 1), dt.date(last_year, 12, 31)
        if day is None or day == "XX":
            last = calendar.monthrange(first_year, int(month))[1]
            return dt.date(first_year, int(month), 1), dt.date(first_year, int(month), last)
        exact = dt.date(first_year, int(month), int(day))
    except (ValueError, calendar.IllegalMonthError):
        raise UserMistake(f"There is no such day as '{text}'.", HINT) from None
    return exact, exact


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def display_date(edtf: str | None, printed: str = "", inferred: bool = False) -> str:
    """Return a date for people: '8 May 2012', 'May 1968', 'c. 1934', '3-7 May 1968', '[May 1934]'.

    Without a normalised date the printed form is shown, else ''. `inferred` adds the brackets.
    """
    if not edtf:
        return printed
    try:
        parse_edtf(edtf)
    except UserMistake:
        return printed or edtf
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        if start in ("", ".."):
            text = f"until {_display_point(end)}"
        elif end in ("", ".."):
            text = f"from {_display_point(start)}"
        else:
            text = f"{_display_point(start)} – {_display_point(end)}"
    else:
        text = _display_point(edtf)
    return f"[{text}]" if inferred else text


def _display_point(text: str) -> str:
    match = _POINT.match(text)
    if match is None:
        return text
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"]
    if year.endswith("XX"):
        shown = f"{year[:2]}00s"
    elif year.endswith("X"):
        shown = f"{year[:3]}0s"
    else:
        shown = year
    if month and month != "XX":
        shown = f"{MONTHS[int(month) - 1]} {shown}"
        if day and day != "XX":
            shown = f"{int(day)} {shown}"
    shown = f"c. {shown}" if mark in ("~", "%") else shown
    return f"{shown} ?" if mark in ("?", "%") else shown
