"""What a file tells of articles and their statements, whatever its format: the values between the formats and the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from onrecord.errors import BadLine
from onrecord.model.article import Article
from onrecord.model.attribution import ROLES
from onrecord.model.issue import Issue
from onrecord.model.kept import Verdict
from onrecord.model.span import Span

UNNAMED = "imported"
"""The coder of decisions in a file that does not say whose they are."""

_TEXTS = ("speaker", "speaker_type", "kind", "act", "zone", "said_on_rule", "role", "stands_for", "speaker_romanised")


Touching = tuple[str, str, float, tuple[str, ...]]
"""One issue of a statement: its id, the stance to it, confidence and reasons."""


class Judged(NamedTuple):
    """What a person decided on a statement. `values` are as decisions hold them; `pass_name` is that of a second opinion,
    which changes nothing that holds."""

    coder: str
    verdict: Verdict
    values: Mapping[str, Any]
    pass_name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. `values` are those of `model.kept.EDITABLE` and what goes with them, by the names of gold sets; what
    is missing is not told. `touches` are (issue, stance, confidence, reasons), as decisions hold them. `coder` is the person who found it, None
    for the machine. `people` are what persons decided on it."""

    where: str
    local: str
    roles: Mapping[str, tuple[Span, ...]]
    values: Mapping[str, Any] = field(default_factory=dict)
    touches: tuple[Touching, ...] = ()
    within: str | None = None
    utterance: str | None = None
    coder: str | None = None
    people: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One article as a file tells it, with the statements in it. `issues` are those that the file describes; `notes` what
    of it the record has no place for."""

    where: str
    article: Article
    said: tuple[Said, ...]
    reader: str | None = None
    fetched: datetime | None = None
    raw_sha256: str | None = None
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()


def article(head: Mapping[str, Any], text: str, where: str) -> Article:
    """The article of an object with the fields of a gold set's line. Raises BadLine for a wrong type or date."""
    told = {name: head.get(name) for name in ("lang", "outlet", "story", "url", "title")}
    for name, value in told.items():
        if value is not None and not isinstance(value, str):
            raise BadLine(f"`{name}` is no string", where=where)
    return Article(
        id=str(head.get("id") or where),
        text=text,
        published=day(head.get("date"), where),
        language=told["lang"] or None,
        outlet=told["outlet"] or None,
        story=told["story"] or None,
        url=told["url"] or None,
        title=told["title"] or None,
    )


def whole(head: Mapping[str, Any], text: str, said: Sequence[Said], where: str) -> Told:
    """An article with its statements, from an object with the fields of a gold set's line."""
    fetched = head.get("fetched")
    try:
        at = datetime.fromisoformat(fetched) if isinstance(fetched, str) else None
    except ValueError as error:
        raise BadLine(f"`fetched` is no moment: {fetched!r:.40}", where=where) from error
    raw, reader = head.get("raw_sha256"), head.get("reader")
    return Told(
        where,
        article(head, text, where),
        tuple(said),
        reader if isinstance(reader, str) else None,
        at,
        raw if isinstance(raw, str) else None,
    )


def statement(told: Mapping[str, Any], where: str, coder: str | None = None) -> Said:
    """A statement of a gold set's line. With `coder` it is that person's; else the machine's values are the machine's, and
    those of people decisions by UNNAMED. Raises BadLine where it is none."""
    values: dict[str, Any] = {name: str(told[name]) for name in _TEXTS if told.get(name) is not None}
    values |= {name: told[name] for name in ("hedged", "said_on", "confidence") if told.get(name) is not None}
    values |= {"reasons": _list(told, "reasons", str, where), "candidates": _list(told, "candidates", dict, where)}
    values["antecedent"] = next(iter(spans([told["antecedent"]], where)), None) if told.get("antecedent") else None
    if not isinstance(values.get("said_on", ""), str):
        raise BadLine("`said_on` is no string", where=where)
    if not isinstance(values.get("confidence", 1.0), int | float):
        raise BadLine("`confidence` is no number", where=where)
    one = Said(
        where=where,
        local=str(told.get("id") or where),
        roles=roles(told, where),
        values=values,
        touches=touches(told, where),
        within=_name(told.get("within")),
        utterance=_name(told.get("utterance")),
        coder=coder,
    )
    return one if coder else _decided(one, told)


def roles(told: Mapping[str, Any], where: str) -> dict[str, tuple[Span, ...]]:
    """The spans of all roles, in the order of ROLES. Raises BadLine."""
    return {role: spans(told.get(role), f"{where} {role}") for role in ROLES}


def spans(told: object, where: str) -> tuple[Span, ...]:
    """`[[start, end], …]` as spans. Raises BadLine where it is none of these."""
    try:
        return tuple(Span(int(start), int(end)) for start, end in told or ())  # type: ignore[attr-defined]
    except (TypeError, ValueError) as error:
        raise BadLine(f"spans are lists of [start, end], not {told!r:.60}", where=where) from error


def touches(told: Mapping[str, Any], where: str) -> tuple[Touching, ...]:
    """All issues of a statement: `issues`, else `issue` and `stance` alone."""
    many = told.get("issues")
    try:
        if many:
            return tuple(
                (str(t["issue"]), str(t["stance"]), float(t.get("confidence", 1.0)), tuple(t.get("reasons") or ()))
                for t in many
            )
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise BadLine("`issues` are objects with issue and stance", where=where) from error
    issue = told.get("issue")
    return ((str(issue), str(told.get("stance") or "neutral"), 1.0, ()),) if issue else ()


def day(told: object, where: str) -> date | None:
    """A day, None for nothing. Raises BadLine for anything else."""
    if told is None or told == "":
        return None
    try:
        return date.fromisoformat(str(told))
    except ValueError as error:
        raise BadLine(f"{told!r:.40} is not a day; write it as YYYY-MM-DD", where=where) from error


def plain(one: Said) -> dict[str, Any]:
    """The values of a statement as decisions hold them: lists of spans, all issues as `touches`."""
    values = {name: one.values[name] for name in ("kind", "act", "zone", "hedged", "said_on") if name in one.values}
    values |= {
        name: one.values[name] for name in ("speaker", "speaker_type", "role", "stands_for") if name in one.values
    }
    values |= {role: [list(span) for span in one.roles[role]] for role in ROLES}
    leading = one.touches[0] if one.touches else (None, None)
    return {**values, "touches": [[*t[:3], list(t[3])] for t in one.touches], "issue": leading[0], "stance": leading[1]}


def with_plain(one: Said, values: Mapping[str, Any]) -> Said:
    """The statement with other values in some fields, as decisions hold them."""
    moved = {role: spans(values[role], one.where) for role in ROLES if values.get(role) is not None}
    named = {name: value for name, value in values.items() if name in _TEXTS or name in ("hedged", "said_on")}
    found = replace(one, roles={**one.roles, **moved}, values={**one.values, **named})
    if "touches" in values:
        told = values["touches"] or ()
        found = replace(found, touches=tuple((str(i), str(s), float(c), tuple(r)) for i, s, c, r in told))
    return found


def _list(told: Mapping[str, Any], name: str, kind: type, where: str) -> tuple[Any, ...]:
    many = told.get(name) or []
    if not isinstance(many, list | tuple) or any(not isinstance(one, kind) for one in many):
        raise BadLine(f"`{name}` is no list of what it should be", where=where)
    return tuple(many)


def _name(told: object) -> str | None:
    return None if told is None or told == "" else str(told)


def _decided(one: Said, told: Mapping[str, Any]) -> Said:
    """Machine and people parted, as `verdict` and `machine` tell them."""
    machine = told.get("machine") or {}
    if not isinstance(machine, dict):
        raise BadLine("`machine` is no object", where=one.where)
    if told.get("verdict") != "accepted" and not machine:
        return one
    if machine and machine.get("act", "") is None:
        return replace(one, coder=UNNAMED)
    held = plain(one)
    mine = {name: held[name] for name in machine if name in held}
    verdict: Verdict = "edited" if machine else "accepted"
    return replace(with_plain(one, machine), people=(Judged(UNNAMED, verdict, mine),))
