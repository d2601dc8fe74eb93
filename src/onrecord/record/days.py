"""What is wanted by day: which days there are, and the statements of some."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.record import packed
from onrecord.record.answers import answers, pairs
from onrecord.record.marks import DAY, TALLIES, Marks, told
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session
from onrecord.record.tables import statements


class Line(NamedTuple):
    """One statement of a day."""

    day: date | None
    number: int
    actor: int | None
    stance: str | None


def days(session: Session, selection: Selection) -> Mapping[date | None, int]:
    """How many statements there are of each day (None: without one)."""
    marks = Marks(session)
    if not session.sqlite:
        query = sa.select(marks.day, sa.func.count()).select_from(rows(session, selection)).group_by(marks.day)
        counted = pairs(session, query.where(*words(session, selection), *conditions(session, selection)))
        return {date.fromordinal(day) if day else None: count for day, count in counted.items()}
    summed: Counter[int] = Counter()
    if selection.is_everything:
        for value, count in answers(session, sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == DAY)):
            summed[value >> 2] += count
    else:
        summed.update(
            {
                ord(char): count
                for char, count in Counter(*packed.columns(session, selection, "marks.day").columns).items()
            }
        )
    return {date.fromordinal(day) if day else None: count for day, count in summed.items() if count}


def of_days(session: Session, selection: Selection, wanted: Sequence[date | None]) -> list[Line]:
    """The statements of these days, in the order of their numbers."""
    marks = Marks(session)
    known = [day for day in wanted if day is not None]
    part = [marks.day.between(marks.on(min(known)), marks.on(max(known)))] if known else []
    if None in wanted:
        part.append(marks.day.is_(None))
    code: sa.ColumnElement[int] = sa.literal_column("marks.code")
    query = sa.select(marks.day, marks.number, marks.actor, code).select_from(rows(session, selection))
    query = query.where(*words(session, selection), *conditions(session, selection), sa.or_(*part))
    if session.sqlite and known and not selection.has_words:  # an index knows the statements of a day
        dated = sa.select(statements.c.number).where(statements.c.day.between(min(known), max(known)))
        if None in wanted:
            dated = sa.select(statements.c.number).where(
                statements.c.day.between(min(known), max(known)) | statements.c.day.is_(None)
            )
        query = query.where(marks.number.in_(dated))
    asked = set(wanted)
    found = []
    for day, number, actor, marked in answers(session, query.order_by(marks.number)):
        when = date.fromordinal(day) if day else None
        if when in asked:
            found.append(Line(when, number, actor, told(marked, "stance")))
    return found
