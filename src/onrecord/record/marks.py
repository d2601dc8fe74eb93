"""What is filtered and counted by, of each statement, as columns of conditions: the one place that knows how either
database holds it.

Both ask `marks`, kept by triggers (migrations 0002 and 0004): a row of some twenty bytes with `actor`, `outlet`, `day` (as `date.toordinal`), `doubt` (confidence in ten-thousandths), and all closed fields in the
bits of `code`. `touched` has one character an issue: its number times four and the stance's place. `tallies` (SQLite alone) counts the
statements that are current and not rejected by actor (kind 1), outlet (2), day and stance (3) and code (4).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import STATES, VERDICTS
from onrecord.model.text import LANGUAGES, ZONES
from onrecord.model.wanted import UNTOLD
from onrecord.record.store import Session

Condition = sa.ColumnElement[bool]

MARKS = sa.table("marks")
TALLIES = sa.table("tallies", *(sa.column(name) for name in ("kind", "value", "count")))
ACTOR, OUTLET, DAY, CODE = 1, 2, 3, 4
"""Kinds of tallies."""

CLOSED: dict[str, tuple[int, int, tuple[str | None, ...]]] = {
    "act": (0, 15, (None, *ACTS)),
    "kind": (4, 3, (None, *KINDS)),
    "language": (6, 3, (None, *LANGUAGES)),
    "stance": (8, 3, (None, *STANCES)),
    "zone": (10, 7, (None, *ZONES)),
    "verdict": (13, 3, VERDICTS),
    "state": (15, 3, STATES),
    "hedged": (17, 1, ("no", "yes")),
}
"""Of each closed field: its first bit in `code`, its highest value, and what the values mean."""


def told(code: int, field: str) -> str | None:
    """The value of a closed field in a code."""
    bit, most, values = CLOSED[field]
    return values[code >> bit & most]


def stance_of(place: int) -> str:
    """A stance by its place in `touched`, from 1."""
    return STANCES[place - 1]


class Marks:
    """The columns by which a record is asked: `rows` is the table, the others are its columns or conditions. Columns are
    called by their names alone, so that a query decides itself how `marks` is joined, or what stands in its place."""

    def __init__(self, session: Session, code: str = "marks.code") -> None:
        self.sqlite = session.sqlite
        self.code: sa.ColumnElement[Any] = sa.literal_column(code)
        self.rows: sa.TableClause = MARKS
        self.number = self._column("number")
        self.actor = self._column("actor")
        self.outlet = self._column("outlet")
        self.day = self._column("day")
        self.doubt = self._column("doubt")

    def _column(self, name: str) -> sa.ColumnElement[Any]:
        return sa.literal_column(f"marks.{name}")

    def is_any(self, field: str, values: Sequence[str]) -> Condition:
        """Whether a closed field has one of these values; `?` stands for none."""
        bit, most, known = CLOSED[field]
        places = [known.index(None if value == UNTOLD else value) << bit for value in values]
        bits = self.code.op("&")(sa.literal_column(str(most << bit)))
        # One comparison costs a third of looking into a list, of each of a million rows.
        if len(places) == 1:
            return bits == places[0]
        left = [place << bit for place in range(len(known)) if place << bit not in places]
        return bits != left[0] if len(left) == 1 else bits.in_(places)

    def is_hedged(self, *, hedged: bool) -> Condition:
        """Whether doubt is marked, or is not."""
        return self.is_any("hedged", ["yes" if hedged else "no"])

    def touches(self, issues: Sequence[int], stances: Sequence[str]) -> list[Condition]:
        """Whether one of these issues is touched with one of these stances, each as a condition."""
        touched = self._column("touched")
        signs = (chr(issue * 4 + STANCES.index(stance) + 1) for issue in issues for stance in stances)
        stands = sa.func.instr if self.sqlite else sa.func.strpos
        return [stands(touched, sign) > 0 for sign in signs]

    def touches_none(self) -> Condition:
        """Whether no issue is touched."""
        return self._column("touched").is_(None)

    def on(self, day: date) -> int:
        """A day as the column holds it."""
        return day.toordinal()
