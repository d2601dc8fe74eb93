"""Whether actors are as people decided: merged, on sides, with the names, roles and bars that they gave."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from onrecord.errors import NotFound
from onrecord.record import actor_changes, decisions
from onrecord.record.actor_changes import ACTOR, AFTER, KEY, KIND, Change
from onrecord.record.problem import RESTORE, Problem
from onrecord.record.store import Session

HAND = f"changed past the decisions: {RESTORE}"


def problems(session: Session, counts: Counter[str]) -> Iterator[Problem]:
    """The last change that stands of everything that people changed of actors, against what the record has. Actors of whom
    words were taken out are passed over."""
    last: dict[Any, tuple[int, Change]] = {}
    bare: set[str] = set()
    for target, told in decisions.histories(session, decisions.ACTOR):
        counts["actors decided on"] += 1
        if any(one.payload is None for one in told):
            bare.add(target.removeprefix(decisions.ACTOR))
        for one in decisions.standing(told):
            for change in actor_changes.changes_of(one):
                slot = actor_changes.slot(change)
                if one.number > last.get(slot, (0, None))[0]:
                    last[slot] = (one.number, change)
    for _, change in last.values():
        if change[ACTOR] not in bare and change[KIND] != "moved" and slot_of_person(change):
            yield from _one(session, change)


def slot_of_person(change: Change) -> bool:
    """Whether nobody but people change this."""
    return bool(change[KIND] != "column" or change[KEY] != "origin")


def _one(session: Session, change: Change) -> Iterator[Problem]:
    where = f"actor {change[ACTOR]}"
    try:
        held = actor_changes.holding(session, change)
    except NotFound:
        yield Problem("decisions on an actor that is not there", where, HAND)
        return
    if held != change[AFTER]:
        yield Problem(f"an actor that is not as it was decided ({change[KIND]} {_key(change)})", where, HAND)


def _key(change: Change) -> str:
    return str(change[KEY][0] if isinstance(change[KEY], list) else change[KEY])
