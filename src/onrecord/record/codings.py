"""What the machine said of statements that people coded."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from onrecord.model.kept import KeptStatement
from onrecord.record import fetch, standing, values
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import statements

STATES = ("current", "orphan")


def machine(session: Session, statement: str) -> dict[str, Any] | None:
    """The machine's values of a statement by its id; None where its words are gone."""
    one = standing.by_id(session, statement)
    if one is None or one.state == "redacted":
        return None
    return {**values.holding(session, one.number), **values.machine(session, one.number)}


def decided(session: Session) -> Iterator[KeptStatement]:
    """All statements with a verdict that stand or are orphans, by number."""
    query = sa.select(statements.c.number).where(statements.c.verdict != "none", statements.c.state.in_(STATES))
    wanted = list(session.execute(query.order_by(statements.c.number)).scalars())
    for chunk in portions(wanted):
        yield from fetch.statements_by_number(session, chunk)
