"""A mark of how the record stands: it changes with every article, decision, actor and tension that comes in."""

import sqlalchemy as sa

from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, decisions, issues, statements, tensions


def revision(session: Session) -> tuple[int, ...]:
    """The last numbers of what is only ever added to: five looks into indexes, whatever the size of the record. What is
    changed in place without a decision (a tension's confidence, a match) may leave it as it was: keep nothing by it for long.
    """
    told = sa.select(
        *(
            sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0)).scalar_subquery()
            for table in (articles, statements, decisions, actors, tensions, issues)
        )
    )
    return tuple(session.execute(told).one())


def highest(stood: tuple[int, ...]) -> int:
    """The highest number of a statement in a revision: about as many as there are."""
    return stood[1]
