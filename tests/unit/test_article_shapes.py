"""Articles of many layouts and languages: the head is told from the body, and neither eats the other."""

import time
from dataclasses import dataclass

import pytest

from archive_app.domain.drafts import Draft
from archive_app.errors import FileProblem
from archive_app.readers.plain_text import article
from archive_app.readers.web_page import page_article

HEADLINE = "Council Votes to Close Old Fish Market"
BODY = (
    "The city council voted on Tuesday to close the old fish market, ending a debate that has divided the"
    " harbour district for almost a decade.\n\nTraders who still rent stalls in the hall were told they had"
    " until the end of October to leave. Several said they would appeal against the decision."
)
FIRST, LAST = "The city council voted", "appeal against the decision."
RUSSIAN = (
    "Городской совет во вторник проголосовал за закрытие старого рыбного рынка, завершив спор, который почти"
    " десять лет разделял портовый район.\n\nТорговцы должны уехать до конца октября."
)
ARABIC = (
    "صوت مجلس المدينة يوم الثلاثاء على إغلاق سوق السمك القديم، منهيا بذلك جدلا قسم حي الميناء منذ عشر سنوات."
)
CHINESE = "市议会星期二投票决定关闭旧鱼市场，结束了近十年来使港区居民意见分裂的争论。"
GERMAN = (
    "Der Stadtrat hat am Dienstag beschlossen, den alten Fischmarkt zu schließen. Damit endet eine Debatte,"
    " die das Hafenviertel fast zehn Jahre lang gespalten hat."
)
FRENCH = (
    "Le conseil municipal a voté mardi la fermeture de l'ancien marché aux poissons, mettant fin à un débat"
    " qui divise le quartier du port depuis près de dix ans."
)


@dataclass(frozen=True)
class Shape:
    source: str
    said: dict[str, str]
    starts: str = FIRST
    ends: str = LAST


def english(
    above: str = "", below: str = "", after: str = "", headline: str = HEADLINE, **said: str
) -> Shape:
    text = "\n\n".join(part for part in (above, headline, below, BODY, after) if part)
    return Shape(text, {"headline": headline, **said})


PLAIN = {
    "nothing but a headline": english(byline="", published="", outlet=""),
    "byline above": english("By Jane Doe", "May 8, 2012", byline="By Jane Doe", published="2012-05-08"),
    "paper above": english("The Harbour Times", "By Jane Doe", outlet="The Harbour Times"),
    "paper, date and page above": english(
        "The Harbour Times, Tuesday, 8 May 2012, p. A4",
        outlet="The Harbour Times", published="2012-05-08", page="A4",
    ),
    "page stamp": english(
        "The Harbour Times\nTuesday, May 8, 2012\nPage A4", "By Jane Doe",
        outlet="The Harbour Times", published="2012-05-08", page="A4", byline="By Jane Doe",
    ),
    "byline and date on a line": english(
        below="By Jane Doe | May 8, 2012", byline="By Jane Doe", published="2012-05-08"
    ),
    "name and date on a line": english(
        below="Jane Doe, 8 May 2012", byline="Jane Doe", published="2012-05-08", outlet=""
    ),
    "name over paper": english(
        below="Jane Doe\nThe Harbour Times", outlet="The Harbour Times", byline="Jane Doe",
    ),
    "handle and place": english(
        below="Jane Doe in Harbour City\n@janedoe\n\nTue 8 May 2012 06.00 BST\nLast modified on 9 May 2012",
        byline="Jane Doe in Harbour City", published="2012-05-08", updated="2012-05-09",
    ),
    "reading time": english(below="8 May 2012 • 5 min read", published="2012-05-08"),
    "address": english("https://harbour.example/a", "8 May 2012", url="https://harbour.example/a"),
    "rubric": english("Letters to the editor", kicker="Letters to the editor"),
    "caption": english(
        below="May 8, 2012\nTraders at the old market on Monday. (Jane Doe/The Harbour Times)",
        published="2012-05-08",
    ),
    "source at the end": english(
        after="(The Harbour Times, May 8, 2012)", outlet="The Harbour Times", published="2012-05-08"
    ),
    "source said twice": english(
        "The Harbour Times, 8 May 2012", after="Source: The Harbour Times", outlet="The Harbour Times"
    ),
    "mail signature": english(after="--\nSent from my telephone\nJane"),
    "signed at the end": english(after="Jane Doe", byline="Jane Doe"),
    "broken headline": Shape(
        f"Council votes to close the\nold fish market\n\nBy Jane Doe\n\n{BODY}",
        {"headline": "Council votes to close the old fish market", "byline": "By Jane Doe"},
    ),
    "no headline": Shape(BODY, {"headline": ""}),
    "no headline but a dateline": Shape(
        f"LONDON, May 8 (AP) — {BODY}", {"headline": "", "dateline": "LONDON, May 8 (AP)"}, "LONDON"
    ),
    "no paper in a headline": english(
        headline="New York Times to Cut 100 Jobs", below="May 8, 2012", outlet="",
    ),
    "a date in a headline": english(headline="Remembering May 8, 1945", below="By Jane Doe", outlet=""),
    "a label in a headline": english(headline="Correction: the hall and its architect", correction=""),
    "a prefix of names": english(headline="Von der Leyen visits the harbour", byline=""),
    "an address to a reader": Shape(f"{HEADLINE}\n\nDear Sir,\n\n{BODY}", {"byline": ""}, "Dear Sir,"),
    "Russian": Shape(
        f"Горсовет закрывает рынок\n\nМария Иванова\n\n8 мая 2012 г., 10:30\n\n{RUSSIAN}",
        {"byline": "Мария Иванова", "published": "2012-05-08", "language": "ru"}, "Городской", "октября.",
    ),
    "Arabic": Shape(
        f"مجلس المدينة يغلق سوق السمك\n\nكتب: أحمد علي\n\nالثلاثاء ٨ مايو ٢٠١٢\n\n{ARABIC}",
        {"byline": "أحمد علي", "published": "2012-05-08", "language": "ar"}, "صوت", "سنوات.",
    ),
    "Chinese": Shape(
        f"市议会决定关闭旧鱼市场\n2012-05-08 10:30:15 来源：海港日报\n\n本报记者 马丽华\n\n{CHINESE}",
        {"outlet": "海港日报", "published": "2012-05-08", "byline": "本报记者 马丽华"}, "市议会", "争论。",
    ),
    "German": Shape(
        f"Hafenblatt vom 08.05.2012, Seite 3\n\nStadtrat schließt Fischmarkt\n\nHamburg (dpa) - {GERMAN}",
        {"outlet": "Hafenblatt", "published": "2012-05-08", "page": "3", "dateline": "Hamburg (dpa)"},
        "Hamburg (dpa)", "gespalten hat.",
    ),
    "French, day before month": Shape(
        f"Le conseil ferme le marché\n\nJean Dupont (avec AFP)\nPublié le 08/05/2012 à 10:30\n\n"
        f"Temps de lecture : 3 min\n\n{FRENCH}\n\nLire aussi : Dix ports disparus",
        {"byline": "Jean Dupont (avec AFP)", "published": "2012-05-08", "language": "fr"},
        "Le conseil municipal", "dix ans.",
    ),
}  # fmt: skip


def check(draft: Draft, shape: Shape) -> None:
    said = {}
    for name in shape.said:
        value = getattr(draft.fields, name)
        said[name] = value if isinstance(value, str) else value.edtf or ""
    assert said == shape.said
    assert draft.text.body.startswith(shape.starts), draft.text.body[:120]
    assert draft.text.body.endswith(shape.ends), draft.text.body[-120:]


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_article_is_read(name: str) -> None:
    check(article(PLAIN[name].source), PLAIN[name])


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        (
            "title: \"A: headline\"\nauthors:\n  - Jane Doe\n  - John Smith\npublication: The Harbour Times\n"
            "published: 2012-05-08T10:30:00Z\nlang: en\nurl: https://harbour.example/a",
            {"headline": "A: headline", "byline": "Jane Doe, John Smith", "published": "2012-05-08",
             "outlet": "The Harbour Times", "language": "en", "url": "https://harbour.example/a"},
        ),
        ("created: 2024-01-02\ntags: [press, fish]", {"headline": HEADLINE, "published": ""}),
    ],
)  # fmt: skip
def test_front_matter_is_read_and_is_no_text(matter: str, said: dict[str, str]) -> None:
    draft = article(f"---\n{matter}\n---\n# {HEADLINE}\n\n{BODY}", markdown=True)
    check(draft, Shape("", said))
    assert draft.keywords == (("press", "fish") if "tags" in matter else ())


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert article(f"---\n\n{HEADLINE}\n\n{BODY}\n\n---\n", markdown=True).fields.headline == HEADLINE


def paragraphs(text: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))


PAGES = {
    "only what is seen": Shape(
        f"<html><title>{HEADLINE} - Harbour Times</title><body><h1>{HEADLINE}</h1><p>By Jane Doe</p>"
        f"<p>May 8, 2012</p>{paragraphs(BODY)}</body></html>",
        {"headline": HEADLINE, "byline": "By Jane Doe", "published": "2012-05-08", "outlet": "Harbour Times"},
    ),
    "the paper's name as first heading": Shape(
        f"<html><title>{HEADLINE} - Harbour Times</title><body><h1>Harbour Times</h1><div><h2>{HEADLINE}</h2>"
        f"<p>By Jane Doe<br>8 May 2012</p>{paragraphs(BODY)}</div></body></html>",
        {"headline": HEADLINE, "byline": "By Jane Doe", "published": "2012-05-08"},
    ),
    "author and publisher by reference": Shape(
        '<html><title>x</title><script type="application/ld+json">{"@graph":[{"@type":"Article","headline":'
        f'"{HEADLINE}","datePublished":"2012-05-08","author":{{"@id":"#p"}},"publisher":{{"@id":"#o"}}}},'
        '{"@id":"#p","name":"Jane Doe"},{"@id":"#o","name":"Times &amp; Tide"}]}</script>'
        f"<body><article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article></body></html>",
        {"headline": HEADLINE, "byline": "Jane Doe", "outlet": "Times & Tide", "published": "2012-05-08"},
    ),
    "microdata": Shape(
        f"<html><body><article><h1 itemprop=headline>{HEADLINE}</h1><b itemprop=author>Jane Doe</b>"
        "<meta itemprop=datePublished content=2012-05-08><meta itemprop=dateModified content=2012-05-09>"
        f"<i itemprop=publisher>Harbour Times</i>{paragraphs(BODY)}</article></body></html>",
        {"byline": "Jane Doe", "published": "2012-05-08", "updated": "2012-05-09", "outlet": "Harbour Times"},
    ),
    "a related story's date is not its own": Shape(
        f"<html><title>{HEADLINE}</title><body><article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>"
        "<aside><p>By John Smith</p></aside></body></html>",
        {"headline": HEADLINE, "byline": ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read(name: str) -> None:
    check(page_article(PAGES[name].source), PAGES[name])


@pytest.mark.parametrize("opening", ["<!--", "<script>", "<style>", "<head>"])
def test_what_is_never_closed_costs_one_look(opening: str) -> None:
    start = time.process_time()
    with pytest.raises(FileProblem, match="No article"):
        page_article("<html>" + opening * 100_000)
    assert time.process_time() - start < 10
