"""Statements by day and side as columns: where everything stands in a drawing, in units of its view box."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model.wanted import UNTOLD, Day
from onrecord.web import links
from onrecord.web.plain import VIEW

WIDTH, HEIGHT = 344.0, 120.0
"""The view box of the columns alone; labels stand outside."""
COLUMNS = 62
SIDES = 4
"""So many sides have a colour of their own; all others share one."""
OTHERS = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """The statements of one side in a column. `hue` is the place of the side among those shown."""

    side: str
    count: int
    hue: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A time from its first day to its last one, the lowest part first. `counts` are those of `Bars.sides`."""

    first: date
    last: date
    count: int
    x: float
    width: float
    parts: tuple[Part, ...]
    url: str
    counts: tuple[int, ...] = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing. `unit` is how long a column is: `day`, `week`, `month` or `year`. `sides` are those with a colour, the
    commonest first; OTHERS stands for the rest. `most` is the count of the highest column."""

    columns: tuple[Column, ...]
    sides: tuple[str, ...]
    unit: str
    most: int
    width: float = WIDTH
    height: float = HEIGHT


def bars(days: Iterable[Day]) -> Bars:
    """The drawing of some days; those without a date are left out."""
    dated = sorted(((one.day, one) for one in days if one.day), key=lambda pair: pair[0])
    if not dated:
        return Bars((), (), "day", 0)
    first, last = dated[0][0], dated[-1][0]
    unit = next(
        unit for unit in ("day", "week", "month", "year") if _many(unit, first, last) <= COLUMNS or unit == "year"
    )
    sums: dict[date, Counter[str]] = {}
    sides: Counter[str] = Counter()
    for day, one in dated:
        sums.setdefault(_begin(unit, day), Counter()).update(one.sides)
        sides.update(one.sides)
    shown = [side for side, _ in sides.most_common() if side != UNTOLD][:SIDES]
    listed = (*shown, *((UNTOLD,) if UNTOLD in sides else ()), *((OTHERS,) if len(sides) > len(shown) + 1 else ()))
    return _drawn(unit, first, last, sums, listed)


def _drawn(unit: str, first: date, last: date, sums: dict[date, Counter[str]], sides: tuple[str, ...]) -> Bars:
    starts = [_begin(unit, first)]
    while (following := _after(unit, starts[-1])) <= last:
        starts.append(following)
    most = max(sum(held.values()) for held in sums.values())
    step = min(WIDTH / len(starts), 24.0)
    columns = tuple(
        _column(unit, start, sums.get(start, Counter()), place * step, step, most, sides)
        for place, start in enumerate(starts)
    )
    return Bars(columns, sides, unit, most, width=round(step * len(starts), 2))


def _column(
    unit: str, start: date, held: Counter[str], x: float, step: float, most: int, sides: tuple[str, ...]
) -> Column:
    told = {side: held.get(side, 0) for side in sides}
    told |= {OTHERS: sum(held.values()) - sum(told.values())} if OTHERS in sides else {}
    parts: list[Part] = []
    top = HEIGHT
    for hue, (side, count) in enumerate(told.items()):
        height = HEIGHT * count / most if most else 0.0
        top -= height
        if count:
            parts.append(Part(side, count, hue, round(top, 2), round(height, 2)))
    end = _after(unit, start) - timedelta(days=1)
    url = links.search(("since", start.isoformat()), ("until", end.isoformat()))
    return Column(start, end, sum(held.values()), round(x, 2), round(step, 2), tuple(parts), url, tuple(told.values()))


def _begin(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _after(unit: str, start: date) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    return _begin(unit, start + timedelta(days=32 if unit == "month" else 367))


def _many(unit: str, first: date, last: date) -> float:
    return (last - first).days / {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit] + 1
