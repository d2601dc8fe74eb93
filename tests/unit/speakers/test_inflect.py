"""Names and phrases in the nominative, whatever case they stand in."""

import pytest

from onrecord.model.article import Article
from onrecord.speakers.inflect import gender_of, name_in_nominative, readings, titled
from onrecord.speakers.phrases import phrase_in_nominative
from onrecord.speakers.view import View
from onrecord.text import take_apart
from onrecord.text.morphology import analyser


@pytest.mark.parametrize(
    ("form", "language", "nominative", "gender"),
    [
        ("Ренати Вербової", "uk", "Рената Вербова", "fem"),
        ("Ніні Ставок", "uk", "Ніна Ставок", "fem"),
        ("Олегові Дубровенку", "uk", "Олег Дубровенко", "masc"),
        ("Ларисою Горбань", "uk", "Лариса Горбань", "fem"),
        ("Івана Петровича Горбаня", "uk", "Іван Петрович Горбань", "masc"),
        ("Віри Вербової-Гай", "uk", "Віра Вербова-Гай", "fem"),
        ("Роман БЕРЕСТ", "uk", "Роман Берест", "masc"),
        ("Риты Сосновской", "ru", "Рита Сосновская", "fem"),
        ("Егору Вербину", "ru", "Егор Вербин", "masc"),
        ("Николаем Дубских", "ru", "Николай Дубских", "masc"),
        ("Яны Жилинской", "ru", "Яна Жилинская", "fem"),
        ("Greta Alderwood's", "en", "Greta Alderwood", ""),
    ],
)
def test_names(form: str, language: str, nominative: str, gender: str) -> None:
    analyse = analyser(language).analyse  # type: ignore[arg-type]
    found = name_in_nominative([readings(word, analyse(word), language) for word in form.split()])
    assert " ".join(found.words) == nominative
    assert found.gender in (gender, "")


@pytest.mark.parametrize(
    ("phrase", "language", "case", "nominative"),
    [
        ("Міжнародної лісової служби", "uk", "gen", "Міжнародна лісова служба"),
        ("командира найближчої застави", "uk", "gen", "командир найближчої застави"),
        ("лісникам півночі", "uk", "dat", "лісники півночі"),
        ("54% громадян", "uk", "nom", "54% громадян"),
        ("Лесного дворца", "ru", "gen", "Лесной дворец"),
        ("независимых экспертов", "ru", "gen", "независимые эксперты"),
    ],
)
def test_phrases(phrase: str, language: str, case: str, nominative: str) -> None:
    view = View(take_apart(Article("case", phrase, language=language)))
    assert phrase_in_nominative(view, range(len(view.tokens)), (case,)) == nominative


def test_the_case_that_the_place_allows_decides_for_names_that_nobody_knows() -> None:
    analyse = analyser("uk").analyse
    words = [readings(word, analyse(word), "uk") for word in ("Олвіна", "Трегера")]
    assert name_in_nominative(words, ("gen",)).words == ("Олвін", "Трегер")
    assert name_in_nominative(words, ("nom",)).words == ("Олвіна", "Трегера")


def test_shouted_names_are_titled() -> None:
    assert titled("ВЕРБОВА-ГАЙ") == "Вербова-Гай"


@pytest.mark.parametrize(("name", "gender"), [("Вербицька", "fem"), ("Вербицький", "masc"), ("Гай", "com")])
def test_gender_by_ending(name: str, gender: str) -> None:
    assert gender_of(name) == gender
