"""Statements that do not go together."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onrecord.model.sighting import TENSION_KINDS
from onrecord.queries.rarity import Rarity
from onrecord.queries.said import said
from onrecord.queries.sketch import sketch
from onrecord.queries.strain import changes, shift
from onrecord.queries.tensions import find_tensions
from onrecord.queries.weights import shipped
from tests.unit.queries.made import cases, made

CASES = cases("tensions")


def sightings(case: dict[str, Any]) -> list[Any]:
    return [made(1000 * n, n, told) for n, told in enumerate(case["statements"], 1)]


def groups(case: dict[str, Any]) -> dict[int, int]:
    return {1000 * n: group for n, group in enumerate(case["groups"], 1)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_kind_is_told(case: dict[str, Any]) -> None:
    found = find_tensions(sightings(case), groups(case))
    wanted = {case["kind"]} - {"none"}
    assert {one.kind for one in found} == wanted
    for one in found:
        assert one.kind in TENSION_KINDS
        assert one.rule.startswith(one.kind + ".")
        assert one.why
        assert 0 < one.confidence < 1
        assert one.a != one.b


def test_of_a_shift_the_earlier_comes_first_and_of_a_denial_the_denied() -> None:
    for case in CASES[:2]:
        (found,) = find_tensions(sightings(case), groups(case))
        assert found.a < 2500 < found.b


def test_of_a_chain_one_is_told() -> None:
    case = next(case for case in CASES if case["label"].startswith("a change between the same days"))
    (found,) = find_tensions(sightings(case), groups(case))
    assert found.a < 4500 < found.b


def test_the_report_inside_another_stands_for_both() -> None:
    case = CASES[0]
    *rest, last = sightings(case)
    outer = replace(last, statement=4500)
    inner = replace(last, within=4500)
    assert said([sketch(outer), sketch(inner)]).one.sighting.within == 4500
    assert said([sketch(one) for one in rest[2:]]).first == date(2031, 3, 3)


def test_one_report_of_another_day_does_not_move_the_utterance() -> None:
    days = ("2031-03-03", "2031-03-01", "2031-03-03")
    reports = [replace(made(n, n, CASES[0]["statements"][2]), said_on=day) for n, day in enumerate(days, 1)]
    assert said([sketch(one) for one in reports]).first == date(2031, 3, 3)


@pytest.mark.parametrize(
    ("stances", "negated", "named"),
    [
        (("support", "support"), False, False),
        (("oppose", "support"), False, True),
        (("support", "neutral"), False, True),
        (("support", "support"), True, True),
    ],
)
def test_a_shift_needs_a_change_that_can_be_named(stances: tuple[str, str], negated: bool, named: bool) -> None:
    texts = ("the bridge opens in May", "the bridge does not open in May" if negated else "the bridge opens in June")
    told = {"lang": "en", "speaker": "Mark Odintsov", "act": "assert", "issue": "bridge"}
    first, then = (
        said([sketch(made(n, n, told | {"text": text, "stance": stance}))])
        for n, (text, stance) in enumerate(zip(texts, stances, strict=True), 1)
    )
    assert changes(shift(first, then, Rarity((), shipped().shares))) is named


def test_only_what_is_fresh_is_looked_at() -> None:
    case = CASES[0]
    assert find_tensions(sightings(case), groups(case), fresh=()) == ()
    assert find_tensions(sightings(case), groups(case), fresh={3000}) == find_tensions(sightings(case), groups(case))


def test_nothing_of_nothing() -> None:
    assert find_tensions([], {}) == ()
