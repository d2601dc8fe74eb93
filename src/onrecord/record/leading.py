"""Who speaks most, and of what, over all statements that stand: counted by what is kept counted, where it is."""

from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa

from onrecord.record import packed
from onrecord.record.answers import pairs
from onrecord.record.counts import issues_in
from onrecord.record.marks import ACTOR, TALLIES
from onrecord.record.select import Selection
from onrecord.record.store import Session
from onrecord.record.tables import statements, touches


def by_actor(session: Session) -> Mapping[int | None, int]:
    """How many statements each actor has, by number (None: those of nobody)."""
    if session.sqlite:
        query = sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == ACTOR, TALLIES.c.count > 0)
        return {number or None: count for number, count in pairs(session, query).items()}
    query = sa.select(statements.c.actor, sa.func.count()).where(*_standing()).group_by(statements.c.actor)
    return pairs(session, query)


def by_issue(session: Session, selection: Selection) -> Mapping[int, int]:
    """How many statements touch each issue, by number; `selection` is everything."""
    if session.sqlite:
        found: Counter[int] = Counter()
        for (issue, _), count in issues_in(packed.touched(session, selection)).items():
            found[issue] += count
        return found
    query = sa.select(touches.c.issue, sa.func.count()).join(statements, statements.c.number == touches.c.statement)
    return pairs(session, query.where(*_standing()).group_by(touches.c.issue))


def _standing() -> tuple[sa.ColumnElement[bool], ...]:
    return statements.c.state == "current", statements.c.verdict != "rejected"
