"""The actors that a reader should know beforehand: those that people named or loaded."""

import sqlalchemy as sa

from onrecord.model.actor import Actor
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actor_roles, actors

_TOLD = ("file", "person")


def known_actors(session: Session) -> tuple[Actor, ...]:
    """Every actor that a file or a person put into the record, with its names and roles."""
    rows = session.execute(sa.select(actors).where(actors.c.origin.in_(_TOLD)).order_by(actors.c.number)).all()
    names: dict[int, list[str]] = {}
    told = actor_names.c.actor.in_([row.number for row in rows])
    for row in session.execute(sa.select(actor_names).where(told).order_by(actor_names.c.number)):
        names.setdefault(row.actor, []).append(row.name)
    roles: dict[int, list[str]] = {}
    told = actor_roles.c.actor.in_([row.number for row in rows])
    for row in session.execute(sa.select(actor_roles).where(told).order_by(actor_roles.c.number)):
        roles.setdefault(row.actor, []).append(row.role)
    return tuple(
        Actor(row.id, tuple(names.get(row.number, (row.name,))), row.type, tuple(roles.get(row.number, ())))
        for row in rows
    )
