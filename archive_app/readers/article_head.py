"""The head of an article as lines: headline, kicker, standfirst, byline, dates, outlet, labels.

Shared by the formats that have no marks of their own for these (plain text, PDF pages, bare web pages).
"""

import re
from dataclasses import dataclass, field, replace

from archive_app.domain.clipping import Fields, PressDate
from archive_app.readers.furniture import is_furniture
from archive_app.readers.press_lines import (
    HEADLINE_LENGTH,
    dateline_of,
    is_agency,
    is_bare_name,
    is_byline,
    is_han_name,
    is_name,
    is_office,
    is_outlet,
    is_prose,
    is_rubric,
    labelled,
    page_label,
    read_source_line,
    web_address,
)
from archive_app.readers.prose_dates import DateLine, read_date, read_date_line

STANDFIRST_LENGTH = 400
_SHORT_LABELS = ("page", "language", "section", "edition", "genre", "dateline", "credit")
_TAIL_LABELS = ("outlet", "published", "updated", "correction", "url", "rights", "credit", "byline")
_BOILERPLATE_OUTLET = re.compile(
    r"^(?P<name>The [A-Z][^.!?]{2,50}|[A-Z][^.!?]{2,50})"
    r" publishes in \d+ (?:countries|languages)"
)
_COPYRIGHT = re.compile(
    r"^(?:copyright|©|\(c\))(?:\s*(?:copyright|©|\(c\)))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?"
    r"\s*(?:by\s+)?(?P<name>[^\d.,;|()]{3,60}?)"
    r"(?:\s+\d{4})?(?:[.,;|(].*)?$",
    re.IGNORECASE,
)
_NO_OUTLET = re.compile(r"all rights|alle rechte|tous droits|todos los|reserved|the authors?", re.IGNORECASE)
_COMPANY = re.compile(
    r"\s+(?:company|co|inc|ltd|limited|llc|plc|gmbh|ag|s\.?a|media|group)\.?$", re.IGNORECASE
)
_OPEN_END = re.compile(
    r"(?:[,:–—-]|\b(?:of|to|the|a|an|in|on|for|and|with|at|der|die|das|und|für|mit|im|de|du|la|le|les|et|en|el"
    r"|los|y|van|het|een|di|della))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What was found so far, and how many of the lines it took."""

    fields: Fields = field(default_factory=Fields)
    taken: int = 0

    def put(self, name: str, value: str | PressDate) -> bool:
        """Fill a field that is still empty."""
        if self.has(name):
            return False
        self.fields = replace(self.fields, **{name: value})
        return True

    def has(self, name: str) -> bool:
        """Is the field filled?"""
        old = getattr(self.fields, name)
        return bool((old.printed or old.edtf) if isinstance(old, PressDate) else old)

    def put_dates(self, dates: DateLine) -> None:
        """Fill what is still empty of the two dates."""
        for name in ("published", "updated"):
            date = getattr(dates, name)
            if date.printed:
                self.put(name, date)


def read_head(lines: list[str], most: int = 14) -> Head:
    """Read the head from the first of the lines (each a cleaned paragraph, none empty)."""
    head = Head()
    for line in lines[:most]:
        after = [
            below for below in lines[head.taken + 1 : head.taken + 9] if below and not is_furniture(below)
        ]
        if not _take(head, line, after[:5]):
            break
        head.taken += 1
    return head


def read_tail(lines: list[str], head: Head, most: int = 6) -> int:
    """Read outlet, rights, dates and a signature from the last lines; return how many are no body."""
    signature = next(
        (len(lines) - at for at in range(max(1, len(lines) - 8), len(lines)) if lines[at] == "--"), 0
    )
    taken = signature
    rest = lines[: len(lines) - taken]
    for line in reversed(rest[-most:]):
        if len(line) > HEADLINE_LENGTH or not (_take_source(head, line) or is_furniture(line)):
            break
        taken += 1
    rest = lines[: len(lines) - taken]
    if len(rest) > 2 and len(rest[-2]) > 60 and not head.has("byline") and _signs(rest[-1]):
        head.put("byline", rest[-1].strip("()— –-"))
        taken += 1
    return taken


def take_line(head: Head, line: str, following: str = "") -> bool:
    """Take what a line says of the article, but no headline and standfirst; False when it says nothing."""
    if _take_labelled(head, line):
        return True
    dates = read_date_line(line)
    if dates is not None:
        head.put_dates(dates)
        return True
    if _take_address(head, line) or _take_page(head, line):
        return True
    if is_byline(line):
        return head.put("byline", line)
    return _take_source_line(head, line, following)


def _take(head: Head, line: str, after: list[str]) -> bool:
    """Take a line into the head; False when the body begins here."""
    following = after[0] if after else ""
    if not line:  # a picture alone in Markdown
        return True
    if (
        _take_labelled(head, line)
        or is_furniture(line)
        or _take_address(head, line)
        or _take_page(head, line)
    ):
        return True
    dates = read_date_line(line)
    if dates is not None:
        head.put_dates(dates)
        return True
    if not head.fields.headline:
        return _take_above(head, line, after) or _take_headline(head, line, after)
    if _goes_on(head, line):
        head.fields = replace(head.fields, headline=f"{head.fields.headline} {line}")
        return True
    if is_byline(line) and not head.fields.byline:
        return head.put("byline", line)
    if (is_bare_name(line) or is_han_name(line)) and _is_signed(head, line, following):
        return head.put("byline", line)
    if not head.fields.byline and head.has("published") and is_office(line) and is_name(line):
        return head.put("byline", line)
    if head.fields.byline and is_office(line) and not is_prose(line):
        head.fields = replace(head.fields, byline=f"{head.fields.byline}, {line}")
        return True
    if head.fields.byline and _take_house(head, line):
        return True
    if is_rubric(line):
        return head.put("section", line.strip(" :"))
    return _take_source_line(head, line, following) or _take_standfirst(head, line, after)


def _take_house(head: Head, line: str) -> bool:
    """Take the newspaper or agency that stands under the author's name, perhaps with a place."""
    if is_agency(line):
        head.put("credit", line)
        return True
    house = line.partition(",")[0]
    if read_source_line(line) is not None:  # a date says more about it
        return False
    return is_outlet(house) and len(line) < 70 and not is_prose(line) and head.put("outlet", house)


def _take_above(head: Head, line: str, after: list[str]) -> bool:
    """Take what may stand above a headline: a byline, the newspaper, a rubric or kicker."""
    if not after or is_prose(line):
        return False
    below = _headline_below(after)
    if is_byline(line) and below:
        return head.put("byline", line)
    if (is_outlet(line) and below) and head.put("outlet", line.strip(" «»“”\"'.")):
        return True
    if _take_source_line(head, line, after[0], above=below):
        return True
    if is_rubric(line) and below and head.put("kicker", line.rstrip(" :")):
        return True
    return _is_kicker(line, after) and head.put("kicker", line.rstrip(":"))


def _take_headline(head: Head, line: str, after: list[str]) -> bool:
    """The first line that is no paragraph is the headline; a file of paragraphs has none."""
    if is_prose(line) and (after or dateline_of(line)):
        return False
    return len(line) <= HEADLINE_LENGTH and head.put("headline", line)


def _headline_below(after: list[str]) -> bool:
    """Does a headline come after this line, perhaps behind a date or a page?"""
    for line in after:
        if not (
            read_date_line(line)
            or page_label(line)
            or is_furniture(line)
            or labelled(line)
            or is_rubric(line)
        ):
            return not (is_prose(line) or is_byline(line) or len(line) > 160) and line is not after[-1]
    return False


def _is_kicker(line: str, after: list[str]) -> bool:
    """A kicker is a word or a few above a headline: in capitals, or with a colon after it."""
    following = after[0]
    if len(line) > 40 or len(line.split()) > 5 or len(following) > HEADLINE_LENGTH or is_prose(following):
        return False
    if read_date_line(following) or is_byline(following) or following[-1:] == "." or is_furniture(following):
        return False
    loud = line.isupper() and not following.isupper() and len(following) > len(line)
    # A headline may be in capitals too, with a line below that is no headline.
    if line.endswith(":") or (loud and (len(line.split()) <= 2 or any(map(_announces, after[1:3])))):
        return True
    # One word above a line of several that date or byline follow: a rubric nobody listed.
    alone = len(line.split()) == 1 and line[-1].isalnum() and 4 <= len(following.split()) <= 14
    return alone and line[0].isupper() and any(map(_announces, after[1:3]))


def _announces(line: str) -> bool:
    return read_date_line(line) is not None or is_byline(line) or read_source_line(line) is not None


def _goes_on(head: Head, line: str) -> bool:
    """Is this the second line of a headline? Then it begins small, or the first broke off."""
    first = head.fields.headline
    if (
        len(line) > 80
        or is_outlet(line)
        or read_source_line(line) is not None
        or len(first) > 90
        or is_prose(line)
        or line[-1] in ".,"
        or head.has("byline")
        or head.has("published")
    ):
        return False
    return not is_byline(line) and (line[0].islower() or bool(_OPEN_END.search(first)))


def _take_standfirst(head: Head, line: str, after: list[str]) -> bool:
    """A short line under the headline is a standfirst when byline or date still come after it."""
    if (
        head.fields.standfirst
        or len(line) > STANDFIRST_LENGTH
        or head.fields.byline
        or head.fields.published.printed
        or not after
    ):
        return False
    comes = _announces(after[0]) or (is_bare_name(after[0]) and len(after) > 1 and _announces(after[1]))
    return comes and head.put("standfirst", line)


def _is_signed(head: Head, line: str, following: str) -> bool:
    """Is a name under the headline its author's? When a date is near, or the article begins after it."""
    if head.has("byline"):
        return False
    if is_byline(following):
        return False
    if head.has("published") or (following and (_announces(following) or is_outlet(following))):
        return True
    return len(following) > 100 and len(line.split()) <= 3 and len(head.fields.headline.split()) > 3


def _take_labelled(head: Head, line: str) -> bool:
    pair = labelled(line) if len(line) <= STANDFIRST_LENGTH else None
    if pair is None:
        return False
    name, value = pair
    if name in ("correction", "credit") and not head.has("headline"):
        return False  # 'Correction: the dam at Shiwan' is a headline
    source = read_source_line(value) if name in ("outlet", "byline") else None
    if name in ("published", "updated"):
        dates = read_date_line(line)
        if dates is not None:
            head.put_dates(dates)
            return True
        date = read_date(value)
        return date.edtf is not None and len(value) < 60 and head.put(name, date)
    if source is not None and len(source.names) + bool(source.byline) == 1:
        head.put(name, source.byline or source.names[0])
        head.put_dates(source.dates)
        if source.page:
            head.put("page", source.page)
        return True
    if name == "outlet":
        return is_name(value) and head.put("outlet", value)
    if name == "byline":
        return len(value) < 110 and not is_prose(value) and head.put("byline", value)
    if name in _SHORT_LABELS and len(value) > 60:
        return False
    return head.put(name, value)


def _take_source(head: Head, line: str) -> bool:
    """Take a line at the end that tells where the article stood, or who owns it."""
    boilerplate = _BOILERPLATE_OUTLET.match(line)
    if boilerplate:
        head.put("outlet", boilerplate["name"].strip())
        return is_furniture(line)
    rights = _COPYRIGHT.match(line)
    if rights:
        name = _COMPANY.sub("", rights["name"].strip(" -–|"))
        if is_name(name) and not _NO_OUTLET.search(name):
            head.put("outlet", name)
        return head.put("rights", line)
    pair = labelled(line)
    if pair is not None and pair[0] in _TAIL_LABELS:
        # What the head has said already needs no second place in the text.
        return _take_labelled(head, line) or _repeats(head, *pair)
    dates = read_date_line(line)
    if dates is not None:
        head.put_dates(dates)
        return True
    if _take_address(head, line):
        return True
    source = read_source_line(line)
    if source is None or not source.names or (head.fields.outlet and head.fields.published.printed):
        return False
    return _take_source_line(head, line, "", above=True)


def _repeats(head: Head, name: str, value: str) -> bool:
    old = getattr(head.fields, name)
    said = old.printed if isinstance(old, PressDate) else old
    return value.casefold().strip(" .") in said.casefold()


def _take_source_line(head: Head, line: str, following: str, *, above: bool = False) -> bool:
    """Take 'By Jane Doe | The Harbour Times, 8 May 2012, p. 4'; `above` when no headline came yet."""
    source = read_source_line(line)
    if source is None:
        return False
    named = [name for name in source.names if is_outlet(name)]
    if not head.has("headline") and not (above or (named and following and not is_prose(following))):
        return False
    if head.has("published") and not source.byline and not named:
        return False
    head.put_dates(source.dates)
    for name, value in (("byline", source.byline), ("page", source.page), ("edition", source.edition)):
        if value:
            head.put(name, value)
    for name, value in source.labelled:
        head.put(name, value)
    for name in source.names:
        _put_name(head, name, above or not head.has("headline"))
    return True


def _put_name(head: Head, name: str, above: bool) -> None:
    """Put a name of a source line where it belongs: newspaper, author, or place."""
    if is_outlet(name):
        head.put("outlet", name)
    elif is_bare_name(name) and not above and not head.has("byline"):
        head.put("byline", name)
    elif not head.has("outlet") and not head.has("byline"):
        head.put("outlet", name)
    elif is_rubric(name):
        head.put("section", name)


def _take_address(head: Head, line: str) -> bool:
    address = web_address(line)
    if address:
        head.put("url", address)
    return bool(address)


def _take_page(head: Head, line: str) -> bool:
    page = page_label(line)
    return bool(page) and len(line) > 1 and not page.isalpha() and head.put("page", page)


def _signs(line: str) -> bool:
    bare = line.strip("()— –-")
    return (
        len(bare) < 60 and bool(bare) and (is_byline(bare) or (is_bare_name(bare) and len(bare.split()) <= 4))
    )
