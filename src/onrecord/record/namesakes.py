"""Who bears the same surname."""

from collections.abc import Collection

import sqlalchemy as sa

from onrecord.model.kept import KeptActor
from onrecord.record import actors as kept
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actors


def namesakes(session: Session, group: Collection[int], limit: int) -> list[KeptActor]:
    """Other persons of whose names one ends as a name of this person does: those with most statements first, at most `limit`.
    `group` are the numbers of the person and of all that were merged into it."""
    own = sa.select(actor_names.c.last).where(actor_names.c.actor.in_(group), actor_names.c.last != "")
    query = sa.select(actors.c.number).distinct().join(actor_names)
    query = query.where(actor_names.c.last.in_(own), actors.c.type == "person", actors.c.number.not_in(group))
    query = query.where(actors.c.merged_into.is_(None)).order_by(actors.c.number).limit(10 * limit)
    found = kept.kept(session, session.execute(query).scalars()).values()
    return sorted(found, key=lambda one: (-one.statements, one.name))[:limit]
