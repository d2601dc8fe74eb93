"""A person taken out of the rows of the record: names, roles, what was told of them anywhere. The actor's id stays."""

import json
from collections.abc import Sequence

import sqlalchemy as sa

from onrecord.record import pack
from onrecord.record.erasing import BLOCK
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actor_bars, actor_names, actor_roles, actors, articles, statements, wordings


def statements_of(session: Session, group: Sequence[int]) -> list[tuple[int, int]]:
    """(article, number) of all statements of these actors, whatever their state."""
    query = sa.select(statements.c.article, statements.c.number).where(statements.c.actor.in_(group))
    return [(row.article, row.number) for row in session.execute(query.order_by(statements.c.article))]


def called(session: Session, keys: Sequence[str], names: Sequence[str]) -> list[tuple[int, int]]:
    """(article, number) of all statements whose speaker has one of these names or keys, whoever the actor is."""
    query = (
        sa.select(statements.c.article, statements.c.number)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(wordings.c.key.in_(keys) | wordings.c.speaker.in_(names))
        .order_by(statements.c.article)
    )
    return [(row.article, row.number) for row in session.execute(query)]


def keys_of(session: Session, group: Sequence[int]) -> list[str]:
    """The phonetic keys of these actors' names."""
    query = sa.select(actor_names.c.key).where(actor_names.c.actor.in_(group))
    return sorted(set(session.execute(query).scalars()) - {""})


def actors_out(session: Session, group: Sequence[int]) -> None:
    """Leave of these actors their numbers and ids."""
    for table in (actor_names, actor_roles, actor_bars):
        session.execute(sa.delete(table).where(table.c.actor.in_(group)))
    bare = {"name": BLOCK, "side": None, "stands_for": None, "origin": "machine"}
    session.execute(sa.update(actors).where(actors.c.number.in_(group)).values(**bare))


def speakers_out(session: Session, numbers: Sequence[int], words: Sequence[str]) -> None:
    """Block the speaker's name in these statements, and take out what explains a speaker wherever one of these words is."""
    bare = {"speaker": BLOCK, "key": "", "role": "", "stands_for": "", "detail": None}
    for chunk in portions(numbers):
        mine = wordings.c.statement.in_(chunk)
        session.execute(sa.update(wordings).where(mine).values(**bare))
    there = sa.or_(sa.false(), *(wordings.c.detail.contains(word, autoescape=True) for word in words))
    session.execute(sa.update(wordings).where(there).values(detail=None))
    there = sa.or_(sa.false(), *(wordings.c.machine.contains(word, autoescape=True) for word in words))
    for row in session.execute(sa.select(wordings.c.statement, wordings.c.machine).where(there)).all():
        told = json.loads(row.machine)
        for name in ("speaker", "key", "role", "stands_for"):
            if told.get(name):
                told[name] = BLOCK if name == "speaker" else ""
        mine = wordings.c.statement == row.statement
        session.execute(sa.update(wordings).where(mine).values(machine=pack.dump(told)))


def roles_with(session: Session, beginnings: Sequence[str]) -> list[str]:
    """The roles of statements and actors in which one of these stands."""
    found: set[str] = set()
    for column in _ROLES:
        there = sa.or_(sa.false(), *(column.contains(one, autoescape=True) for one in beginnings))
        found.update(session.execute(sa.select(column).where(there).distinct()).scalars())
    return sorted(found)


def rewrite_role(session: Session, role: str, told: str) -> None:
    """Put a role with blocks in the place of one, wherever it stands."""
    for column in _ROLES:
        session.execute(sa.update(column.table).where(column == role).values({column.name: told}))


_ROLES = (wordings.c.role, actor_roles.c.role)


def places(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Article and version of statements by their numbers."""
    found: dict[int, tuple[int, int]] = {}
    for chunk in portions(numbers):
        query = sa.select(statements.c.number, statements.c.article, statements.c.version)
        for row in session.execute(query.where(statements.c.number.in_(chunk))):
            found[row.number] = (row.article, row.version)
    return found


def article_ids(session: Session, numbers: Sequence[int]) -> list[str]:
    """The ids of articles by their numbers."""
    found: list[str] = []
    for chunk in portions(numbers):
        query = sa.select(articles.c.id).where(articles.c.number.in_(chunk))
        found += session.execute(query.order_by(articles.c.number)).scalars()
    return found
