"""What a benchmark hands back, how it is printed, and how a part of it runs in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Figure:
    """One measured value; `holds` is None where nothing was promised of it."""

    what: str
    value: float
    unit: str
    promise: str = ""
    holds: bool | None = None

    def line(self) -> str:
        verdict = {None: "", True: "holds", False: "MISSED"}[self.holds]
        return f"{self.what:<54} {self.value:>10,.2f} {self.unit:<14} {self.promise:<26} {verdict}"


def promised(
    what: str, value: float, unit: str, *, most: float | None = None, least: float | None = None
) -> Figure:
    if most is not None:
        return Figure(what, value, unit, f"at most {most:g} {unit}", value <= most)
    assert least is not None
    return Figure(what, value, unit, f"at least {least:g} {unit}", value >= least)


def print_table(title: str, figures: Iterable[Figure]) -> bool:
    """Print the figures; returns whether every promise holds."""
    print(f"\n{title}\n{'-' * len(title)}")
    kept = True
    for figure in figures:
        print(figure.line().rstrip())
        kept = kept and figure.holds is not False
    return kept


def fresh(part: str, *arguments: object, home: Path | None = None) -> dict[str, float]:
    """Run `module.function(*arguments)` in a new process; returns its figures.

    `home` keeps the index and settings for a later part; without it they are thrown away.
    """
    with folder() as own_home:
        done = subprocess.run(
            [sys.executable, str(HERE / "run.py"), "--part", part, json.dumps([str(a) for a in arguments])],
            env=surroundings(home or own_home),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(f"{part} failed with exit code {done.returncode}:\n{done.stdout[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of a measured process: no screen, and the person's folders in `home`."""
    told = {"PRESS_ARCHIVE_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **told}


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="press-archive-bench-") as path:
        yield Path(path)
