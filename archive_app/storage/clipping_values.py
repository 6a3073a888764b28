"""Between a clipping's row and its domain values: fields, dates, origins, texts."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from archive_app.domain.clipping import (
    FIELD_NAMES,
    Block,
    BlockKind,
    Fields,
    HoldingPlace,
    Origin,
    PageRange,
    PressDate,
    Region,
    Span,
    SpanKind,
    Text,
    TextSource,
    field_text,
)
from archive_app.domain.dates import parse_edtf
from archive_app.errors import UserMistake
from archive_app.storage.repository import packed
from archive_app.storage.words import clean, clean_line, opening, sort_key, word_count

DATES = ("published", "updated")
LONG = ("standfirst", "correction", "rights", "summary")
"""Fields that may run over several lines."""
SIDES = ("", "front", "back")
PLAIN = tuple(name for name in FIELD_NAMES if name not in DATES and not name.startswith("holding_"))
HOLDING = tuple(name for name in FIELD_NAMES if name.startswith("holding_"))


def checked_value(name: str, value: str) -> str:
    """Return a field's value fit for storing; raises UserMistake for a wrong name or date."""
    if name not in FIELD_NAMES:
        raise UserMistake(f"A clipping has no field '{name}'.", f"Its fields are: {', '.join(FIELD_NAMES)}.")
    value = clean(value).strip() if name in LONG else clean_line(value)
    if name in DATES and value:
        parse_edtf(value)
    if name == "holding_side" and value not in SIDES:
        raise UserMistake("The side of a cutting is 'front' or 'back'.", "Or leave it empty.")
    return value


def date_columns(name: str, edtf: str | None, printed: str) -> dict[str, Any]:
    """Return the four columns of a date; its days are proleptic ordinals."""
    span = parse_edtf(edtf) if edtf else None
    return {
        f"{name}_edtf": span.edtf if span else None,
        f"{name}_printed": clean_line(printed),
        f"{name}_earliest": span.earliest.toordinal() if span else None,
        f"{name}_latest": span.latest.toordinal() if span else None,
    }


def columns_of_fields(fields: Fields, origins: Iterable[tuple[str, Origin]]) -> dict[str, Any]:
    """Return the columns of all fields, the outlet's record excepted."""
    columns: dict[str, Any] = {}
    for name in PLAIN:
        value = getattr(fields, name)
        if value:
            columns[name] = clean(value).strip() if name in LONG else clean_line(value)
    if fields.holding:
        for name in HOLDING:
            columns[name] = checked_value(name, getattr(fields.holding, name.removeprefix("holding_")))
    known = {name: Origin(origin) for name, origin in origins}
    for name in DATES:
        date: PressDate = getattr(fields, name)
        if date.edtf or date.printed:
            columns |= date_columns(name, date.edtf, date.printed)
            if date.origin is not Origin.FILE:
                known.setdefault(name, date.origin)
    columns["headline_key"] = sort_key(columns.get("headline", ""))
    columns["origins"] = packed({name: origin.value for name, origin in sorted(known.items())})
    return columns


def fields_of_row(row: Mapping[str, Any]) -> Fields:
    origins = json.loads(row["origins"])
    plain: dict[str, Any] = {name: row[name] for name in PLAIN}
    dates: dict[str, Any] = {
        name: PressDate(row[f"{name}_edtf"], row[f"{name}_printed"], Origin(origins.get(name, Origin.FILE)))
        for name in DATES
    }
    return Fields(**plain, **dates, holding=HoldingPlace(*(row[name] for name in HOLDING)))


def origins_of_row(row: Mapping[str, Any], fields: Fields) -> tuple[tuple[str, Origin], ...]:
    """Return where each filled field came from, and each that a person emptied."""
    kept = json.loads(row["origins"])
    return tuple(
        (name, Origin(kept.get(name, Origin.FILE)))
        for name in FIELD_NAMES
        if name in kept or field_text(fields, name)
    )


def columns_of_text(text: Text) -> dict[str, Any]:
    """Return a text row's columns; raises ValueError when cleaning would move its offsets."""
    body = clean(text.body)
    if len(body) != len(text.body) and (text.blocks or text.spans or text.pages):
        raise ValueError("a text with blocks must be NFC and without NUL already")
    return {
        "body": body,
        "source": text.source.value,
        "blocks": packed([(block.kind.value, block.start, block.end, block.level) for block in text.blocks]),
        "spans": packed([(span.kind.value, span.start, span.end, span.target) for span in text.spans]),
        "pages": packed([(part.page, part.start, part.end) for part in text.pages]),
    }


def columns_from_body(body: str) -> dict[str, Any]:
    """Return the clipping's columns that follow from its current body."""
    return {"word_count": word_count(body), "opening": opening(body)}


def text_of_row(row: Mapping[str, Any]) -> Text:
    return Text(
        body=row["body"],
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in json.loads(row["blocks"])),
        spans=tuple(Span(SpanKind(kind), *rest) for kind, *rest in json.loads(row["spans"])),
        pages=tuple(PageRange(*part) for part in json.loads(row["pages"])),
        source=TextSource(row["source"]),
        id=row["id"],
        created=row["created"],
    )


def packed_regions(regions: Iterable[Region]) -> str:
    return packed([(region.page, region.x, region.y, region.width, region.height) for region in regions])


def regions_of(written: str) -> tuple[Region, ...]:
    return tuple(Region(*region) for region in json.loads(written))
