"""Spans that a person gave in one version of a text, in another one: the passage that they stand in moves as a whole."""

from collections.abc import Mapping
from typing import Any

from onrecord.errors import Refused
from onrecord.intake.anchors import moved
from onrecord.model.kept import Decision
from onrecord.model.span import Span
from onrecord.record import Session, fetch, pack, values
from onrecord.record.decisions import Overlay
from onrecord.record.standing import Standing


def told(values: Mapping[str, Any], version: int) -> dict[str, Any]:
    """What a decision keeps, so that its spans can be found again: the version, and all roles as they then were."""
    return {"version": version, "roles": {role: values[role] for role in pack.ROLES}}


def now(session: Session, one: Standing, found: Overlay) -> dict[str, Any]:
    """The decided spans of a statement where they stand in the version that the statement now stands in.

    Raises Refused where the passage does not stand there once: such a decision cannot be brought back into force.
    """
    there: dict[str, Any] = {}
    held = values.holding(session, one.number) if found.by.keys() & set(pack.ROLES) else {}
    for role in pack.ROLES:
        if role not in found.by:
            continue
        by = found.by[role]
        if (by.payload or {}).get("version") != one.version:
            there[role] = _moved(session, one, role, by, held[role])
    return there


def _moved(session: Session, one: Standing, role: str, by: Decision, held: list[list[int]]) -> list[list[int]]:
    """Where the spans stand now: where they are held, if these are the same words; else where their passage stands."""
    payload = by.payload or {}
    roles: Mapping[str, Any] = payload["roles"]
    flat = [Span(*span) for name in pack.ROLES for span in roles[name]]
    before = fetch.text_of(session, one.article, payload["version"])
    text = fetch.text_of(session, one.article, one.version)
    if _words(before, payload["after"][role]) == _words(text, held):
        return held
    places = moved(flat, before, text)
    if places is None:
        raise Refused(
            f"{by.id}: the words of its {role} do not stand once in version {one.version} of the article; edit it anew",
            "role_moved",
            field=role,
        )
    by_span = dict(zip(flat, places, strict=True))
    return [list(by_span[Span(*span)]) for span in payload["after"][role]]


def _words(text: str, spans: list[list[int]]) -> str:
    return pack.words(text, [Span(*span) for span in spans])
