"""The language of articles, paragraphs and quotations."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.errors import UnknownLanguage
from onrecord.model.article import Article
from onrecord.text.language import of_article, of_passage, of_text

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "languages.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    if case["expected"].startswith("no "):
        with pytest.raises(
            UnknownLanguage, match=f"{case['expected'][3:]}.*Ukrainian .uk., Russian .ru., English .en."
        ):
            of_text(case["text"])
    else:
        assert of_text(case["text"]) == case["expected"]


@pytest.mark.parametrize(("tag", "language"), [("uk", "uk"), ("uk-UA", "uk"), ("EN_gb", "en"), ("rus", "ru")])
def test_a_told_language_is_believed(tag: str, language: str) -> None:
    assert of_article(Article("a", "Порт открыт, the harbour is open", language=tag)) == language


def test_a_told_language_that_is_not_read_is_named_with_the_article() -> None:
    with pytest.raises(UnknownLanguage, match=r"quay-7: .*'pl'"):
        of_article(Article("quay-7", "Порт відкрито", language="pl"))


@pytest.mark.parametrize(
    ("article", "passage", "language"),
    [
        ("uk", "Мы ждали всю ночь, но никто не пришёл", "ru"),
        ("uk", "Ми чекали всю ніч", "uk"),
        ("uk", "We waited all night, but nobody came to the pier", "en"),
        ("uk", "Harbour Lights Limited", "uk"),
        ("uk", "", "uk"),
        ("ru", "Ми чекали всю ніч, але ніхто не прийшов", "uk"),
        ("ru", "Мы ждали всю ночь", "ru"),
        ("en", "Ми чекали всю ніч", "uk"),
        ("en", "Мы ждали всю ночь", "ru"),
        ("en", "We waited all night – “да”", "en"),
    ],
)
def test_a_passage_may_have_its_own_language(article: Any, passage: str, language: str) -> None:
    text = f"… {passage} …"
    assert of_passage(text, 2, 2 + len(passage), article) == language
