"""When something was said: the labelled cases."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.text import take_apart
from onrecord.times import find_times, said_on

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "said.yaml").read_text(encoding="utf-8"))


def place(text: str, words: str, mark: bool = False) -> Span:
    at = text.index(words)
    return Span(at, at + (1 if mark else len(words)))


def attributions(case: dict[str, Any]) -> list[Attribution]:
    text, made = case["text"], []
    for n, (cue, content) in enumerate(zip(case["cues"], case["contents"], strict=True), start=1):
        where = place(text, cue, bool(case.get("marks")))
        line = text.rfind("\n", 0, where.start) + 1
        source = (Span(line, where.start),) if case.get("marks") else _he(text, where)
        made.append(Attribution(f"s{n}", source, (where,), (place(text, content),), "indirect", "assert", "body"))
    return made


def _he(text: str, cue: Span) -> tuple[Span, ...]:
    after = text[cue.end : cue.end + 5].strip()
    return (Span(cue.end + 1, cue.end + 4),) if after.startswith(("він", "він.")) else ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    text = take_apart(Article("a", case["text"], case["date"], case["lang"]))
    said = said_on(text, attributions(case), find_times(text, case["date"]))
    assert [value for value, _ in said] == [None if value is None else str(value) for value in case["said"]]
    assert all(rule.startswith("said.") == (value is not None) for value, rule in said)


def test_nothing_to_look_at() -> None:
    text = take_apart(Article("a", "Порт\nНачальниця мовчала.", None, "uk"))
    assert said_on(text, (), ()) == ()
    cue = Attribution("s1", (), (Span(16, 23),), (), "indirect", "assert", "body")
    assert said_on(text, (cue,), ()) == ((None, ""),)
