"""Take decisions back, one by one or by batch. An undo is a decision too, so it can be undone."""

from collections.abc import Sequence

from onrecord.errors import Refused
from onrecord.intake import decide
from onrecord.model.kept import Decision
from onrecord.record import Session, actor_changes, chain, decisions
from onrecord.record.chain import Deed
from onrecord.record.decisions import ACTOR, STATEMENT

FINAL = frozenset({"redact", "forget"})
"""What cannot be taken back: the words are gone."""


def undo(session: Session, decision: str, *, coder: str, why: str = "", batch: str = "") -> Decision:
    """Take a decision back: what held before it holds again (the machine's newest value where nobody else decided).

    Raises NotFound; Refused where it was taken back already, where a later decision on the same field stands on it (the
    message names it), or where words were taken out of the record.
    """
    taken = decisions.get(session, decision)
    told = _around(session, taken)
    first = decisions.root(told, taken)
    if first.action in FINAL:
        raise Refused(
            f"{taken.id}: words that were taken out of the record are gone; they cannot be put back", "words_gone"
        )
    about_actor = taken.target.startswith(ACTOR)
    decisions.must_be_free(told, taken, actor_changes.slots if about_actor else decisions.statement_slots)
    made = chain.append(
        session,
        Deed(
            coder, "undo", taken.target, {"undoes": taken.id}, taken.field, why, batch, taken.pass_name, undoes=taken.id
        ),
    )
    if about_actor:
        actor_changes.settle(session, [*told, made], first)
    elif first.action == "settle":
        decide.unsettle(session, first, again=is_redo(told, taken))
    if not taken.pass_name and not about_actor:
        decide.resettle(session, taken.target.removeprefix(STATEMENT))
    return made


def undo_batch(session: Session, batch: str, *, coder: str, why: str = "") -> list[Decision]:
    """Take back all decisions of a batch that still stand, the last one first, as one batch of its own.

    Raises as `undo` does, and then changes nothing; Refused where none of them stands.
    """
    told = decisions.of_batch(session, batch)
    mine = chain.new_batch(session)
    made = [
        undo(session, one.id, coder=coder, why=why, batch=mine)
        for one in reversed(told)
        if not decisions.is_undone(_around(session, one), one.id)
    ]
    if not made:
        raise Refused(f"{batch}: nothing of this batch stands any more", "batch_undone")
    return made


def is_redo(told: Sequence[Decision], taken: Decision) -> bool:
    """Whether taking this back brings a decision into force again: it is itself an undo."""
    by_id = {one.id: one for one in told}
    steps = 0
    while taken.undoes:
        taken, steps = by_id[taken.undoes], steps + 1
    return steps % 2 == 1


def _around(session: Session, one: Decision) -> list[Decision]:
    """All decisions that may stand on one, or be stood on by it: on the same target, and on every actor that it changed."""
    told = decisions.history(session, one.target)
    if not one.target.startswith(ACTOR):
        return told
    first = decisions.root(told, one)
    others = {change[actor_changes.ACTOR] for change in actor_changes.changes_of(first)}
    found = {held.number: held for held in told}
    for other in others:
        found |= {held.number: held for held in decisions.history(session, ACTOR + other)}
    return [found[number] for number in sorted(found)]
