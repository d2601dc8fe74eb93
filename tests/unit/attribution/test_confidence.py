from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.confidence import NEUTRAL, confidence
from onrecord.attribution.draft import Draft

SHARE = st.floats(0, 1)


def draft(chance: float, certainty: float) -> Draft:
    return Draft(cue=(0,), source=(), content=(), chance=chance, certainty=certainty)


@given(SHARE, SHARE, st.floats(0.1, 3), st.floats(-3, 3))
def test_a_chance(chance: float, certainty: float, slope: float, offset: float) -> None:
    assert 0 <= confidence(draft(chance, certainty), slope, offset) <= 1


@given(SHARE, SHARE, SHARE, st.floats(0.1, 3), st.floats(-3, 3))
def test_surer_is_never_less(a: float, b: float, certainty: float, slope: float, offset: float) -> None:
    low, high = sorted((a, b))
    assert confidence(draft(low, certainty), slope, offset) <= confidence(draft(high, certainty), slope, offset)
    assert confidence(draft(certainty, low), slope, offset) <= confidence(draft(certainty, high), slope, offset)


def test_neutral_leaves_the_network_its_own_chance() -> None:
    assert confidence(draft(0.8, 1.0), *NEUTRAL) == 0.8
    assert confidence(draft(0.8, 0.5), *NEUTRAL) == 0.6
    assert confidence(draft(0.0, 0.0), *NEUTRAL) == 0.0
    assert confidence(draft(1.0, 1.0), *NEUTRAL) == 1.0
