"""Made-up articles with a newspaper's statistics: seeded words whose frequencies follow Zipf's law."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = 30_000
OUTLETS = ("The Northern Courier", "Morgenblatt", "The Evening Ledger", "The Calder Bay Herald")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
_STARTS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
)
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("", "n", "r", "s", "t", "l", "nd", "rt", "st", "ng")


def vocabulary(seed: int = 7) -> list[str]:
    """Return the words, the most frequent (and shortest) first."""
    dice = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 + min(3, int(dice.expovariate(0.9)))
        words[
            "".join(
                dice.choice(_STARTS) + dice.choice(_MIDDLES) + dice.choice(_ENDS) for _ in range(syllables)
            )
        ] = None
    return sorted(words, key=lambda word: (len(word) + dice.random() * 4, word))


def bodies(number: int, length: int = 400, seed: int = 1) -> Iterator[str]:
    """Yield article bodies of `length` words in paragraphs of sentences; the same for the same seed."""
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    dice = random.Random(seed)
    for _ in range(number):
        chosen = dice.choices(words, cum_weights=weights, k=length)
        sentences, at = [], 0
        while at < length:
            size = dice.randint(8, 22)
            sentences.append(" ".join(chosen[at : at + size]).capitalize() + ".")
            at += size
        yield "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def headline(body: str) -> str:
    return " ".join(body.split()[:6]).rstrip(".").capitalize()


def dateline(number: int) -> tuple[str, str]:
    """Return an outlet and a date in words for the article of this number."""
    return OUTLETS[number % 4], f"{1 + number % 28} {MONTHS[number % 9]} {1960 + number % 60}"


def write_texts(folder: Path, number: int) -> list[Path]:
    """Write plain-text articles as a person would find them: headline, outlet and date, body."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for at, body in enumerate(bodies(number)):
        outlet, day = dateline(at)
        path = folder / f"article-{at:05}.txt"
        path.write_text(
            f"{headline(body)}\n\n{outlet}, {day}, page A{1 + at % 24}\n\n{body}\n", encoding="utf-8"
        )
        paths.append(path)
    return paths


def write_pdfs(folder: Path, number: int, pages: int = 2) -> list[Path]:
    """Write PDFs of `pages` pages in three columns, 700 words a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for at, body in enumerate(bodies(number, 700 * pages, seed=2)):
        path = folder / f"page-{at:05}.pdf"
        canvas = Canvas(str(path), pagesize=A4, invariant=True, pageCompression=True)
        canvas.setTitle(headline(body))
        lines = iter(simpleSplit(body.replace("\n\n", "\n"), "Times-Roman", 9, 160))
        for page in range(pages):
            if not page:
                canvas.setFont("Times-Bold", 22)
                canvas.drawString(40, 790, headline(body)[:50])
            for column in range(3):
                text = canvas.beginText(40 + column * 175, 760)
                text.setFont("Times-Roman", 9)
                for line in itertools.islice(lines, 64):
                    text.textLine(line)
                canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        paths.append(path)
    return paths
