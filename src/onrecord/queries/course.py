"""How much was said when, on which side, with which stance, and by whom: the whole course of what is wanted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries.selection import select
from onrecord.record import company as known
from onrecord.record.counts import counts
from onrecord.record.course import Spoken, spoken
from onrecord.record.store import Session

Days = Mapping[date | None, Mapping[str, int]]
"""Days (None: not known) -> values -> how many statements."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One actor's part: its statements by day and stance."""

    id: str
    name: str
    side: str | None
    count: int
    days: Days


@dataclass(frozen=True, slots=True)
class Course:
    """Statements by day and stance, and by day and the speaker's side (`?`: none). `voices` are the actors heard most,
    `voices_total` how many there are."""

    stances: Days
    sides: Days
    total: int
    voices: tuple[Voice, ...] = ()
    voices_total: int = 0


def course(session: Session, wanted: Wanted, *, most: int = 0, sides: bool = True) -> Course:
    """Everything that is wanted, by day. With one wanted issue stances are those to it, else those to the leading issue.
    `most` is how many actors are given. Without `sides` and `most` speakers are not looked at, which is quicker. Raises
    BadFilter."""
    told = _told(session, wanted, actors=sides or most > 0)
    company = known.company(session)
    stances: dict[date | None, Counter[str]] = {}
    by_side: dict[date | None, Counter[str]] = {}
    roots: Counter[int] = Counter()
    for day, actor, stance, count in told:
        stances.setdefault(day, Counter())[stance or UNTOLD] += count
        by_side.setdefault(day, Counter())[company.side(actor) or UNTOLD] += count
        if actor is not None:
            roots[company.root(actor)] += count
    first = [number for number, _ in sorted(roots.items(), key=lambda item: (-item[1], item[0]))][:most]
    total = sum(counted.total() for counted in stances.values())
    return Course(stances, by_side if sides else {}, total, _voices(session, told, company, first, roots), len(roots))


def issue_stances(session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many of the statements that are wanted touch each issue (its id), with which stance to it. Raises BadFilter."""
    names = known.issue_names(session, "en")
    found: dict[str, dict[str, int]] = {}
    for (issue, stance), count in counts(session, select(session, wanted)).issues.items():
        found.setdefault(names[issue][0], {})[stance] = count
    return found


def _told(session: Session, wanted: Wanted, *, actors: bool) -> list[Spoken]:
    issue = None
    if len(wanted.issue) == 1 and wanted.issue[0] != UNTOLD:
        issue = {told[0]: number for number, told in known.issue_names(session, "en").items()}.get(wanted.issue[0])
    found = list(spoken(session, select(session, wanted), issue=issue, actors=actors))
    if issue is not None and wanted.stance:
        return [one for one in found if (one.stance or UNTOLD) in wanted.stance]
    return found


def _voices(
    session: Session, told: list[Spoken], company: known.Company, first: list[int], counts: Mapping[int, int]
) -> tuple[Voice, ...]:
    days: dict[int, dict[date | None, Counter[str]]] = {number: {} for number in first}
    for day, actor, stance, count in told:
        root = None if actor is None else company.root(actor)
        if root in days:
            days[root].setdefault(day, Counter())[stance or UNTOLD] += count
    names = known.called(session, first)
    return tuple(Voice(*names[number], company.sides.get(number), counts[number], days[number]) for number in first)
