"""The codebook at rest: which issues the record asks of its statements."""

import json

import sqlalchemy as sa

from onrecord.model.issue import Codebook, Issue
from onrecord.record import numbers, pack
from onrecord.record.store import Session
from onrecord.record.tables import issues

USED, DROPPED = "used", "dropped"


def load(session: Session, codebook: Codebook, *, add: bool = False) -> None:
    """Take a codebook into the record: it stands in the place of the one before, or beside it with `add`.

    An issue that is no longer used keeps its row, because decisions and retired statements may speak of it.
    """
    session.numbers.pop("issues", None)
    if not add:
        session.execute(sa.update(issues).values(state=DROPPED))
    known = {row.id: row.number for row in session.execute(sa.select(issues.c.id, issues.c.number))}
    first = session.execute(sa.select(sa.func.max(issues.c.place)).where(issues.c.state == USED)).scalar() or 0
    for place, issue in enumerate(codebook.issues, first + 1):
        values = {
            "codebook": codebook.name,
            "place": place,
            "labels": pack.dump(dict(issue.labels)),
            "terms": pack.dump({language: list(terms) for language, terms in issue.terms.items()}),
            "state": USED,
        }
        if issue.id in known:
            session.execute(sa.update(issues).where(issues.c.number == known[issue.id]).values(**values))
        else:
            number = numbers.take(session, issues)
            session.execute(sa.insert(issues), {"number": number, "id": issue.id, **values})


def used(session: Session) -> Codebook:
    """The issues that are asked now, in the order of their author; empty before any was loaded."""
    rows = session.execute(sa.select(issues).where(issues.c.state == USED).order_by(issues.c.place)).all()
    found = tuple(
        Issue(row.id, json.loads(row.labels), {k: tuple(v) for k, v in json.loads(row.terms).items()}) for row in rows
    )
    return Codebook(" + ".join(dict.fromkeys(row.codebook for row in rows)), found)
