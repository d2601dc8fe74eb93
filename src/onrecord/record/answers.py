"""What the database answers, as plain tuples."""

from typing import Any, cast

import sqlalchemy as sa

from onrecord.record.store import Session


def answers(session: Session, query: sa.Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """All rows of a question, each a tuple of what was asked for."""
    return cast("list[tuple[Any, ...]]", session.execute(query).all())


def pairs(session: Session, query: sa.Select[*tuple[Any, ...]]) -> dict[Any, Any]:
    """The rows of a question of two columns, the second by the first."""
    return {row[0]: row[1] for row in answers(session, query)}
