"""The confidence is fitted so that it says how often it is right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution.confidence import NEUTRAL
from onrecord.attribution.weights import shipped
from onrecord.evaluate import calibrate
from tests.unit.evaluate.marked_articles import gold

Points = list[tuple[float, bool]]


def fitted(points: Points, monkeypatch: pytest.MonkeyPatch) -> tuple[float, float]:
    with monkeypatch.context() as patch:
        patch.setattr(calibrate, "_points", lambda network, one: points)
        slope, offset = calibrate.fit(None, [None])  # type: ignore[arg-type, list-item]
    return float(slope), float(offset)


def chances(points: Points, slope: float, offset: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    x = np.array([x for x, _ in points])
    return 1 / (1 + np.exp(-(slope * x + offset)))


@pytest.mark.parametrize("points", [[], [(1.0, True), (2.0, True)], [(1.0, False)]])
def test_neutral_where_there_is_nothing_to_learn_from(points: Points, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitted(points, monkeypatch) == NEUTRAL


def test_neutral_without_articles() -> None:
    assert calibrate.fit(shipped(), []).tolist() == list(NEUTRAL)


def test_too_sure_becomes_less_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Right six times in ten where the network says nineteen in twenty."""
    points = [(2.9, True)] * 6 + [(2.9, False)] * 4 + [(-2.9, True)] * 4 + [(-2.9, False)] * 6
    slope, offset = fitted(points, monkeypatch)
    assert 0 < slope < 0.5
    assert chances(points[:1], slope, offset)[0] == pytest.approx(0.6, abs=0.02)
    assert chances(points[-1:], slope, offset)[0] == pytest.approx(0.4, abs=0.02)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=12, max_size=30), st.integers(0, 5))
def test_monotone_and_right_in_the_mean(logits: list[float], seed: int) -> None:
    chance = np.random.default_rng(seed)
    points = [(x, bool(chance.random() < 1 / (1 + np.exp(-x)))) for x in logits]
    points += [(3.0, True), (-3.0, False), (2.0, True), (-2.0, False), (1.0, False), (-1.0, True)]
    with pytest.MonkeyPatch.context() as patch:
        slope, offset = fitted(points, patch)
    told = chances(points, slope, offset)
    assert slope > 0
    assert (np.diff(told[np.argsort([x for x, _ in points], kind="stable")]) >= 0).all()
    assert told.mean() == pytest.approx(np.mean([right for _, right in points]), abs=0.03)


def test_points_of_an_article() -> None:
    """One for each draft of the shipped reader, right where gold has it too."""
    one = gold("en")
    points = calibrate._points(shipped(), one)
    assert points
    assert any(right for _, right in points)
    assert sum(right for _, right in points) <= len(one.statements)
