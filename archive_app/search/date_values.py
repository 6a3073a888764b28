"""The values of `date:`: days, months, years, ranges, words such as "8 May 2012" or "last week"."""

import calendar
import datetime as dt
import re
import unicodedata

from archive_app.domain.dates import FIRST_DAY, LAST_DAY, parse_edtf
from archive_app.domain.query import Condition, DateOverlaps, Undated
from archive_app.errors import UserMistake
from archive_app.search.operators.base import Context, Value

HINT = "Write date:1989, date:1989-06, date:1989-06-04, date:2012-04..2012-06, date:<1990 or date:none."
MONTHS = tuple(
    frozenset(names.split())
    for names in (
        "january janvier januar enero gennaio janeiro januari janner jan",
        "february fevrier februar febrero febbraio fevereiro februari feb fev",
        "march mars marz maerz marzo marco maart mar mrz",
        "april avril abril aprile apr avr abr",
        "may mai mayo maggio maio mei",
        "june juin juni junio giugno junho jun",
        "july juillet juli julio luglio julho jul",
        "august aout agosto augustus aug",
        "september septembre septiembre settembre setembro sept sep set",
        "october octobre oktober octubre ottobre outubro oct okt out",
        "november novembre noviembre novembro nov",
        "december decembre dezember diciembre dicembre dezembro dec dez dic",
    )
)
"""English, French, German, Spanish, Italian, Portuguese and Dutch, without accents."""
_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일])?)?")
_SPOKEN = re.compile(r"(today|yesterday)|(this|last) (week|month|year)")
_Span = tuple[dt.date, dt.date]


def date_condition(which: str, value: Value, context: Context) -> Condition:
    """Return what a value of `date:` means for one of the two dates of a clipping."""
    text = value.text.strip()
    if text.lower() in ("none", "unknown", "undated"):
        return Undated(which)
    if not text:
        raise UserMistake("A date is expected here.", HINT, value.position)
    try:
        first, last = _span(text, context.now)
    except UserMistake as mistake:
        raise UserMistake(mistake.message, HINT, value.position) from None
    return DateOverlaps(first.toordinal(), last.toordinal(), which)


def _span(text: str, now: dt.date) -> _Span:
    if match := re.match(r"(<=|>=|<|>)\s*(.+)$", text):
        first, last = _point(match[2], now)
        one = dt.timedelta(days=1)
        if match[1] == "<":
            return FIRST_DAY, max(FIRST_DAY, first - one) if first > FIRST_DAY else FIRST_DAY
        if match[1] == ">":
            return (last + one if last < LAST_DAY else LAST_DAY), LAST_DAY
        return (FIRST_DAY, last) if match[1] == "<=" else (first, LAST_DAY)
    start, dots, end = text.partition("..")
    if not dots:
        return _point(text, now)
    if not start.strip() and not end.strip():
        raise UserMistake("The range has neither a beginning nor an end.")
    first = _point(start, now)[0] if start.strip() else FIRST_DAY
    last = _point(end, now)[1] if end.strip() else LAST_DAY
    if first > last:
        raise UserMistake(f"The range '{text}' ends before it begins.")
    return first, last


def _point(text: str, now: dt.date) -> _Span:
    text = text.strip()
    if spoken := _SPOKEN.fullmatch(text.lower()):
        return _spoken(spoken, now)
    if chinese := _CHINESE.fullmatch(text):
        parts = [part.zfill(2) for part in chinese.groups() if part]
        span = parse_edtf("-".join(parts))
    else:
        span = parse_edtf(_written_out(text) or text)
    return span.earliest, span.latest


def _written_out(text: str) -> str | None:
    """Return '8 May 2012', 'May 8, 2012' or 'mai 2012' as EDTF; None when it is no such date."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char)
    )
    words = re.findall(r"[^\W\d_]+|\d+", plain)
    month = next((at + 1 for at, names in enumerate(MONTHS) if names.intersection(words)), None)
    year = next((word for word in words if re.fullmatch(r"\d{4}", word)), None)
    day = next((word for word in words if re.fullmatch(r"\d{1,2}", word)), None)
    if month is None or year is None:
        return None
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _spoken(match: re.Match[str], now: dt.date) -> _Span:
    if match[1]:
        day = now - dt.timedelta(days=match[1] == "yesterday")
        return day, day
    back = match[2] == "last"
    if match[3] == "week":
        monday = now - dt.timedelta(days=now.weekday() + 7 * back)
        return monday, monday + dt.timedelta(days=6)
    if match[3] == "year":
        return dt.date(now.year - back, 1, 1), dt.date(now.year - back, 12, 31)
    first = (now.replace(day=1) - dt.timedelta(days=back)).replace(day=1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
