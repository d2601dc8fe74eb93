"""Actors at rest: found by key, surname or meaning, made, named, given roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from onrecord.errors import NotFound
from onrecord.model.actor import ActorType
from onrecord.model.kept import KeptActor
from onrecord.record import numbers
from onrecord.record.fetch import actor_roots
from onrecord.record.store import Session
from onrecord.record.tables import actor_names, actor_roles, actors, statements


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor, with all by which it is found (see `actor_names`)."""

    name: str
    language: str
    key: str
    meaning: str = ""

    @property
    def last(self) -> str:
        """The last word of the key."""
        return self.key.rsplit(" ", 1)[-1]


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a name may mean: the root's number and type, its own name and the keys under which it is found."""

    number: int
    type: ActorType
    name: str
    keys: tuple[str, ...]


def by_key(session: Session, key: str) -> list[Named]:
    """The actors of which one name sounds like this."""
    return _named(session, actor_names.c.key == key)


def by_last(session: Session, last: str) -> list[Named]:
    """The actors of which one name ends in this word of a key."""
    return _named(session, actor_names.c.last == last)


def by_meaning(session: Session, meaning: str) -> list[Named]:
    """The actors of which one name means this."""
    return _named(session, actor_names.c.meaning == meaning) if meaning else []


def by_role(session: Session, role: str) -> list[Named]:
    """The actors that were told to have this role, letter by letter."""
    query = sa.select(actor_roles.c.actor).where(actor_roles.c.role == role)
    return _roots(session, session.execute(query).scalars().all())


def new(session: Session, name: Name, type: ActorType, origin: str, *, id: str | None = None) -> int:
    """Make an actor with its first name; its number."""
    number = numbers.take(session, actors)
    session.execute(
        sa.insert(actors),
        {
            "number": number,
            "id": id or _free(session, numbers.identifier("p", name.key, type)),
            "name": name.name,
            "type": type,
            "side": None,
            "stands_for": None,
            "merged_into": None,
            "origin": origin,
        },
    )
    add_name(session, number, name, origin)
    return number


def add_name(session: Session, actor: int, name: Name, origin: str) -> bool:
    """Give an actor a name; whether it is new to the actor."""
    is_there = session.execute(
        sa.select(actor_names.c.number)
        .where(actor_names.c.actor == actor, actor_names.c.name == name.name)
        .where(actor_names.c.language == name.language)
    ).first()
    if is_there:
        return False
    session.execute(
        sa.insert(actor_names),
        {
            "number": numbers.take(session, actor_names),
            "actor": actor,
            "name": name.name,
            "language": name.language,
            "key": name.key,
            "last": name.last,
            "meaning": name.meaning,
            "origin": origin,
        },
    )
    return True


def rename(session: Session, actor: int, name: str) -> None:
    """What an actor is called from now on."""
    session.execute(sa.update(actors).where(actors.c.number == actor).values(name=name))


def stand_for(session: Session, actor: int, whom: int) -> None:
    """Keep that a capital or building speaks for another actor."""
    session.execute(sa.update(actors).where(actors.c.number == actor).values(stands_for=whom))


def seen_as(session: Session, actor: int, role: str, day: date | None) -> None:
    """Keep that an article of this day told an actor's role: it spans from the first to the last day it was told."""
    found = session.execute(
        sa.select(actor_roles).where(actor_roles.c.actor == actor, actor_roles.c.role == role)
    ).first()
    if found is None:
        row = {
            "number": numbers.take(session, actor_roles),
            "actor": actor,
            "role": role,
            "since": day,
            "until": day,
            "origin": "machine",
        }
        session.execute(sa.insert(actor_roles), row)
    elif found.origin == "machine" and day and not (found.since and found.since <= day <= found.until):
        since = min(day, found.since or day)
        until = max(day, found.until or day)
        session.execute(
            sa.update(actor_roles).where(actor_roles.c.number == found.number).values(since=since, until=until)
        )


def number_of(session: Session, id: str) -> int:
    """The number of an actor by its id. Raises NotFound."""
    found = session.execute(sa.select(actors.c.number).where(actors.c.id == id)).scalar()
    if found is None:
        raise NotFound(f"{id}: no such actor; `onrecord actors list` shows those there are")
    return int(found)


def kept(session: Session, wanted: Iterable[int]) -> dict[int, KeptActor]:
    """Actors by their numbers, each with its names, roles and number of statements (those merged into it counted)."""
    asked = list(wanted)
    ids = {row.number: row.id for row in session.execute(sa.select(actors.c.number, actors.c.id))}
    found = {}
    for row in session.execute(sa.select(actors).where(actors.c.number.in_(asked))):
        group = [row.number, *merged(session, row.number)]
        names = session.execute(
            sa.select(actor_names.c.name, actor_names.c.language, actor_names.c.origin)
            .where(actor_names.c.actor.in_(group))
            .order_by(actor_names.c.number)
        ).all()
        roles = session.execute(
            sa.select(actor_roles.c.role, actor_roles.c.since, actor_roles.c.until, actor_roles.c.origin)
            .where(actor_roles.c.actor.in_(group))
            .order_by(actor_roles.c.since, actor_roles.c.number)
        ).all()
        count = session.execute(
            sa.select(sa.func.count())
            .select_from(statements)
            .where(statements.c.actor.in_(group), statements.c.state == "current")
        ).scalar_one()
        found[row.number] = KeptActor(
            number=row.number,
            id=row.id,
            name=row.name,
            type=row.type,
            side=row.side,
            stands_for=ids.get(row.stands_for) if row.stands_for else None,
            merged_into=ids.get(row.merged_into) if row.merged_into else None,
            names=tuple(dict.fromkeys((n.name, n.language, n.origin) for n in names)),
            roles=tuple((r.role, r.since, r.until, r.origin) for r in roles),
            statements=count,
        )
    return found


def merged(session: Session, root: int) -> list[int]:
    """The numbers of all actors that were merged into this one, directly or through others."""
    found: list[int] = []
    asked = [root]
    while asked:
        query = sa.select(actors.c.number).where(actors.c.merged_into.in_(asked))
        asked = [n for n in session.execute(query).scalars() if n not in found and n != root]
        found += asked
    return found


def _named(session: Session, condition: sa.ColumnElement[bool]) -> list[Named]:
    return _roots(session, session.execute(sa.select(actor_names.c.actor).where(condition)).scalars().all())


def _roots(session: Session, found: Iterable[int]) -> list[Named]:
    roots = {row["number"]: row for row in actor_roots(session, found).values()}
    if not roots:
        return []
    query = sa.select(actor_names.c.actor, actor_names.c.key).where(actor_names.c.actor.in_(roots))
    keys: dict[int, list[str]] = {}
    for row in session.execute(query):
        keys.setdefault(row.actor, []).append(row.key)
    return [
        Named(number, row["type"], row["name"], tuple(keys.get(number, ()))) for number, row in sorted(roots.items())
    ]


def _free(session: Session, id: str) -> str:
    """The id, or with a number behind it where another actor of the same name has it."""
    taken = set(session.execute(sa.select(actors.c.id).where(actors.c.id.startswith(id))).scalars())
    count = 2
    free = id
    while free in taken:
        free, count = f"{id}-{count}", count + 1
    return free
