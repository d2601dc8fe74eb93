"""The issues of statements at rest: taken out, and written anew where the machine thinks again."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from onrecord.model.issue import Touch
from onrecord.record import keep, numbers
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import issues, statements, touches, wordings


def touches_of(session: Session, wanted: Sequence[int]) -> dict[int, tuple[Touch, ...]]:
    """The touches of statements by number, the leading one first; those that touch nothing have an empty tuple. Statements
    whose issue or stance a person changed are left out."""
    found: dict[int, tuple[Touch, ...]] = {}
    for chunk in portions(wanted):
        free = sa.select(wordings.c.statement).where(
            wordings.c.statement.in_(chunk),
            wordings.c.machine.is_(None) | ~wordings.c.machine.like('%"stance"%'),
        )
        found.update(dict.fromkeys(session.execute(free).scalars(), ()))
        query = (
            sa.select(touches, issues.c.id.label("issue_id"))
            .join(issues, issues.c.number == touches.c.issue)
            .where(touches.c.statement.in_(chunk))
            .order_by(touches.c.statement, touches.c.rank)
        )
        for row in session.execute(query):
            if row.statement in found:
                reasons = numbers.rules_unpacked(session, row.reasons)
                touch = Touch(row.issue_id, row.stance, row.confidence, reasons)
                found[row.statement] = (*found[row.statement], touch)
    return found


def rewrite(session: Session, changed: Mapping[int, Sequence[Touch]]) -> None:
    """Put these touches in the place of those that statements have."""
    if not changed:
        return
    session.execute(
        sa.delete(touches).where(touches.c.statement == sa.bindparam("number")), [{"number": one} for one in changed]
    )
    keep.keep_rows(session, list(changed.items()))
    leading = [(number, held[0] if held else None) for number, held in changed.items()]
    session.execute(
        sa.update(statements).where(statements.c.number == sa.bindparam("changed")),
        [
            {
                "changed": number,
                "issue": keep.issue_number(session, first.issue) if first else None,
                "stance": first.stance if first else None,
            }
            for number, first in leading
        ],
    )
