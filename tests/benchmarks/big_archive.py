"""An archive of many clippings with its index, for the benchmarks that look at the window."""

from contextlib import closing
from pathlib import Path

from archive_app.domain.clipping import Block, BlockKind, Fields, PressDate, Text
from archive_app.domain.drafts import NewClipping
from archive_app.domain.subject import SubjectKind
from archive_app.operations.archives import open_desk
from archive_app.operations.job import QuietJob
from tests.benchmarks import corpus

BATCH = 500


def make(archive: str, number: str) -> dict[str, float]:
    """Make an archive of `number` clippings of 400 words, tagged with people, and index it."""
    job = QuietJob()
    with closing(open_desk(Path(archive), create=True, name="Benchmark", author="Benchmark")) as desk:
        drafts = [_clipping(at, body) for at, body in enumerate(corpus.bodies(int(number)))]
        for start in range(0, len(drafts), BATCH):
            with desk.archive.write("Benchmark") as records:
                ids = records.clippings.add_many(drafts[start : start + BATCH])
                subject = records.subjects.ensure(SubjectKind.PERSON, f"Person {start // BATCH}")
                records.subjects.tag(ids[::5], subject)
        desk.index.catch_up(job)
        state = desk.index.state
        assert state.behind == 0, state
        return {"clippings": state.size}


def _clipping(at: int, body: str) -> NewClipping:
    outlet, _ = corpus.dateline(at)
    day = f"{1960 + at % 60}-{1 + at % 12:02}-{1 + at % 28:02}"
    fields = Fields(
        headline=corpus.headline(body),
        outlet=outlet,
        published=PressDate(day),
        language="en",
        page=f"A{1 + at % 24}",
    )
    blocks, start = [], 0
    text = body.replace("\n\n", "\n")
    for paragraph in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
        start += len(paragraph) + 1
    return NewClipping(fields=fields, text=Text(text, tuple(blocks)))
