"""Decisions asked for: by id, by what they are about, by batch; which of them stand, and what they come to.

A decision stands unless a standing `undo` takes it back, so an undo can itself be undone. What people made of a statement
is the `Overlay` of its standing decisions in their order, over the machine's values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from onrecord.errors import NotFound, Refused
from onrecord.model.kept import Decision, Verdict
from onrecord.record import chain
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import decisions, payloads

STATEMENT, ACTOR, ARTICLE = "statement:", "actor:", "article:"
"""How targets begin."""
OVER_ACTORS = ("as:", "into:")
"""How the field of a decision on two actors begins; the id of the second one follows."""

_WHO, _ISSUE = ("speaker", "actor", "key", "speaker_type"), ("issue", "stance", "touches")
_TOGETHER = {"speaker": _WHO, "actor": _WHO, "issue": _ISSUE, "stance": _ISSUE}
"""Fields that change together."""
_VERDICTS: Mapping[str, Verdict] = {"accept": "accepted", "reject": "rejected", "edit": "edited", "add": "edited"}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What people made of a statement: the verdict, and their values of the fields that they changed, each with the
    decision that it comes from (`by`): spans count in the text of that decision's version. `erased` are fields that were
    changed by decisions whose words are gone: what holds of them is all that is known."""

    verdict: Verdict = "none"
    values: Mapping[str, Any] = field(default_factory=dict)
    by: Mapping[str, Decision] = field(default_factory=dict)
    added: bool = False
    erased: frozenset[str] = frozenset()


def get(session: Session, id: str) -> Decision:
    """A decision by its id. Raises NotFound."""
    found = _all(session, decisions.c.id == id)
    if not found:
        raise NotFound(f"{id}: no such decision; `onrecord review history` shows those there are", "no_decision", id=id)
    return found[0]


def history(session: Session, target: str) -> list[Decision]:
    """All decisions about something (`statement:ID`, `actor:ID`, `article:ID`), the first one first; for an actor also
    those on another actor that name it."""
    about = decisions.c.target == target
    if target.startswith(ACTOR):
        about = about | decisions.c.field.in_([start + target.removeprefix(ACTOR) for start in OVER_ACTORS])
    return _all(session, about)


def of_batch(session: Session, batch: str) -> list[Decision]:
    """The decisions of a batch in their order. Raises NotFound where there are none."""
    found = _all(session, decisions.c.batch == batch)
    if not found:
        raise NotFound(f"{batch}: no such batch of decisions", "no_batch", id=batch)
    return found


def latest(session: Session, limit: int = 50, *, before: int | None = None) -> list[Decision]:
    """The newest decisions, newest first; with `before` those whose number is lower."""
    query = _select().order_by(decisions.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(decisions.c.number < before)
    return [chain.decision(row) for row in session.execute(query).mappings()]


def histories(session: Session, start: str = STATEMENT) -> Iterator[tuple[str, list[Decision]]]:
    """Everything that was decided, target by target: (target, its decisions in their order). Streamed;
    payloads that are broken are None."""
    query = (
        _select()
        .where(decisions.c.target.startswith(start, autoescape=True))
        .order_by(decisions.c.target, decisions.c.number)
        .execution_options(yield_per=chain.ROWS)
    )
    target, held = "", list[Decision]()
    for row in session.execute(query).mappings():
        if row["target"] != target and held:
            yield target, held
            held = []
        target = row["target"]
        held.append(chain.decision(row, broken=True))
    if held:
        yield target, held


def standing(told: Sequence[Decision]) -> list[Decision]:
    """Those that no standing undo takes back, undos left out. All decisions of the targets have to be given."""
    stands: dict[str, bool] = {}
    undone: set[str] = set()
    for one in sorted(told, key=lambda one: -one.number):
        stands[one.id] = one.id not in undone
        if one.undoes and stands[one.id]:
            undone.add(one.undoes)
    return [one for one in told if stands[one.id] and one.action != "undo"]


def is_undone(told: Sequence[Decision], id: str) -> bool:
    """Whether a decision, which may be an undo, was taken back by an undo that stands."""
    undone: set[str] = set()
    for one in sorted(told, key=lambda one: -one.number):
        if one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return id in undone


def undone(session: Session, ids: Iterable[str]) -> frozenset[str]:
    """Those of these decisions that an undo which stands took back."""
    by: dict[str, str] = {}
    for chunk in portions(ids):
        query = sa.select(decisions.c.id, decisions.c.undoes).where(decisions.c.undoes.in_(chunk))
        by |= {row.id: row.undoes for row in session.execute(query)}
    if not by:
        return frozenset()
    void = undone(session, by)
    return frozenset(taken for one, taken in by.items() if one not in void)


def decided_by(session: Session) -> dict[tuple[str, str], int]:
    """How many statements each coder decided on in each pass (`""`: the main one), by decisions that stand."""
    undo, redo = decisions.alias(), decisions.alias()
    void = sa.exists().where(redo.c.undoes == undo.c.id)
    taken = sa.exists().where((undo.c.undoes == decisions.c.id) & ~void)
    query = (
        sa.select(
            decisions.c.coder, decisions.c.pass_name, sa.func.count(sa.distinct(decisions.c.target)).label("many")
        )
        .where(decisions.c.action.in_(tuple(_VERDICTS)), ~taken)
        .group_by(decisions.c.coder, decisions.c.pass_name)
        .order_by(decisions.c.pass_name, decisions.c.coder)
    )
    return {(row.coder, row.pass_name): row.many for row in session.execute(query)}


def root(told: Sequence[Decision], one: Decision) -> Decision:
    """The decision that an undo, or an undo of an undo, is about in the end."""
    by_id = {other.id: other for other in told}
    while one.undoes:
        one = by_id[one.undoes]
    return one


def must_be_free(told: Sequence[Decision], taken: Decision, slots: Callable[[Decision], frozenset[Any]]) -> None:
    """Raises Refused where a decision cannot be taken back: it was already, or a later one on the same stands on it."""
    if is_undone(told, taken.id):
        raise Refused(f"{taken.id}: already undone; undo the undo to have it back", "undone")
    first = root(told, taken)
    if taken.payload is None or first.payload is None:
        raise Refused(
            f"{taken.id}: its words were taken out of the record, so what it changed cannot be put back", "words_gone"
        )
    mine = slots(first)
    later = [one for one in standing(told) if one.number > first.number and slots(one) & mine]
    if later:
        last = later[-1]
        raise Refused(
            f"{taken.id}: decision {last.id} ({last.action} {last.field} by {last.coder}) stands on it; undo that first",
            "stood_on",
            action=last.action,
            coder=last.coder,
            decision=last.id,
        )


def statement_slots(one: Decision) -> frozenset[Any]:
    """What a decision on a statement sets: fields, the verdict or the state, each in its pass."""
    whose = (one.pass_name, one.coder if one.pass_name else "")
    if one.action in ("accept", "reject"):
        return frozenset({(*whose, "verdict")})
    if one.action == "settle":
        return frozenset({(*whose, "state")})
    after = (one.payload or {}).get("after", {})
    return frozenset((*whose, name) for name in (after or (one.field,)))


def overlay(told: Iterable[Decision], *, pass_name: str = "", coder: str | None = None) -> Overlay:
    """What the decisions on one statement come to, in the main pass or in a named one (then of one coder)."""
    verdict: Verdict = "none"
    values: dict[str, Any] = {}
    by: dict[str, Decision] = {}
    added = False
    erased: set[str] = set()
    for one in standing(list(told)):
        if one.pass_name != pass_name or (coder is not None and one.coder != coder):
            continue
        verdict = _VERDICTS.get(one.action, verdict)
        added = added or one.action == "add"
        if one.action in ("edit", "add") and one.payload is not None:
            values |= one.payload["after"]
            by |= dict.fromkeys(one.payload["after"], one)
        elif one.action == "edit":
            erased.update(_TOGETHER.get(one.field, (one.field,)))
    return Overlay(verdict, values, by, added, frozenset(erased - values.keys()))


def is_added(session: Session, id: str) -> bool:
    """Whether a person, and not the machine, found this statement."""
    told = _all(session, decisions.c.target == STATEMENT + id)
    return any(one.action == "add" for one in standing(told))


def overlays(session: Session, ids: Sequence[str], *, pass_name: str = "", coder: str) -> dict[str, Overlay]:
    """What one coder decided in one pass, by the ids of statements; those that the coder has not seen are left out."""
    told: dict[str, list[Decision]] = {}
    for chunk in portions(ids):
        wanted = [STATEMENT + one for one in chunk]
        for one in _all(session, decisions.c.target.in_(wanted)):
            told.setdefault(one.target.removeprefix(STATEMENT), []).append(one)
    found = {name: overlay(held, pass_name=pass_name, coder=coder) for name, held in told.items()}
    return {name: one for name, one in found.items() if one.verdict != "none"}


def _all(session: Session, condition: sa.ColumnElement[bool]) -> list[Decision]:
    query = _select().where(condition).order_by(decisions.c.number)
    return [chain.decision(row) for row in session.execute(query).mappings()]


def _select() -> sa.Select[Any]:
    return sa.select(decisions, payloads.c.payload, payloads.c.why).outerjoin(
        payloads, payloads.c.decision == decisions.c.number
    )
