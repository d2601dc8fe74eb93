"""Days, weeks, months and years around a day. Nothing here knows a language."""

from collections.abc import Iterator
from datetime import date, timedelta

_LAST_YEAR = 9999
_MIDDLES = {"SP": (4, 15), "SU": (7, 15), "FA": (10, 15), "WI": (12, 31)}


def shifted(day: date, days: int) -> date | None:
    """Some days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def real(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week(day: date) -> str:
    """`2026-W06`"""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def month_after(year: int, month: int, months: int) -> str:
    """`2026-02`, some months later; empty beyond the calendar."""
    whole = year * 12 + month - 1 + months
    return f"{whole // 12:04}-{whole % 12 + 1:02}" if 0 < whole // 12 <= _LAST_YEAR else ""


def weekday(day: date, number: int, ahead: bool, strict: bool = False) -> date | None:
    """The nearest weekday `number` (1 Monday … 7 Sunday) on or after, else on or before, the day."""
    distance = (number - day.isoweekday()) % 7 if ahead else -((day.isoweekday() - number) % 7)
    if strict and not distance:
        distance = 7 if ahead else -7
    return shifted(day, distance)


def near(day: date, month: int, number: int, direction: str) -> date | None:
    """The day `number` of `month` in the year that brings it nearest; the direction decides where both are far."""
    around = [found for found in _years(day, month, number) if found is not None]
    if not around:
        return None
    ranked = sorted(around, key=lambda found: abs((found - day).days))
    best = ranked[0]
    if len(ranked) > 1 and abs((best - day).days) > _FAR:
        for found in ranked[:2]:
            if direction in (("future", "present") if found > day else ("past",)):
                return found
    return best


_FAR = 120


def _years(day: date, month: int, number: int) -> Iterator[date | None]:
    for year in range(max(1, day.year - 1), min(_LAST_YEAR, day.year + 1) + 1):
        yield real(year, month, number)


def near_month(day: date, month: int, direction: str, mod: str = "") -> str:
    """`2031-09`: the month by its direction; by nearness where nothing tells it or it would be far and the other near."""
    behind = (day.month - month) % 12
    ahead = (month - day.month) % 12
    if mod == "L":
        return month_after(day.year, day.month, -(behind or 12))
    if mod == "N":
        return month_after(day.year, day.month, ahead or 12)
    if direction == "past" and not (ahead and ahead <= _CLOSE and behind > _FAR_MONTHS):
        return month_after(day.year, day.month, -behind)
    if direction == "future" and not (behind and behind <= _CLOSE and ahead > _FAR_MONTHS):
        return month_after(day.year, day.month, ahead)
    return month_after(day.year, day.month, ahead if ahead <= behind else -behind)


_CLOSE, _FAR_MONTHS = 2, 9


def near_season(day: date, season: str, direction: str, mod: str = "") -> str:
    """`2031-FA`: the season that is meant, by its middle."""
    month, number = _MIDDLES[season]
    around = [date(year, month, number) for year in range(max(1, day.year - 1), min(_LAST_YEAR, day.year + 1) + 1)]
    if mod == "L" or direction == "past":
        around = [middle for middle in around if (day - middle).days > (0 if mod == "L" else -_HALF)] or around
    elif mod == "N" or direction in ("future", "present"):
        around = [middle for middle in around if (middle - day).days > -_HALF] or around
    best = min(around, key=lambda middle: abs((middle - day).days))
    return f"{best.year:04}-{season}"


_HALF = 45


def easter(year: int, orthodox: bool) -> date | None:
    """Easter Sunday, by the Gregorian calendar's date of it (Meeus' algorithms)."""
    if not orthodox:
        a, b, c = year % 19, year // 100, year % 100
        h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
        m = (a + 11 * h + 22 * k) // 451
        return real(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    julian = real(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
    return shifted(julian, year // 100 - year // 400 - 2) if julian else None
