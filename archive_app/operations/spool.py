"""Drafts as lines of JSON: how a worker hands over what it read, and how a review keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from archive_app.domain.clipping import (
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
)
from archive_app.domain.drafts import Draft

_EMPTY = Fields()
_NAMES = tuple(field.name for field in fields_of(Fields))


def write_drafts(path: Path, drafts: Iterable[Draft], limit: int) -> int:
    """Write one draft a line and return how many; raises ValueError over `limit` bytes."""
    count = size = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as spool:
        for draft in drafts:
            line = json.dumps(_plain(draft), ensure_ascii=False, separators=(",", ":"))
            size += len(line)
            if size > limit:
                raise ValueError("The drafts are larger than the spool may be.")
            spool.write(line + "\n")
            count += 1
    return count


def read_drafts(path: Path) -> Iterator[Draft]:
    """Yield the drafts of a spool."""
    with path.open(encoding="utf-8") as spool:
        for line in spool:
            yield _draft(json.loads(line))


def _plain(draft: Draft) -> dict[str, Any]:
    text = draft.text
    return {
        "fields": {
            name: _plain_value(value)
            for name in _NAMES
            if (value := getattr(draft.fields, name)) != getattr(_EMPTY, name)
        },
        "body": text.body,
        "blocks": [[block.kind, block.start, block.end, block.level] for block in text.blocks],
        "spans": [[span.kind, span.start, span.end, span.target] for span in text.spans],
        "pages": [[page.page, page.start, page.end] for page in text.pages],
        "source": text.source,
        "ordinal": draft.ordinal,
        "regions": [[one.page, one.x, one.y, one.width, one.height] for one in draft.regions],
        "keywords": list(draft.keywords),
        "origins": [list(pair) for pair in draft.origins],
        "notice": draft.notice,
    }


def _plain_value(value: object) -> object:
    if isinstance(value, PressDate):
        return [value.edtf, value.printed, value.origin]
    if isinstance(value, HoldingPlace):
        return [value.institution, value.fonds, value.box, value.folder, value.sheet, value.side]
    return value


def _draft(plain: dict[str, Any]) -> Draft:
    return Draft(
        fields=Fields(**{name: _value(name, value) for name, value in plain["fields"].items()}),
        text=Text(
            body=plain["body"],
            blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in plain["blocks"]),
            spans=tuple(Span(SpanKind(kind), *rest) for kind, *rest in plain["spans"]),
            pages=tuple(PageRange(*page) for page in plain["pages"]),
            source=TextSource(plain["source"]),
        ),
        ordinal=plain["ordinal"],
        regions=tuple(Region(*region) for region in plain["regions"]),
        keywords=tuple(plain["keywords"]),
        origins=tuple((name, origin) for name, origin in plain["origins"]),
        notice=plain["notice"],
    )


def _value(name: str, value: Any) -> Any:
    if name in ("published", "updated"):
        return PressDate(value[0], value[1], Origin(value[2]))
    return HoldingPlace(*value) if name == "holding" else value
