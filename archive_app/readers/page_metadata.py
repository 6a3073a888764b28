"""What a web page says of itself: JSON-LD first, then OpenGraph and meta tags, then its title.

Several authors, outlets and dates are read here, since extraction libraries keep only one of them.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from archive_app.domain.clipping import Fields, PressDate
from archive_app.readers.blocks import clean_line, safe_link
from archive_app.readers.language import tidy_tag
from archive_app.readers.press_lines import HEADLINE_LENGTH, is_outlet
from archive_app.readers.prose_dates import read_date, read_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_JSON = 2_000_000
_ARTICLES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "opinionnewsarticle",
    "analysisnewsarticle",
    "reviewnewsarticle",
    "backgroundnewsarticle",
    "blogposting",
    "liveblogposting",
    "report",
    "webpage",
)
_GENRES = {
    "opinionnewsarticle": "op-ed",
    "analysisnewsarticle": "analysis",
    "reviewnewsarticle": "review",
}
_OUTLETS = ("og:site_name", "dc.publisher", "publisher", "application-name", "citation_journal_title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
    "byl",
    "parsely-author",
    "sailthru.author",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
)
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")
_DATE_PLACES = "//*[contains(@class,'date') or contains(@class,'time') or contains(@class,'publi')]"
_MICRODATA = ("headline", "author", "publisher", "datepublished", "datemodified", "articlesection")
_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*-->")
_TITLE_SEPARATOR = re.compile(r"\s+[|·–—•»-]\s+|\s*[|｜]\s*|(?<=[\u3040-\u9fff])[_－-](?=[\u3040-\u9fff])")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    fields: Fields
    keywords: tuple[str, ...] = ()


def read_metadata(tree: "HtmlElement", beginning: str) -> PageMetadata:
    """Return the fields that a parsed page states; `beginning` is its source's first characters."""
    article = _best_article(tree)
    meta = _meta_tags(tree)
    stated = _text(article.get("headline")) or _first(
        meta, "og:title", "twitter:title", "dc.title", "headline"
    )
    outlet = _name(article.get("publisher")) or _name(article.get("isPartOf")) or _first(meta, *_OUTLETS)
    headline, from_title = _headline(tree, stated, outlet)
    kicker = _text(article.get("alternativeHeadline"))
    section = _text(article.get("articleSection")) or _text(article.get("printSection"))
    fields = Fields(
        headline=headline,
        kicker="" if kicker == headline else kicker,
        standfirst=_standfirst(tree, article, meta),
        byline=", ".join(_authors(tree, article, meta)),
        dateline=_text(article.get("dateline")),
        outlet=outlet or from_title,
        published=_published(tree, article, meta),
        updated=_date(_text(article.get("dateModified")), _first(meta, *_UPDATED)),
        edition=_text(article.get("printEdition")),
        section=section or _first(meta, "article:section", "section"),
        page=_text(article.get("printPage")) or _text(article.get("pageStart")),
        column=_text(article.get("printColumn")),
        genre=_genre(article),
        credit=_name(article.get("creditText")) or _name(article.get("sourceOrganization")),
        correction=" ".join(_texts(article.get("correction"))),
        language=_language(tree, article, meta),
        url=_url(tree, article, meta, beginning),
        rights=_text(article.get("copyrightNotice")) or _first(meta, "copyright", "dc.rights", "rights"),
    )
    return PageMetadata(fields, _keywords(article, meta))


def _best_article(tree: "HtmlElement") -> dict[str, Any]:
    """Return the JSON-LD object that is most surely the article, or an empty one."""
    best: dict[str, Any] = {}
    best_rank = len(_ARTICLES)
    known: dict[str, dict[str, Any]] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in _things(_loads(script.text or "")):
            if isinstance(thing.get("@id"), str) and len(thing) > 1:
                known.setdefault(thing["@id"], thing)
            kinds = [kind.lower() for kind in _texts(thing.get("@type"))]
            rank = min((_rank(kind) for kind in kinds), default=len(_ARTICLES))
            if rank < best_rank and (rank < len(_ARTICLES) - 1 or thing.get("headline")):
                best, best_rank = thing, rank
    # Several plugins write each person and publisher once and point to them by their ids.
    return {name: _resolved(value, known) for name, value in best.items()}


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, known) for item in value[:100]]
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _rank(kind: str) -> int:
    return (
        0 if kind.endswith("newsarticle") else _ARTICLES.index(kind) if kind in _ARTICLES else len(_ARTICLES)
    )


def _loads(source: str) -> Any:
    source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", source.strip())
    if len(source) > MAX_JSON:
        return None
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _things(value.get(name), depth + 1)


def _meta_tags(tree: "HtmlElement") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        ).lower()
        content = clean_line(tag.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    for element in tree.xpath("//*[@itemprop and not(self::meta)]")[:200]:
        name = element.get("itemprop", "").lower()
        content = clean_line(element.get("content") or element.get("datetime") or element.text_content())
        if name in _MICRODATA and content and len(content) <= HEADLINE_LENGTH:
            found.setdefault(name, []).append(content)
    return found


def _first(meta: dict[str, list[str]], *names: str) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _texts(value: Any) -> list[str]:
    """Return the texts of a JSON-LD value that may be one, several, or objects with a name."""
    if isinstance(value, str):
        return [clean_line(unescape(value))] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value[:100] for text in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("@value") or value.get("text"))
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _text(value: Any) -> str:
    return next(iter(_texts(value)), "")


_name = _text


def _headline(tree: "HtmlElement", stated: str, outlet: str) -> tuple[str, str]:
    """Return the headline, and the outlet's name when the page's title carries it after a bar."""
    tops = [clean_line(element.text_content()) for element in list(tree.iter("h1"))[:6]]
    # The paper's own name is often set as the first heading of every page.
    tops = [top for top in tops if top and not is_outlet(top) and top.casefold() != outlet.casefold()]
    first = tops[0] if tops else ""
    title = clean_line(next((element.text_content() for element in tree.iter("title")), ""))
    shown, from_title = _split_title(title)
    headline = stated or first or shown
    for name in filter(None, (outlet, from_title)):
        headline = re.sub(rf"\s+[|·–—•»-]\s+{re.escape(name)}\s*$", "", headline)
    # The visible headline is the printed one, when the stated one is only its beginning.
    if (
        first
        and headline
        and len(first) < 300
        and (_same_start(first, headline) or _same_news(tops, headline))
    ):
        headline = first
    return headline, from_title


def _split_title(title: str) -> tuple[str, str]:
    """Return the headline and the newspaper's name of a page's title, which may stand at either end."""
    named = re.match(r"(?P<name>[^:]{3,50}):\s+(?P<rest>\S.{10,})", title)
    if named and is_outlet(named["name"]):
        return named["rest"], named["name"]
    parts = _TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title, ""
    if is_outlet(parts[0]) and not is_outlet(parts[-1]):
        return parts[1], parts[0]
    return (parts[0], parts[-1]) if 1 <= len(parts[-1].split()) <= 6 else (title, "")


def _same_news(tops: list[str], stated: str) -> bool:
    """Is the only heading of the page a longer wording of the stated headline, which sites shorten?"""
    words, shown = (set(re.findall(r"\w+", text.lower())) for text in (stated, tops[0]))
    return len(tops) == 1 and len(shown) >= 4 and 2 * len(words & shown) > len(words)


def _same_start(visible: str, stated: str) -> bool:
    stated = stated.rstrip(".…")
    return len(stated) >= 20 and visible.lower().startswith(stated.lower())


def _standfirst(tree: "HtmlElement", article: dict[str, Any], meta: dict[str, list[str]]) -> str:
    """Return the deck as the page shows it; a description counts only when the page shows it too."""
    shown = tree.xpath(
        "//*[contains(@class,'standfirst') or contains(@class,'subtitle') or contains(@class,'chapo')"
        " or contains(@class,'article__desc') or contains(@class,'article-deck')"
        " or contains(@class,'subhead')"
        " or contains(@itemprop,'alternativeHeadline')][not(descendant::p[2])]"
    )
    for element in shown[:3]:
        text = clean_line(element.text_content())
        if 20 <= len(text) <= 600:
            return text
    stated = _text(article.get("description")) or _first(meta, "og:description", "description")
    return stated if 20 <= len(stated) <= 600 and _shown_above_body(tree, stated) else ""


def _shown_above_body(tree: "HtmlElement", text: str) -> bool:
    return any(clean_line(element.text_content()) == text for element in tree.iter("h2", "h3"))


def _authors(tree: "HtmlElement", article: dict[str, Any], meta: dict[str, list[str]]) -> list[str]:
    names = _texts(article.get("author")) or _texts(article.get("creator"))
    if not names:
        names = [name for key in _AUTHORS for name in meta.get(key, ())]
    if not names:
        shown = tree.xpath("//*[@rel='author' or @itemprop='author']")
        names = [clean_line(element.text_content()) for element in shown[:6]]
    kept = []
    for name in names:
        name = re.sub(r"^(?:by|par|von|por|di|door)\s+", "", name, flags=re.IGNORECASE)
        if name and "://" not in name and not name.startswith("@") and len(name) < 120:
            kept.append(name)
    return list(dict.fromkeys(kept))[:20]


def _published(tree: "HtmlElement", article: dict[str, Any], meta: dict[str, list[str]]) -> PressDate:
    printed = _text(article.get("datePublished")) or _text(article.get("dateCreated"))
    stated = _date(printed, _first(meta, *_DATES))
    if stated.edtf:
        return stated
    for element in list(tree.iter("time"))[:5]:
        date = _date(element.get("datetime") or "", clean_line(element.text_content()))
        if date.edtf:
            return date
    for element in tree.xpath(_DATE_PLACES)[:12]:
        line = read_date_line(clean_line(element.text_content())[:161])
        if line is not None and line.published.printed:
            return line.published
    return stated


def _date(*texts: str) -> PressDate:
    """Return the first readable date, else the first text as printed."""
    for text in texts:
        date = read_date(text[:80]) if text else PressDate()
        if date.edtf:
            return date
    return PressDate(None, next((text[:80] for text in texts if text), ""))


def _genre(article: dict[str, Any]) -> str:
    stated = _text(article.get("genre"))
    kinds = (kind.lower() for kind in _texts(article.get("@type")))
    return stated or next((_GENRES[kind] for kind in kinds if kind in _GENRES), "")


def _language(tree: "HtmlElement", article: dict[str, Any], meta: dict[str, list[str]]) -> str:
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    for stated in (
        _text(article.get("inLanguage")),
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or "",
        _first(meta, "og:locale", "dc.language", "content-language", "language"),
    ):
        tag = tidy_tag(stated)
        if tag:
            return tag.split("-")[0] if len(tag) == 5 else tag
    return ""


def _url(tree: "HtmlElement", article: dict[str, Any], meta: dict[str, list[str]], beginning: str) -> str:
    links = (
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    )
    saved = _SINGLEFILE.search(beginning) or _SAVED_FROM.search(beginning)
    main = article.get("mainEntityOfPage")
    stated: Iterable[str] = (
        *links,
        _first(meta, "og:url"),
        _text(article.get("url")),
        str(main.get("@id") or "") if isinstance(main, dict) else _text(main),
        saved["url"] if saved else "",
    )
    return next((url for url in map(safe_link, stated) if url), "")


def _keywords(article: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    stated = _texts(article.get("keywords"))
    for name in ("news_keywords", "article:tag", "keywords"):
        stated = stated or meta.get(name, [])
    words = (word.strip() for text in stated for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if 1 < len(word) < 80))[:40]
