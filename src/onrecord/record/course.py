"""What is wanted by day, and within a day by who speaks and how they stand to an issue: one pass over narrow rows."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.model.issue import STANCES
from onrecord.record import packed
from onrecord.record.answers import answers
from onrecord.record.marks import CLOSED, DAY, TALLIES
from onrecord.record.select import Selection
from onrecord.record.store import Session

Label = Callable[[int | None], str]
"""What an actor's number (None: nobody known) is counted under."""


_THIRDS = 4
"""More than any third column holds: a stance, or nothing."""


class Spoken(NamedTuple):
    """So many statements of a day (None: not known) under a label with a stance (None: they touch no issue)."""

    day: date | None
    label: str
    stance: str | None
    many: int


def spoken(
    session: Session, selection: Selection, *, issue: int | None = None, label: Label | None = None
) -> list[Spoken]:
    """The counts of each day, label of the actor and stance: the stance to `issue` (its number) where one is named, which
    has to be the one that the selection asks for, else to the leading issue. Without `label` actors are not looked at."""
    if session.sqlite and selection.is_everything and label is None:
        return _tallied(session)
    bit, most, known = CLOSED["stance"]
    third = f"(marks.code >> {bit}) & {most}" if issue is None else _stance_to(session, issue)
    counted = _counted(session, selection, third, label)
    return [Spoken(day, name, known[ord(stance)], count) for (day, name, stance), count in counted.items()]


def _stance_to(session: Session, issue: int) -> str:
    """The stance to an issue as it stands in `marks.touched`: its place from 1, as in `code`."""
    stands, sign = ("instr", "char") if session.sqlite else ("strpos", "chr")
    told = (
        f"WHEN {stands}(marks.touched, {sign}({issue * 4 + place})) > 0 THEN {place}"
        for place, _ in enumerate(STANCES, 1)
    )
    return f"CASE {' '.join(told)} END"


def _tallied(session: Session) -> list[Spoken]:
    known = CLOSED["stance"][2]
    query = sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == DAY, TALLIES.c.count > 0)
    return [Spoken(_day(value >> 2), "", known[value & 3], count) for value, count in answers(session, query)]


def _counted(
    session: Session, selection: Selection, third: str, label: Label | None
) -> Counter[tuple[date | None, str, str]]:
    """Counted in C, a character a value; actors become the places of their labels first, for pairs of day and actor are
    nearly as many as statements."""
    asked = ("marks.day", third, "marks.actor") if label else ("marks.day", third)
    days, thirds, *actors = packed.columns(session, selection, *asked).columns
    labels = _Labels(label) if label else None
    names = actors[0].translate(labels) if labels is not None else "\0" * len(days)
    told = labels.names if labels is not None else [""]
    found: Counter[tuple[date | None, str, str]] = Counter()
    for (day, name, value), count in _together(days, names, thirds, len(told) or 1).items():
        found[_day(day), told[name], chr(value)] += count
    return found


def _together(days: str, names: str, thirds: str, many: int) -> Mapping[tuple[int, int, int], int]:
    """How often which characters stand at the same place of all three strings; those of `names` are below `many`. Each
    string is one long number of four bytes a character, so that three columns become one by multiplying and adding: a
    quarter of the time of counting tuples."""
    if date.max.toordinal() * many * _THIRDS >= 1 << 32:
        return Counter(zip(map(ord, days), map(ord, names), map(ord, thirds), strict=True))
    lanes = (_number(days) * many + _number(names)) * _THIRDS + _number(thirds)
    told = {}
    for value, count in Counter(memoryview(lanes.to_bytes(4 * len(days), sys.byteorder)).cast("I")).items():
        rest, third = divmod(value, _THIRDS)
        told[*divmod(rest, many), third] = count
    return told


def _number(column: str) -> int:
    return int.from_bytes(column.encode("utf-32-le", "surrogatepass"), "little")


class _Labels(dict[int, int]):
    """The place of each actor's label in `names`, found out when it is first asked for."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label
        self.names: list[str] = []
        self._places: dict[str, int] = {}

    def __missing__(self, actor: int) -> int:
        name = self.label(actor or None)
        place = self[actor] = self._places.setdefault(name, len(self._places))
        if place == len(self.names):
            self.names.append(name)
        return place


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
