"""Who is meant by the actors of statements, and what actors, issues and outlets are called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.model.issue import Issue
from onrecord.record import codebook
from onrecord.record.answers import answers
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actors, issues, outlets


@dataclass(frozen=True, slots=True)
class Company:
    """For actors that were merged into another one: the root's number; the sides of roots that have one."""

    roots: Mapping[int, int]
    sides: Mapping[int, str]

    def root(self, actor: int) -> int:
        """The actor that this one was found to be: itself where it is nobody else."""
        return self.roots.get(actor, actor)

    def side(self, actor: int | None) -> str | None:
        """The side of an actor's root."""
        return None if actor is None else self.sides.get(self.root(actor))

    def joined(self, counted: Mapping[int | None, int]) -> Counter[int]:
        """Counts by actor as counts by root; those of nobody are left out."""
        found: Counter[int] = Counter()
        for actor, count in counted.items():
            if actor is not None:
                found[self.root(actor)] += count
        return found

    def members(self, wanted: Iterable[int]) -> dict[int, int]:
        """These roots and all that were merged into them, each with its root."""
        asked = set(wanted)
        return {root: root for root in asked} | {actor: root for actor, root in self.roots.items() if root in asked}


def company(session: Session) -> Company:
    """The company of all actors."""
    query = sa.select(actors.c.number, actors.c.merged_into, actors.c.side)
    query = query.where(actors.c.merged_into.is_not(None) | actors.c.side.is_not(None))
    into: dict[int, int] = {}
    sides: dict[int, str] = {}
    for number, merged_into, side in answers(session, query):
        if merged_into is not None:
            into[number] = merged_into
        elif side is not None:
            sides[number] = side
    return Company({number: _root(number, into) for number in into}, sides)


def called(session: Session, wanted: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Id and name of actors by their numbers."""
    found = {}
    for chunk in portions(wanted):
        query = sa.select(actors.c.number, actors.c.id, actors.c.name).where(actors.c.number.in_(chunk))
        found.update({row.number: (row.id, row.name) for row in session.execute(query)})
    return found


def outlet_names(session: Session) -> dict[int, str]:
    """The names of all outlets by their numbers."""
    return {row.number: row.name for row in session.execute(sa.select(outlets.c.number, outlets.c.name))}


def issue_names(session: Session, language: str) -> dict[int, tuple[str, str]]:
    """Id and label of all issues by their numbers, in the codebook's order; the label in a language, else in another."""
    numbers = {row.id: row.number for row in session.execute(sa.select(issues.c.id, issues.c.number))}
    found = {numbers[issue.id]: (issue.id, _label(issue, language)) for issue in codebook.used(session).issues}
    return found | {number: (name, name) for name, number in numbers.items() if number not in found}


def _label(issue: Issue, language: str) -> str:
    return issue.labels.get(language) or next(iter(issue.labels.values()), "") or issue.id


def _root(number: int, into: Mapping[int, int]) -> int:
    seen = {number}
    while number in into and into[number] not in seen:
        number = into[number]
        seen.add(number)
    return number
