"""Stances of actors over time: a row an actor, a place a slot of time; signs are told apart by shape, their counts by size."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from onrecord.queries.course import Voice
from onrecord.web.drawings.slots import gathered, spans, unit_of
from onrecord.web.plain import VIEW

LABEL, WIDTH, ROW = 168.0, 560.0, 34.0
"""The room for names, for the signs beside them, and the height of a row."""
LEAST, MOST = 2.6, 8.0
"""Radius of the smallest and the largest sign."""
SLOTS = 36
LANES = {"support": -7.0, "neutral": 0.0, "oppose": 7.0}
"""How far from the middle of its row a sign stands: above, on it, below. They never cover one another's middle."""
LETTERS = 24
SIGNS, ROWS = 280, 4
"""Signs of a drawing: actors that would add more are left out, but for the first ROWS of them. A page stays small so."""


@dataclass(frozen=True, slots=True)
class Sign:
    """So many statements of one stance in one slot."""

    stance: str
    count: int
    first: date
    last: date
    url: str
    x: float = field(metadata=VIEW)
    y: float = field(metadata=VIEW)
    r: float = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Slot:
    """All signs of one slot, for the table: how many statements of which stance."""

    first: date
    last: date
    url: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One actor. `name` is whole, `short` as it fits."""

    id: str
    name: str
    short: str = field(metadata=VIEW)
    url: str
    signs: tuple[Sign, ...]
    slots: tuple[Slot, ...] = field(metadata=VIEW)
    y: float = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Dots:
    """A drawing."""

    unit: str
    first: date
    last: date
    rows: tuple[Row, ...]
    left: float = field(default=LABEL, metadata=VIEW)
    width: float = field(default=LABEL + WIDTH, metadata=VIEW)
    height: float = field(default=0.0, metadata=VIEW)


Address = Callable[[str, str, date, date], str]
"""Actor, stance (empty: any), first and last day -> where the statements are."""


def dots(voices: Sequence[Voice], actor: Callable[[str], str], address: Address) -> Dots | None:
    """The drawing of some actors' stances; None where nothing has a day."""
    days = [day for voice in voices for day in voice.days if day is not None]
    if not days:
        return None
    unit = unit_of(min(days), max(days), SLOTS)
    starts = list(spans(unit, min(days), max(days)))
    counts = {voice.id: gathered(voice.days, unit) for voice in voices}
    most = max(n for held in counts.values() for values in held.values() for n in values.values())
    step = WIDTH / len(starts)

    def signs(voice: Voice, y: float) -> tuple[Sign, ...]:
        found = []
        for place, (first, last) in enumerate(starts):
            for stance, lane in LANES.items():
                count = counts[voice.id].get(first, Counter())[stance]
                if count:
                    x, radius = LABEL + (place + 0.5) * step, _radius(count, most, step)
                    where = (round(x, 1), round(y + lane, 1), round(radius, 1))
                    found.append(Sign(stance, count, first, last, address(voice.id, stance, first, last), *where))
        return tuple(found)

    def slots(voice: Voice) -> tuple[Slot, ...]:
        held = ((first, last, counts[voice.id].get(first)) for first, last in starts)
        return tuple(Slot(a, b, address(voice.id, "", a, b), told) for a, b, told in held if told)

    rows: list[Row] = []
    for place, voice in enumerate(voices):
        y = (place + 0.5) * ROW
        drawn = signs(voice, y)
        if place >= ROWS and sum(len(row.signs) for row in rows) + len(drawn) > SIGNS:
            break
        rows.append(Row(voice.id, voice.name, _short(voice.name), actor(voice.id), drawn, slots(voice), y))
    return Dots(unit, starts[0][0], starts[-1][1], tuple(rows), height=ROW * len(rows))


def _radius(count: int, most: int, step: float) -> float:
    largest = max(LEAST, min(MOST, step / 2))
    return LEAST + (largest - LEAST) * sqrt((count - 1) / max(1, most - 1))


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
