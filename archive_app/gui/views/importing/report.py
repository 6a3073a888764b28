"""The report of an import: one row per file with a sentence, and the same as a file."""

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from archive_app.domain.batch import BatchEntry, Outcome
from archive_app.gui.widgets.showable import counted, listed, showable

CSV_HEADINGS = ("path", "outcome", "reader", "stated", "found", "clippings", "reason", "hint")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportReport", text)


def outcome_sentence(entry: BatchEntry) -> str:
    """Return what became of one file, in a sentence."""
    if entry.outcome is Outcome.ADDED:
        made = counted(len(entry.clipping_ids) or entry.found, _tr("clipping"), _tr("clippings"))
        rest = []
        if entry.duplicates:
            rest.append(_tr("{0} already here").format(entry.duplicates))
        if entry.quarantined:
            rest.append(counted(entry.quarantined, _tr("needs a look"), _tr("need a look")))
        return listed([_tr("Added {0}.").format(listed([made, *rest], ", ")), entry.reason], " ")
    if entry.outcome is Outcome.DUPLICATE:
        return (
            _tr("Already in the archive, in the trash.") if entry.trashed else _tr("Already in the archive.")
        )
    why = listed([entry.reason, entry.hint], " ")
    if entry.outcome is Outcome.QUARANTINED:
        return listed([_tr("Needs a look."), why], " ")
    if entry.outcome is Outcome.FAILED:
        return listed([_tr("Failed."), why], " ")
    if entry.outcome is Outcome.CANCELLED:
        return _tr("Not imported: stopped before its turn.")
    return listed([_tr("Left out."), why], " ")


def report_summary(entries: Sequence[BatchEntry]) -> str:
    """Return '59 clippings added from 4 files; 1 already here, 1 needs a look.'"""
    added = sum(len(entry.clipping_ids) for entry in entries if entry.outcome is Outcome.ADDED)
    files = sum(entry.outcome is Outcome.ADDED for entry in entries)
    first = _tr("{0} added from {1}").format(
        counted(added, _tr("clipping"), _tr("clippings")), counted(files, _tr("file"), _tr("files"))
    )
    totals = {outcome: sum(entry.outcome is outcome for entry in entries) for outcome in Outcome}
    looks = totals[Outcome.QUARANTINED]
    rest = [
        _tr("{0} already here").format(totals[Outcome.DUPLICATE]) if totals[Outcome.DUPLICATE] else "",
        counted(looks, _tr("needs a look"), _tr("need a look")) if looks else "",
        _tr("{0} failed").format(totals[Outcome.FAILED]) if totals[Outcome.FAILED] else "",
        _tr("{0} left out").format(totals[Outcome.SKIPPED]) if totals[Outcome.SKIPPED] else "",
        _tr("{0} stopped").format(totals[Outcome.CANCELLED]) if totals[Outcome.CANCELLED] else "",
    ]
    return listed([first, listed(rest, ", ")], "; ") + "."


def as_csv(entries: Sequence[BatchEntry]) -> str:
    """Return the report for a program: exact values, RFC 4180 quoting, a heading line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(CSV_HEADINGS)
    for entry in entries:
        ids = " ".join(map(str, entry.clipping_ids))
        stated = "" if entry.stated is None else entry.stated
        writer.writerow(
            [
                entry.path,
                entry.outcome.value,
                entry.reader,
                stated,
                entry.found,
                ids,
                entry.reason,
                entry.hint,
            ]
        )
    return stream.getvalue()


def as_text(entries: Sequence[BatchEntry]) -> str:
    """Return the report for a person."""
    lines = [report_summary(entries), ""]
    lines += [f"{showable(entry.path)}\n    {outcome_sentence(entry)}" for entry in entries]
    return "\n".join(lines) + "\n"
