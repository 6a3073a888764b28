"""The head of an article as lines: headline, kicker, standfirst, byline, dates, outlet, labels.

Shared by the formats that have no marks of their own for these (plain text, PDF pages).
"""

import re
from dataclasses import dataclass, field, replace

from archive_app.domain.clipping import Fields, PressDate
from archive_app.readers.furniture import is_furniture
from archive_app.readers.prose_dates import find_dates, read_date, read_date_line

HEADLINE_LENGTH = 250
"""Code points; what is longer is a paragraph."""
STANDFIRST_LENGTH = 400

_LABELS = {
    "headline": "headline|title|titre|titel|titular|título|titolo|überschrift|schlagzeile|标题|標題|見出し",
    "kicker": "kicker|eyebrow|surtitre|dachzeile|antetítulo|occhiello",
    "standfirst": "standfirst|deck|subtitle|subhead|chapô|chapeau|vorspann|untertitel"
    "|entradilla|sommario|ondertitel",
    "byline": "byline|author|by|auteur|par|autor|autorin|von|autore|por|door|作者|記者|记者|著者",
    "dateline": "dateline|ort",
    "outlet": "outlet|source|newspaper|publication|published in|journal|quelle|zeitung|fuente|periódico|fonte"
    "|giornale|jornal|bron|krant|来源|來源|出典|媒体",
    "published": "date|published|publication date|datum|veröffentlicht|publié le|fecha|publicado|data"
    "|pubblicato|gepubliceerd|日期|发布时间|發布時間|日付",
    "updated": "updated|last updated|aktualisiert|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt",
    "section": "section|rubric|rubrique|ressort|rubrik|sección|sezione|seção|rubriek|栏目|版面",
    "page": "page|pages|seite|página|pagina|p",
    "edition": "edition|édition|ausgabe|edición|edizione|edição|editie",
    "genre": "genre|document type",
    "language": "language|langue|sprache|idioma|lingua|taal",
    "url": "url|link|permalink",
    "rights": "copyright|rights|droits|rechte|derechos|diritti|direitos|rechten",
    "credit": "credit|agency|agence|agentur|agencia|agenzia|agência",
    "correction": "correction|correction appended|berichtigung|rectificatif|corrección|rettifica|correção"
    "|correctie",
}  # fmt: skip
_LABEL_OF = {word: name for name, words in _LABELS.items() for word in words.split("|")}
_LABELLED = re.compile(r"\**(?P<label>[^\W\d_][^:：*]{0,24}?)\**\s*[:：]\**\s*(?P<value>\S.*)")
_BYLINE = re.compile(
    r"(?:(?i:by|von|par|por|di|door|de|from|text|texte|words by|interview by|reported by|story by):?\s+"
    r"(?P<names>[^!?:;]{3,90})"
    r"|(?:本报|本報|通讯员|通訊員)?(?:记者|記者|文|作者)\s*[/／:：]?\s*"
    r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*"
    r"|[\u4e00-\u9fff]{2,8}\s*[=＝]\s*[\u4e00-\u9fff]{2,8})"
)
_PARTICLES = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "en",
        "i",
        "de",
        "la",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
        "del",
        "di",
        "da",
        "dos",
        "in",
        "at",
        "for",
        "&",
        "our",
        "unserem",
        "notre",
        "nuestro",
    ]
)
_OFFICES = re.compile(
    r"correspond|korrespond|reporter|staff|agenc|redakt|rédact|redac|redazion|envoyé|enviad", re.I
)
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
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÞŁŚŠŽ][A-ZÀ-ÞŁŚŠŽ.'’\- ]{2,30}(?:, [A-ZÀ-Þ][\w. ]{1,25})?)"
    r"(?P<rest>,? ?(?:\([^)]{2,40}\)|[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9})?"
    r"(?: ?\([^)]{2,40}\))?) ?(?:—|–|--| - )\s?"
)


@dataclass(slots=True)
class Head:
    """What was found so far, and how many of the lines it took."""

    fields: Fields = field(default_factory=Fields)
    taken: int = 0
    detected: list[str] = field(default_factory=list)

    def put(self, name: str, value: str | PressDate) -> bool:
        """Fill a field that is still empty."""
        old = getattr(self.fields, name)
        if (old.printed or old.edtf) if isinstance(old, PressDate) else old:
            return False
        self.fields = replace(self.fields, **{name: value})
        return True


def read_head(lines: list[str], most: int = 14) -> Head:
    """Read the head from the first of the lines (each a cleaned paragraph, none empty)."""
    head = Head()
    for line in lines[:most]:
        if not _take(head, line, lines[head.taken + 1] if head.taken + 1 < len(lines) else ""):
            break
        head.taken += 1
    return head


def read_tail(lines: list[str], head: Head, most: int = 6) -> int:
    """Read outlet, rights and dates from the last lines; return how many of them are no body."""
    taken = 0
    for line in reversed(lines[-most:]):
        if len(line) > HEADLINE_LENGTH:
            break
        if not (_take_source(head, line) or is_furniture(line)):
            break
        taken += 1
    return taken


def dateline_of(paragraph: str) -> str:
    """Return 'TORONTO, May 8 (Reuters)' of a paragraph that begins with it and a dash, else ''."""
    match = _DATELINE.match(paragraph)
    return (match["place"] + match["rest"]).strip(" ,") if match else ""


def is_byline(line: str) -> bool:
    """Is this line a byline: 'By' in some language, then names or an office and no sentence?"""
    match = _BYLINE.fullmatch(line) if len(line) <= 110 else None
    if match is None or match["names"] is None:
        return match is not None
    words = re.split(r"[\s,/]+", match["names"].strip(" ."))
    if _OFFICES.search(match["names"]):
        return len(words) <= 9
    named = [word for word in words if word and word.lower() not in _PARTICLES]
    return 1 <= len(named) <= 12 and all(not word[0].islower() for word in named)


def labelled(line: str) -> tuple[str, str] | None:
    """Return the field and the value of a line such as 'Source: The Harbour Times'."""
    match = _LABELLED.fullmatch(line)
    if match is None:
        return None
    name = _LABEL_OF.get(match["label"].strip().lower())
    return (name, match["value"].strip(" *")) if name else None


def outlet_and_date(line: str) -> tuple[str, PressDate] | None:
    """Return what a line such as 'The Harbour Times, 8 May 2012' says, or None."""
    dates = find_dates(line)
    if len(dates) != 1 or len(line) > 120:
        return None
    before, after = line[: dates[0].start].strip(" ,|·•–—-("), line[dates[0].end :].strip(" ,.|·)")
    if not before or len(after) > 30 or not _is_name(before):
        return None
    return before, PressDate(dates[0].edtf, dates[0].printed)


def _take(head: Head, line: str, following: str) -> bool:
    """Take a line into the head; False when the body begins here."""
    if _take_labelled(head, line) or is_furniture(line):
        return True
    dates = read_date_line(line)
    if dates is not None:
        _put_dates(head, dates.published, dates.updated)
        return True
    if head.fields.headline and (is_byline(line) or (_is_bare_name(line) and _near_date(head, following))):
        return head.put("byline", line)
    if not head.fields.headline:
        return _take_headline(head, line, following)
    source = outlet_and_date(line)
    if source is not None and not head.fields.published.printed:
        head.put("outlet", source[0])
        head.put("published", source[1])
        return True
    return _take_standfirst(head, line, following)


def _take_headline(head: Head, line: str, following: str) -> bool:
    source = outlet_and_date(line)
    if source is not None and following:
        head.put("outlet", source[0])
        return head.put("published", source[1])
    if len(line) > HEADLINE_LENGTH:
        return False
    if _is_kicker(line, following) and head.put("kicker", line.rstrip(":")):
        return True
    return head.put("headline", line)


def _is_kicker(line: str, following: str) -> bool:
    """A kicker is a word or a few above a headline: in capitals, or with a colon after it."""
    if not following or len(line) > 40 or len(line.split()) > 5 or len(following) > HEADLINE_LENGTH:
        return False
    if (
        read_date_line(following)
        or is_byline(following)
        or following[-1:] in ".!?"
        or is_furniture(following)
    ):
        return False
    return line.endswith(":") or (line.isupper() and not following.isupper() and len(following) > len(line))


def _take_standfirst(head: Head, line: str, following: str) -> bool:
    """A short line under the headline is a standfirst when byline or date still come after it."""
    if (
        head.fields.standfirst
        or len(line) > STANDFIRST_LENGTH
        or head.fields.byline
        or head.fields.published.printed
    ):
        return False
    comes = bool(following) and (read_date_line(following) is not None or is_byline(following))
    return comes and head.put("standfirst", line)


def _take_labelled(head: Head, line: str) -> bool:
    pair = labelled(line) if len(line) <= STANDFIRST_LENGTH else None
    if pair is None:
        return False
    name, value = pair
    if name in ("published", "updated"):
        dates = read_date_line(line)
        if dates is not None:
            _put_dates(head, dates.published, dates.updated)
            return True
        date = read_date(value)
        return date.edtf is not None and len(value) < 60 and head.put(name, date)
    if name == "outlet":
        source = outlet_and_date(value)
        if source is not None:
            head.put("published", source[1])
            value = source[0]
        return _is_name(value) and head.put("outlet", value)
    if name in ("page", "language", "section", "edition", "genre", "dateline", "credit") and len(value) > 60:
        return False
    return head.put(name, value)


def _take_source(head: Head, line: str) -> bool:
    boilerplate = _BOILERPLATE_OUTLET.match(line)
    if boilerplate:
        head.put("outlet", boilerplate["name"].strip())
        return is_furniture(line)
    rights = _COPYRIGHT.match(line)
    if rights:
        name = rights["name"].strip(" -–|")
        if _is_name(name) and not _NO_OUTLET.search(name):
            head.put("outlet", name)
        return head.put("rights", line)
    pair = labelled(line)
    if pair is not None and pair[0] in (
        "outlet",
        "published",
        "updated",
        "correction",
        "url",
        "rights",
        "credit",
    ):
        return _take_labelled(head, line)
    dates = read_date_line(line)
    if dates is not None:
        _put_dates(head, dates.published, dates.updated)
        return True
    source = outlet_and_date(line)
    if source is None or (head.fields.outlet and head.fields.published.printed):
        return False
    head.put("outlet", source[0])
    head.put("published", source[1])
    return True


def _put_dates(head: Head, published: PressDate, updated: PressDate) -> None:
    if published.printed:
        head.put("published", published)
    if updated.printed:
        head.put("updated", updated)


def _is_bare_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word.strip(".-'’").isalpha() for word in words)


def _near_date(head: Head, following: str) -> bool:
    return bool(head.fields.published.printed) or (bool(following) and read_date_line(following) is not None)


def _is_name(text: str) -> bool:
    """Can this be the name of a newspaper? A few words that begin with a capital, no sentence."""
    words = text.split()
    if (
        not 1 <= len(words) <= 8
        or len(text) > 60
        or text[-1] in "!?:;"
        or text[0].islower()
        or text[0].isdigit()
    ):
        return False
    capitals = sum(word[0].isupper() or word[0] >= "\u0370" for word in words)
    return 2 * capitals >= len(words)
