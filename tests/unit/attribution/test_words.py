"""What the network is told of a word form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution import words
from onrecord.model.article import Article
from onrecord.model.text import LANGUAGES, Analysis, Language
from onrecord.text import take_apart


def names(form: str, language: Language) -> tuple[str, ...]:
    text = take_apart(Article("a", f"3 {form} 3", language=language))
    return words.names(language, text.tokens[1].form, text.analyses[1])


@pytest.mark.parametrize(
    ("form", "language", "wanted"),
    [
        ("заявила", "uk", {"cue", "cue.class=speech", "cue.frame=that", "pos=verb", "gender=fem", "tense=past", "word=uk:заявити"}),
        ("заявила", "ru", {"cue", "cue.class=speech", "cue.frame=that", "pos=verb", "gender=fem", "tense=past", "word=ru:заявить"}),
        ("warned", "en", {"cue", "cue.act=warn", "cue.class=speech", "tense=past", "word=en:warned"}),
        ("що", "uk", {"concept=that"}),
        ("что", "ru", {"concept=that"}),
        ("that", "en", {"concept=that"}),
        ("вона", "uk", {"concept=she", "case=nom"}),
        ("она", "ru", {"concept=she", "case=nom"}),
        ("she", "en", {"concept=she"}),
        ("нібито", "uk", {"hedge"}),
        ("якобы", "ru", {"hedge"}),
        ("reportedly", "en", {"hedge"}),
        ("мером", "uk", {"list=roles", "case=ins", "animate"}),
        ("мэром", "ru", {"list=roles", "case=ins", "animate"}),
        ("mayors", "en", {"list=roles", "number=plur"}),
        ("Києві", "uk", {"list=places", "shape=capital"}),
        ("Киеве", "ru", {"list=places", "shape=capital"}),
        ("Kyiv", "en", {"list=places", "shape=capital"}),
        ("МЗС", "uk", {"shape=upper"}),
        ("2031", "ru", {"shape=number"}),
        ("«", "uk", {"marks=quote", "lang=uk"}),
        ("—", "en", {"marks=dash"}),
        (",", "en", {"mark=,"}),
        ("captain’s", "en", {"possessive", "list=roles", "word=en:captain's"}),
    ],
)  # fmt: skip
def test_names(form: str, language: Language, wanted: set[str]) -> None:
    assert wanted - set(names(form, language)) == set()


@pytest.mark.parametrize(
    ("form", "language"), [("Вербова", "uk"), ("Петров", "ru"), ("Strila", "en"), ("Заявила", "uk")]
)
def test_a_capitalised_word_gives_no_word(form: str, language: Language) -> None:
    """So that no name can be learned by heart, and none stands in the weights."""
    assert [name for name in names(form, language) if name.startswith(("word=", "suffix="))] == []


def test_three_apostrophes_are_one() -> None:
    assert len({frozenset(names(f"сім{mark}я", "uk")) for mark in "'’ʼ"}) == 1


@pytest.mark.parametrize(("lemma", "language"), [("заявити", "uk"), ("заявить", "ru")])
def test_an_entry_counts_for_its_own_part_of_speech(lemma: str, language: Language) -> None:
    assert "cue.pos=verb" in words.names(language, lemma, (Analysis(lemma, "verb"),))
    assert "cue" not in words.names(language, lemma, (Analysis(lemma, "noun"),))


@given(st.text(min_size=1, max_size=8), st.sampled_from(LANGUAGES))
def test_any_form(form: str, language: Language) -> None:
    text = take_apart(Article("a", form, language=language))
    for token, readings in zip(text.tokens, text.analyses, strict=True):
        told = words.names(language, token.form, readings)
        assert told == words.names(language, token.form, readings)
        assert len(told) == len(set(told))
        assert told[0] == f"lang={language}"
