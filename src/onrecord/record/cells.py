"""Who said how much on which issue, with which stance: actors by issues."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.model.wanted import UNTOLD
from onrecord.record import packed
from onrecord.record.answers import pairs
from onrecord.record.company import Company
from onrecord.record.marks import ACTOR, TALLIES, Marks, stance_of
from onrecord.record.portions import portions
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session
from onrecord.record.tables import statements


class Place(NamedTuple):
    """A cell: the root of actors and the number of the issue."""

    actor: int
    issue: int


class Held(NamedTuple):
    """What stands in a cell: how many statements by stance, and the numbers of the newest."""

    stances: Mapping[str, int]
    numbers: tuple[int, ...]


def speakers(session: Session, selection: Selection, who: Company) -> Counter[int]:
    """How many statements each root has; those of nobody are left out."""
    marks = Marks(session)
    if session.sqlite and selection.is_everything:
        query = sa.select(TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.kind == ACTOR, TALLIES.c.value > 0)
        return +who.joined(pairs(session, query))
    if session.sqlite:
        (column,) = packed.columns(session, selection, "marks.actor").columns
        return who.joined({ord(char) or None: count for char, count in Counter(column).items()})
    query = sa.select(marks.actor, sa.func.count()).select_from(rows(session, selection)).group_by(marks.actor)
    query = query.where(*words(session, selection), *conditions(session, selection))
    return who.joined(pairs(session, query))


def cells(
    session: Session, selection: Selection, actors: Mapping[int, int], each: int, issues: Iterable[int] | None = None
) -> dict[Place, Held]:
    """The cells of some actors of those that `speakers` gives (each with its root); of each cell the newest `each` statements. `issues` leaves others
    out."""
    wanted = None if issues is None else set(issues)
    found = _packed(session, selection, actors, each)
    return {place: held for place, held in found.items() if wanted is None or place.issue in wanted}


def ids(session: Session, wanted: Iterable[int]) -> dict[int, str]:
    """The permanent ids of statements by their numbers."""
    found: dict[int, str] = {}
    for chunk in portions(wanted):
        query = sa.select(statements.c.number, statements.c.id).where(statements.c.number.in_(chunk))
        found.update(pairs(session, query))
    return found


def _packed(session: Session, selection: Selection, actors: Mapping[int, int], each: int) -> dict[Place, Held]:
    """A line: actor, day, number in two characters, then an issue with its stance a character. Day and number compare as
    their characters do."""
    known = Marks(session).actor.in_(list(actors))
    if UNTOLD not in selection.wanted.side:  # whoever is among the actors is on the side that is wanted
        selection = replace(selection, wanted=replace(selection.wanted, side=()))
    touched = sa.literal_column("marks.touched").is_not(None)
    if not each:
        return _counted(packed.lines(session, selection, ("marks.actor",), known, touched), actors)
    held: dict[str, list[str]] = defaultdict(list)
    for line in packed.lines(session, selection, ("marks.actor", "marks.day", *packed.NUMBER), known, touched):
        if line:
            actor, key = line[0], line[1:4]
            for touch in line[4:]:
                held[actor + touch].append(key)
    stances: dict[Place, Counter[str]] = defaultdict(Counter)
    newest: dict[Place, list[str]] = defaultdict(list)
    for pair, keys in held.items():
        actor_number, sign = ord(pair[0]), ord(pair[1])
        place = Place(actors[actor_number], sign >> 2)
        stances[place][stance_of(sign & 3)] += len(keys)
        newest[place] += keys
    return {
        place: Held(counted, tuple(_number(key) for key in sorted(newest[place], reverse=True)[:each]))
        for place, counted in stances.items()
    }


def _counted(lines: Iterable[str], actors: Mapping[int, int]) -> dict[Place, Held]:
    """A line: actor, then an issue with its stance a character. Most lines are the same as others."""
    stances: dict[Place, Counter[str]] = defaultdict(Counter)
    for line, many in Counter(lines).items():
        for touch in line[1:]:
            stances[Place(actors[ord(line[0])], ord(touch) >> 2)][stance_of(ord(touch) & 3)] += many
    return {place: Held(counted, ()) for place, counted in stances.items()}


def _number(key: str) -> int:
    return (ord(key[1]) << 16) + ord(key[2])
