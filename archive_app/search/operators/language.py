"""The language of a clipping, by its code or its English name."""

import re

from archive_app.domain.query import Condition, facts
from archive_app.errors import UserMistake
from archive_app.search.analysis import primary_language
from archive_app.search.operators.base import Context, Operator, Value

NAMES = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu",
    "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv",
    "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip


def parse(value: Value, context: Context) -> Condition:
    typed = value.text.strip().lower()
    code = NAMES.get(typed, primary_language(typed))
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise UserMistake(
            "After 'language:' a code such as en, or a name such as French is expected.", "", value.position
        )
    return facts("language", (code,))


operator = Operator(
    names=("language", "lang"),
    help="The language, by its code or its English name.",
    examples=("language:en", "language:French", "language:zh"),
    bad_examples=("language:7", "language:klingonese"),
    parse=parse,
    completes="|".join(sorted(set(NAMES.values()))),
)
