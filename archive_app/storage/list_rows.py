"""The rows of a list in plain SQL: the same for the open archive and for the first look at it."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from archive_app.domain.listing import ClippingRow
from archive_app.storage.words import opening

_COLUMNS = (
    "id",
    "headline",
    "outlet",
    "outlet_id",
    "published_edtf",
    "published_printed",
    "standfirst",
    "opening",
    "page",
    "section",
    "language",
    "state",
    "word_count",
    "correction",
    "trashed",
)
_COUNTED = (
    "SELECT 'subjects', clipping_id, count(DISTINCT subject_id) FROM clipping_subjects"
    " WHERE clipping_id IN ({ids}) AND status = 'confirmed' GROUP BY clipping_id",
    "SELECT 'annotations', clipping_id, count(DISTINCT annotation_id) FROM annotation_targets"
    " WHERE clipping_id IN ({ids}) GROUP BY clipping_id",
    "SELECT 'files', clipping_id, count(*) FROM clipping_sources"
    " WHERE clipping_id IN ({ids}) GROUP BY clipping_id",
    "SELECT 'pdfs', clipping_id, count(*) FROM clipping_sources"
    " JOIN source_files ON source_files.id = clipping_sources.source_file_id"
    " WHERE clipping_id IN ({ids}) AND media_type = 'application/pdf' GROUP BY clipping_id",
    "SELECT 'links', source_id, count(*) FROM links"
    " WHERE source_kind = 'clipping' AND source_id IN ({ids}) GROUP BY source_id",
    "SELECT 'links', target_id, count(*) FROM links"
    " WHERE target_kind = 'clipping' AND target_id IN ({ids}) GROUP BY target_id",
    "SELECT 'reprints', source_id, count(*) FROM links"
    " WHERE source_kind = 'clipping' AND source_id IN ({ids}) AND type = 'reprint-of' GROUP BY source_id",
    "SELECT 'reprints', target_id, count(*) FROM links"
    " WHERE target_kind = 'clipping' AND target_id IN ({ids}) AND type = 'reprint-of' GROUP BY target_id",
)
Counts = dict[str, dict[int, int]]


def found_rows(
    cursor: sqlite3.Cursor, ids: Sequence[int], outlets: Mapping[int, str]
) -> dict[int, ClippingRow]:
    """Return the rows of those clippings that exist; `outlets` are the names to show by id."""
    listed = ",".join(str(int(id)) for id in ids)
    counts = _counts(cursor, listed)
    found: dict[int, ClippingRow] = {}
    cursor.execute(f"SELECT {','.join(_COLUMNS)} FROM clippings WHERE id IN ({listed})")
    for values in cursor.fetchall():
        row: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        found[row["id"]] = _row(row, outlets.get(row["outlet_id"]), counts)
    return found


def missing_row(id: int) -> ClippingRow:
    """Return the row of a clipping that is gone."""
    return ClippingRow(
        id=id, headline="", outlet="", published=None, published_printed="", snippet="", missing=True
    )


def _counts(cursor: sqlite3.Cursor, listed: str) -> Counts:
    """Return how many subjects, annotations, links, files and reprints each clipping has."""
    counts: Counts = {name: {} for name in ("subjects", "annotations", "files", "pdfs", "links", "reprints")}
    cursor.execute(" UNION ALL ".join(_COUNTED).format(ids=listed))
    for name, id, count in cursor.fetchall():
        counts[name][id] = counts[name].get(id, 0) + count
    return counts


def _row(row: dict[str, Any], outlet: str | None, counts: Counts) -> ClippingRow:
    id = row["id"]
    return ClippingRow(
        id=id,
        headline=row["headline"],
        outlet=outlet or row["outlet"],
        published=row["published_edtf"],
        published_printed=row["published_printed"],
        snippet=opening(row["standfirst"]) or row["opening"],
        page=row["page"],
        section=row["section"],
        language=row["language"],
        state=row["state"],
        word_count=row["word_count"],
        subjects=counts["subjects"].get(id, 0),
        annotations=counts["annotations"].get(id, 0),
        links=counts["links"].get(id, 0),
        has_pdf=id in counts["pdfs"],
        has_file=id in counts["files"],
        corrected=bool(row["correction"]),
        reprints=counts["reprints"].get(id, 0),
        trashed=bool(row["trashed"]),
    )
