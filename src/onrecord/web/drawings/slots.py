"""Time in slots: days, weeks, months or years, so that a drawing has no more columns than can be told apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MOST = 62
UNITS = ("day", "week", "month", "year")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}

Days = Mapping[date | None, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time from its first day to its last one, and what is counted in it by value."""

    first: date
    last: date
    counts: Mapping[str, int]

    @property
    def count(self) -> int:
        """All of it."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots from the first to the last, those without anything too. `unit` is one of UNITS; `undated` counts what has no
    day."""

    unit: str
    slots: tuple[Slot, ...]
    undated: int = 0


def slots(days: Days, most: int = MOST) -> Slots:
    """Counts by day as counts by slot."""
    dated = [day for day in days if day is not None]
    undated = sum(days[None].values()) if None in days else 0
    if not dated:
        return Slots("day", (), undated)
    first, last = min(dated), max(dated)
    unit = unit_of(first, last, most)
    held = gathered(days, unit)
    return Slots(unit, tuple(Slot(a, b, held.get(a, Counter())) for a, b in spans(unit, first, last)), undated)


def unit_of(first: date, last: date, most: int = MOST) -> str:
    """The smallest unit that needs no more slots than these."""
    return next((one for one in UNITS if (last - first).days / _DAYS[one] + 1 <= most), UNITS[-1])


def gathered(days: Days, unit: str) -> dict[date, Counter[str]]:
    """Counts by the first days of slots."""
    found: dict[date, Counter[str]] = {}
    for day, counts in days.items():
        if day is not None:
            held = found.setdefault(begin(unit, day), Counter())
            for value, count in counts.items():
                held[value] += count
    return found


def spans(unit: str, first: date, last: date) -> Iterable[tuple[date, date]]:
    """First and last day of each slot between two days."""
    start = begin(unit, first)
    while start <= last:
        following = after(unit, start)
        yield start, following - timedelta(days=1)
        start = following


def begin(unit: str, day: date) -> date:
    """The day on which the slot of a day begins; weeks begin on Monday."""
    return _BEGIN[unit](day)


def after(unit: str, start: date) -> date:
    """The day on which the next slot begins."""
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    return begin(unit, start + timedelta(days=32 if unit == "month" else 367))


_BEGIN: Mapping[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
