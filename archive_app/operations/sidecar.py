"""Keep the sidecar up to date: every record once more as text, from which an archive can be rebuilt."""

from __future__ import annotations

import time

from archive_app.operations.desk import Desk
from archive_app.operations.job import Job

STEP = 500
"""Rows of the journal in one step: some twenty thousandths of a second."""


def write_sidecar(desk: Desk, job: Job, seconds: float | None = None) -> bool:
    """Write what changed into the sidecar, step by step; returns whether it is complete.

    Without `seconds` it takes as long as it takes, resting as long as it works so that a window stays
    quick; with them it hurries and ends about then. A job that is asked to stop ends after its step.
    """
    if desk.archive.read_only:
        return True
    begun = time.monotonic()
    while True:
        started = time.monotonic()
        if not desk.archive.write_sidecar(STEP):
            return True
        now = time.monotonic()
        if job.stop_requested() or (seconds is not None and now - begun >= seconds):
            return False
        if seconds is None:
            time.sleep(now - started)
