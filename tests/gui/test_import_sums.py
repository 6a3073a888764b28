"""The sentences over an import: every file is counted once, with what becomes of it."""

import re

import pytest

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.domain.clipping import Fields, Text
from archive_app.domain.drafts import Draft
from archive_app.gui.views.importing.report import report_summary
from archive_app.gui.views.importing.review_files import FileState, ReviewFile, facts, summary, tally


def file(index: int, state: FileState, drafts: int = 0) -> ReviewFile:
    made = tuple(Draft(Fields(), Text()) for _ in range(drafts))
    return ReviewFile(0, index, f"/box/{index}.txt", f"{index}.txt", state, drafts=made)


def test_the_files_of_a_review_add_up() -> None:
    states = [FileState.READY] * 4 + [s for s in FileState if s is not FileState.READY]
    files = [file(at, state, 3 if at < 4 else 0) for at, state in enumerate(states)]
    said = summary(tally(files))
    assert said == (
        "10 files: 12 new clippings from 4, 1 already here, 1 in the trash, 1 needs a look, 1 left out, "
        "2 not read yet."
    )
    first, *others = (int(number) for number in re.findall(r"\d+", said))
    assert first == sum(others[1:])


def test_clippings_of_a_file_that_needs_a_look_are_told_with_it() -> None:
    files = [file(0, FileState.READY, 1), file(1, FileState.LOOK, 2)]
    assert summary(tally(files)) == "2 files: 1 new clipping, 1 needs a look with 2 new clippings."


@pytest.mark.parametrize("state", [FileState.SKIPPED, FileState.READY])
def test_a_file_of_which_nothing_is_made_says_so(state: FileState) -> None:
    assert summary(tally([file(0, state)])) == "1 file: 0 new clippings, 1 left out."
    assert facts(file(0, state)).startswith("Left out")


def test_the_report_counts_every_file() -> None:
    entries = [BatchEntry(at, 1, f"{at}.txt", outcome) for at, outcome in enumerate(Outcome)]
    said = report_summary(entries)
    assert sum(int(number) for number in re.findall(r"\d+", said)[1:]) == len(Outcome)
    assert "1 left out" in said
