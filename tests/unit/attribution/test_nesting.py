"""Every labelled case of tests/cases/nesting.yaml."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.draft import Draft
from onrecord.attribution.nesting import held, outer
from onrecord.model.text import Range
from tests.unit.attribution import cases


@pytest.mark.parametrize("case", cases.load("nesting"))
def test_outer(case: dict[str, Any]) -> None:
    page, numbers, drafts = cases.drafts(case["text"], case["language"])
    names = {index: int(number) for index, number in enumerate(numbers)}
    found = outer(page, drafts)
    assert {names[i]: None if o is None else names[o] for i, o in enumerate(found)} == case["expected"]


RANGES = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: Range(p[0], p[0] + p[1]))
DRAFTS = st.lists(
    st.builds(lambda cue, content: Draft((cue,), (), (content,)), st.integers(0, 40), RANGES), max_size=8
).map(lambda drafts: sorted(drafts, key=lambda d: d.cue))


@given(DRAFTS)
def test_held_is_what_a_look_at_all_pairs_finds(drafts: list[Draft]) -> None:
    pairs = {
        (j, i, piece.last - piece.first)
        for j, a in enumerate(drafts)
        for i, b in enumerate(drafts)
        for piece in a.content
        if i != j and piece.first <= b.cue[0] < piece.last
    }
    assert set(held(drafts)) == pairs


@given(DRAFTS)
def test_nobody_stands_inside_himself(drafts: list[Draft]) -> None:
    page = cases.view(" ".join(["слово"] * 45), "uk")
    found = outer(page, drafts)
    for start in range(len(found)):
        here, steps = found[start], 0
        while here is not None:
            here, steps = found[here], steps + 1
            assert steps <= len(found)
