"""Words, terms and labels of a codebook, and the list of stances."""

import pytest

from onrecord.issues.labels import label
from onrecord.issues.stance_words import conditions, lexemes, told
from onrecord.issues.terms import index
from onrecord.issues.votes import BIAS, issue_votes, stance_votes
from onrecord.issues.words import word
from onrecord.model.article import Article
from onrecord.model.issue import Codebook, Issue
from onrecord.model.text import Language
from onrecord.text import take_apart


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (("санкція", "uk"), ("санкція", "uk"), 1.0, 1.0),
        (("санкція", "uk"), ("sanction", "en"), 0.9, 0.9),
        (("конфіскація", "uk"), ("конфіскувати", "uk"), 0.4, 0.9),
        (("міст", "uk"), ("бібліотека", "uk"), 0.0, 0.0),
        (("12", "uk"), ("13", "en"), 0.0, 0.0),
    ],
)
def test_how_far_words_are_one(
    one: tuple[str, Language], other: tuple[str, Language], least: float, most: float
) -> None:
    a, b = word(*one), word(*other)
    assert a is not None
    assert b is not None
    assert least <= a.like(b) <= most
    assert a.like(b) == b.like(a)


@pytest.mark.parametrize(("lemma", "language"), [("і", "uk"), ("что", "ru"), ("the", "en"), ("—", "en")])
def test_small_words_say_nothing(lemma: str, language: Language) -> None:
    assert word(lemma, language) is None


def test_a_word_of_one_issue_is_worth_more_than_one_of_all() -> None:
    book = Codebook("b", (Issue("a", {"en": "bridge toll"}), Issue("b", {"en": "bridge repair"})))
    toll, repair = index(book).terms
    assert toll.worth[1] > toll.worth[0]
    assert sum(repair.worth) == pytest.approx(1)


@pytest.mark.parametrize(
    ("labels", "way"),
    [
        ({"en": "restoring the ferry", "uk": "відновлення порома"}, "plus"),
        ({"en": "closing of the library", "ru": "закрытие библиотеки"}, "minus"),
        ({"en": "the mayor was at the fair", "uk": "мер приїхав на ярмарок"}, "claim"),
        ({"en": "secret deal over the mill", "ru": "тайная сделка о мельнице"}, "claim"),
        ({"en": "bridge", "uk": "міст"}, "plain"),
        ({}, "plain"),
    ],
)
def test_what_a_label_names(labels: dict[str, str], way: str) -> None:
    assert label(Issue("x", labels)).way == way


def test_negation_reaches_the_next_words_and_but_turns_it() -> None:
    text = take_apart(Article("a", "We will not close the bridge. Not a ban but a permit.", language="en"))
    words = told(lexemes(text), frozenset())
    stop = next(each for each in words if "stop" in each.classes)
    assert stop.negated
    assert any("turned" in each.classes for each in words)


def test_a_clause_on_which_the_rest_hangs_ends_at_a_mark() -> None:
    text = take_apart(Article("a", "Until the toll is lifted, no ferry will run.", language="en"))
    hanging = conditions(text, range(len(text.tokens)), lexemes(text))
    assert sorted(hanging) == list(range(5))


def test_votes_are_there_and_named() -> None:
    assert BIAS in stance_votes()
    assert issue_votes()["content.term"] > 0
    assert stance_votes()["act=deny"][0] > 0
