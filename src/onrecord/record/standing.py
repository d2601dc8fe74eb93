"""How a statement stands in the record: its state and verdict, and whether it is found; written after decisions."""

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa

from onrecord.errors import NotFound
from onrecord.model.kept import State, Verdict
from onrecord.record import fetch, fulltext, links, values
from onrecord.record.store import Session
from onrecord.record.tables import statements, wordings


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decision has to know of a statement before anything else."""

    number: int
    id: str
    state: State
    verdict: Verdict
    article: int
    version: int
    became: str | None


def of(session: Session, id: str) -> Standing:
    """How a statement stands, by its id or `ARTICLE/sN`. Raises NotFound."""
    return _of(session, fetch.statement_number(session, id))


def by_id(session: Session, id: str) -> Standing | None:
    """How the statement with exactly this id stands; None where there is none."""
    number = session.execute(sa.select(statements.c.number).where(statements.c.id == id)).scalar()
    return None if number is None else _of(session, number)


def rule(session: Session, number: int, verdict: Verdict) -> None:
    """Keep what people decided on a statement all in all."""
    session.execute(sa.update(statements).where(statements.c.number == number).values(verdict=verdict))


def retire(session: Session, number: int, became: int | None) -> None:
    """Take a statement out of the present; `became` is the number of the one in its place."""
    fulltext.remove(session, [values.searched(session, number)])
    _stand(session, number, "retired", became)


def restore(session: Session, number: int, state: State, became: int | None = None) -> None:
    """Bring a retired statement back, as it was before."""
    fulltext.insert(session, [values.searched(session, number)])
    _stand(session, number, state, became)


def stale(session: Session, number: int) -> None:
    """Keep that a statement is no longer what it was compared as: its tensions go until its article is matched again."""
    links.drop_tensions(session, [number])
    article = session.execute(sa.select(statements.c.article).where(statements.c.number == number)).scalar_one()
    links.mark_matched(session, [article], matched=False)


def _stand(session: Session, number: int, state: State, became: int | None) -> None:
    session.execute(sa.update(statements).where(statements.c.number == number).values(state=state))
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(became=became))


def _of(session: Session, number: int) -> Standing:
    heir = statements.alias()
    query = (
        sa.select(statements, heir.c.id.label("heir"))
        .join(wordings, wordings.c.statement == statements.c.number)
        .outerjoin(heir, heir.c.number == wordings.c.became)
        .where(statements.c.number == number)
    )
    row = session.execute(query).mappings().first()
    if row is None:
        raise NotFound(f"statement {number}: has no words")
    return Standing(
        number,
        row[statements.c.id],
        cast("State", row[statements.c.state]),
        cast("Verdict", row[statements.c.verdict]),
        row[statements.c.article],
        row[statements.c.version],
        row["heir"],
    )
