"""What could stand at the cursor of a query: fields, names, outlets, and words that a field takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive_app.domain.subject import SubjectKind
from archive_app.operations.desk import Desk
from archive_app.operations.job import Job
from archive_app.search.operators import operators

MOST = 12
_AT_CURSOR = re.compile(r'(?:([^\W\d_][\w-]*)[:：])?(?:["“”„]([^"“”„]*)|([^\s()"“”„:：]*))$')


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that can stand in place of `start` to `end` of the query, and how a list shows it."""

    start: int
    end: int
    text: str
    label: str
    kind: str
    """`field`, `value`, `outlet`, `collection` or the kind of a subject."""


def complete(desk: Desk, job: Job, text: str, cursor: int) -> tuple[Completion, ...]:
    """Return what the word before the cursor (in code points) could become, the likeliest first."""
    match = _AT_CURSOR.search(text[:cursor])
    if match is None:
        return ()
    field, quoted, bare = match.groups()
    typed = quoted if quoted is not None else bare
    if field is not None:
        operator = operators().get(field.lower())
        if operator is None or not operator.completes:
            return ()
        return _values(desk, match.start(), cursor, field, typed, operator.completes)
    if quoted is not None or len(typed) < 1:
        return ()
    fields = _fields(match.start(), cursor, typed)
    names = _names(desk, match.start(), cursor, typed) if len(typed) > 1 else []
    return tuple([*fields, *names][:MOST])


def _fields(start: int, end: int, typed: str) -> list[Completion]:
    shown = {id(operator): operator for operator in operators().values()}
    return [
        Completion(start, end, f"{operator.names[0]}:", f"{operator.names[0]}:  {operator.help}", "field")
        for operator in sorted(shown.values(), key=lambda operator: operator.names[0])
        if any(name.startswith(typed.lower()) for name in operator.names)
    ]


def _names(desk: Desk, start: int, end: int, typed: str) -> list[Completion]:
    with desk.archive.read() as records:
        found = records.subjects.all(None, typed, MOST)
        outlets = [one for one in records.outlets.all() if typed.casefold() in one.name.casefold()]
    completions = [_named(start, end, one.kind.value, one.name, one.kind.value) for one in found]
    return completions + [_named(start, end, "outlet", one.name, "outlet") for one in outlets[:MOST]]


def _values(
    desk: Desk, start: int, end: int, field: str, typed: str, completes: str
) -> tuple[Completion, ...]:
    with desk.archive.read() as records:
        if completes in tuple(SubjectKind):
            names = [one.name for one in records.subjects.all(SubjectKind(completes), typed, MOST)]
            kind = completes
        elif completes == "outlet":
            names = [one.name for one in records.outlets.all() if typed.casefold() in one.name.casefold()]
            kind = completes
        elif completes == "collection":
            names = [one.name for one in records.collections.all() if typed.casefold() in one.name.casefold()]
            kind = completes
        else:
            known = (value.strip('"') for value in completes.split("|"))
            names = [value for value in known if value.startswith(typed.lower())]
            kind = "value"
    return tuple(_named(start, end, field, name, kind) for name in names[:MOST])


def _named(start: int, end: int, field: str, name: str, kind: str) -> Completion:
    plain = re.sub(r'["“”„«»＂]', "", name)
    value = plain if re.fullmatch(r"[\w.-]+", plain) else f'"{plain}"'
    return Completion(start, end, f"{field}:{value}", name, kind)
