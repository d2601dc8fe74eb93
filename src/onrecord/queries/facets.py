"""By which values the statements that are wanted can be told apart, and how many have each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from onrecord.model.text import Language
from onrecord.model.wanted import UNTOLD, Facet, Wanted
from onrecord.queries.selection import select
from onrecord.record import company as known
from onrecord.record.counts import Counts, counts, stances_to
from onrecord.record.select import Selection
from onrecord.record.store import Session

MOST = 50
"""Speakers that are listed: those who are found most often."""
DAYS = 92
"""Days are listed up to so many; months always."""
_CLOSED = ("act", "kind", "language", "zone", "verdict", "hedged")


def facets(
    session: Session, wanted: Wanted, *, most: int | None = MOST, language: Language = "en"
) -> dict[str, tuple[Facet, ...]]:
    """For each filter its values among the statements that are wanted, the commonest first (months and days in their
    order): `speaker` (the `most` most frequent; None: all), `side`, `issue`, `stance`, `act`, `kind`, `zone`, `outlet`,
    `language`, `verdict`, `hedged`, `month`, and `day` where there are few. To filter by a value as well finds `count` statements.
    Labels of issues are in `language`. Raises BadFilter.
    """
    selection = select(session, wanted)
    found = counts(session, selection)
    touched = _touched(session, wanted, found)
    stances = found.fields["stance"]
    if wanted.issue:
        stances = _stances(session, selection, found) | {UNTOLD: stances.get(UNTOLD, 0)}
    outlets = known.outlet_names(session)
    return {
        **_speakers(session, found, most),
        "issue": _issues(session, touched, language),
        "stance": _plain(stances),
        "outlet": _plain({outlets[number]: count for number, count in found.outlets.items() if number}),
        **{name: _plain(found.fields[name]) for name in _CLOSED},
        **_times(found),
    }


def _stances(session: Session, selection: Selection, found: Counts) -> dict[str, int]:
    """Statements by the stances to the issues that are wanted; to one alone they are counted already."""
    if len(selection.wanted.issue) > 1 or UNTOLD in selection.wanted.issue:
        return stances_to(session, selection)
    names = known.issue_names(session, "en")
    return {
        stance: count for (issue, stance), count in found.issues.items() if names[issue][0] in selection.wanted.issue
    }


def _speakers(session: Session, found: Counts, most: int | None) -> dict[str, tuple[Facet, ...]]:
    company = known.company(session)
    roots = company.joined(found.actors)
    first = sorted(roots.items(), key=lambda item: (-item[1], item[0]))[:most]
    names = known.called(session, (number for number, _ in first))
    speakers = tuple(Facet(*names[number], count) for number, count in first)
    nobody = found.actors.get(None, 0)
    sides: Counter[str] = Counter()
    for number, count in roots.items():
        sides[company.side(number) or UNTOLD] += count
    sides[UNTOLD] += nobody
    unknown = (Facet(UNTOLD, UNTOLD, nobody),) if nobody else ()
    return {"speaker": speakers + unknown, "side": _plain(+sides)}


def _touched(session: Session, wanted: Wanted, found: Counts) -> Counter[int]:
    """Statements by the issues that they touch. A stance that is wanted without an issue is the leading one's; with an
    issue it will be the stance to that one, so it is counted so."""
    if wanted.stance and not wanted.issue:
        found = counts(session, select(session, replace(wanted, stance=())))
    sums: Counter[int] = Counter()
    for (issue, stance), count in found.issues.items():
        if wanted.issue or not wanted.stance or stance in wanted.stance:
            sums[issue] += count
    return sums


def _issues(session: Session, sums: Counter[int], language: Language) -> tuple[Facet, ...]:
    names = known.issue_names(session, language)
    order = {number: place for place, number in enumerate(names)}
    return tuple(
        Facet(*names[number], count) for number, count in sorted(sums.items(), key=lambda i: (-i[1], order[i[0]]))
    )


def _times(found: Counts) -> dict[str, tuple[Facet, ...]]:
    months: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for day, count in found.days.items():
        if day is not None:
            months[f"{day:%Y-%m}"] += count
            days[str(day)] += count
    in_order = {"month": tuple(Facet(value, value, count) for value, count in sorted(months.items()))}
    if len(days) <= DAYS:
        in_order["day"] = tuple(Facet(value, value, count) for value, count in sorted(days.items()))
    return in_order


def _plain(found: Mapping[str, int]) -> tuple[Facet, ...]:
    """Values that are their own labels."""
    listed = ((value, count) for value, count in found.items() if count)
    return tuple(Facet(value, value, count) for value, count in sorted(listed, key=lambda item: (-item[1], item[0])))
