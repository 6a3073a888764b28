"""Text to tokens, in one place for every engine, for highlights and for the meaning in memory.

A token has an exact folded form (case, accents, ligatures and the spellings ae, oe, ue of umlauts
are alike) and, in a language that has a stemmer, a stem. Chinese, Japanese and Korean give
single characters and pairs of neighbours, which needs no dictionary.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer  # pyright: ignore[reportMissingImports] - a C extension without stubs

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import TRASH, ZONE_SHIFT, AnalysedText, Zone

VERSION = 2
"""Goes up whenever the same text gives other tokens, so that indexes are made anew."""

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
NOTE_GAP = 50
"""Positions between two notes, so that no phrase runs from one into the next."""
ZONE_END = (1 << ZONE_SHIFT) - NOTE_GAP
LONGEST_FORM = 80
"""Code points by which a longer word is known, since no word of a language is longer."""
LONGEST_RUN = 4000
"""Code points without a space that are looked at together, so that no text needs much memory."""
CACHED_LENGTH = 40
CACHE_SIZE = 300_000

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_MARKS = "".join(chr(code) for code in range(0x300, 0x1AFF) if unicodedata.category(chr(code))[0] == "M")
_LOWER = "".join(chr(code) for code in range(0x61, 0x588) if chr(code).islower())
_BREAK = r"[-\u2010\u00ad\u00ac][ \t]*\r?\n[ \t]*"
_REST = rf"[\w\u00ad\u200c\u200d{_MARKS}]{{0,{LONGEST_RUN}}}"
_WORD = re.compile(rf"\w{_REST}(?:{_BREAK}[{_LOWER}]{_REST})*")
_INNER = re.compile(rf"([{_CJK}]+)|[^{_CJK}_]+")
_BROKEN = re.compile(rf"{_BREAK}|[\u00ad\u200c\u200d]")
_STRIPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u00ad]")
_DIGRAPH = re.compile(r"(?<![aeiouyq])([aou])e(?!u|$|s$)")
_DIGRAPH_OPEN = re.compile(r"(?<![aeiouyq])([aou])e(?!u|$)")
_FINAL_OE = re.compile(r"(?<=[a-z]{3})oe$")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"}
)


class Token(NamedTuple):
    """One form at one place: `position` counts words, `start` and `end` are code points."""

    form: str
    position: int
    start: int
    end: int


def fold(word: str) -> str:
    """Return the form under which a word is found: no case, accents, ligatures or umlauts.

    `Müller`, `Mueller` and `muller` give the same. ae, oe and ue stay two letters where they are no
    umlaut: after a vowel or q (`neue`, `quelle`), before u (`coeur`) and in -ue, -ues, -oes (`values`).
    """
    return _FINAL_OE.sub("o", _DIGRAPH.sub(r"\1", _plain(word)))[:LONGEST_FORM]


def fold_start(word: str) -> tuple[str, ...]:
    """Return the beginnings that words beginning with these letters can have when folded."""
    plain = _plain(word)
    return tuple(dict.fromkeys((_DIGRAPH.sub(r"\1", plain), _DIGRAPH_OPEN.sub(r"\1", plain))))


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of a text with its place, in ascending positions."""
    position = 0
    for match in _WORD.finditer(text):
        start, raw = match.start(), match.group()
        found = _analysed(raw)
        if isinstance(found, str):
            if found:
                yield Token(found, position, start, match.end())
                position += 1
            continue
        for form, distance, first, last in found[1]:
            yield Token(form, position + distance, start + first, start + last)
        position += found[0]


def query_parts(text: str) -> tuple[tuple[int, str], ...]:
    """Return the forms that stand for typed words, with their distances from the first.

    A run of Chinese characters gives its pairs alone, since a pair says where both characters are.
    """
    parts: list[tuple[int, str]] = []
    singles: dict[int, str] = {}
    covered: set[int] = set()
    for token in tokens(text):
        if token.end - token.start == 1 and _is_cjk(token.form):
            singles[token.position] = token.form
        else:
            parts.append((token.position, token.form))
            if _is_cjk(token.form):
                covered |= {token.position, token.position + 1}
    parts += [(position, form) for position, form in singles.items() if position not in covered]
    parts.sort()
    return tuple((position - parts[0][0], form) for position, form in parts)


def stem(form: str, language: str) -> str:
    """Return a folded form's stem in a language that has a stemmer, else the form itself."""
    stemmer = _stemmer(language)
    return stemmer.stemWord(form) if stemmer else form


def stems(form: str, languages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return a form's stem for each of the languages that has a stemmer."""
    known = {stem_language(language) for language in languages} - {""}
    return frozenset((language, stem(form, language)) for language in known)


def stem_language(language: str) -> str:
    """Return the language of a BCP 47 tag when it has a stemmer, else ''."""
    primary = primary_language(language)
    return primary if primary in STEMMERS else ""


def primary_language(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def folded_words(text: str) -> str:
    """Return a short text (a section, a keyword, a name) as its folded words with spaces between."""
    found = tokens(text)
    return " ".join(token.form for token in found if token.end - token.start == 1 or not _is_cjk(token.form))


def analyse(text: IndexedText) -> AnalysedText:
    """Return a clipping's tokens, facts and days."""
    forms: defaultdict[str, list[int]] = defaultdict(list)
    length = _add(forms, text.body, 0)
    for zone in (Zone.HEADLINE, Zone.KICKER, Zone.STANDFIRST, Zone.BYLINE, Zone.CORRECTION):
        words: str = getattr(text, zone.name.lower())
        if words:
            _add(forms, words, zone << ZONE_SHIFT)
    position = Zone.NOTE << ZONE_SHIFT
    for note in text.remarks:
        position = _add(forms, note, position) + NOTE_GAP
    language = stem_language(text.language)
    return AnalysedText(
        id=text.id,
        forms=forms,
        stems=_changed_stems(forms, language),
        stem_language=language,
        facts=frozenset(_facts(text)),
        published=_span(text.published_earliest, text.published_latest),
        updated=_span(text.updated_earliest, text.updated_latest),
        length=length,
    )


def _add(forms: defaultdict[str, list[int]], text: str, base: int) -> int:
    """Add a text's tokens; return the position behind the last."""
    position = base
    end = (base | (1 << ZONE_SHIFT) - 1) - NOTE_GAP
    known = _known
    for raw in _WORD.findall(text):
        found = known.get(raw)
        if found is None:
            found = _analysed(raw)
        if not isinstance(found, str):
            for form, distance, _, _ in found[1]:
                forms[form].append(position + distance)
            position += found[0]
        elif found:
            forms[found].append(position)
            position += 1
        if position >= end:
            break
    return position


def _changed_stems(forms: Iterable[str], language: str) -> dict[str, str]:
    stemmer = _stemmer(language)
    if stemmer is None:
        return {}
    ordered = list(forms)
    return {
        form: found for form, found in zip(ordered, stemmer.stemWords(ordered), strict=True) if form != found
    }


def _facts(text: IndexedText) -> Iterator[str]:
    yield TRASH if text.trashed else f"state:{text.state}"
    if text.language:
        yield f"language:{primary_language(text.language)}"
    if text.outlet_id is not None:
        yield f"outlet:{text.outlet_id}"
    if text.batch_id is not None:
        yield f"batch:{text.batch_id}"
    for kind, id in text.subject_ids:
        yield f"{kind}:{id}"
    for kind, ids in (("author", text.author_ids), ("collection", text.collection_ids), ("has", text.has)):
        for id in ids:
            yield f"{kind}:{id}"
    named = [("section", text.section), ("page", text.page), ("genre", text.genre), ("edition", text.edition)]
    for kind, value in [*named, *(("keyword", keyword) for keyword in text.keywords)]:
        if value and (words := folded_words(value)):
            yield f"{kind}:{words}"


def _span(earliest: int | None, latest: int | None) -> tuple[int, int] | None:
    if earliest is None and latest is None:
        return None
    first = earliest if earliest is not None else latest
    last = latest if latest is not None else earliest
    assert first is not None
    assert last is not None
    return first, last


_Parts = tuple[int, Sequence[tuple[str, int, int, int]]]
_known: dict[str, str | _Parts] = {}


def _analysed(raw: str) -> str | _Parts:
    """Return a plain word's form, or the width and (form, distance, start, end) of a mixed run."""
    found = _known.get(raw)
    if found is None:
        found = _split(raw) if "_" in raw or _has_cjk(raw) else fold(_BROKEN.sub("", raw))
        if len(raw) <= CACHED_LENGTH:
            if len(_known) >= CACHE_SIZE:
                _known.clear()
            _known[raw] = found
    return found


def _split(raw: str) -> _Parts:
    parts: list[tuple[str, int, int, int]] = []
    width = 0
    for match in _INNER.finditer(raw):
        start, end = match.span()
        if not match[1]:
            if form := fold(_BROKEN.sub("", match.group())):
                parts.append((form, width, start, end))
                width += 1
            continue
        folded = [unicodedata.normalize("NFKC", character).casefold() for character in match[1]]
        for at, character in enumerate(folded):
            parts.append((character, width + at, start + at, start + at + 1))
            if at + 1 < len(folded):
                parts.append((character + folded[at + 1], width + at, start + at, start + at + 2))
        width += end - start
    return width, parts


def _plain(word: str) -> str:
    text = word.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _STRIPPED.sub("", text)).casefold()


_HAS_CJK = re.compile(f"[{_CJK}]")


def _has_cjk(text: str) -> bool:
    return not text.isascii() and _HAS_CJK.search(text) is not None


@lru_cache(10_000)
def _is_cjk(form: str) -> bool:
    return _has_cjk(form)


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    name = STEMMERS.get(language)
    if name is None or name not in Stemmer.algorithms():
        return None
    return Stemmer.Stemmer(name, 0)
