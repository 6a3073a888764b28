"""Measure what the program promises: `python tests/benchmarks/run.py NAME…` (or `all`).

Each benchmark measures the program and what it is compared with side by side in one run, in fresh processes.
Exit code 1 when a promise was missed.
"""

import argparse
import importlib
import json
import os
import platform
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("import_text", "import_pdf", "search_typing", "start")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the program promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all, or some of {', '.join(NAMES)}")
    parser.add_argument("--scale", type=float, default=1.0, help="a fraction of the files and clippings")
    parser.add_argument("--part", nargs=2, metavar=("FUNCTION", "ARGUMENTS"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.part:
        return run_part(*told.part)
    if not told.names:
        parser.print_help()
        return 0
    names = NAMES if told.names == ["all"] else told.names
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark '{unknown[0]}'; use {', '.join(NAMES)}")
    python, cores = platform.python_version(), os.cpu_count()
    print(f"{platform.system()} {platform.machine()}, Python {python}, {cores} cores")
    kept = [measure(name, told.scale) for name in names]
    return 0 if all(kept) else 1


def measure(name: str, scale: float) -> bool:
    from tests.benchmarks.figures import print_table

    module = importlib.import_module(f"tests.benchmarks.{name}")
    started = time.monotonic()
    figures = module.measure(scale)
    kept = print_table(f"{name}: {(module.__doc__ or '').strip()}", figures)
    print(f"({time.monotonic() - started:.0f} s)")
    return kept


def run_part(function: str, arguments: str) -> int:
    """Run one part in this process and print its figures as the last line."""
    module, name = function.split(".")
    figures = getattr(importlib.import_module(f"tests.benchmarks.{module}"), name)(*json.loads(arguments))
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
