"""Where actors stand: actors by issues, each cell with its statements."""

from collections import Counter
from collections.abc import Mapping

from onrecord.errors import BadFilter
from onrecord.model.issue import STANCES
from onrecord.model.text import Language
from onrecord.model.wanted import UNTOLD, Cell, Positions, Wanted
from onrecord.queries.selection import select
from onrecord.record.cells import Held, Place, cells, ids, speakers
from onrecord.record.company import called, company, issue_names
from onrecord.record.store import Session

ACTORS, EACH = 30, 5
"""Actors that are listed, those who are found most often; and statements that are named in each cell, the newest."""
MOST = 1000


def positions(
    session: Session, wanted: Wanted, *, limit: int | None = ACTORS, each: int = EACH, language: Language = "en"
) -> Positions:
    """Actors by issues: in each cell how many of the statements that are wanted touch the issue, with which stance to it.

    A statement that touches several issues stands in the cell of each. Actors are those that others were merged into;
    statements of unknown speakers are left out. With `wanted.issue` only these issues are given. `limit` None: all actors.
    Raises BadFilter.
    """
    if limit is not None and not 0 <= limit <= MOST:
        raise BadFilter(f"limit {limit}: between 0 and {MOST} actors", "limit", value=limit, most=MOST)
    selection = select(session, wanted)
    who = company(session)
    counted = speakers(session, selection, who)
    first = [number for number, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))][:limit]
    labels = issue_names(session, language)
    asked = set(wanted.issue) - {UNTOLD}
    issues = [number for number, told in labels.items() if told[0] in asked] if asked else None
    found = cells(session, selection, who.members(first), each, issues) if first else {}
    sums: Counter[int] = Counter()
    for place, held in found.items():
        sums[place.issue] += sum(held.stances.values())
    order = {number: place for place, number in enumerate(labels)}
    columns = sorted(sums, key=lambda number: (-sums[number], order[number]))
    names = called(session, first)
    permanent = ids(session, (number for held in found.values() for number in held.numbers))
    listed = (Place(actor, issue) for actor in first for issue in columns)
    return Positions(
        actors=tuple(names[number] for number in first),
        issues=tuple(labels[number] for number in columns),
        cells=tuple(
            _cell(names[place.actor][0], labels[place.issue][0], found[place], permanent)
            for place in listed
            if place in found
        ),
        total=len(counted),
        truncated=len(counted) > len(first),
    )


def _cell(actor: str, issue: str, held: Held, told: Mapping[int, str]) -> Cell:
    support, oppose, neutral = (held.stances.get(stance, 0) for stance in STANCES)
    return Cell(actor, issue, support, oppose, neutral, tuple(told[number] for number in held.numbers))
