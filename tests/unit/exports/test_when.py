"""TIMEX3 values for the eyes."""

import pytest

from onrecord.exports.when import when


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2031-10-14", "2031-10-14"),
        ("2031-10", "2031-10"),
        ("2031", "2031"),
        ("2031-10-14TNI", "2031-10-14, at night"),
        ("2031-10-14TMO", "2031-10-14, in the morning"),
        ("2031-10-14T09:30", "2031-10-14, 09:30"),
        ("2031-W42", "week of 2031-10-13"),
        ("2031-W60", "2031-W60"),
        ("2031-Q3", "quarter 3 of 2031"),
        ("2031-H1", "half 1 of 2031"),
        ("2031-SU", "summer of 2031"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_when(value: str, told: str) -> None:
    assert when(value) == told
