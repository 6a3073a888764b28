"""Snippets and marks: what a reader sees of why a clipping was found."""

import datetime as dt
from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import Condition, Zone
from archive_app.search.language import parse
from archive_app.search.snippets import LENGTH, marks, shown


class Names:
    def subjects(self, kinds: Sequence[str], words: str) -> Iterable[int]:
        return ()

    outlets = collections = lambda self, words: ()

    def languages(self) -> Iterable[str]:
        return ("en", "de")


def condition(query: str) -> Condition:
    return parse(query, Names(), dt.date(2026, 1, 1)).condition


def marked(query: str, text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in marks(condition(query), text, language)]


def test_marks_stand_on_words_stems_phrases_and_beginnings() -> None:
    text = "He was arrested; the arrest of Müller’s ‘under very strong control’ weiwei"
    assert marked("arrest", text) == ["arrested", "arrest"]
    assert marked("=arrest", text) == ["arrest"]
    assert marked("mueller", text) == ["Müller"]
    assert marked('"under very strong control"', text) == ["under very strong control"]
    assert marked('"arrest control"', text) == []
    assert marked("weiw*", text) == ["weiwei"]
    assert marked("arrest", text, "fr") == ["arrest"]


def test_marks_of_chinese_join_and_what_is_denied_is_not_marked() -> None:
    assert marked("软禁者", "他被软禁者说软禁") == ["软禁者"]
    assert marked("软禁 者", "他被软禁者说软禁") == ["软禁", "者", "软禁"]
    assert marked("alpha NOT beta", "alpha beta") == ["alpha"]
    assert marked("headline:alpha", "alpha") == []
    assert marked("date:2012", "2012") == []


def test_a_word_broken_at_a_line_end_is_marked_whole() -> None:
    assert marked("demonstration", "a demon-\nstration b") == ["demon-\nstration"]


def test_the_snippet_is_the_passage_with_most_different_words() -> None:
    body = "alpha " + "filler words here " * 40 + "then alpha met beta at last " + "more of the rest " * 40
    found = shown(condition("alpha beta"), IndexedText(1, headline="Beta test", body=body, language="en"))
    assert "alpha met beta" in found.snippet
    assert found.snippet.startswith("… ")
    assert found.snippet.endswith(" …")
    assert len(found.snippet) <= LENGTH + 4
    assert [found.snippet[start:end] for start, end in found.marks] == ["alpha", "beta"]
    assert found.headline_marks == ((0, 4),)


def test_words_of_notes_are_shown_when_the_body_has_none() -> None:
    text = IndexedText(1, body="nothing of it", notes=("first", "ask her about alpha"), language="en")
    assert shown(condition("alpha"), text).snippet == "ask her about alpha"
    assert shown(condition("beta"), text).snippet == ""


@given(
    st.text(alphabet="ab \n软禁-’", max_size=700),
    st.sampled_from(["a", "ab*", '"a b"', "软禁", "a OR b", "aa"]),
)
def test_marks_always_stand_inside_the_snippet(body: str, query: str) -> None:
    text = IndexedText(1, body=body, language="en")
    found = shown(condition(query), text)
    ends = [0]
    for start, end in found.marks:
        assert ends[-1] <= start < end <= len(found.snippet)
        ends.append(end)
    whole = marks(condition(query), body, "en", Zone.BODY)
    assert bool(found.snippet) == bool(whole)
    assert bool(found.marks) == bool(whole)
    assert "\n" not in found.snippet
