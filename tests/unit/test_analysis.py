"""Text to tokens: what counts as the same word, and where each word stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_app.domain.indexed import IndexedText
from archive_app.domain.query import ZONE_SHIFT, Zone
from archive_app.search.analysis import (
    analyse,
    fold,
    fold_start,
    folded_words,
    query_parts,
    stems,
    tokens,
)


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


@pytest.mark.parametrize(
    "alike",
    [
        "Müller Mueller muller MULLER mu\u0308ller", "Straße Strasse STRASSE", "Malmö Malmoe Malmo",
        "Æther Aether ather", "finance ﬁnance", "café CAFÉ cafe", "Łódź lodz", "Groesse Größe grosse",
        "Ελλάδα ελλαδα", "Ёлка елка", "ｆｕｌｌ full", "œuvre oeuvre", "soft\u00adware software",
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_alike(alike: str) -> None:
    assert len(set(forms(alike))) == 1


@pytest.mark.parametrize(
    "different", ["neue neu", "coeur cour", "values valus", "true tru", "due du", "quelle qulle"]
)
def test_ae_oe_and_ue_that_are_no_umlauts_stay(different: str) -> None:
    first, second = different.split()
    assert fold(first) != fold(second)


def test_a_beginning_folds_to_all_beginnings_of_its_words() -> None:
    assert fold("Muellers").startswith(fold_start("Mue")) or fold("Muellers").startswith(fold_start("Muel"))
    assert fold("venues").startswith(fold_start("venues"))
    assert fold("poesie").startswith(fold_start("poes"))


def test_apostrophes_and_hyphens_part_words_and_line_breaks_do_not() -> None:
    assert forms("Weiwei’s l'Europe co-designer") == ["weiwei", "s", "l", "europe", "co", "designer"]
    assert forms("demon-\nstration Haus-\r\n  arrest Franco-\nGerman") == [
        "demonstration", "hausarrest", "franco", "german",
    ]  # fmt: skip


def test_chinese_gives_characters_and_pairs_at_their_places() -> None:
    found = [(token.form, token.position, token.start, token.end) for token in tokens("a 软禁者")]
    assert found == [
        ("a", 0, 0, 1), ("软", 1, 2, 3), ("软禁", 1, 2, 4), ("禁", 2, 3, 4), ("禁者", 2, 3, 5),
        ("者", 3, 4, 5),
    ]  # fmt: skip
    assert query_parts("软禁者") == ((0, "软禁"), (1, "禁者"))
    assert query_parts("软") == ((0, "软"),)
    assert query_parts("GPT模型 v4") == ((0, "gpt"), (1, "模型"), (3, "v4"))


def test_marks_of_other_scripts_do_not_part_words() -> None:
    assert len(forms("हिन्दी")) == 1
    assert forms("كِتاب") == forms("كتاب")


def test_stems_are_of_a_language() -> None:
    assert stems("arrested", ["en-GB", "de", "zh"]) == {("en", "arrest"), ("de", "arrested")}
    analysed = analyse(IndexedText(1, body="Arrested arrests", language="en"))
    assert analysed.stems == {"arrested": "arrest", "arrests": "arrest"}
    assert analyse(IndexedText(1, body="Arrested", language="tlh")).stems == {}


def test_zones_notes_and_facts_stand_apart() -> None:
    text = IndexedText(
        7, headline="One", body="two one", notes=("a", "b"), section="Arts & Books",
        subject_ids=(("person", 3),), published_latest=730_000,
    )  # fmt: skip
    analysed = analyse(text)
    assert analysed.forms["one"] == [1, Zone.HEADLINE << ZONE_SHIFT]
    assert analysed.forms["b"][0] - analysed.forms["a"][0] > 1
    assert {"section:arts books", "person:3", "state:inbox"} <= analysed.facts
    assert analysed.published == (730_000, 730_000)
    assert folded_words("Arts & Books, Zürich") == "arts books zurich"


@given(st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.form
        assert token.position >= last
        last = token.position


@given(st.text(), st.sampled_from(["en", "de", "fr", "ru", ""]))
def test_the_index_sees_the_tokens_that_are_marked(text: str, language: str) -> None:
    analysed = analyse(IndexedText(1, body=text, language=language))
    seen = {(form, position) for form, positions in analysed.forms.items() for position in positions}
    assert seen == {(token.form, token.position) for token in tokens(text)}


def test_texts_without_spaces_need_little_time_and_memory() -> None:
    assert len(forms("x" * 1_000_000)) < 1000
    assert len(set(forms("的" * 200_000))) == 2
