"""Make the sample archive: import its files and tag, annotate and link them as its manifest says."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_app.domain.link import EndKind, LinkEnd
from archive_app.domain.listing import ListRequest
from archive_app.domain.subject import SubjectKind
from archive_app.errors import FileProblem
from archive_app.operations.annotations import annotate_quote, new_note
from archive_app.operations.clippings import edit_fields, set_state
from archive_app.operations.collections import add_to_collection, create_collection, save_search
from archive_app.operations.desk import Desk
from archive_app.operations.import_files import ImportReport, import_files
from archive_app.operations.job import Job
from archive_app.operations.labels import counted
from archive_app.operations.links import link_records
from archive_app.operations.outlets import add_outlet_variant, create_outlet, edit_outlet, outlets
from archive_app.operations.sample import Sample, SampleTag, read_sample
from archive_app.operations.search import listing
from archive_app.operations.subjects import add_variant, create_subject, set_subject_place, tag_clippings
from archive_app.resource_files import resource

STEPS = 7


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was imported, made and found."""

    imported: ImportReport
    subjects: int
    tags: int
    annotations: int
    links: int
    collections: int
    found: tuple[tuple[str, int], ...]
    """Each trial query with the number of its hits."""
    seconds: float

    def lines(self) -> Iterator[str]:
        """Yield what a person reads of it on a terminal."""
        for entry in self.imported.entries:
            yield f"{entry.outcome.value:<12}{entry.reader:<12}{Path(entry.path).name}"
        yield f"{counted(self.imported.added, 'clipping')} imported in {self.imported.seconds:.1f} s"
        yield (
            f"{counted(self.subjects, 'name')}, {counted(self.tags, 'tag')}, "
            f"{counted(self.annotations, 'annotation')}, {counted(self.links, 'link')}, "
            f"{counted(self.collections, 'collection')}"
        )
        for query, total in self.found:
            yield f"search {query}: {total} found"


def make_demo(desk: Desk, job: Job) -> DemoReport:
    """Fill an empty archive with the sample clippings and all that hangs on them.

    Raises FileProblem when one of the program's own files could not be read.
    """
    started = time.monotonic()
    sample = read_sample(resource("samples", "manifest.toml"))
    job.progress(0, STEPS, "Importing the sample clippings")
    imported = import_files(desk, job, list(sample.paths))
    ids = _ids_by_file(imported, sample)
    job.progress(1, STEPS, "Naming people, places and events")
    _describe_outlets(desk, job, sample)
    _make_subjects(desk, job, sample)
    job.progress(2, STEPS, "Filling in fields")
    _fill_in(desk, job, sample, ids)
    job.progress(3, STEPS, "Tagging")
    tags = _tag(desk, job, sample, ids)
    job.progress(4, STEPS, "Annotating and linking")
    _annotate_and_link(desk, job, sample, ids)
    job.progress(5, STEPS, "Making collections")
    _collect(desk, job, sample, ids)
    job.progress(6, STEPS, "Indexing")
    desk.index.catch_up(job)
    found = trial_searches(desk, job)
    job.progress(STEPS, STEPS, "Done")
    return DemoReport(
        imported=imported,
        subjects=len(sample.subjects),
        tags=tags,
        annotations=len(sample.annotations),
        links=len(sample.links),
        collections=len(sample.collections),
        found=found,
        seconds=time.monotonic() - started,
    )


def trial_searches(desk: Desk, job: Job) -> tuple[tuple[str, int], ...]:
    """Run the queries that show what the search can do; returns each with its number of hits."""
    sample = read_sample(resource("samples", "manifest.toml"))
    return tuple((query, listing(desk, job, ListRequest(query)).total) for query in sample.trials)


def _ids_by_file(imported: ImportReport, sample: Sample) -> dict[str, int]:
    ids: dict[str, int] = {}
    for entry in imported.entries:
        if not entry.clipping_ids:
            name = Path(entry.path).name
            raise FileProblem(f"The sample '{name}' was not imported: {entry.reason}", entry.hint, entry.code)
        ids[Path(entry.path).name] = entry.clipping_ids[0]
    missing = [clipping.file for clipping in sample.clippings if clipping.file not in ids]
    if missing:
        raise FileProblem(f"The sample '{missing[0]}' is missing.", "Install the program again.", "missing")
    return ids


def _describe_outlets(desk: Desk, job: Job, sample: Sample) -> None:
    known = {outlet.name: outlet.id for outlet in outlets(desk, job)}
    for outlet in sample.outlets:
        id = known.get(outlet.name) or create_outlet(desk, job, outlet.name)
        for name, value in (("place", outlet.place), ("frequency", outlet.frequency)):
            if value:
                edit_outlet(desk, job, id, name, value)
        for variant in outlet.variants:
            add_outlet_variant(desk, job, id, variant)


def _make_subjects(desk: Desk, job: Job, sample: Sample) -> None:
    ids: dict[tuple[SubjectKind, str], int] = {}
    for one in sample.subjects:
        id = create_subject(desk, job, one.kind, one.name, date=one.date or None, description=one.description)
        ids[one.kind, one.name] = id
        for name, language in one.variants:
            add_variant(desk, job, id, name, language)
        if one.place:
            set_subject_place(desk, job, id, ids[SubjectKind.PLACE, one.place])


def _fill_in(desk: Desk, job: Job, sample: Sample, ids: dict[str, int]) -> None:
    by_state: dict[str, list[int]] = defaultdict(list)
    for clipping in sample.clippings:
        if clipping.fields:
            edit_fields(desk, job, ids[clipping.file], dict(clipping.fields))
        if clipping.state:
            by_state[clipping.state].append(ids[clipping.file])
    for state, clipping_ids in by_state.items():
        set_state(desk, job, clipping_ids, state)


def _tag(desk: Desk, job: Job, sample: Sample, ids: dict[str, int]) -> int:
    tagged: dict[SampleTag, list[int]] = defaultdict(list)
    for clipping in sample.clippings:
        for tag in clipping.tags:
            tagged[tag].append(ids[clipping.file])
    return sum(
        tag_clippings(desk, job, clipping_ids, tag.kind, tag.name, tag.role).new
        for tag, clipping_ids in tagged.items()
    )


def _annotate_and_link(desk: Desk, job: Job, sample: Sample, ids: dict[str, int]) -> None:
    for one in sample.annotations:
        if one.file:
            annotate_quote(desk, job, ids[one.file], one.quote, one.note, one.colour, one.codes)
        else:
            new_note(desk, job, one.note, one.colour, one.codes)
    for link in sample.links:
        source, target = (LinkEnd(EndKind.CLIPPING, ids[file]) for file in (link.source, link.target))
        link_records(desk, job, source, target, link.type, link.note)


def _collect(desk: Desk, job: Job, sample: Sample, ids: dict[str, int]) -> None:
    for collection in sample.collections:
        id = create_collection(desk, job, collection.name)
        add_to_collection(desk, job, id, [ids[file] for file in collection.files])
    for name, query in sample.saved_searches:
        save_search(desk, job, name, query)
