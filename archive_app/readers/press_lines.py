"""What one line of an article's head or tail is: a byline, a source with its date, a label, a page."""

import re
from dataclasses import dataclass, field

from archive_app.readers.blocks import safe_link
from archive_app.readers.furniture import is_furniture
from archive_app.readers.press_words import AGENCIES, LABEL_OF, OFFICES, PARTICLES, RUBRICS, paper_word
from archive_app.readers.prose_dates import DateLine, find_dates, find_source_dates, read_date_line

HEADLINE_LENGTH = 250
"""Code points; what is longer is a paragraph."""

_LABELLED = re.compile(r"\**(?P<label>[^\W\d_][^:：*]{0,24}?)\**\s*[:：]\**\s*(?P<value>\S.*)")
_BYLINE = re.compile(
    r"(?:(?i:by|von|par|por|di|door|av|af|de|from|text|texte|text und fotos|words by|interview by|reported by"
    r"|written by|posted by|story by|published by|автор|текст|opracował|opracowała|autor|autorin|auteur):?\s+"
    r"(?P<names>[^!?:;|]{3,90})"
    r"|(?:本报|本報|通讯员|通訊員)?(?:记者|記者|文|作者)\s*[/／:：]?\s*"
    r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*"
    r"|[\u4e00-\u9fff]{2,8}\s*[=＝]\s*[\u4e00-\u9fff]{2,8})"
)
_AGENCY_LINE = re.compile(
    rf"\(?(?:(?:{AGENCIES})(?:\s*(?:[/,&+]|and|und|et|y)\s*|$|\)))+(?:\s*(?:staff|news agency))?\)?"
    rf"|Reuters Staff"
)
_ASIDE = re.compile(rf"\s*(?:,\s*|\((?:avec |mit |with |con |met )?)(?:{AGENCIES})\)?$")
_PAGE = re.compile(
    r"(?:(?:p{1,2}|page|pages|pg|seite|s|pág|página|blz|pagina|стр|с|sid|strona|str)\.?\s*)"
    r"(?P<page>[A-Z]{0,2}\d{1,3}[A-Z]?(?:\s*[-–+,]\s*\d{1,3})*)"
    r"|(?P<label>[A-Z]{1,2}\d{1,3})|第\s?(?P<sheet>[A-Z]?\d{1,3})\s?[版面页頁]",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:[\w-]+ )?(?:edition|ausgabe|édition|edición|edizione|editie)|朝刊|夕刊|late final", re.IGNORECASE
)
_PIECES = re.compile(r"\s*[|•·;]\s*|\s+[–—-]+\s+|\s*[,，]\s+|\s*[()（）【】]\s*|\u3000+|\s{2,}")
_CJK_LABEL = re.compile(r"\s*(?=(?:来源|來源|作者|记者|責任編輯|责任编辑|编辑)\s*[:：])")
_NAME_SIGNS = re.compile(r"[-.'’,]")
_QUOTES = " «»“”„\"'‘’"
_CAPS = r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŠŹŻŽА-ЯЁ]"
_TOWN = (
    rf"{_CAPS}[^\W\d_]+(?:[ '’/-](?:{_CAPS}[^\W\d_]*\.?|am|an|der|de|la|le|les|sur|del|los|upon|den)){{0,3}}"
)
_LOUD = rf"{_CAPS}(?:{_CAPS}|[.'’ /-]){{2,30}}(?:, {_CAPS}[\w. ]{{1,25}})?"
_DAY = (
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|(?:le |am |el )?\d{1,2}(?:er"
    r"|º)?\.? (?:de )?[^\W\d_]{3,10}\.?)"
    r"(?:,? (?:18|19|20)\d\d)?"
)
_AGENCY = r"[(（][^)）]{2,40}[)）]"
_DASH = r"\.?\s?(?:—|–|--|‒|\.-|(?<=\s)-(?=\s))\s?"
_DATELINES = tuple(
    re.compile(rf"^(?P<line>{pattern})")
    for pattern in (
        rf"{_LOUD}(?:,? ?{_AGENCY})?(?:,? ?{_DAY})?(?: ?{_AGENCY})?(?=\s?{_DASH})",
        rf"{_TOWN}(?:, {_TOWN})?(?:,? {_DAY})? ?{_AGENCY}(?=\s?{_DASH}|\. )",
        rf"{_TOWN}(?:, {_TOWN})?, {_DAY}(?=\s?{_DASH})",
        rf"{_LOUD}, {_DAY}(?=[.:] )",
        r"【[^】]{2,30}】|[\u4e00-\u9fff]{2,14}\d{1,2}月\d{1,2}日(?:电|電|讯|訊)(?:\s?[（(][^）)]{2,30}[）)])?",
    )
)


@dataclass(slots=True)
class SourceLine:
    """What a line such as 'By Jane Doe | The Harbour Times, 8 May 2012, p. 4' says."""

    dates: DateLine
    names: list[str] = field(default_factory=list)
    """What can be a person, a newspaper or a place."""
    byline: str = ""
    page: str = ""
    edition: str = ""
    labelled: list[tuple[str, str]] = field(default_factory=list)


def labelled(line: str) -> tuple[str, str] | None:
    """Return the field and the value of a line such as 'Source: The Harbour Times'."""
    match = _LABELLED.fullmatch(line)
    if match is None:
        return None
    name = LABEL_OF.get(match["label"].strip().lower())
    return (name, match["value"].strip(" *")) if name else None


def is_agency(line: str) -> bool:
    """Is this the name of one or more news agencies and nothing else?"""
    return len(line) < 80 and bool(_AGENCY_LINE.fullmatch(line))


def is_byline(line: str) -> bool:
    """Is this line a byline: 'By' in some language, then names or an office and no sentence?"""
    if len(line) > 110:
        return False
    agency = is_agency(line)
    match = None if agency else _BYLINE.fullmatch(line)
    # Few lines come so far, and looking for a date is the dearest question.
    if not (agency or match) or find_dates(line):
        return False
    if match is None or match["names"] is None:
        return True
    words = re.split(r"[\s,/()—–-]+", match["names"].strip(" .()"))
    if OFFICES.search(match["names"]):
        return len(words) <= 10
    named = [word for word in words if word and word.lower() not in PARTICLES]
    return 1 <= len(named) <= 12 and all(not word[0].islower() for word in named)


def is_bare_name(line: str) -> bool:
    """Is this a person's name and nothing else, or with an agency's after it?"""
    words = _ASIDE.sub("", line).replace(" und ", " ").replace(" and ", " ").replace(" et ", " ").split()
    named = [word for word in words if word.lower() not in PARTICLES]
    return (
        bool(words)
        and words[-1][-1].isalnum() | (words[-1][-1] == ".")
        and 2 <= len(words) <= 6
        and 2 <= len(named) <= 4
        and words[0] == named[0]
        and not paper_word(line)
        and line.casefold() not in RUBRICS
        and all(word[0].isupper() and _NAME_SIGNS.sub("", word).isalpha() for word in named)
    )


def is_han_name(line: str) -> bool:
    """Can this be a person's name in Chinese characters, with nothing else on the line?"""
    bare = re.sub(r"[\s・·]", "", line)
    return (
        2 <= len(bare) <= 5 and all("\u4e00" <= letter <= "\u9fff" for letter in bare) and not is_rubric(line)
    )


def is_office(line: str) -> bool:
    """Is this what stands under a name: 'Staff Writer', 'Korrespondentin in Berlin'?"""
    words = line.split()
    return len(words) <= 7 and len(line) < 70 and line[-1] not in ".!?" and bool(OFFICES.search(line))


def is_name(text: str) -> bool:
    """Can this be a name? A few words that begin with a capital, no sentence."""
    words = text.split()
    if (
        not 1 <= len(words) <= 8
        or len(text) > 60
        or text[-1] in "!?:;"
        or text[0].islower()
        or text[0].isdigit()
    ):
        return False
    capitals = sum(word[0].isupper() or word[0] >= "\u0590" for word in words)
    return 2 * capitals >= len(words)


def is_outlet(text: str) -> bool:
    """Does this look like the name of a newspaper by its own words?"""
    bare = text.strip(_QUOTES)
    if re.search("[,|:;]", bare) or find_dates(bare):
        return False
    if not bare or len(bare.split()) > 6 or not is_name(bare) or not paper_word(bare) or is_rubric(bare):
        return False
    return all(word[0].isupper() or not word[0].isalpha() or word.lower() in PARTICLES or word[0] >= "\u0590"
               for word in bare.split())  # fmt: skip


def page_label(text: str) -> str:
    """Return 'A4' of 'p. A4', 'Seite 3' or '第4版', else ''."""
    match = _PAGE.fullmatch(text.strip(" .,()"))
    return next((part for part in match.groups() if part), "") if match else ""


def web_address(line: str) -> str:
    """Return the address when the line is one and nothing else, else ''."""
    return safe_link(line.strip("<>")) if line.lower().startswith(("http://", "https://", "<http")) else ""


def is_rubric(line: str) -> bool:
    """Is this the name of a newspaper's section: 'Opinion', 'Leserbriefe'?"""
    return line.strip(" :.[]").casefold() in RUBRICS


def dateline_of(paragraph: str) -> str:
    """Return 'TORONTO, May 8 (Reuters)' of a paragraph that begins with it and a dash, else ''."""
    for pattern in _DATELINES:
        match = pattern.match(paragraph)
        if match:
            return match["line"].strip(" ,")
    return ""


def is_prose(line: str) -> bool:
    """Is this a paragraph of an article rather than a headline?"""
    if len(line) > HEADLINE_LENGTH:
        return True
    ended = line.rstrip("”’\"'»“)").endswith((".", "。", "؟", "۔")) and not line.endswith(("...", ". . ."))
    if ended and (len(line) > 110 or (line[-1] == "。" and len(line) > 35)):
        return True
    opening = dateline_of(line)
    return bool(opening) and len(line) - len(opening) > 60


def read_source_line(line: str) -> SourceLine | None:
    """Return what a line of names, a date, a page and the like says; None for anything else."""
    found = find_source_dates(line)
    if found is None:
        return None
    source = SourceLine(found[0])
    for piece in _PIECES.split(_CJK_LABEL.sub("|", found[1])):
        piece = piece.strip(_QUOTES + ".,:/|-–—")
        if piece and not (is_furniture(piece) or _take_piece(source, piece)):
            return None
    return source if len(source.names) <= 3 else None


def _take_piece(source: SourceLine, piece: str) -> bool:
    page = page_label(piece)
    pair = labelled(piece)
    if page:
        source.page = source.page or page
    elif pair is not None and pair[0] in ("byline", "outlet", "section", "credit"):
        source.labelled.append(pair)
    elif _EDITION.fullmatch(piece):
        source.edition = piece
    elif is_byline(piece):
        source.byline = f"{source.byline}, {piece}" if source.byline else piece
    elif is_name(piece) and read_date_line(piece) is None:
        source.names.append(piece)
    else:
        return False
    return True
