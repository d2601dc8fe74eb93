"""How much was said when, on which side, with which stance, and by whom: the whole course of what is wanted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries.selection import select
from onrecord.record import company as known
from onrecord.record.cells import speakers
from onrecord.record.counts import counts
from onrecord.record.course import Label, Spoken, spoken
from onrecord.record.select import Selection
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
    selection, issue = select(session, wanted), _issue(session, wanted)
    company = known.company(session)
    voices, many, told = _voices(session, selection, issue, company, most) if most else ((), 0, [])
    if sides or not most:  # else whoever speaks was told apart already, and the days are the same
        told = spoken(session, selection, issue=issue, label=_side_of(company) if sides else None)
    stances = _days((one.day, one.stance or UNTOLD, one.many) for one in told)
    by_side = _days((one.day, one.label, one.many) for one in told) if sides else {}
    total = sum(counted.total() for counted in stances.values())
    return Course(stances, by_side, total, voices, many)


def issue_stances(session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many of the statements that are wanted touch each issue (its id), with which stance to it. Raises BadFilter."""
    names = known.issue_names(session, "en")
    found: dict[str, dict[str, int]] = {}
    for (issue, stance), count in counts(session, select(session, wanted)).issues.items():
        found.setdefault(names[issue][0], {})[stance] = count
    return found


def _issue(session: Session, wanted: Wanted) -> int | None:
    """The number of the one issue that is wanted; None for none or several."""
    if len(wanted.issue) != 1 or wanted.issue[0] == UNTOLD:
        return None
    return next((n for n, told in known.issue_names(session, "en").items() if told[0] == wanted.issue[0]), None)


def _side_of(company: known.Company) -> Label:
    return lambda actor: company.side(actor) or UNTOLD


def _days(told: Iterable[tuple[date | None, str, int]]) -> dict[date | None, Counter[str]]:
    found: dict[date | None, Counter[str]] = {}
    for day, value, count in told:
        held = found.get(day)
        if held is None:  # days are many: no Counter is made that is thrown away
            held = found[day] = Counter()
        held[value] += count
    return found


def _voices(
    session: Session, selection: Selection, issue: int | None, company: known.Company, most: int
) -> tuple[tuple[Voice, ...], int, list[Spoken]]:
    """The actors heard most, how many there are, and all that is counted."""
    roots = speakers(session, selection, company)
    first = [number for number, _ in sorted(roots.items(), key=lambda item: (-item[1], item[0]))][:most]
    heard = set(first)

    def label(actor: int | None) -> str:
        root = None if actor is None else company.root(actor)
        return str(root) if root in heard else ""

    told = spoken(session, selection, issue=issue, label=label)
    parts: dict[str, list[Spoken]] = {}
    for one in told:
        parts.setdefault(one.label, []).append(one)
    names = known.called(session, first)
    found = []
    for number in first:
        days = _days((one.day, one.stance or UNTOLD, one.many) for one in parts.get(str(number), ()))
        found.append(Voice(*names[number], company.sides.get(number), roots[number], days))
    return tuple(found), len(roots), told
