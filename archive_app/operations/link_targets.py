"""What a link could lead to: clippings whose headline holds the typed letters, and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.domain.link import EndKind, LinkEnd
from archive_app.domain.listing import ListRequest
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

MOST_CLIPPINGS, MOST_NAMES = 10, 4


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """One record that could be linked to, with what tells it from others."""

    end: LinkEnd
    outlet: str = ""
    published: str | None = None
    subject_kind: str = ""
    """Set for a name."""


def link_targets(desk: Desk, job: Job, text: str, without: Sequence[LinkEnd] = ()) -> tuple[LinkTarget, ...]:
    """Return clippings and names that the typed letters could mean; the newest clippings for ''."""
    from archive_app.operations.search import listing

    words = re.findall(r"\w+", text)
    taken = {(end.kind, end.id) for end in without}
    query = " ".join([*(f"headline:{word}" for word in words[:-1]), *(f"headline:{w}*" for w in words[-1:])])
    found = listing(desk, job, ListRequest(query))
    ids = [id for id in found.ids[: MOST_CLIPPINGS + len(taken)] if (EndKind.CLIPPING, id) not in taken]
    with desk.archive.read() as records:
        rows = records.clippings.rows(ids[:MOST_CLIPPINGS])
        names = records.subjects.all(None, text.strip(), MOST_NAMES) if words else ()
    targets = [
        LinkTarget(LinkEnd(EndKind.CLIPPING, row.id, row.headline), row.outlet, row.published) for row in rows
    ]
    targets += [
        LinkTarget(LinkEnd(EndKind.SUBJECT, name.id, name.name), subject_kind=name.kind.value)
        for name in names
        if (EndKind.SUBJECT, name.id) not in taken
    ]
    return tuple(targets)
