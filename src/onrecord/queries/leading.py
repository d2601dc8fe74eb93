"""Who is heard most, and what most is about: the two facets that need no others."""

from onrecord.model.wanted import Facet, Wanted
from onrecord.queries.selection import select
from onrecord.record import company as known
from onrecord.record import leading
from onrecord.record.store import Session


def actors(session: Session, most: int) -> tuple[Facet, ...]:
    """The actors with the most statements, each with all that were merged into it."""
    roots = known.company(session).joined(leading.by_actor(session))
    first = sorted(roots.items(), key=lambda item: (-item[1], item[0]))[:most]
    names = known.called(session, (number for number, _ in first))
    return tuple(Facet(*names[number], count) for number, count in first)


def issues(session: Session, most: int) -> tuple[Facet, ...]:
    """The issues that most statements touch."""
    names = known.issue_names(session, "en")
    order = {number: place for place, number in enumerate(names)}
    counted = leading.by_issue(session, select(session, Wanted()))
    first = sorted(counted.items(), key=lambda item: (-item[1], order[item[0]]))[:most]
    return tuple(Facet(*names[number], count) for number, count in first)
