"""What is wanted by day, and within a day by who speaks and how they stand to an issue: one pass over narrow rows."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from onrecord.record import packed
from onrecord.record.answers import answers
from onrecord.record.marks import CLOSED, DAY, TALLIES, stance_of
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session
from onrecord.record.tables import statements, touches


class Spoken(NamedTuple):
    """So many statements of a day (None: not known) by an actor (None: nobody known, or not asked for) with a stance (None:
    they touch no issue)."""

    day: date | None
    actor: int | None
    stance: str | None
    count: int


def spoken(
    session: Session, selection: Selection, *, issue: int | None = None, actors: bool = True
) -> Iterator[Spoken]:
    """The counts of each day, actor and stance: the stance to `issue` (its number) where one is named, of which the selection
    has to ask, else to the leading issue. Without `actors` all are counted together."""
    if not session.sqlite:
        yield from _grouped(session, selection, issue)
    elif issue is not None:
        yield from _touching(session, selection, issue)
    elif selection.is_everything and not actors:
        yield from _tallied(session)
    else:
        yield from _packed(session, selection, actors=actors)


def _tallied(session: Session) -> Iterator[Spoken]:
    known = CLOSED["stance"][2]
    query = sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == DAY, TALLIES.c.count > 0)
    for value, count in answers(session, query):
        yield Spoken(_day(value >> 2), None, known[value & 3], count)


def _packed(session: Session, selection: Selection, *, actors: bool) -> Iterator[Spoken]:
    bit, most, known = CLOSED["stance"]
    stance = f"(marks.code >> {bit}) & {most}"
    asked = ("marks.day", stance, "marks.actor") if actors else ("marks.day", stance)
    counted = Counter(zip(*packed.columns(session, selection, *asked).columns, strict=True))
    days = {char: _day(ord(char)) for char in {key[0] for key in counted}}
    for key, count in counted.items():
        yield Spoken(days[key[0]], (ord(key[2]) or None) if actors else None, known[ord(key[1])], count)


def _touching(session: Session, selection: Selection, issue: int) -> Iterator[Spoken]:
    counted: Counter[tuple[str, str, int]] = Counter()
    for line in packed.lines(session, selection, ("marks.day", "marks.actor")):
        for touch in map(ord, line[2:]):
            if touch >> 2 == issue:
                counted[line[0], line[1], touch & 3] += 1
    for (day, actor, stance), count in counted.items():
        yield Spoken(_day(ord(day)), ord(actor) or None, stance_of(stance), count)


def _grouped(session: Session, selection: Selection, issue: int | None) -> Iterator[Spoken]:
    source: Any = rows(session, selection)
    stance = statements.c.stance
    asked = [*words(session, selection), *conditions(session, selection)]
    if issue is not None:
        source = source.join(touches, touches.c.statement == statements.c.number)
        stance = touches.c.stance
        asked.append(touches.c.issue == issue)
    columns = (statements.c.day, statements.c.actor, stance)
    query = sa.select(*columns, sa.func.count()).select_from(source).where(*asked).group_by(*columns)
    for day, actor, told, count in answers(session, query):
        yield Spoken(day, actor, told, count)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
