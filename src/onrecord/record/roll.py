"""All actors, in pages: those that were found to be somebody else are counted with whom they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.model.actor import ActorType
from onrecord.model.kept import KeptActor
from onrecord.model.wanted import Wanted
from onrecord.record import actors as kept
from onrecord.record import cells
from onrecord.record.company import company
from onrecord.record.portions import portions
from onrecord.record.select import Selection
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actors


@dataclass(frozen=True, slots=True)
class Asked:
    """Which actors are asked for. `keys` are phonetic keys that begin a word of one of their names; `side` may be `?`."""

    keys: tuple[str, ...] = ()
    type: ActorType | None = None
    side: str | None = None


def page(
    session: Session, asked: Asked, *, by_name: bool = False, limit: int = 50, offset: int = 0
) -> tuple[list[KeptActor], int]:
    """Some of the actors, those with most statements first (or by how their names sound), and the number of all."""
    who = company(session)
    roots = {who.root(number) for number in session.execute(_query(asked)).scalars()}
    rows = _rows(session, sorted(roots), by_name=by_name)
    counts = cells.speakers(session, Selection(Wanted()), who)
    shown = [row for row in rows if row.origin != "machine" or counts[row.number] or row.named]
    if by_name:
        shown.sort(key=lambda row: (row.sound or "", row.name, row.number))
    else:
        shown.sort(key=lambda row: (-counts[row.number], row.name, row.number))
    wanted = [row.number for row in shown[offset : offset + limit]]
    found = kept.kept(session, wanted)
    return [found[number] for number in wanted], len(shown)


_MINE = actor_names.c.actor == actors.c.number
_NAMED = sa.exists().where(_MINE).label("named")
_SOUND = sa.select(sa.func.min(actor_names.c.key)).where(_MINE).scalar_subquery().label("sound")


def _query(asked: Asked) -> sa.Select[tuple[int]]:
    query = sa.select(actors.c.number)
    if asked.keys:
        padded = sa.literal(" ") + actor_names.c.key
        for key in asked.keys:
            query = query.where(
                actors.c.number.in_(sa.select(actor_names.c.actor).where(padded.contains(f" {key}", autoescape=True)))
            )
    else:
        query = query.where(actors.c.merged_into.is_(None))
    if asked.type:
        query = query.where(actors.c.type == asked.type)
    if asked.side is not None:
        query = query.where(actors.c.side.is_(None) if asked.side == "?" else actors.c.side == asked.side)
    return query


def _rows(session: Session, numbers: Sequence[int], *, by_name: bool) -> list[sa.Row[Any]]:
    found: list[sa.Row[Any]] = []
    sound = _SOUND if by_name else sa.null().label("sound")
    for chunk in portions(numbers):
        query = sa.select(actors.c.number, actors.c.name, actors.c.origin, _NAMED, sound)
        found += session.execute(query.where(actors.c.number.in_(chunk))).all()
    return found
