"""What a person types becomes the words that are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.wanted import Match, Term
from onrecord.queries.words import match
from onrecord.record.fulltext import expression, fold, vector, without


def forms(text: str) -> list[set[str]]:
    found = match(text)
    assert found is not None and not found.none
    return [{term.surface, *term.lemmas} for term in found.all]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("гарантіями", {"гарантіями", "гарантія"}),
        ("гарантиями", {"гарантиями", "гарантия"}),
        ("guarantees", {"guarantees", "guarantee"}),
        ("їхали", {"їхали", "їхати"}),
        ("ещё", {"еще"}),
        ("обов'язкам", {"обовязкам", "обовязок"}),
        ("ОБОВʼЯЗКАМ", {"обовязкам", "обовязок"}),
        ("2031", {"2031"}),
    ],
)
def test_a_word_is_looked_for_in_all_its_forms(typed: str, expected: set[str]) -> None:
    (found,) = forms(typed)
    assert found >= expected


def test_letters_tell_the_language() -> None:
    assert "мир" in forms("мире")[0]  # both languages could have it
    assert forms("café") == [{"cafe"}]
    assert all("ы" not in form for form in forms("їжа")[0])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"гарантії безпеки"', Match((Term("гарантії безпеки"),))),
        ("«Гарантії, безпеки!»", Match((Term("гарантії безпеки"),))),
        ("“peace talks", Match((Term("peace talks"),))),
        ("сан*", Match((Term("сан", prefix=True),))),
        ("прес-сек*", Match((Term("прес сек", prefix=True),))),
        ('-"peace talks"', Match((), (Term("peace talks"),))),
        ("-сан*", Match((), (Term("сан", prefix=True),))),
        ("!!! — «» *", Match()),
        ('""', Match()),
    ],
)
def test_signs(typed: str, expected: Match) -> None:
    assert match(typed) == expected


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    found = match("прес-секретар")
    assert found and not found.none and found.all[0].surface == "прес секретар"


@pytest.mark.parametrize("typed", ["", " ", "\n\t"])
def test_nothing_typed_asks_for_nothing(typed: str) -> None:
    assert match(typed) is None


def test_the_same_word_twice_is_one() -> None:
    found = match("вода вода")
    assert found and len(found.all) == 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_whatever_is_typed_is_quoted(typed: str) -> None:
    """Outside its quotation marks an expression has nothing but our own operators."""
    found = match(typed)
    if found is None or not found.all:
        return
    for sqlite, quote in ((True, '"'), (False, "'")):
        for told in (expression(found, sqlite=sqlite), without(found, sqlite=sqlite)):
            outside = "".join(told.split(quote)[::2])
            assert told.count(quote) % 2 == 0
            assert set(outside) <= set(" ()ANDORT:*surface&|!<->"), told


@given(st.text(max_size=60))
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding() -> None:
    assert fold("П’ять ПʼЯТЬ п'ять") == "пять пять пять"
    assert fold("Ёлка ещё") == "елка еще"
    assert fold("Café naïve São") == "cafe naive sao"
    assert fold("її Їжак") == "її їжак"
    assert fold("йод") == "йод"
    assert fold("прес-секретар, 3,5 %") == "прес секретар 3 5"
    assert fold("a_b") == "a b"


def test_a_vector_holds_places_and_weights() -> None:
    assert vector("слова слова інші", "слово інший") == "'слова':1A,2A 'інші':3A 'слово':5B 'інший':6B"
