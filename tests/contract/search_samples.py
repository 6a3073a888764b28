"""Clippings and names that the tests of the search language ask about."""

import datetime as dt
from collections.abc import Iterable, Sequence

from archive_app.domain.indexed import IndexedText
from archive_app.search.analysis import folded_words

NOW = dt.date(2026, 11, 22)


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


class SampleNames:
    """A small archive's names, resolved as the real ones are."""

    SUBJECTS = (
        ("person", 1, "Ai Weiwei"),
        ("person", 1, "艾未未"),
        ("person", 2, "Alison Klayman"),
        ("organisation", 3, "Sundance Institute"),
        ("place", 4, "Toronto"),
        ("place", 5, "New York"),
        ("event", 6, "HotDocs 2012"),
        ("topic", 7, "Censorship"),
    )
    OUTLETS = ((1, "The Epoch Times"), (2, "Süddeutsche Zeitung"))
    COLLECTIONS = ((1, "First dossier"),)

    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        return [id for kind, id, name in self.SUBJECTS if kind in kinds and self._holds(name, words)]

    def outlets(self, words: str) -> Iterable[int]:
        return [id for id, name in self.OUTLETS if self._holds(name, words)]

    def collections(self, words: str) -> Iterable[int]:
        return [id for id, name in self.COLLECTIONS if self._holds(name, words)]

    def languages(self) -> Iterable[str]:
        return ("en", "de", "fr", "zh")

    @staticmethod
    def _holds(name: str, words: str) -> bool:
        return f" {words} " in f" {folded_words(name)} "


SAMPLES = (
    IndexedText(
        1,
        headline="Ai Weiwei Documentary Opens HOTDOCS in Toronto",
        kicker="Film",
        standfirst="A detention becomes a film",
        body="China is under very strong control. He was put under house arrest.\nArtists’ studios.",
        byline="By Alison Klayman, our correspondent",
        notes=("compare with the other one", "ask her"),
        language="en",
        outlet_id=1,
        section="Arts & Books",
        page="C2",
        genre="editorial",
        edition="Late Final",
        published_earliest=day("2012-05-08"),
        published_latest=day("2012-05-08"),
        updated_earliest=day("2015-10-01"),
        updated_latest=day("2015-10-01"),
        subject_ids=(("person", 1), ("person", 2), ("place", 4), ("event", 6), ("topic", 7)),
        author_ids=(2,),
        keywords=("Dissidents",),
        collection_ids=(1,),
        state="inbox",
        has=("annotation", "pdf"),
    ),
    IndexedText(
        2,
        headline="Künstler in Müllers Galerie",
        body="Der Künstler steht unter Haus-\narrest in Mueller-Land, sagte Muller. Detention.",
        language="de",
        outlet_id=2,
        page="1",
        published_earliest=day("1989-06-01"),
        published_latest=day("1989-06-30"),
        subject_ids=(("person", 1), ("organisation", 3), ("place", 5)),
        state="in",
        has=("link", "correction"),
        correction="The name was wrong.",
    ),
    IndexedText(
        3,
        headline="艾未未在家中被软禁",
        body="他说：GPT模型也不知道。",
        language="zh",
        published_earliest=day("2012-06-01"),
        published_latest=day("2012-06-30"),
        subject_ids=(("person", 1),),
        has=("image",),
    ),
    IndexedText(
        4, headline="L’artiste et la détention", body="Les artistes détenus à New York", language="fr"
    ),
    IndexedText(
        5, headline="Trashed documentary", body="weiwei documentary detention", language="en", trashed=True
    ),
    IndexedText(
        6, headline="", body="", published_earliest=day("1991-01-01"), published_latest=day("1991-12-31")
    ),
)
