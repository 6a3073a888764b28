"""The JSON shapes of records: what scripts rely on, so add to them and never take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive_app.domain.annotation import Annotation
from archive_app.domain.changes import HistoryEntry
from archive_app.domain.clipping import ClippingSource, Region
from archive_app.domain.collection import Collection
from archive_app.domain.link import EndKind, Link, LinkEnd
from archive_app.domain.listing import ClippingRow, Facet, Listing
from archive_app.domain.outlet import Outlet
from archive_app.domain.subject import ClippingSubject, Subject
from archive_app.operations.clippings import ClippingPage

Shape = dict[str, Any]


def clipping_shape(page: ClippingPage) -> Shape:
    """Return a clipping with everything that hangs on it; dates are EDTF or null."""
    clipping, fields = page.clipping, page.clipping.fields
    holding = fields.holding
    return {
        "id": clipping.id,
        "headline": fields.headline,
        "kicker": fields.kicker,
        "standfirst": fields.standfirst,
        "byline": fields.byline,
        "dateline": fields.dateline,
        "published": fields.published.edtf or None,
        "published_printed": fields.published.printed,
        "updated": fields.updated.edtf or None,
        "updated_printed": fields.updated.printed,
        "outlet": clipping.outlet_name or fields.outlet,
        "section": fields.section,
        "edition": fields.edition,
        "page": fields.page,
        "column": fields.column,
        "genre": fields.genre,
        "language": fields.language,
        "body": clipping.text.body,
        "url": fields.url,
        "word_count": clipping.word_count,
        "correction": fields.correction,
        "credit": fields.credit,
        "rights": fields.rights,
        "accession_number": fields.accession_number,
        "summary": fields.summary,
        "holding": {
            "institution": holding.institution,
            "fonds": holding.fonds,
            "box": holding.box,
            "folder": holding.folder,
            "sheet": holding.sheet,
            "side": holding.side,
        },
        "state": clipping.state.value,
        "state_reason": clipping.state_reason,
        "trashed": clipping.trashed,
        "batch": clipping.batch_id,
        "text_versions": page.text_versions,
        "source_files": [source_shape(source) for source in clipping.sources],
        "keywords": list(clipping.keywords),
        "subjects": [attached_shape(subject) for subject in page.subjects],
        "annotations": [annotation_shape(note, clipping.id) for note in page.annotations],
        "links": [link_shape(link, EndKind.CLIPPING, clipping.id) for link in page.links],
    }


def source_shape(source: ClippingSource) -> Shape:
    return {
        "sha256": source.sha256,
        "media_type": source.media_type,
        "name": source.name,
        "ordinal": source.ordinal,
        "regions": [region_shape(region) for region in source.regions],
    }


def region_shape(region: Region) -> Shape:
    """Fractions of the displayed page, origin top left, page index from 0."""
    return {
        "page": region.page,
        "x": region.x,
        "y": region.y,
        "width": region.width,
        "height": region.height,
    }


def attached_shape(subject: ClippingSubject) -> Shape:
    """A subject on a clipping; `id` is the subject's."""
    return {
        "id": subject.subject_id,
        "kind": subject.kind.value,
        "name": subject.name,
        "role": subject.role.value,
        "status": subject.status.value,
    }


def subject_shape(subject: Subject) -> Shape:
    return {
        "id": subject.id,
        "kind": subject.kind.value,
        "name": subject.name,
        "variants": [{"name": one.name, "language": one.language} for one in subject.variants],
        "date": subject.date or None,
        "description": subject.description,
        "clippings": subject.clippings,
    }


def annotation_shape(note: Annotation, clipping_id: int | None = None) -> Shape:
    """An annotation with its passage on the given clipping; start and end are code points into the body."""
    texts = [one for one in note.text_targets if clipping_id in (None, one.clipping_id)]
    pages = [one for one in note.page_targets if clipping_id in (None, one.clipping_id)]
    text = texts[0] if texts else None
    return {
        "id": note.id,
        "note": note.body,
        "colour": note.colour.value,
        "codes": list(note.codes),
        "quote": text.quote if text else None,
        "start": text.start if text else None,
        "end": text.end if text else None,
        "placed": text.placed if text else None,
        "regions": [region_shape(region) for page in pages for region in page.regions],
        "author": note.author,
        "created": note.created,
        "modified": note.modified,
    }


def link_shape(link: Link, kind: EndKind | None = None, id: int = 0) -> Shape:
    """A link; seen from the given record it also says how it reads and what is at the other end."""
    shape: Shape = {
        "id": link.id,
        "type": link.type.value,
        "source": end_shape(link.source),
        "target": end_shape(link.target),
        "note": link.note,
        "author": link.author,
        "created": link.created,
    }
    if kind is not None:
        shape["label"] = link.label_from(kind, id)
        shape["other"] = end_shape(link.other_end(kind, id))
    return shape


def end_shape(end: LinkEnd) -> Shape:
    return {"kind": end.kind.value, "id": end.id, "title": end.title}


def row_shape(row: ClippingRow) -> Shape:
    return {
        "id": row.id,
        "headline": row.headline,
        "outlet": row.outlet,
        "published": row.published or None,
    }


def hit_shape(row: ClippingRow, score: float | None) -> Shape:
    """A hit; marks are code points into the snippet, which is plain text."""
    marks = [[start, end] for start, end in row.marks]
    return {**row_shape(row), "score": score, "snippet": row.snippet, "marks": marks}


def answer_shape(listing: Listing, rows: Sequence[ClippingRow], offset: int) -> Shape:
    """The answer to a search; the score is null when hits are sorted by date."""
    scores = [*listing.scores[offset : offset + len(rows)]] or [None] * len(rows)
    facets = listing.facets or {}
    return {
        "total": listing.total,
        "seconds": round(listing.seconds, 4),
        "hits": [hit_shape(row, score) for row, score in zip(rows, scores, strict=True)],
        "total_exact": listing.total_exact,
        "facets": {name: [facet_shape(facet) for facet in values] for name, values in facets.items()},
    }


def facet_shape(facet: Facet) -> Shape:
    return {"id": facet.id, "value": facet.value, "count": facet.count}


def history_shape(entry: HistoryEntry) -> Shape:
    return {
        "id": entry.id,
        "group": entry.group,
        "label": entry.label,
        "author": entry.author,
        "origin": entry.origin,
        "at": entry.at,
        "record": {"kind": entry.record_kind, "id": entry.record_id},
        "operation": entry.operation,
        "changes": [{"field": name, "before": old, "after": new} for name, old, new in entry.changes],
        "undone": entry.undone,
    }


def outlet_shape(outlet: Outlet) -> Shape:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "variants": list(outlet.variants),
        "place": outlet.place,
        "country": outlet.country,
        "issn": outlet.issn,
        "frequency": outlet.frequency,
        "clippings": outlet.clippings,
    }


def collection_shape(collection: Collection) -> Shape:
    return {
        "id": collection.id,
        "name": collection.name,
        "parent": collection.parent_id,
        "clippings": collection.clippings,
    }
