"""To whom statements are addressed. The words of an addressee are no column of their own, so they are looked for in few articles."""

from collections.abc import Collection

import sqlalchemy as sa

from onrecord.record import pack
from onrecord.record.store import Session
from onrecord.record.tables import statements, wordings


def articles_with(session: Session, group: Collection[int], limit: int) -> list[int]:
    """The numbers of the newest articles in which one of these actors speaks, at most `limit`."""
    newest = sa.func.max(statements.c.day).label("newest")
    query = sa.select(statements.c.article, newest).where(statements.c.actor.in_(group))
    query = query.group_by(statements.c.article).order_by(sa.desc("newest"), statements.c.article.desc()).limit(limit)
    return [row.article for row in session.execute(query)]


def articles_of(session: Session, wanted: Collection[int]) -> list[int]:
    """The numbers of the articles of these statements."""
    return list(session.execute(sa.select(statements.c.article).where(statements.c.number.in_(wanted))).scalars())


def with_addressee(session: Session, articles: Collection[int]) -> list[int]:
    """The numbers of the current statements in these articles that have an addressee, the newest first."""
    query = sa.select(statements.c.number, wordings.c.spans).join(wordings)
    query = query.where(statements.c.article.in_(articles), statements.c.state == "current")
    query = query.where(statements.c.verdict != "rejected").order_by(statements.c.day.desc(), statements.c.number)
    at = pack.ROLES.index("addressee")
    return [row.number for row in session.execute(query) if pack.unpack_spans(row.spans)[at]]
