"""Whether the values that hold are those that follow from the machine's and from what people decided."""

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa

from onrecord.model.kept import Decision
from onrecord.record import decisions, pack, standing, values
from onrecord.record.decisions import STATEMENT
from onrecord.record.problem import RESTORE, Problem
from onrecord.record.store import Session
from onrecord.record.tables import decisions as table
from onrecord.record.tables import statements, wordings

HAND = f"changed past the decisions: {RESTORE}"


def problems(session: Session, counts: Counter[str]) -> Iterator[Problem]:
    """Statements that people decided on, each against its decisions; and verdicts and edits that nobody decided."""
    for target, told in decisions.histories(session):
        counts["statements decided on"] += 1
        name = target.removeprefix(STATEMENT)
        try:
            yield from _one(session, name, told)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield Problem("a statement that cannot be read", f"statement {name}: {error}", HAND)
    about = sa.select(table.c.number).where(table.c.target == STATEMENT + statements.c.id)
    changed = sa.or_(statements.c.verdict != "none", wordings.c.machine.is_not(None))
    query = (
        sa.select(statements.c.id)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(changed, statements.c.state != "redacted", ~about.exists())
        .execution_options(yield_per=1000)
    )
    for name in session.execute(query).scalars():
        yield Problem("a statement was changed without a decision", f"statement {name}", HAND)


def _one(session: Session, name: str, told: list[Decision]) -> Iterator[Problem]:
    one = standing.by_id(session, name)
    if one is None:
        yield Problem("decisions on a statement that is not there", f"statement {name}", HAND)
        return
    if one.state == "redacted" or any(decision.payload is None for decision in told):
        return
    found = decisions.overlay(told)
    machine, held = values.machine(session, one.number), values.holding(session, one.number)
    if found.verdict != one.verdict:
        yield Problem(f"a verdict that was not decided ({one.verdict}, not {found.verdict})", f"statement {name}", HAND)
    moved = {field for field, by in found.by.items() if field in pack.ROLES and version(by) != one.version}
    if one.state != "current":
        moved.add("utterance")
    wrong = [field for field, value in found.values.items() if held[field] != value and field not in moved]
    if wrong:
        yield Problem(f"a value that is not the one decided ({', '.join(wrong)})", f"statement {name}", HAND)
    lost = [field for field in machine if field not in found.values]
    if lost and one.state != "retired":
        yield Problem(f"a machine's value of what nobody changed ({', '.join(lost)})", f"statement {name}", HAND)


def version(by: Decision) -> int | None:
    """The version of the text in which a decision's spans count."""
    return (by.payload or {}).get("version")
