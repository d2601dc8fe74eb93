"""The actors that the names of one article may mean, asked of the record in a handful of questions and kept in memory
while the article is placed. What is made here is written at once and known here too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.model.actor import ActorType
from onrecord.record import actors as kept
from onrecord.record.actors import Name
from onrecord.record.fetch import actor_roots
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actor_bars, actor_names, actor_roles, actors, articles, outlets, statements


class Called(NamedTuple):
    """One name of an actor; `told` is false where the machine gave it, true where a file or a person did."""

    name: str
    language: str
    key: str
    meaning: str
    told: bool


@dataclass(slots=True)
class Known:
    """An actor with all that it is called, its own names and those of the actors that were merged into it or that it was
    merged into. `number` is the actor's own, `root` the one that it was found to be, of which type, name and origin are."""

    number: int
    root: int
    type: ActorType
    name: str
    machine: bool
    names: list[Called] = field(default_factory=list)
    roles: dict[str, tuple[date | None, date | None, bool]] = field(default_factory=dict)

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which it has a name."""
        return frozenset(one.language for one in self.names)


class Directory:
    """The actors that some names may mean. Give it all names before they are looked up: those of `persons`, who are known
    by their surnames too, and of `others`."""

    def __init__(self, session: Session, persons: Collection[Name], others: Collection[Name] = ()) -> None:
        self._session = session
        self._known: dict[int, Known] = {}
        self._bars: dict[str, set[int]] = {}
        self._outlets: set[str] = set()
        if persons or others:
            self._ask(persons, others)

    def by_key(self, key: str) -> list[Known]:
        """The actors of which one name sounds like this."""
        return self._one_a_root(one for one in self._known.values() if any(n.key == key for n in one.names))

    def by_last(self, last: str) -> list[Known]:
        """The actors of which one name ends in this word of a key."""
        return self._one_a_root(
            one for one in self._known.values() if any(n.key.rsplit(" ", 1)[-1] == last for n in one.names)
        )

    def by_meaning(self, meaning: str) -> list[Known]:
        """The actors of which one name means this; none for an empty meaning."""
        if not meaning:
            return []
        return self._one_a_root(one for one in self._known.values() if any(n.meaning == meaning for n in one.names))

    def by_root(self, roots: Collection[int]) -> list[Known]:
        """The actors that were found to be one of these."""
        return [one for one in self._known.values() if one.root in roots]

    def barred(self, key: str) -> frozenset[int]:
        """The actors, and their roots, of whom people said that this name is not theirs."""
        held = self._bars.get(key, set())
        return frozenset(held | {self._known[number].root for number in held if number in self._known})

    def is_outlet(self, name: str) -> bool:
        """Whether an article of the record appeared in an outlet of this very name."""
        return name in self._outlets

    def by_role(self, role: str, story: str | None = None) -> list[Known]:
        """The actors that were told to have this role, letter by letter, or those of them who speak in a story; asked of
        the record each time."""
        query = sa.select(actor_roles.c.actor).where(actor_roles.c.role == role).distinct()
        if story is not None:
            query = query.join(statements, statements.c.actor == actor_roles.c.actor)
            query = query.join(articles, articles.c.number == statements.c.article).where(articles.c.story == story)
        found = set(self._session.execute(query).scalars())
        self._learn(found)
        return self._one_a_root(self._known[number] for number in found)

    def new(self, name: Name, type: ActorType) -> Known:
        """Make an actor."""
        number = kept.new(self._session, name, type, "machine")
        made = Known(
            number, number, type, name.name, True, [Called(name.name, name.language, name.key, name.meaning, False)]
        )
        self._known[number] = made
        return made

    def call(self, one: Known, name: Name) -> None:
        """Keep that an actor is called so, where it is not known yet."""
        if any(n.name == name.name and n.language == name.language for n in one.names):
            return
        kept.add_name(self._session, one.number, name, "machine")
        one.names.append(Called(name.name, name.language, name.key, name.meaning, False))

    def rename(self, one: Known, name: str) -> None:
        """What the machine shows an actor as; a name that a person or a file gave stays."""
        if one.machine:
            kept.rename(self._session, one.root, name)
            one.name = name

    def retype(self, one: Known, type: ActorType) -> None:
        """What the machine takes an actor for; what a person or a file told stays."""
        if one.machine and one.type != type:
            where = (actors.c.number == one.root) & (actors.c.origin == "machine")
            self._session.execute(sa.update(actors).where(where).values(type=type))
            one.type = type

    def seen_as(self, one: Known, role: str, day: date | None) -> None:
        """Keep that an article of this day told a role."""
        since, until, machine = one.roles.get(role, (None, None, True))
        if role in one.roles and (not machine or not day or (since and until and since <= day <= until)):
            return
        kept.seen_as(self._session, one.number, role, day)
        days = [d for d in (since, until, day) if d]
        one.roles[role] = (min(days, default=None), max(days, default=None), True)

    def stand_for(self, one: Known, whom: Known) -> None:
        """Keep that the machine takes an actor to speak for another one."""
        if one.machine:
            kept.stand_for(self._session, one.number, whom.root)

    def _one_a_root(self, found: Iterable[Known]) -> list[Known]:
        """One for each root: the root itself where it is among them, else the first."""
        roots: dict[int, Known] = {}
        for one in sorted(found, key=lambda one: (one.number != one.root, one.number)):
            roots.setdefault(one.root, one)
        return sorted(roots.values(), key=lambda one: one.root)

    def _ask(self, persons: Collection[Name], others: Collection[Name]) -> None:
        names = [*persons, *others]
        columns: Sequence[tuple[sa.Column[str], set[str]]] = (
            (actor_names.c.key, {name.key for name in names}),
            (actor_names.c.last, {name.last for name in persons}),
            (actor_names.c.meaning, {name.meaning for name in names} - {""}),
        )
        found: set[int] = set()
        for column, wanted in columns:
            for chunk in portions(wanted):
                found |= set(self._session.execute(sa.select(actor_names.c.actor).where(column.in_(chunk))).scalars())
        self._learn(found)
        for chunk in portions({name.key for name in names}):
            for row in self._session.execute(sa.select(actor_bars).where(actor_bars.c.key.in_(chunk))):
                self._bars.setdefault(row.key, set()).add(row.actor)
        for chunk in portions({name.name for name in names}):
            self._outlets |= set(
                self._session.execute(sa.select(outlets.c.name).where(outlets.c.name.in_(chunk))).scalars()
            )

    def _learn(self, found: set[int]) -> None:
        """Take these actors, their roots, and all of their names and roles in."""
        roots = actor_roots(self._session, found - self._known.keys())
        fresh = {number for number in roots if number not in self._known}
        rows = roots | {row["number"]: row for row in roots.values()}
        for number in sorted({*fresh, *(row["number"] for row in roots.values())} - self._known.keys()):
            root = rows[number]
            self._known[number] = Known(number, root["number"], root["type"], root["name"], root["origin"] == "machine")
            fresh.add(number)
        own = self._names_of(fresh)
        for number in fresh:
            one = self._known[number]
            one.names = [*own.get(number, ()), *(own.get(one.root, ()) if one.root != number else ())]
        for number, roles in self._roles_of(fresh).items():
            self._known[number].roles = roles

    def _names_of(self, wanted: Iterable[int]) -> Mapping[int, list[Called]]:
        found: dict[int, list[Called]] = {}
        for chunk in portions(wanted):
            query = sa.select(actor_names).where(actor_names.c.actor.in_(chunk)).order_by(actor_names.c.number)
            for row in self._session.execute(query):
                called = Called(row.name, row.language, row.key, row.meaning, row.origin != "machine")
                found.setdefault(row.actor, []).append(called)
        return found

    def _roles_of(self, wanted: Iterable[int]) -> Mapping[int, dict[str, tuple[date | None, date | None, bool]]]:
        found: dict[int, dict[str, tuple[date | None, date | None, bool]]] = {}
        for chunk in portions(wanted):
            for row in self._session.execute(sa.select(actor_roles).where(actor_roles.c.actor.in_(chunk))):
                found.setdefault(row.actor, {})[row.role] = (row.since, row.until, row.origin == "machine")
        return found
