"""What several reports of one utterance, and several statements of one speaker, tell together about issue and stance.

Only the machine's values are changed: where a person decided on issue or stance, the statement is left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from onrecord.issues import agreed, steadied
from onrecord.model.issue import Touch
from onrecord.model.sighting import Sighting
from onrecord.record import Session, touching

FEW_DAYS = timedelta(days=4)
"""How far from a new statement's day its speaker's other statements still say what it means."""

Touches = dict[int, tuple[Touch, ...]]


def renderings(
    session: Session, sightings: Sequence[Sighting], groups: Mapping[int, int], fresh: Collection[int]
) -> None:
    """Make the reports of each utterance that a new statement joined agree on issue and stance."""
    by_utterance: dict[int, list[int]] = defaultdict(list)
    for one in sightings:
        if one.statement in groups:
            by_utterance[groups[one.statement]].append(one.statement)
    wanted = [held for held in by_utterance.values() if len(held) > 1 and any(one in fresh for one in held)]
    before = touching.touches_of(session, [number for held in wanted for number in held])
    after: Touches = {}
    for held in wanted:
        known = [number for number in held if number in before]
        after.update(zip(known, agreed([before[number] for number in known]), strict=True))
    _rewrite(session, before, after)


def speakers(session: Session, sightings: Sequence[Sighting], fresh: Collection[int]) -> None:
    """Weigh the stances of each speaker on each issue together, over the days around the new statements."""
    new = [one for one in sightings if one.statement in fresh]
    voices = {_voice(one) for one in new}
    days = [one.published for one in new if one.published]
    near = [one for one in sightings if _voice(one) in voices and _is_near(one.published, days)]
    before = touching.touches_of(session, [one.statement for one in near])
    by_position: dict[tuple[object, str], list[int]] = defaultdict(list)
    for one in near:
        if before.get(one.statement) and _voice(one):
            by_position[_voice(one), before[one.statement][0].issue].append(one.statement)
    after: Touches = {}
    for held in by_position.values():
        stances = steadied([before[number][0] for number in held])
        after.update((number, (first, *before[number][1:])) for number, first in zip(held, stances, strict=True))
    _rewrite(session, before, after)


def _rewrite(session: Session, before: Touches, after: Touches) -> None:
    touching.rewrite(session, {number: held for number, held in after.items() if held != before[number]})


def _voice(one: Sighting) -> object:
    """Who speaks, as far as it is known; None for nobody."""
    return one.actor if one.actor is not None else one.key or None


def _is_near(day: date | None, days: Iterable[date]) -> bool:
    known = list(days)
    return day is None or not known or min(known) - day <= FEW_DAYS and day - max(known) <= FEW_DAYS
