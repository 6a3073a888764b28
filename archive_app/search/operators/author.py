"""Who wrote the clipping: a person in the role of author, or a name in the byline."""

from archive_app.domain.query import AnyOf, Condition, Phrase, Word, Zone, facts
from archive_app.search import analysis
from archive_app.search.operators.base import Context, Operator, Value, name_words

KINDS = ("person", "organisation")


def parse(value: Value, context: Context) -> Condition:
    ids = sorted(set(context.names.subjects(KINDS, name_words(value, "author"))))
    parts = analysis.query_parts(value.text.rstrip("*"))
    byline = frozenset((Zone.BYLINE,))
    printed = Word(parts[0][1], zones=byline) if len(parts) == 1 else Phrase(parts, byline)
    return AnyOf((facts("author", ids), printed))


operator = Operator(
    names=("author", "by"),
    help="Who wrote it: a person in the role of author, or a name in the byline.",
    examples=("author:klayman", 'author:"Alison Klayman"'),
    bad_examples=("author:-",),
    parse=parse,
    completes="person",
)
