"""Codings of the same statement side by side: who agrees, who differs, and which statements one of the coders has not coded.

Coders, passes and values are those of `queries.agreement`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.queries import sealed
from onrecord.queries.agreement import FIELDS, VERDICT, coders_of, coding, hashable, is_asked, label, value_of
from onrecord.record import codings, decisions
from onrecord.record.store import Session

CurationState = Literal["agree", "differ", "incomplete"]
STATES: tuple[CurationState, ...] = ("differ", "incomplete", "agree")
"""`differ`: two coders say different things of one field; `incomplete`: not all coders have coded it, and those who have agree;
`agree`: all say the same."""


@dataclass(frozen=True, slots=True)
class Curated:
    """A statement, what it is, how each field is, and by coder the values (`verdict` among them). A coder who rejected it
    has no other values."""

    statement: str
    state: CurationState
    fields: Mapping[str, CurationState]
    codings: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Curation:
    """Some of the statements that were coded, those that differ first; `counts` are of all, by state; `coders` everybody
    who coded any; `sealed` are those left out because the coder who asks has not coded them."""

    items: tuple[Curated, ...]
    counts: Mapping[str, int]
    coders: tuple[str, ...]
    truncated: bool
    sealed: int = 0


def curation(
    session: Session,
    *,
    passes: Sequence[str] | None = None,
    coders: Sequence[str] = (),
    state: CurationState | None = None,
    limit: int = 20,
    offset: int = 0,
    seen_by: str | None = None,
) -> Curation:
    """The statements that the coders of some passes coded (`passes` and `coders` as in `agreement`); with `seen_by` those
    alone that are open to this coder (`queries.sealed`)."""
    own = set(sealed.own_passes(session, seen_by)) if seen_by is not None else set()
    left_out = 0
    told: dict[str, dict[str, dict[str, Any]]] = {}
    for target, history in decisions.histories(session):
        coded = coders_of(history)
        who = [one for one in coded if is_asked(one, passes, coders)]
        if who and seen_by is not None and not any(coder == seen_by and name in own for coder, name in coded):
            left_out += 1
        elif who:
            statement = target.removeprefix(decisions.STATEMENT)
            machine = codings.machine(session, statement)
            told[statement] = {
                label(*one): _values(*coding(history, *one, machine), known=machine is not None) for one in who
            }
    everybody = tuple(sorted({coder for values in told.values() for coder in values}))
    found = [_curated(statement, values, everybody) for statement, values in told.items()]
    counts = Counter(one.state for one in found)
    wanted = sorted(
        (one for one in found if state in (None, one.state)), key=lambda one: (STATES.index(one.state), one.statement)
    )
    items = tuple(wanted[offset : offset + limit])
    counted: dict[str, int] = {name: counts[name] for name in STATES}
    return Curation(items, counted, everybody, offset + len(items) < len(wanted), left_out)


def _values(verdict: str, values: Mapping[str, Any], *, known: bool) -> dict[str, Any]:
    if verdict == "rejected" or not known:
        return {VERDICT: verdict}
    return {VERDICT: verdict, **{name: value_of(values, name) for name in FIELDS}}


def _curated(statement: str, told: Mapping[str, Mapping[str, Any]], everybody: Sequence[str]) -> Curated:
    fields = {name: _state(name, told, everybody) for name in (VERDICT, *FIELDS)}
    states = set(fields.values())
    state: CurationState = "differ" if "differ" in states else "incomplete" if len(told) < len(everybody) else "agree"
    return Curated(statement, state, fields, told)


def _state(name: str, told: Mapping[str, Mapping[str, Any]], everybody: Sequence[str]) -> CurationState:
    given = [hashable(values[name]) for values in told.values() if name in values]
    if len(set(given)) > 1:
        return "differ"
    return "agree" if len(given) == len(everybody) else "incomplete"
