"""The same words in several articles."""

from typing import Any

import pytest

from onrecord.errors import WeightsError
from onrecord.queries import weights
from onrecord.queries.utterances import gather, likeness, place
from tests.unit.queries.made import cases, made

CASES = cases("utterances")
SAME = [case for case in CASES if case["same"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_likeness_tells_the_same_words_from_others(case: dict[str, Any]) -> None:
    a, b = made(1, 1, case["a"]), made(1001, 2, case["b"])
    found = likeness(a, b)
    assert (found.score > 0.3) == case["same"], found
    assert likeness(b, a) == found
    assert found.reasons and all(reason[0] in "+-" for reason in found.reasons)


def corpus() -> list[Any]:
    """Each case's two sides in two articles of their own."""
    return [
        made(1000 * article + n, article, case[side])
        for n, case in enumerate(SAME, 1)
        for article, side in ((1, "a"), (2, "b"))
        if n in {1, 2, 3, 5}
    ]


def test_gather_joins_reports_of_two_articles() -> None:
    assert set(gather(corpus())) == {frozenset((1000 + n, 2000 + n)) for n in (1, 2, 3, 5)}


def test_gather_leaves_one_article_alone() -> None:
    assert gather([one for one in corpus() if one.article == 1]) == ()
    assert gather([]) == ()


def test_place_finds_what_gather_finds() -> None:
    there, new = ([one for one in corpus() if one.article == article] for article in (1, 2))
    placed = place(new, there, {1001: 7, 1002: 8})
    assert placed.joined == {2001: 7, 2002: 8}
    assert set(placed.fresh) == {frozenset((1003, 2003)), frozenset((1005, 2005))}


def test_place_leaves_utterances_that_are_there_apart() -> None:
    twice = [made(1, 1, SAME[0]["a"]), made(1001, 2, SAME[0]["b"])]
    placed = place([made(2001, 3, SAME[0]["a"])], twice, {1: 7, 1001: 8})
    assert placed.fresh == ()
    assert placed.joined.keys() <= {2001}


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(WeightsError, match="version 0"):
        weights.parse('{"version": 0}', "here")
    with pytest.raises(WeightsError, match="damaged"):
        weights.parse("{}", "here")
