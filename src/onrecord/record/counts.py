"""How many of the statements that are wanted have which value: the same counts from either database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from onrecord.model.wanted import UNTOLD
from onrecord.record import packed
from onrecord.record.answers import answers, pairs
from onrecord.record.marks import ACTOR, CODE, DAY, OUTLET, TALLIES, Marks, stance_of, told
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session
from onrecord.record.tables import issues, touches

FIELDS = ("act", "kind", "language", "stance", "zone", "verdict", "hedged")
"""The closed fields that are counted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Statements by the number of their actor and outlet, by day, and by each of FIELDS (`?` where there is none); by the
    number of each issue that they touch and the stance to it."""

    actors: Mapping[int | None, int]
    outlets: Mapping[int | None, int]
    days: Mapping[date | None, int]
    fields: Mapping[str, Mapping[str, int]]
    issues: Mapping[tuple[int, str], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.days.values())


def counts(session: Session, selection: Selection) -> Counts:
    """Count what is wanted."""
    if not session.sqlite and not selection.has_words:
        return _grouped(session, selection)
    if selection.is_everything:
        return _tallied(session, selection)
    actors, outlets, days, codes = "marks.actor", "marks.outlet", "marks.day", "marks.code"
    found = packed.columns(session, selection, actors, outlets, days, codes, issues=True)
    numbers = [{ord(char): count for char, count in Counter(column).items()} for column in found.columns]
    return _counts(*numbers, touched=found.touched)


def stances_to(session: Session, selection: Selection) -> dict[str, int]:
    """How many statements take which stance to any of the issues that are wanted; one that takes two counts for both."""
    marks = Marks(session)
    wanted = sa.select(issues.c.number).where(issues.c.id.in_(selection.wanted.issue))
    found = sa.select(marks.number).select_from(rows(session, selection))
    found = found.where(*words(session, selection), *conditions(session, selection))
    query = (
        sa.select(touches.c.stance, sa.func.count(sa.distinct(touches.c.statement)))
        .where(touches.c.issue.in_(wanted), touches.c.statement.in_(found))
        .group_by(touches.c.stance)
    )
    return pairs(session, query)


def issues_in(touched: str) -> dict[tuple[int, str], int]:
    """The characters of `marks.touched`, counted, as issue and stance."""
    return {(ord(char) >> 2, stance_of(ord(char) & 3)): count for char, count in Counter(touched).items()}


def _tallied(session: Session, selection: Selection) -> Counts:
    found: dict[int, dict[int, int]] = {kind: {} for kind in (ACTOR, OUTLET, DAY, CODE)}
    for kind, value, count in answers(session, sa.select(TALLIES.c.kind, TALLIES.c.value, TALLIES.c.count)):
        if count:
            found[kind][value] = count
    days: Counter[int] = Counter()
    for value, count in found[DAY].items():
        days[value >> 2] += count
    return _counts(
        found[ACTOR], found[OUTLET], days, found[CODE], touched=packed.touched(session, selection)
    )  # fmt: skip


def _counts(
    actors: Mapping[int, int],
    outlets: Mapping[int, int],
    days: Mapping[int, int],
    codes: Mapping[int, int],
    *,
    touched: str,
) -> Counts:
    """From numbers of SQLite's, in which 0 is none."""
    fields: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for code, count in codes.items():
        for name, counted in fields.items():
            counted[told(code, name) or UNTOLD] += count
    return Counts(
        {actor or None: count for actor, count in actors.items()},
        {outlet or None: count for outlet, count in outlets.items()},
        {date.fromordinal(day) if day else None: count for day, count in days.items()},
        fields,
        issues_in(touched),
    )


def _grouped(session: Session, selection: Selection) -> Counts:
    """PostgreSQL counts all columns in one pass."""
    columns: list[sa.ColumnElement[int]] = [
        sa.literal_column(f"marks.{name}") for name in ("actor", "outlet", "day", "code")
    ]
    sets = sa.func.grouping_sets(*(sa.tuple_(column) for column in columns))
    query = sa.select(sa.func.grouping(*columns), sa.func.count(), *columns).select_from(rows(session, selection))
    query = query.where(*conditions(session, selection)).group_by(sets)
    found: list[dict[int, int]] = [{} for _ in columns]
    for left_out, count, *values in answers(session, query):
        place = _place(left_out, len(columns))
        found[place][values[place] or 0] = count
    return _counts(*found, touched=packed.touched(session, selection))


def _place(left_out: int, many: int) -> int:
    """Which column a row of grouping sets counts: the one bit of `GROUPING` that is not set, the first column's highest."""
    return many - 1 - (~left_out & ((1 << many) - 1)).bit_length() + 1
