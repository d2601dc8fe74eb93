"""Columns over time, each stacked from parts of a few series: stances, or sides."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from onrecord.model.issue import STANCES
from onrecord.model.wanted import UNTOLD
from onrecord.web.drawings.slots import Days, Slot, slots
from onrecord.web.plain import VIEW

WIDTH, HEIGHT, WIDEST = 530.0, 150.0, 26.0
"""The view box of the columns alone, and how wide one may be."""
SIDES = 4
"""So many sides have a colour of their own; all others share one."""
OTHERS = "…"
STANCE_SERIES = (*STANCES, UNTOLD)


@dataclass(frozen=True, slots=True)
class Part:
    """One series in a column. `look` names its pattern and colour."""

    series: str
    count: int
    look: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A slot with its counts and where they lead; the lowest part first."""

    first: date
    last: date
    count: int
    url: str
    parts: tuple[Part, ...] = field(metadata=VIEW)
    counts: tuple[tuple[str, int], ...]
    x: float = field(default=0.0, metadata=VIEW)
    width: float = field(default=0.0, metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Columns:
    """A drawing. `series` are the values with their looks, in the order of the stack; `unit` is how long a column is;
    `most` the highest count; `undated` how many statements have no day."""

    unit: str
    series: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    most: int
    undated: int = 0
    width: float = field(default=WIDTH, metadata=VIEW)
    height: float = field(default=HEIGHT, metadata=VIEW)


class Slit(NamedTuple):
    """Where a column stands, and how high the highest may be."""

    x: float
    width: float
    height: float


Address = Callable[[date, date], str]


def by_stance(days: Days, address: Address) -> Columns:
    """Columns of stances, each with a look of its own."""
    there = {value for counts in days.values() for value in counts}
    return _drawn(days, tuple((one, _stance(one)) for one in STANCE_SERIES if one in there), address)


def by_side(days: Days, address: Address, *, width: float = WIDTH, height: float = HEIGHT) -> Columns:
    """Columns of sides: the commonest by themselves, the others together. `width` and `height` are those of the columns
    alone."""
    sums: Counter[str] = Counter()
    for counts in days.values():
        sums.update(counts)
    shown = [side for side, _ in sums.most_common() if side != UNTOLD][:SIDES]
    rest = set(sums) - {*shown, UNTOLD}
    series = [(side, f"hue{place}") for place, side in enumerate(shown)]
    series += [(OTHERS, "rest")] if rest else []
    series += [(UNTOLD, "untold")] if UNTOLD in sums else []
    joined = {
        day: Counter({name: n for name, n in counts.items() if name not in rest})
        + Counter({OTHERS: sum(n for name, n in counts.items() if name in rest)})
        for day, counts in days.items()
    }
    return _drawn(joined, tuple(series), address, width, height)


def _drawn(
    days: Days, series: tuple[tuple[str, str], ...], address: Address, width: float = WIDTH, height: float = HEIGHT
) -> Columns:
    held = slots(days)
    if not held.slots:
        return Columns(held.unit, series, (), 0, held.undated)
    most = max(slot.count for slot in held.slots)
    step = min(width / len(held.slots), WIDEST)
    columns = tuple(
        _column(slot, series, most, Slit(place * step, step, height), address) for place, slot in enumerate(held.slots)
    )
    return Columns(held.unit, series, columns, most, held.undated, width=round(step * len(columns), 2), height=height)


def _column(slot: Slot, series: tuple[tuple[str, str], ...], most: int, slit: Slit, address: Address) -> Column:
    parts: list[Part] = []
    top = slit.height
    for name, look in series:
        count = slot.counts.get(name, 0)
        height = slit.height * count / most if most else 0.0
        top -= height
        if count:
            parts.append(Part(name, count, look, round(top, 2), round(height, 2)))
    counts = tuple((name, slot.counts.get(name, 0)) for name, _ in series)
    url = address(slot.first, slot.last) if slot.count else ""
    return Column(slot.first, slot.last, slot.count, url, tuple(parts), counts, round(slit.x, 2), round(slit.width, 2))


def _stance(value: str) -> str:
    return "untold" if value == UNTOLD else value
