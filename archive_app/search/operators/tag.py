"""Anything the clipping is tagged with: a topic, person, organisation, place or event."""

from archive_app.search.operators.base import Operator, with_subject

operator = Operator(
    names=("tag", "tags"),
    help="Anything the clipping is tagged with: a topic, person, organisation, place or event.",
    examples=("tag:censorship", "tag:toronto"),
    bad_examples=('tag:"…"',),
    parse=with_subject("topic", "person", "organisation", "place", "event"),
    completes="topic",
)
