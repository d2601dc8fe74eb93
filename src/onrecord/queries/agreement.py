"""How far coders agree, on statements: Krippendorff's alpha for the verdict and for each field, and where they differ.

A coder is somebody in one pass: `ada` in the main pass, `ada [blind]` in the pass of that name. What a coder who accepted a
statement says of its fields are the values that were to be seen: in a named pass the machine's. A rejected statement has
no values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import BadFilter
from onrecord.model.kept import EDITABLE, Decision
from onrecord.queries.reliability import Alpha, nominal
from onrecord.record import codings, decisions, pack
from onrecord.record.store import Session

VERDICT = "verdict"
FIELDS = ("speaker", "act", "kind", "issue", "stance", "hedged", "said_on", "content")
"""What is compared beside the verdict, unless other fields are asked for."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement on which coders differ in one field: what each of them says."""

    statement: str
    field: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha by field (`verdict` first), the coders, how many statements two or more of them coded, and all disagreements in
    the order of the statements' ids."""

    fields: Mapping[str, Alpha]
    coders: tuple[str, ...]
    statements: int
    disagreements: tuple[Disagreement, ...] = field(default=())


def agreement(
    session: Session,
    *,
    passes: Sequence[str] | None = None,
    coders: Sequence[str] = (),
    fields: Sequence[str] = FIELDS,
) -> Agreement:
    """How far coders agree on the statements that more than one of them coded. `passes` are names of passes (empty: the
    main one; None: all), `coders` names (none: all). Raises BadFilter for a field that there is none of."""
    strange = sorted(set(fields) - set(EDITABLE))
    if strange:
        raise BadFilter(
            f"field {', '.join(strange)}: can be {', '.join(EDITABLE)}",
            "no_field",
            field=", ".join(strange),
            known=", ".join(EDITABLE),
        )
    units: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in (VERDICT, *fields)}
    known: set[str] = set()
    for target, told in decisions.histories(session):
        statement = target.removeprefix(decisions.STATEMENT)
        who = [one for one in coders_of(told) if is_asked(one, passes, coders)]
        known.update(label(*one) for one in who)
        if len(who) > 1:
            _unit(session, statement, told, who, units)
    differing = [
        Disagreement(statement, name, values)
        for name, found in units.items()
        for statement, values in sorted(found.items())
        if len({hashable(value) for value in values.values()}) > 1
    ]
    alphas = {
        name: nominal({coder: hashable(v) for coder, v in values.items()} for values in found.values())
        for name, found in units.items()
    }
    differing.sort(key=lambda one: one.statement)
    return Agreement(alphas, tuple(sorted(known)), len(units[VERDICT]), tuple(differing))


def _unit(
    session: Session,
    statement: str,
    told: Sequence[Decision],
    who: Sequence[tuple[str, str]],
    units: dict[str, dict[str, dict[str, Any]]],
) -> None:
    machine = codings.machine(session, statement)
    for coder, pass_name in who:
        verdict, values = coding(told, coder, pass_name, machine)
        who_says = label(coder, pass_name)
        units[VERDICT].setdefault(statement, {})[who_says] = verdict
        for name, found in units.items():
            if name != VERDICT and verdict != "rejected" and machine is not None:
                found.setdefault(statement, {})[who_says] = value_of(values, name)


def coding(
    told: Sequence[Decision], coder: str, pass_name: str, machine: Mapping[str, Any] | None
) -> tuple[str, dict[str, Any]]:
    """A coder's verdict and values: those that were to be seen when the coder last decided, with the coder's own."""
    own = decisions.overlay(told, pass_name=pass_name, coder=coder)
    if pass_name:
        return own.verdict, {**(machine or {}), **own.values}
    last = max(one.number for one in decisions.standing(told) if (one.coder, one.pass_name) == (coder, ""))
    standing = decisions.standing(told)
    seen = decisions.overlay([one for one in standing if one.number <= last])
    return own.verdict, {**(machine or {}), **seen.values}


def coders_of(told: Sequence[Decision]) -> list[tuple[str, str]]:
    """Everybody with a verdict that stands: (coder, pass)."""
    standing = decisions.standing(told)
    who = {(one.coder, one.pass_name) for one in standing if one.action in ("accept", "reject", "edit", "add")}
    return sorted(who)


def is_asked(one: tuple[str, str], passes: Sequence[str] | None, coders: Sequence[str]) -> bool:
    """Whether a coder in a pass is among those that are asked for."""
    return (passes is None or one[1] in passes) and (not coders or one[0] in coders)


def label(coder: str, pass_name: str) -> str:
    """A coder with the pass, as tables show them."""
    return f"{coder} [{pass_name}]" if pass_name else coder


def value_of(values: Mapping[str, Any], name: str) -> Any:
    """A field's value; a speaker is the actor where there is one."""
    if name == "speaker":
        return values.get("actor") or values.get("speaker")
    return values.get(name)


def hashable(value: Any) -> str:
    """A value as one that can be compared and counted."""
    return pack.dump(value)
