"""Cues of several words, with and without a place for the source in them."""

import pytest

from onrecord.attribution import phrases
from onrecord.model.article import Article
from onrecord.model.text import Language
from onrecord.text import take_apart


def found(content: str, language: Language) -> set[str]:
    """The words that stand in a phrase; the first one of it with a plus."""
    text = take_apart(Article("a", content, language=language))
    told = phrases.features(text, [p.language for p in text.paragraphs for _ in range(*p.tokens)])
    marked = {(i, name) for i, name in told if name in {"phrase=B", "phrase=I"}}
    return {f"{'+' if name[-1] == 'B' else ''}{text.tokens[i].form}" for i, name in marked}


@pytest.mark.parametrize(
    ("content", "language", "wanted"),
    [
        ("За словами капітана, порт закрито.", "uk", {"+За", "словами"}),
        ("За його словами, порт закрито.", "uk", {"+За", "словами"}),
        ("З моєї точки зору, порт закрито.", "uk", {"+З", "точки", "зору"}),
        ("На думку старого капітана порту, берег мілкий.", "uk", {"+На", "думку"}),
        ("По словам капитана, порт закрыт.", "ru", {"+По", "словам"}),
        ("По его версии, порт закрыт.", "ru", {"+По", "версии"}),
        ("На мой взгляд, порт закрыт.", "ru", {"+На", "взгляд"}),
        ("According to the captain, the port is shut.", "en", {"+According", "to"}),
        ("In her opinion, the port is shut.", "en", {"+In", "opinion"}),
        ("In the old captain's opinion, the port is shut.", "en", {"+In", "opinion"}),
        ("By her own account, she slept.", "en", {"+By", "own", "account"}),
    ],
)
def test_phrase(content: str, language: Language, wanted: set[str]) -> None:
    assert wanted <= found(content, language)


@pytest.mark.parametrize(
    ("content", "language", "absent"),
    [
        ("За одним із дуже довгих столів словами грали діти.", "uk", "словами"),  # the slot is four words at most
        ("По одной из очень длинных улиц версии спорили дети.", "ru", "версии"),
        ("In a hall by the shore of the old port opinion counts little.", "en", "opinion"),
        ("Словами за столом грали діти.", "uk", "+Словами"),
    ],
)
def test_no_phrase(content: str, language: Language, absent: str) -> None:
    assert absent not in found(content, language)


def test_a_phrase_at_the_very_end_that_is_cut_off() -> None:
    for content in ("Порт закрито, за", "Порт закрито, за його", "Порт закрито, з моєї точки"):
        text = take_apart(Article("a", content, language="uk"))
        assert [i for i, _ in phrases.features(text, ["uk"] * len(text.tokens)) if i >= len(text.tokens)] == []


def test_its_features_are_those_of_its_entry() -> None:
    text = take_apart(Article("a", "According to the captain, the port is shut.", language="en"))
    told = {name for i, name in phrases.features(text, ["en"] * len(text.tokens)) if i == 0}
    assert {"phrase=B", "phrase", "phrase.class=speech", "phrase.frame=that"} <= told
    assert all(name.startswith("phrase") for name in told)


def test_a_form_is_looked_up_in_the_language_of_its_place() -> None:
    """`на` opens phrases of both languages; the Ukrainian paragraph comes first."""
    content = "Порт закрито на зиму, і ніхто не знає чому.\n\nОна ответила, что, на мой взгляд, этот порт "
    content += "закрыли зря, и надолго, а зимой там были только старые лодки."
    text = take_apart(Article("a", content, language="uk"))
    languages = [p.language for p in text.paragraphs for _ in range(*p.tokens)]
    assert set(languages) == {"uk", "ru"}
    assert "взгляд" in {text.tokens[i].form for i, name in phrases.features(text, languages) if name == "phrase=I"}
