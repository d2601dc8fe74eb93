"""What the dictionaries make of forms that are no words of theirs."""

import pytest

from onrecord.model.text import Analysis, Language
from onrecord.text.morphology import analyser


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_letters_without_a_name_are_words_like_others(language: Language) -> None:
    assert analyser(language).analyse("\U00017000") == (Analysis("\U00017000"),)
    assert analyser(language).inflect("\U00017000", frozenset({"nom"})) is None
