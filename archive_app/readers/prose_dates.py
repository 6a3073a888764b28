"""Dates in words and digits, with own month tables and never the machine's locale.

A day-month order that cannot be known (03/04/2012) is not guessed: the printed form is kept alone.
"""

import datetime as dt
import re
from dataclasses import dataclass

from archive_app.domain.clipping import PressDate
from archive_app.readers.month_names import ALL_NAMES, MONTHS, folded

_MONTH = "(?:" + "|".join(ALL_NAMES) + ")"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DIGITS = {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0xFF10) for digit in range(10)}
"""Arabic, Persian, Devanagari and full-width digits: one for one, so that places stay."""
_ANY_YEAR = re.compile(_YEAR)
_ANY_DIGIT = re.compile(r"\d")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|ère|º|ª|\.)?"
_OF = r"(?:\s+(?:de|del|do|of|di))?"
_END = r"(?![\w])"

# Each alternative is one way of writing a date; the names of the groups say what it holds.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?=T?\b|T\d)",
        rf"(?<!\d)(?P<y>{_YEAR})\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*[日号號])?",
        rf"(?<!\d)(?P<y>{_YEAR})\s*년\s*(?P<m>\d{{1,2}})\s*월(?:\s*(?P<d>\d{{1,2}})\s*일)?",
        rf"(?<!\d)(?P<d>{_DAY})\s*[-–—]\s*(?P<d2>{_DAY}){_OF}\s+(?P<mn>{_MONTH})\.?{_OF}"
        rf"\s*,?\s+(?P<y>{_YEAR}){_END}",
        rf"(?<!\w)(?P<mn>{_MONTH})\.?\s+(?P<d>{_DAY})\s*[-–—]\s*(?P<d2>{_DAY})\s*,?\s+(?P<y>{_YEAR}){_END}",
        rf"(?<!\d)(?P<d>{_DAY}){_OF}[\s-]+(?P<mn>{_MONTH})\.?{_OF}\s*,?[\s-]+(?P<y>{_YEAR}){_END}",
        rf"(?<!\w)(?P<mn>{_MONTH})\.?\s+(?P<d>{_DAY})\s*,?\s+(?P<y>{_YEAR}){_END}",
        rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>{_YEAR}){_END}",
        rf"(?<![\d/.])(?P<y>{_YEAR})[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}}){_END}",
        rf"(?<![\d/-])(?P<a>\d{{1,2}})(?P<s>[/-])(?P<b>\d{{1,2}})(?P=s)(?P<y>{_YEAR}){_END}",
        rf"(?<!\w)(?<!\d\s)(?<!\d\.\s)(?P<mn>{_MONTH})\.?{_OF},?\s+(?P<y>{_YEAR}){_END}",
    )
)  # fmt: skip
_SLASHED = _PATTERNS[-2]
_SHORT_YEAR = re.compile(r"(?:[^\W\d_]{2,10}\.?,?\s+)?\d{1,2}([./-])\s?\d{1,2}\1\s?\d\d")
"""A line such as '8.5.12': a date, though of no known century."""
# English alone has both orders; French in Canada writes the year first.
_DAY_FIRST = frozenset(
    ("fr", "de", "es", "it", "pt", "nl", "ru", "pl", "cs", "uk", "ro", "el", "da", "tr", "ar", "ca")
)
_UPDATED = (
    "last updated|last modified|updated|update|modified|revised|mis à jour le|mis à jour|mise à jour"
    "|modifié le|actualisé le|aktualisiert am|aktualisiert|zuletzt aktualisiert|geändert am|stand"
    "|actualizado el"
    "|actualizado em|actualizado|actualización|modificado|aggiornato il|aggiornato|ultimo aggiornamento"
    "|atualizado em|atualizado|bijgewerkt op|bijgewerkt|laatst bijgewerkt|gewijzigd"
    "|modificato il|modifica il|modifica|обновлено|обновлён|изменено|uppdaterad|senast uppdaterad"
    "|opdateret|oppdatert"
    "|aktualizacja|zaktualizowano|aktualizováno|güncelleme|güncellendi|оновлено|آخر تحديث|تحديث"
    "|更新时间|更新時間|更新日|更新|最終更新"
)
_PUBLISHED = (
    "first published|published on|published|posted on|posted|publication date|date|issued|publié le|publié"
    "|paru le|parution|veröffentlicht am|veröffentlicht|erschienen am|erschienen|erstellt am|datum"
    "|publicado el|publicado em|publicado|fecha|pubblicato il|pubblicato|data|gepubliceerd op|gepubliceerd"
    "|geplaatst op|verschenen op|опубликовано|дата публикации|дата|publicerad|udgivet|publisert|opublikowano"
    "|data publikacji|publikováno|yayınlanma|опубліковано|تاريخ النشر|نشر في|نشر|التاريخ"
    "|发布时间|發布時間|发表时间|发布|公開日|掲載日|配信|日期"
)


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


_LABEL = re.compile(
    rf"(?<![^\W\d_])(?:(?P<updated>{_longest_first(_UPDATED)})|(?P<published>{_longest_first(_PUBLISHED)}))"
    r"\s*[:：\-–—]?\s*",
    re.IGNORECASE,
)
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    "|sonnabend|sonntag|mo|di|mi|do|fr|sa|so|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì"
    "|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|quinta-feira"
    "|sexta-feira|segunda|terça|quarta|quinta|sexta|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag"
    "|zondag|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|måndag|tisdag|onsdag|torsdag"
    "|fredag"
    "|lördag|söndag|mandag|tirsdag|lørdag|søndag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela"
    "|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"
)
_SMALL_WORDS = (
    "e[sd]?t|p[sd]?t|c[sd]?t|gmt|utc|bst|cest|cet|mez|mesz|uhr|at|à|um|le|el|il|den|am|op|on"
    "|a las|alle|às|em|the|of|om|vom|du|kl|в|г|года|року|msk|мск|jst|hkt|ist|zu"
)
# What may stand on a line beside its dates without making it prose.
_BESIDE = re.compile(
    rf"(?<!\w)(?:{_longest_first(_WEEKDAYS)})(?!\w)\.?"
    r"|[星期周週][一二三四五六日天]|[（(]?[月火水木金土日]曜日?[)）]?"
    r"|\d{1,2}\s*[:h.：時时点]\s*\d{2}(?::\d{2})?\s*(?:uhr|h\b|分)?|\d{1,2}\s*h\b|朝刊|夕刊|\d{1,2}\s*(?=[ap]\.?m)"
    r"|(?<!\w)[ap]\.?m\.?(?!\w)"
    rf"|(?<!\w)(?:{_SMALL_WORDS})(?!\w)"
    r"|[+-]\d\d:?\d\d|T?\d\d:\d\d(?::\d\d)?Z?|[|·•,;:.()\[\]/–—\-]",
    re.IGNORECASE,
)


_NEAR_A_DATE = "(?:" + _longest_first("|".join((_WEEKDAYS, _SMALL_WORDS, _UPDATED, _PUBLISHED))) + ")"
_CLOCK = (
    r"T?\d{1,2}\s*[:h.：時时点]\s*\d{2}(?::\d{2})?\s*(?:uhr|h\b|分|Z\b)?"
    r"|\d{1,2}\s*h\b|[ap]\.?m\b\.?|[+-]\d\d:?\d\d"
)
_DAY_SIGN = r"[（(][月火水木金土日][)）]|[（(]?(?:星期|周|週)[一二三四五六日天][)）]?|[月火水木金土日]曜日"
_BEFORE = re.compile(rf"(?:[\s,:：]|(?<!\w){_NEAR_A_DATE}(?!\w))+$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^(?:[\s,]*(?:{_DAY_SIGN}|[-–]?\s*(?:{_CLOCK})|{_NEAR_A_DATE}\.?(?!\w)))+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; `start` and `end` are code points, `edtf` is None when it is not certain."""

    start: int
    end: int
    printed: str
    edtf: str | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds dates and nothing else."""

    published: PressDate
    updated: PressDate


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of a text in the order in which they stand; none overlaps another."""
    if not _ANY_DIGIT.search(text):
        return []
    printed, text = text, text if text.isascii() else text.translate(_DIGITS)
    if not _ANY_YEAR.search(text):
        return []
    found: list[FoundDate] = []
    taken = [False] * len(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            known, edtf = _edtf(match)
            if known:
                found.append(
                    FoundDate(match.start(), match.end(), printed[match.start() : match.end()].strip(), edtf)
                )
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found, key=lambda date: date.start)


def read_date(text: str) -> PressDate:
    """Return the first date of a text that is meant to be one; printed as it stands."""
    printed = " ".join(text.split())
    found = find_dates(printed)
    return PressDate(found[0].edtf if found else None, printed)


def read_date_line(line: str) -> DateLine | None:
    """Return the dates of a line such as 'May 8, 2012 Updated: October 1, 2015'; None for prose."""
    if len(line) > 160 or not _ANY_DIGIT.search(line):
        return None
    dates = find_dates(line)
    if not dates:
        short = _SHORT_YEAR.fullmatch(line.strip())
        return DateLine(PressDate(None, line.strip()), PressDate()) if short else None
    remainder = line
    for date in reversed(dates):
        remainder = remainder[: date.start] + " \x00 " + remainder[date.end :]
    if _BESIDE.sub(" ", _LABEL.sub(" ", remainder)).replace("\x00", " ").strip():
        return None
    return _told_apart(line, dates)


def find_source_dates(line: str) -> tuple[DateLine, str] | None:
    """Return the dates of a line that also says something else, and what else with `|` for each date.

    'The Harbour Times, Tuesday, 8 May 2012, 9:15' gives 'The Harbour Times, |'. None without a date.
    """
    dates = find_dates(line) if len(line) <= 160 else []
    if not dates:
        return None
    rest = line[dates[-1].end :]
    for index in range(len(dates) - 1, -1, -1):
        start = dates[index - 1].end if index else 0
        rest = _BEFORE.sub("", line[start : dates[index].start]) + " | " + _AFTER.sub("", rest)
    return _told_apart(line, dates), rest


def settled(date: PressDate, language: str) -> PressDate:
    """Read 03/04/2012 as a day and a month where the article's language leaves one order only."""
    if date.edtf or language.partition("-")[0] not in _DAY_FIRST:
        return date
    match = _SLASHED.search(date.printed)
    if match is None:
        return date
    day = _exact(int(match["y"]), int(match["b"]), match["a"])
    return PressDate(day, date.printed) if day else date


def _told_apart(line: str, dates: list[FoundDate]) -> DateLine:
    """Tell the day of publication from that of a revision by the words before them and by their order."""
    published, updated = PressDate(), PressDate()
    position = 0
    for date in dates:
        labels = list(_LABEL.finditer(line, position, date.start))
        value = PressDate(date.edtf, date.printed)
        if labels and labels[-1].lastgroup == "updated":
            updated = updated if updated.printed else value
        elif not published.printed:
            published = value
        elif not labels and not updated.printed:
            updated = value
        position = date.end
    return DateLine(published, updated)


def _edtf(match: re.Match[str]) -> tuple[bool, str | None]:
    """Return whether the match can be a date at all, and its EDTF when it is certain."""
    groups = match.groupdict()
    year = int(groups["y"])
    if groups.get("a"):
        return _slashed(int(groups["a"]), int(groups["b"]), year)
    name = groups.get("mn")
    month = MONTHS.get(folded(name.rstrip("."))) if name else int(groups["m"])
    if month is None or not 1 <= month <= 12:
        return False, None
    if not groups.get("d"):
        return True, f"{year:04d}-{month:02d}"
    day = _exact(year, month, groups["d"])
    if groups.get("d2"):
        last = _exact(year, month, groups["d2"])
        return (True, f"{day}/{last}") if day and last and day <= last else (False, None)
    return (True, day) if day else (False, None)


def _slashed(first: int, second: int, year: int) -> tuple[bool, str | None]:
    """Read 23/04/2012 and 04/23/2012, which can only be one day; 03/04/2012 stays as printed."""
    ways = {_exact(year, second, str(first)), _exact(year, first, str(second))} - {None}
    return bool(ways), ways.pop() if len(ways) == 1 else None


def _exact(year: int, month: int, day: str) -> str | None:
    digits = re.match(r"\d+", day)
    try:
        return dt.date(year, month, int(digits[0])).isoformat() if digits else None
    except ValueError:
        return None
