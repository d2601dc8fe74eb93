"""Actors at rest: found by key, surname or meaning, made, named, given roles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from onrecord.errors import NotFound
from onrecord.model.actor import ActorType
from onrecord.model.kept import KeptActor
from onrecord.record import numbers
from onrecord.record.answers import answers
from onrecord.record.fetch import actor_roots
from onrecord.record.marks import ACTOR, TALLIES
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actor_bars, actor_names, actor_roles, actors, statements


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
    """An actor that a name may mean: the number of the one that has the name, and of the `root` that it was found to be;
    the root's type and name, the keys under which the two are found, and the languages in which they have a name."""

    number: int
    root: int
    type: ActorType
    name: str
    keys: tuple[str, ...]
    languages: frozenset[str]


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
    number = new_row(session, name.name, type, origin, id=id, key=name.key)
    add_name(session, number, name, origin)
    return number


def new_row(session: Session, name: str, type: ActorType, origin: str, *, key: str, id: str | None = None) -> int:
    """Make an actor that has no name to be found by yet; its number."""
    number = numbers.take(session, actors)
    session.execute(
        sa.insert(actors),
        {
            "number": number,
            "id": id or _free(session, numbers.identifier("p", key, type)),
            "name": name,
            "type": type,
            "side": None,
            "stands_for": None,
            "merged_into": None,
            "origin": origin,
        },
    )
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


def barred(session: Session, key: str) -> frozenset[int]:
    """The actors (and those that they were merged into) of whom people said that this name is not theirs."""
    found = session.execute(sa.select(actor_bars.c.actor).where(actor_bars.c.key == key)).scalars().all()
    if not found:
        return frozenset()
    return frozenset(found) | {row["number"] for row in actor_roots(session, found).values()}


def rename(session: Session, actor: int, name: str) -> None:
    """What the machine calls an actor from now on; a name that a person or a file gave stays."""
    session.execute(sa.update(actors).where(actors.c.number == actor, actors.c.origin == "machine").values(name=name))


def stand_for(session: Session, actor: int, whom: int) -> None:
    """Keep that the machine takes a capital or building to speak for another actor; what a person or a file told stays."""
    session.execute(
        sa.update(actors).where(actors.c.number == actor, actors.c.origin == "machine").values(stands_for=whom)
    )


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
        raise NotFound(f"{id}: no such actor; `onrecord actors list` shows those there are", "no_actor", id=id)
    return int(found)


def find(session: Session, id: str) -> int | None:
    """The number of an actor by its id; None where there is none."""
    return session.execute(sa.select(actors.c.number).where(actors.c.id == id)).scalar()


def id_of(session: Session, number: int) -> str:
    """The id of an actor by its number."""
    return str(session.execute(sa.select(actors.c.id).where(actors.c.number == number)).scalar_one())


def members(session: Session, root: int) -> list[str]:
    """The ids of an actor and of all that were merged into it."""
    group = group_of(session, [root])
    rows = session.execute(sa.select(actors.c.id).where(actors.c.number.in_(group)).order_by(actors.c.number))
    return list(rows.scalars())


def root(session: Session, number: int) -> KeptActor:
    """The actor that this one was found to be; itself where it was merged into none."""
    found = int(actor_roots(session, [number])[number]["number"])
    return kept(session, [found])[found]


def kept(session: Session, wanted: Iterable[int]) -> dict[int, KeptActor]:
    """Actors by their numbers, each with its names, roles and number of statements (those merged into it counted)."""
    found: dict[int, KeptActor] = {}
    for chunk in portions(wanted):
        found |= _kept(session, chunk)
    return found


def group_of(session: Session, wanted: Sequence[int]) -> dict[int, int]:
    """The numbers of these actors and of all that were merged into them, each with the one of these it belongs to."""
    found = {number: number for number in wanted}
    asked = list(wanted)
    while asked:
        rows: list[sa.Row[tuple[int, int]]] = []
        for chunk in portions(asked):
            query = sa.select(actors.c.number, actors.c.merged_into).where(actors.c.merged_into.in_(chunk))
            rows += [row for row in session.execute(query) if row.number not in found]
        found |= {row.number: found[row.merged_into] for row in rows}
        asked = [row.number for row in rows]
    return found


def merged(session: Session, root: int) -> list[int]:
    """The numbers of all actors that were merged into this one, directly or through others."""
    return [number for number in group_of(session, [root]) if number != root]


def _named(session: Session, condition: sa.ColumnElement[bool]) -> list[Named]:
    return _roots(session, session.execute(sa.select(actor_names.c.actor).where(condition)).scalars().all())


def _roots(session: Session, found: Iterable[int]) -> list[Named]:
    roots = actor_roots(session, found)
    members: dict[int, list[int]] = {}
    for number in sorted(set(found)):
        members.setdefault(roots[number]["number"], []).append(number)
    if not members:
        return []
    wanted = {number for root, held in members.items() for number in (root, *held)}
    query = sa.select(actor_names.c.actor, actor_names.c.key, actor_names.c.language)
    keys: dict[int, list[str]] = {}
    languages: dict[int, set[str]] = {}
    for row in session.execute(query.where(actor_names.c.actor.in_(wanted))):
        keys.setdefault(row.actor, []).append(row.key)
        languages.setdefault(row.actor, set()).add(row.language)
    return [
        Named(
            number=root if root in held else held[0],
            root=root,
            type=roots[held[0]]["type"],
            name=roots[held[0]]["name"],
            keys=tuple(key for number in dict.fromkeys((root, *held)) for key in keys.get(number, ())),
            languages=frozenset().union(*(languages.get(number, ()) for number in (root, *held))),
        )
        for root, held in sorted(members.items())
    ]


def _kept(session: Session, asked: Sequence[int]) -> dict[int, KeptActor]:
    rows = session.execute(sa.select(actors).where(actors.c.number.in_(asked))).all()
    group = group_of(session, asked)
    names: dict[int, list[tuple[str, str, str]]] = {}
    for row in session.execute(
        sa.select(actor_names).where(actor_names.c.actor.in_(group)).order_by(actor_names.c.number)
    ):
        names.setdefault(group[row.actor], []).append((row.name, row.language, row.origin))
    roles: dict[int, list[tuple[str, date | None, date | None, str]]] = {}
    for row in session.execute(
        sa.select(actor_roles)
        .where(actor_roles.c.actor.in_(group))
        .order_by(actor_roles.c.since.nulls_first(), actor_roles.c.role, actor_roles.c.number)
    ):
        roles.setdefault(group[row.actor], []).append((row.role, row.since, row.until, row.origin))
    others = {n for row in rows for n in (row.stands_for, row.merged_into) if n}
    ids = {row.number: row.id for row in session.execute(sa.select(actors).where(actors.c.number.in_(others)))}
    counts = _counts(session, group)
    return {
        row.number: KeptActor(
            number=row.number,
            id=row.id,
            name=row.name,
            type=row.type,
            side=row.side,
            stands_for=ids.get(row.stands_for),
            merged_into=ids.get(row.merged_into),
            names=tuple(dict.fromkeys(names.get(row.number, ()))),
            roles=tuple(roles.get(row.number, ())),
            statements=counts.get(row.number, 0),
        )
        for row in rows
    }


def _counts(session: Session, group: Mapping[int, int]) -> dict[int, int]:
    query = (
        sa.select(statements.c.actor, sa.func.count())
        .where(statements.c.actor.in_(group), statements.c.state == "current", statements.c.verdict != "rejected")
        .group_by(statements.c.actor)
    )
    if session.sqlite:
        query = sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == ACTOR, TALLIES.c.value.in_(group))
    counts: dict[int, int] = {}
    for actor, many in answers(session, query):
        counts[group[actor]] = counts.get(group[actor], 0) + many
    return counts


def _free(session: Session, id: str) -> str:
    """The id, or with a number behind it where another actor of the same name has it."""
    free, count = id, 2
    while session.execute(sa.select(actors.c.number).where(actors.c.id == free)).first():
        free, count = f"{id}-{count}", count + 1
    return free
