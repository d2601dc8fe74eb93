"""Whom and what a filter can mean: actors by id and by the sound of their names; the issues, outlets, stories and sides
there are."""

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.record.actors import group_of
from onrecord.record.answers import pairs
from onrecord.record.fetch import actor_roots
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actors, articles, issues, outlets


def by_id(session: Session, id: str) -> int | None:
    """The number of the actor with this id, None where there is none."""
    return session.execute(sa.select(actors.c.number).where(actors.c.id == id)).scalar()


def by_key(session: Session, key: str) -> list[int]:
    """The actors of which a name sounds like this whole; and the persons of whose name these are words in a row (a surname
    alone means all who bear it). Bodies and states are meant by their whole names, for "X" is not "the bank of X";
    where nothing else is found, by a part too."""
    if not key:
        return []
    name = actor_names.c.key
    whole = session.execute(sa.select(actor_names.c.actor, actors.c.type).join(actors).where(name == key)).all()
    padded = " " + name + " "
    part = sa.select(actor_names.c.actor, actors.c.type).join(actors).where(padded.contains(f" {key} "))
    parts = session.execute(part).all()
    found = {row.actor for row in whole} | {row.actor for row in parts if row.type == "person"}
    return sorted(found or {row.actor for row in parts})


def groups(session: Session, found: Iterable[int]) -> tuple[int, ...]:
    """The numbers of these actors, of those that they were merged into, and of all that were merged into the same."""
    roots = {row["number"] for row in actor_roots(session, found).values()}
    return tuple(sorted(group_of(session, sorted(roots))))


def issue_ids(session: Session) -> tuple[str, ...]:
    """The ids of all issues that a statement may touch, used or dropped."""
    return tuple(session.execute(sa.select(issues.c.id).order_by(issues.c.place, issues.c.number)).scalars())


def outlet_names(session: Session) -> tuple[str, ...]:
    """The names of all outlets."""
    return tuple(session.execute(sa.select(outlets.c.name).order_by(outlets.c.name)).scalars())


def stories(session: Session) -> tuple[str, ...]:
    """All stories that articles were given with."""
    query = sa.select(articles.c.story).where(articles.c.story.is_not(None)).distinct().order_by(articles.c.story)
    return tuple(session.execute(query).scalars())


def sides(session: Session) -> tuple[str, ...]:
    """All sides on which an actor is."""
    query = sa.select(actors.c.side).where(actors.c.side.is_not(None)).distinct().order_by(actors.c.side)
    return tuple(session.execute(query).scalars())


def beginning(session: Session, start: str) -> dict[str, str]:
    """The actors of whose names a word's key begins so: what they (or whom they were merged into) are called, by the whole
    key of that name."""
    into = actors.alias()
    query = (
        sa.select(actor_names.c.key, sa.func.coalesce(into.c.name, actors.c.name))
        .join(actors, actors.c.number == actor_names.c.actor)
        .outerjoin(into, into.c.number == actors.c.merged_into)
        .where((" " + actor_names.c.key).contains(f" {start}", autoescape=True))
        .order_by(actor_names.c.number)
    )
    return pairs(session, query)
