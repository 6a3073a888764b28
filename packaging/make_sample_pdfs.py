"""Set the two newspaper pages of the sample archive: `python packaging/make_sample_pdfs.py`.

Needs reportlab. Each `sample_pages/*.toml` becomes a PDF of two pages in three columns, with a drawing.
Soft hyphens in the source mark where a word may break, as a compositor would break it. The same source
gives the same bytes.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
TARGET = HERE.parent / "resources" / "samples" / "articles"
WIDTH, HEIGHT = A4
MARGIN, GUTTER, COLUMNS = 44, 16, 3
COLUMN_WIDTH = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GUTTER) / COLUMNS
FACE, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
SIZE, LEAD = 12, 15.5
PICTURE_HEIGHT = 190
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Line:
    """One line of a column; `justify` spreads its words over the column's width."""

    text: str
    font: str = FACE
    indent: float = 0
    justify: bool = False
    space_before: float = 0


def main() -> None:
    for source in sorted((HERE / "sample_pages").glob("*.toml")):
        page = tomllib.loads(source.read_text(encoding="utf-8"))
        set_article(page, TARGET / f"{source.stem}.pdf")


def set_article(page: dict[str, str], target: Path) -> None:
    """Write one article as a PDF of two pages: the first full, the second in even columns."""
    created = datetime.fromisoformat(page["created"]).replace(hour=12, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(created.timestamp()))
    canvas = Canvas(str(target), pagesize=A4, pageCompression=True, lang=page["language"])
    canvas.setTitle(page["title"])
    canvas.setAuthor(page["author"])
    canvas.setSubject(page["subject"])
    canvas.setCreator("Press Archive sample pages")
    lines = list(wrap(page["body"]))
    top = draw_head(canvas, page)
    DRAWINGS[page["drawing"]](canvas, top - PICTURE_HEIGHT)
    canvas.setFont(ITALIC, 10)
    canvas.drawString(MARGIN, top - PICTURE_HEIGHT - 12, page["caption"])
    top -= PICTURE_HEIGHT + 36
    for column in range(COLUMNS):
        draw_column(canvas, take(lines, top - MARGIN - LEAD), column, top)
    canvas.setFont(ITALIC, 10)
    canvas.drawRightString(WIDTH - MARGIN, MARGIN - 12, page["jump"])
    canvas.showPage()
    top = draw_strip(canvas, page["paper"], page["strip"], page["pages"][1])
    share = sum(LEAD + line.space_before for line in lines) / COLUMNS + LEAD
    for column in range(COLUMNS):
        draw_column(canvas, take(lines, share), column, top)
    canvas.line(MARGIN, top - share - LEAD, WIDTH - MARGIN, top - share - LEAD)
    canvas.save()


def take(lines: list[Line], height: float) -> list[Line]:
    """Take lines off the front until the column is full; a heading never stands last."""
    taken: list[Line] = []
    while lines and sum(LEAD + line.space_before for line in [*taken, lines[0]]) <= height:
        taken.append(lines.pop(0))
    while taken and taken[-1].font == BOLD:
        lines.insert(0, taken.pop())
    return taken


def draw_cranes(canvas: Canvas, bottom: float) -> None:
    """Four cranes above a quay and a swell, `PICTURE_HEIGHT` points high."""
    foot, height = bottom + 40, PICTURE_HEIGHT - 50
    canvas.setLineWidth(1.6)
    canvas.line(MARGIN, foot, WIDTH - MARGIN, foot)
    for number in range(4):
        x, mast = MARGIN + 60 + number * 122, foot + height * (0.72 + 0.05 * (number % 2))
        canvas.line(x - 16, foot, x, mast)
        canvas.line(x + 16, foot, x, mast)
        for rung in range(1, 6):
            y = foot + (mast - foot) * rung / 6
            half = 16 * (1 - rung / 6)
            canvas.line(x - half, y, x + half, y)
        canvas.line(x - 26, mast - 8, x + 74, mast + height * 0.2)
        canvas.line(x, mast, x + 74, mast + height * 0.2)
        canvas.line(x + 74, mast + height * 0.2, x + 74, foot + height * 0.35)
        canvas.rect(x + 66, foot + height * 0.35 - 14, 16, 14)
    canvas.setLineWidth(0.6)
    for row in range(3):
        for step in range(42):
            x, y = MARGIN + step * 12.1 + 5 * (row % 2), foot - 10 - row * 8
            canvas.arc(x, y - 4, x + 11, y + 4, 0, 180)


def draw_chairs(canvas: Canvas, bottom: float) -> None:
    """Rows of small chairs that grow towards the reader; one of them leans."""
    foot, depth, rows = bottom + 4, PICTURE_HEIGHT - 10, 5
    for row in range(rows):
        near = (row + 1) / rows
        size, y = 10 + 22 * near, foot + depth * (1 - near)
        count = int((WIDTH - 2 * MARGIN) / (size * 1.7))
        gap = (WIDTH - 2 * MARGIN) / count
        canvas.setLineWidth(0.5 + near)
        for number in range(count):
            canvas.saveState()
            canvas.translate(MARGIN + gap * (number + 0.5), y)
            canvas.rotate(6 if (row, number) == (3, 4) else 0)
            draw_chair(canvas, size)
            canvas.restoreState()


def draw_chair(canvas: Canvas, size: float) -> None:
    half, seat = size * 0.4, size * 0.55
    canvas.line(-half, 0, -half, seat)
    canvas.line(half, 0, half, seat)
    canvas.rect(-half, seat, 2 * half, size * 0.12)
    canvas.line(-half * 0.9, seat, -half * 0.9, size * 1.35)
    canvas.line(half * 0.9, seat, half * 0.9, size * 1.35)
    canvas.rect(-half * 0.9, size * 1.05, 1.8 * half, size * 0.3)


DRAWINGS: dict[str, Callable[[Canvas, float], None]] = {"cranes": draw_cranes, "chairs": draw_chairs}


def draw_head(canvas: Canvas, page: dict[str, str]) -> float:
    """Draw the paper's name, the headline and the standfirst; return where the columns begin."""
    y = draw_strip(canvas, page["paper"], page["strip"], page["pages"][0])
    canvas.setFont(BOLD, 35)
    y -= 26
    canvas.drawString(MARGIN, y, page["headline"])
    canvas.setFont(ITALIC, 15)
    y -= 8
    for line in simpleSplit(page["standfirst"], ITALIC, 15, WIDTH - 2 * MARGIN):
        y -= 19
        canvas.drawString(MARGIN, y, line)
    canvas.setFont(BOLD, 10.5)
    y -= 22
    canvas.drawString(MARGIN, y, page["byline"])
    return y - 24


def draw_strip(canvas: Canvas, paper: str, strip: str, label: str) -> float:
    """Draw the running head of a page; return where what follows may begin."""
    y = HEIGHT - MARGIN
    canvas.setFont(BOLD, 15)
    canvas.drawString(MARGIN, y, paper)
    canvas.setFont(FACE, 12)
    canvas.drawCentredString(WIDTH / 2, y, strip)
    canvas.drawRightString(WIDTH - MARGIN, y, label)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y - 8, WIDTH - MARGIN, y - 8)
    return y - 40


def draw_column(canvas: Canvas, lines: list[Line], column: int, top: float) -> None:
    x, y = MARGIN + column * (COLUMN_WIDTH + GUTTER), top
    for index, line in enumerate(lines):
        y -= line.space_before if index else 0
        text = canvas.beginText(x + line.indent, y)
        text.setFont(line.font, SIZE)
        gaps = line.text.count(" ")
        if line.justify and gaps:
            spare = COLUMN_WIDTH - line.indent - stringWidth(line.text, line.font, SIZE)
            text.setWordSpace(spare / gaps)
        text.textOut(line.text)
        text.setWordSpace(0)
        canvas.drawText(text)
        y -= LEAD


def wrap(body: str) -> Iterator[Line]:
    for block in body.strip().split("\n\n"):
        if block.startswith("## "):
            yield Line(block[3:].replace(SOFT_HYPHEN, ""), font=BOLD, space_before=9)
        else:
            yield from paragraph_lines(re.sub(r"[*]", "", block))


def paragraph_lines(paragraph: str) -> Iterator[Line]:
    """Break a paragraph greedily, at spaces first and at soft hyphens where a word does not fit."""
    words, current, indent = paragraph.split(), "", 12.0
    while words:
        word = words.pop(0)
        room = COLUMN_WIDTH - indent
        longer = f"{current} {word}".strip()
        if stringWidth(longer.replace(SOFT_HYPHEN, ""), FACE, SIZE) <= room:
            current = longer
            continue
        head, tail = split_word(current, word, room)
        yield Line(f"{current} {head}".strip().replace(SOFT_HYPHEN, ""), indent=indent, justify=True)
        current, indent = "", 0.0
        words.insert(0, tail)
    yield Line(current.replace(SOFT_HYPHEN, ""), indent=indent)


def split_word(current: str, word: str, room: float) -> tuple[str, str]:
    """Return the part of the word with its hyphen that still fits, and the rest; ('', word) if none does."""
    parts = word.split(SOFT_HYPHEN)
    for count in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:count]) + "-"
        if stringWidth(f"{current} {head}".replace(SOFT_HYPHEN, ""), FACE, SIZE) <= room:
            return head, SOFT_HYPHEN.join(parts[count:])
    return "", word


if __name__ == "__main__":
    main()
