from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.cues import THRESHOLD, group

NONE, BEGIN, INSIDE = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)


def grouped(*rows: tuple[float, float, float]) -> list[tuple[int, ...]]:
    return [cue for cue, _ in group(np.array(rows, np.float32).reshape(-1, 3))]


@pytest.mark.parametrize(
    ("rows", "cues"),
    [
        ([], []),
        ([NONE, NONE], []),
        ([NONE, BEGIN, NONE], [(1,)]),
        ([BEGIN, INSIDE, INSIDE], [(0, 1, 2)]),
        ([BEGIN, NONE, INSIDE], [(0, 2)]),  # "за його словами": over the source
        ([BEGIN, *[NONE] * 4, INSIDE], [(0, 5)]),
        ([BEGIN, *[NONE] * 5, INSIDE], [(0,), (6,)]),  # too far to belong to it
        ([BEGIN, BEGIN], [(0,), (1,)]),
        ([INSIDE, INSIDE], [(0, 1)]),  # one that goes on where none began, begins
        ([BEGIN], [(0,)]),
    ],
)
def test_group(rows: list[tuple[float, float, float]], cues: list[tuple[int, ...]]) -> None:
    assert grouped(*rows) == cues


def test_the_chance_is_the_mean_of_its_tokens() -> None:
    ((_, chance),) = group(np.array([[0.1, 0.8, 0.1], [0.3, 0.1, 0.6]], np.float32))
    assert chance == pytest.approx(0.8)


CHANCES = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1)).map(lambda t: tuple(x / sum(t) for x in t)),
    max_size=30,
)


@given(CHANCES, st.floats(0.05, 0.95))
def test_each_likely_token_is_in_one_cue(rows: list[tuple[float, ...]], threshold: float) -> None:
    chances = np.array(rows, np.float64).reshape(-1, 3)
    found = group(chances, threshold)
    tokens = [i for cue, _ in found for i in cue]
    assert tokens == [i for i in range(len(rows)) if 1 - chances[i, 0] >= threshold]
    assert all(a[-1] < b[0] for (a, _), (b, _) in pairwise(found))
    assert all(threshold <= chance + 1e-9 <= 1 + 1e-6 for _, chance in found)


def test_the_threshold_is_a_chance() -> None:
    assert 0 < THRESHOLD < 1
