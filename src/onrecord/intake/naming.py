"""What changes with a field that a person edits: the actor with the speaker, the stance with the issue."""

import re
from dataclasses import replace
from typing import Any

from onrecord.errors import Refused
from onrecord.intake import actors as placing
from onrecord.intake.actors import name_of
from onrecord.model.actor import UNKNOWN, ActorType, Mention
from onrecord.record import Session, actors, fetch
from onrecord.record.actors import Name
from onrecord.record.standing import Standing
from onrecord.speakers import speaker_key
from onrecord.text.language import RUSSIAN

UNKNOWN_TYPE: ActorType = "unknown"
_TIME = re.compile(r"\d{4}[-\dA-Z:+./]*|P[\dTYMWDHS.]+|(?:PAST|PRESENT|FUTURE)_REF")
"""TIMEX3, as far as its first look tells."""
PERSONS = "person"
"""The reason that an issue carries which a person gave a statement."""


def name_in(told: str, language: str, *, person: bool) -> Name:
    """A name with all by which it is found; where it is told for no language (empty), its letters say which is meant."""
    meant = language or ("en" if told.isascii() else "ru" if set(RUSSIAN) & set(told.lower()) else "uk")
    return replace(name_of(told, meant, person=person), language=language)


def with_followers(session: Session, one: Standing, field: str, value: Any, held: dict[str, Any]) -> dict[str, Any]:
    """All fields that change when this one becomes `value`; `held` are the values before. Raises Refused, NotFound."""
    if field == "speaker":
        return _speaker(session, one, value, held)
    if field == "actor":
        return _actor(session, value)
    if field == "issue":
        return _issue(value, held)
    if field == "stance":
        return _stance(value, held)
    if field == "said_on" and value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
        raise Refused(
            f"said_on: {value!r} is no day; write 2031-03-04, 2031-03, 2031-W10, 2031-03-01/2031-03-04 or PAST_REF",
            "no_time",
            value=value,
        )
    return {field: value}


def _speaker(session: Session, one: Standing, name: object, held: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(name, str) or not name.strip():
        raise Refused("speaker: a name, or ? for somebody unknown", "no_speaker")
    name = name.strip()
    if name == UNKNOWN:
        return {"speaker": UNKNOWN, "actor": None, "key": ""}
    article = fetch.articles_by_number(session, [one.article], one.version)[one.article]
    kind: ActorType = "person" if held["speaker_type"] == UNKNOWN_TYPE else held["speaker_type"]
    key = speaker_key(name)
    mention = Mention("s1", name, kind, key)
    placed = placing.place(session, mention, article.language, article.published, article.story)
    if placed.rule == "actor.general":
        return {"speaker": name, "actor": None, "key": key}
    if placed.actor is None:
        alike = {one.root for one in (*actors.by_key(session, key), *actors.by_last(session, key.rsplit(" ", 1)[-1]))}
        told = ", ".join(f"{other.id} {other.name}" for other in actors.kept(session, alike).values())
        raise Refused(
            f"speaker: {name} may be any of {told}; edit `actor` with the id of the one that is meant",
            "many_speakers",
            name=name,
            known=told,
        )
    found = actors.root(session, placed.actor)
    return {"speaker": name, "actor": found.id, "key": key, "speaker_type": found.type}


def _actor(session: Session, id: str | None) -> dict[str, Any]:
    if id is None:
        return {"actor": None}
    found = actors.root(session, actors.number_of(session, id))
    return {"actor": id, "speaker": found.name, "key": speaker_key(found.name), "speaker_type": found.type}


def _issue(id: str | None, held: dict[str, Any]) -> dict[str, Any]:
    if id is None:
        return {"issue": None, "stance": None, "touches": []}
    rest = [touch for touch in held["touches"] or [] if touch[0] != id]
    there = [touch for touch in held["touches"] or [] if touch[0] == id]
    first = there[0] if there else [id, held["stance"] or "neutral", 1.0, [PERSONS]]
    return {"issue": id, "stance": first[1], "touches": [first, *rest]}


def _stance(stance: str | None, held: dict[str, Any]) -> dict[str, Any]:
    if held["issue"] is None:
        raise Refused("stance: the statement touches no issue; edit `issue` first", "no_issue_yet")
    if stance is None:
        raise Refused("stance: support, oppose or neutral; edit `issue` to none where it touches no issue", "no_stance")
    (issue, _, confidence, reasons), *rest = held["touches"]
    return {"stance": stance, "touches": [[issue, stance, confidence, reasons], *rest]}
