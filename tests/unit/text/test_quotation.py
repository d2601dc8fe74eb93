"""Pairs of quotation marks: the labelled cases, and what must hold whatever the marks."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.model.span import Span
from onrecord.text.quotation import quotations

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "quotations.yaml").read_text(encoding="utf-8"))


def found(text: str) -> list[list[Any]]:
    return [[q.depth, q.closed, q.span.of(text)] for q in quotations(text, [[Span(0, len(text))]])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    assert found(case["text"]) == case["expected"]


@pytest.mark.parametrize("style", ["«»", "“”", "„“", '""', "„”", "‹›"])
def test_every_style_gives_the_same_places(style: str) -> None:
    text = 'Вона сказала: "Міст буде", а потім: "Порту не буде".'.split('"')
    plain = "".join(part + (style[i % 2] if i < len(text) - 1 else "") for i, part in enumerate(text))
    assert [q.span for q in quotations(plain, [[Span(0, len(plain))]])] == [Span(14, 25), Span(36, 51)]


def test_an_unpaired_mark_stays_in_its_paragraph() -> None:
    first, second = "«Порту не буде, сказав він.", "Вона ж каже: «Буде»."
    text = f"{first}\n{second}"
    lines = [[Span(0, len(first))], [Span(len(first) + 1, len(text))]]
    assert [q.span.of(text) for q in quotations(text, lines)] == [first, "«Буде»"]


def test_a_quotation_goes_on_after_boilerplate_in_its_line() -> None:
    text = "«Порт відкрито. Реклама Судна вже тут», – сказала вона."
    pieces = [Span(0, 15), Span(24, len(text))]
    assert [q.span for q in quotations(text, [pieces])] == [Span(0, 38)]


def test_a_wall_of_marks_is_paired_in_linear_time() -> None:
    for wall in ('"' * 200_000, "«" * 100_000 + "”" * 100_000, " 'a" * 60_000, " «a «b»" * 30_000):
        spans = [q.span for q in quotations(wall, [[Span(0, len(wall))]])]
        assert all(0 <= s.start < s.end <= len(wall) for s in spans)
