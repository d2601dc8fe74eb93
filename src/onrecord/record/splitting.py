"""Which statements are somebody's under some of the names."""

from collections.abc import Sequence

import sqlalchemy as sa

from onrecord.record.actors import group_of, id_of
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, statements, wordings


def spoken(session: Session, actor: int, names: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the statements of an actor and of those merged into it whose speaker is told by one of these names or one
    that sounds the same, by the id of the actor that they stand under. Those whose actor a person decided are left out."""
    group = list(group_of(session, [actor]))
    keys = sa.select(actor_names.c.key).where(actor_names.c.actor.in_(group), actor_names.c.name.in_(names))
    sounds = session.execute(keys).scalars().all()
    found: dict[str, list[str]] = {}
    for chunk in portions(group):
        query = (
            sa.select(statements.c.id, statements.c.actor, wordings.c.machine)
            .join(wordings, wordings.c.statement == statements.c.number)
            .where(statements.c.actor.in_(chunk))
            .where(wordings.c.speaker.in_(names) | wordings.c.key.in_(sounds))
            .order_by(statements.c.number)
        )
        for row in session.execute(query):
            if '"actor":' not in (row.machine or ""):
                found.setdefault(id_of(session, row.actor), []).append(row.id)
    return found
