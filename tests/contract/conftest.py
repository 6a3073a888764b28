"""Engines that the contract tests run against."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive_app.domain.indexed import IndexedText
from archive_app.search.engine import Engine
from archive_app.search.engines.whoosh_engine import WhooshEngine

ENGINES = {"whoosh": WhooshEngine}


@pytest.fixture(params=ENGINES)
def make_engine(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[Sequence[Sequence[IndexedText]]], Engine]:
    """Return a maker of engines that hold some clippings, each sequence written on its own."""
    made = 0

    def make(portions: Sequence[Sequence[IndexedText]]) -> Engine:
        nonlocal made
        made += 1
        folder = tmp_path / f"index-{made}"
        folder.mkdir()
        ENGINES[request.param].create(folder)
        engine = ENGINES[request.param](folder)
        for portion in portions:
            engine.update(portion)
        return engine

    return make
