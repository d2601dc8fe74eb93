"""Days around a day."""

from datetime import date

import pytest

from onrecord.times import calendar
from onrecord.times.piece import duration


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(2024, (3, 31), (5, 5)), (2025, (4, 20), (4, 20)), (2026, (4, 5), (4, 12)), (2031, (4, 13), (4, 13))],
)
def test_easter(year: int, western: tuple[int, int], eastern: tuple[int, int]) -> None:
    assert calendar.easter(year, orthodox=False) == date(year, *western)
    assert calendar.easter(year, orthodox=True) == date(year, *eastern)


def test_week_of_the_new_year_may_belong_to_the_old_one() -> None:
    assert calendar.week(date(2027, 1, 1)) == "2026-W53"


def test_months_over_the_turn_of_the_year() -> None:
    assert calendar.month_after(2031, 1, -1) == "2030-12"
    assert calendar.near_month(date(2031, 2, 7), 12, "past") == "2030-12"
    assert calendar.near_month(date(2031, 7, 2), 3, "future") == "2032-03"
    assert calendar.near_month(date(2031, 2, 7), 1, "future") == "2031-01"


def test_weekday_strictly_before() -> None:
    wednesday = date(2031, 4, 9)
    assert calendar.weekday(wednesday, 3, ahead=False) == wednesday
    assert calendar.weekday(wednesday, 3, ahead=False, strict=True) == date(2031, 4, 2)


def test_a_day_in_february_of_leap_years_alone() -> None:
    assert calendar.near(date(2031, 3, 1), 2, 29, "past") == date(2032, 2, 29)


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (3, "D", "P3D"),
        (40, "TM", "PT40M"),
        (1.5, "Y", "P18M"),
        (0.5, "TH", "PT30M"),
        (3, "10Y", "P30Y"),
        (2, "2W", "P4W"),
    ],
)
def test_duration(amount: float, unit: str, value: str) -> None:
    assert duration(amount, unit) == value
