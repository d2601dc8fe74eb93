"""Time expressions: the labelled cases, the examples of the lexicon, and the promises of `find_times`."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.lexicon import load
from onrecord.model.article import Article
from onrecord.model.statement import Time
from onrecord.model.text import LANGUAGES, Language
from onrecord.text import take_apart
from onrecord.times import find_times

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "times.yaml").read_text(encoding="utf-8"))
DAY = date(2031, 4, 9)


def found(content: str, language: Language, day: date | None = DAY) -> tuple[Time, ...]:
    return find_times(take_apart(Article("a", content, day, language)), day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']} ({case['lang']})")
def test_case(case: dict[str, Any]) -> None:
    times = found(case["text"], case["lang"], case["date"])
    told = [[time.span.of(case["text"]), time.value] for time in times]
    assert told == [[str(words), str(value)] for words, value in case["expected"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relative_expression_is_read_in_its_example(language: Language) -> None:
    for line in load.frames(language, "times")["relative"]:
        times = found(f"Порт\n{line['example']}" if language != "en" else f"Port\n{line['example']}", language)
        rules = {time.rule for time in times}
        if line["rule"] == "none":
            assert not rules & {"time.earlier", "time.later", "time.soon", "time.same-day"}, line
        else:
            assert f"time.{line['rule']}" in rules, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_the_same_in_all_languages(language: Language) -> None:
    assert set(load.frames(language, "times")) == set(load.frames("en", "times"))


def test_nothing_in_boilerplate() -> None:
    text = "Порт відкрили\nКораблі вийшли в море.\nЧитайте також: Що сталося у вівторок 14 жовтня"
    assert found(text, "uk") == ()


def test_day_that_does_not_exist() -> None:
    assert found("Порт\nЗустріч призначили на 31 лютого 2031 року.", "uk") == ()


def test_edges_of_the_calendar() -> None:
    content = "Port\nIt sank yesterday, last week, last month and last year, on Monday and in December."
    for day in (date.min, date.max):
        assert all(time.span.of(content) for time in found(content, "en", day))
