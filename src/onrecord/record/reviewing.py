"""What a queue of statements is drawn from."""

from typing import Any

import sqlalchemy as sa

from onrecord.record.fetch import actor_roots
from onrecord.record.marks import Marks
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session
from onrecord.record.tables import actors, statements, wordings


def ids(session: Session, selection: Selection) -> dict[str, int]:
    """The ids of all statements that are wanted, with their numbers; without those that a person added."""
    asked = sa.select(Marks(session).number).select_from(rows(session, selection))
    asked = asked.where(*words(session, selection), *conditions(session, selection))
    query = (
        sa.select(statements.c.id, statements.c.number)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.number.in_(asked), ~wordings.c.local.startswith("p"))
    )
    return {row.id: row.number for row in session.execute(query.order_by(statements.c.number))}


def actor(session: Session, id: str | None) -> dict[str, Any]:
    """What is told of an actor by its id, as a statement has it: of the one that it was found to be."""
    bare: dict[str, Any] = {"actor": None, "actor_name": None, "side": None}
    if id is None:
        return bare
    number = session.execute(sa.select(actors.c.number).where(actors.c.id == id)).scalar()
    if number is None:
        return bare
    root = actor_roots(session, [number])[number]
    return {"actor": root["id"], "actor_name": root["name"], "side": root["side"]}
