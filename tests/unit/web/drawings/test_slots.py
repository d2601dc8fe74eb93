from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.drawings.slots import MOST, UNITS, after, begin, gathered, slots

DAYS = st.dictionaries(
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 12, 31))),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(1, 9), min_size=1),
    max_size=12,
)


@given(DAYS)
def test_every_statement_stands_in_one_slot_or_has_no_day(days: dict[date | None, dict[str, int]]) -> None:
    found = slots(days)
    told: Counter[str] = Counter()
    for slot in found.slots:
        told.update(slot.counts)
    dated: Counter[str] = Counter()
    for day, counts in days.items():
        if day is not None:
            dated.update(counts)
    assert told == dated
    assert found.undated == sum(days.get(None, {}).values())
    assert found.unit == "year" or len(found.slots) <= MOST + 2
    for one, following in zip(found.slots, found.slots[1:], strict=False):
        assert following.first == one.last + timedelta(days=1)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(UNITS))
def test_a_slot_holds_its_day(day: date, unit: str) -> None:
    assert begin(unit, day) <= day < after(unit, begin(unit, day))
    assert begin(unit, after(unit, begin(unit, day))) == after(unit, begin(unit, day))


def test_weeks_begin_on_monday() -> None:
    assert begin("week", date(2031, 3, 5)) == date(2031, 3, 3)
    assert gathered({date(2031, 3, 5): {"a": 1}, date(2031, 3, 9): {"a": 2}}, "week") == {date(2031, 3, 3): {"a": 3}}
