"""Whom a filter can mean: actors by id and by the sound of their names, and the issues there are."""

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actors, issues


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
    rows = session.execute(sa.select(actors.c.number, actors.c.merged_into).where(actors.c.merged_into.is_not(None)))
    into = {row.number: row.merged_into for row in rows}
    roots = {_root(number, into) for number in found}
    return tuple(sorted(roots | {number for number in into if _root(number, into) in roots}))


def issue_ids(session: Session) -> tuple[str, ...]:
    """The ids of all issues that a statement may touch, used or dropped."""
    return tuple(session.execute(sa.select(issues.c.id).order_by(issues.c.place, issues.c.number)).scalars())


def _root(number: int, into: dict[int, int]) -> int:
    seen = {number}
    while number in into and into[number] not in seen:
        number = into[number]
        seen.add(number)
    return number
