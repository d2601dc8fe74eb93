"""Normalised copies and their maps."""

import pytest

from onrecord.model.span import Span
from onrecord.text.normalize import normalise, word

FORMS = [
    ("п’ять", "п'ять"),
    ("пʼять", "п'ять"),
    ("don’t", "don't"),
    ("пере\u00adговори", "переговори"),
    ("пере\u200bговори", "переговори"),
    ("за\u0301мок", "замок"),
    ("и\u0306од", "йод"),
    ("\u0456\u0308жа", "їжа"),
    ("cafe\u0301", "café"),
    ("Kиїв", "Київ"),
    ("Рort", "Port"),
    ("Дубровcький", "Дубровський"),
    ("ёлка", "ёлка"),
    ("IT-компанія", "IT-компанія"),
    ("Київ", "Київ"),
]


@pytest.mark.parametrize(("form", "expected"), FORMS)
def test_word(form: str, expected: str) -> None:
    assert word(form) == expected
    assert normalise(form).text == expected


def test_yo_is_folded_where_asked() -> None:
    assert word("ёлка Ёж", yo=True) == normalise("ёлка Ёж", yo=True).text == "елка Еж"


def test_a_word_of_two_scripts_that_agree_on_none_is_left() -> None:
    assert word("фlог") == "фlог"


def test_places_go_there_and_back() -> None:
    made = normalise("На за\u0301мку пере\u00adговори")
    assert made.text == "На замку переговори"
    assert made.to_original(Span(3, 8)).of(made.original) == "за\u0301мку"
    assert made.to_normalised(Span(3, 9)) == Span(3, 8)
    assert made.to_original(Span(9, 19)).of(made.original) == "пере\u00adговори"


@pytest.mark.parametrize("span", [Span(-1, 2), Span(2, 1), Span(0, 99)])
def test_places_outside_are_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="outside"):
        normalise("порт").to_original(span)
    with pytest.raises(ValueError, match="outside"):
        normalise("порт").to_normalised(span)
