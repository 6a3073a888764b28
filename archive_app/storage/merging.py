"""Merged records: a chain of `merged_into` is followed to its end, so that a merge is one small write."""

from collections.abc import Mapping


def ends_of(merged_into: Mapping[int, int]) -> dict[int, int]:
    """Return for each merged id the one that stands for it now; a ring, never made, ends anywhere."""
    ends: dict[int, int] = {}
    for id in merged_into:
        seen = {id}
        end = merged_into[id]
        while end in merged_into and end not in seen:
            seen.add(end)
            end = merged_into[end]
        ends[id] = end
    return ends
