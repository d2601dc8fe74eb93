"""Gold attributions as labels of tokens, and the features that get a vector."""

from dataclasses import replace

import pytest

from onrecord.attribution.features import COLUMNS
from onrecord.attribution.network import CUE_LABELS, ROLES
from onrecord.evaluate.examples import NONE_NAME, UNTOLD, Example, example, vocabulary
from onrecord.evaluate.gold import Gold
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS
from tests.unit.evaluate.marked_articles import gold


def labelled(one: Example) -> dict[str, list[str]]:
    """The words of each label of the first stage."""
    names = {UNTOLD: "untold", **dict(enumerate(CUE_LABELS))}
    found: dict[str, list[str]] = {}
    for token, label in zip(one.text.tokens, one.cue_labels.tolist(), strict=True):
        found.setdefault(names[label], []).append(token.form)
    return found


def roles(one: Example, which: int) -> dict[str, str]:
    """The words of each role of one attribution."""
    found: dict[str, list[str]] = {}
    for i, role in sorted(one.roles[which].items()):
        found.setdefault(ROLES[role], []).append(one.text.tokens[i].form)
    return {role: " ".join(words) for role, words in found.items()}


def test_labels_of_a_nested_set() -> None:
    one = example(gold("uk"))
    labels = labelled(one)
    assert labels["begin"] == ["заявила", "обіцяє", "За", "сказав"]
    assert labels["inside"] == ["словами"]
    assert "untold" not in labels
    assert one.nested and one.placed
    assert [[one.text.tokens[i].form for i in cue] for cue in one.cues] == [
        ["заявила"], ["обіцяє"], ["За", "словами"], ["сказав"],
    ]  # fmt: skip
    assert [ACTS[act] for act in one.acts] == ["assert", "promise", "assert", "assert"]
    assert roles(one, 0) == {
        "source": "Міністерка Дара Вербова", "addressee": "журналістам", "content": "що рада обіцяє відкрити міст",
    }  # fmt: skip
    assert roles(one, 1) == {"source": "рада", "content": "відкрити міст"}
    assert roles(one, 3) == {"source": "капітан", "content": "« Ми чекали довго »", "venue": "на пристані"}


def test_labels_of_a_flat_set() -> None:
    """What stands inside a content is not said, unless it is a cue of the set itself."""
    one = example(gold("en", flat=True))
    labels = labelled(one)
    assert labels["begin"] == ["told", "According", "said"]
    assert labels["inside"] == ["to"]
    assert set("that the council promises to open the bridge".split()) <= set(labels["untold"])
    assert "promises" not in labels["none"]
    assert {"Minister", "reporters", "People", "waited"} <= set(labels["none"])
    assert not one.nested and not one.placed
    assert set(one.acts) == {UNTOLD}
    assert "addressee" not in roles(one, 0)


def test_a_statement_without_a_cue_teaches_nothing() -> None:
    whole = gold("ru")
    bare = [{**s, "cue": []} if s["id"] == "s3" else s for s in whole.statements]
    one = example(Gold(whole.article, {**whole.raw, "statements": bare}))
    assert len(one.cues) == len(one.roles) == len(one.acts) == 3
    assert "По" not in labelled(one)["begin"]


def test_an_article_without_statements() -> None:
    one = example(Gold(Article("a", "Nothing was said.", language="en"), {"statements": []}))
    assert one.cues == ()
    assert set(one.cue_labels.tolist()) == {0}


# --- vocabulary ------------------------------------------------------------------------------------------------------


def of(text: str, language: str = "en") -> Example:
    return example(Gold(Article("a", text, language=language), {"statements": []}))


def test_the_context_is_always_in() -> None:
    names = vocabulary([])
    assert names == [NONE_NAME, *(name for column in COLUMNS for name in column)]


def test_what_is_met_often_enough_is_in() -> None:
    names = vocabulary([of("the lamp and the lamp and the lamp and one herring")])
    assert "word=en:lamp" in names
    assert "word=en:herring" not in names
    assert "word=en:herring" in vocabulary([of("one herring")], least=1)
    assert len(names) == len(set(names))


def test_phrases_are_in() -> None:
    names = vocabulary([example(gold(language)) for language in ("uk", "ru", "en")], least=1)
    assert {"phrase=B", "phrase=I", "phrase.class=speech"} <= set(names)


@pytest.mark.parametrize(
    ("language", "lower", "capital", "name"),
    [
        ("en", "strila was there.", "Then Strila left. Then Strila came.", "word=en:strila"),
        ("uk", "там була верба.", "Потім Верба пішла. Потім Верба прийшла.", "word=uk:верба"),
        ("ru", "там была верба.", "Потом Верба ушла. Потом Верба пришла.", "word=ru:верба"),
    ],
)
def test_no_word_that_is_mostly_a_name(language: str, lower: str, capital: str, name: str) -> None:
    assert name in vocabulary([of(lower * 3, language)], least=1)
    assert name not in vocabulary([of(lower, language), of(capital, language)], least=1)
    assert name in vocabulary([of(" ".join([lower] * 6), language), of(capital, language)], least=1)


def test_the_order_of_the_articles_does_not_matter() -> None:
    examples = [example(gold(language)) for language in ("uk", "ru", "en")]
    assert vocabulary(examples, 1) == vocabulary(examples[::-1], 1)


def test_an_article_of_another_id_is_described_alike() -> None:
    """Nothing is learned from ids and outlets."""
    one = gold("uk")
    other = replace(one, article=replace(one.article, id="x", outlet="Берег", story="s"))
    first, second = example(one), example(other)
    assert first.described.forms == second.described.forms
    assert (first.described.context == second.described.context).all()
