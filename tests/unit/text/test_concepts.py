"""Words of three languages meet in concepts, or by their sound."""

import pytest

from onrecord.errors import LexiconError
from onrecord.lexicon import load
from onrecord.text import concepts


@pytest.mark.parametrize(
    ("uk", "ru", "en"),
    [
        ("гарантія", "гарантия", "guarantee"),
        ("санкція", "санкция", "sanction"),
        ("моніторинг", "мониторинг", "monitoring"),
        ("комісія", "комиссия", "commission"),
        ("транзит", "транзит", "transit"),
        ("резервуар", "резервуар", "reservoir"),
        ("ембарго", "эмбарго", "embargo"),
    ],
)
def test_spellings_of_one_word_have_one_skeleton(uk: str, ru: str, en: str) -> None:
    assert concepts.skeleton(uk) == concepts.skeleton(ru) == concepts.skeleton(en)


@pytest.mark.parametrize(("one", "other"), [("газ", "гроза"), ("мир", "море"), ("сіль", "село"), ("12", "13")])
def test_short_words_keep_their_vowels(one: str, other: str) -> None:
    assert concepts.skeleton(one) != concepts.skeleton(other)


def test_case_apostrophe_and_yo_do_not_count() -> None:
    assert concepts.concepts_of("Об’єкт", "uk") == concepts.concepts_of("об'єкт", "uk")
    assert concepts.concepts_of("самолёт", "ru") == concepts.concepts_of("самолет", "ru")


def test_nothing_has_no_concept() -> None:
    assert concepts.concepts_of("—", "en") == frozenset()


def test_every_word_of_the_tables_has_its_concept() -> None:
    for concept in load.concepts():
        for language, lemmas in concept.words.items():
            for lemma in lemmas:
                assert concept.name in concepts.concepts_of(lemma, language)


def test_a_line_of_concepts() -> None:
    (one,) = load.parse_concepts("# h\nceasefire\tперемир'я, припинення вогню\tперемирие\tceasefire,truce\n", "here")
    assert one.name == "ceasefire"
    assert one.words == {
        "uk": ("перемир'я", "припинення вогню"),
        "ru": ("перемирие",),
        "en": ("ceasefire", "truce"),
    }


@pytest.mark.parametrize("line", ["a\tb\tc", "a\tб\tв\td\te", "\tб\tв\td"])
def test_a_broken_line_of_concepts_is_named(line: str) -> None:
    with pytest.raises(LexiconError, match="here, line 2"):
        load.parse_concepts(f"# h\n{line}\n", "here")
