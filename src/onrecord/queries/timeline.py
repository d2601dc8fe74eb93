"""What was said, day by day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.errors import BadFilter
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import UNTOLD, Day, Order, Timeline, Wanted
from onrecord.queries.selection import select
from onrecord.record import fetch
from onrecord.record.company import Company, company
from onrecord.record.days import Line, days, of_days
from onrecord.record.store import Session

DAYS, EACH = 30, 3
"""Days of a page, and statements that are given of each day."""
MOST = 1000
_UNDATED = "?"


def timeline(
    session: Session,
    wanted: Wanted,
    *,
    order: Order = "newest",
    limit: int = DAYS,
    each: int = EACH,
    cursor: str | None = None,
) -> Timeline:
    """The days of which anything is found, `limit` of them, each with its counts and its first `each` statements.

    `order` is `newest` or `oldest`; statements whose day is not known come last. `cursor` is `next` of the page before.
    Raises BadFilter.
    """
    if order not in ("newest", "oldest"):
        raise BadFilter(
            f"order {order}: days go newest or oldest first",
            "not_among",
            field="order",
            value=order,
            known="newest, oldest",
        )
    if not 0 <= limit <= MOST:
        raise BadFilter(f"limit {limit}: a page has between 0 and {MOST} days", "limit", value=limit, most=MOST)
    selection = select(session, wanted)
    counted = days(session, selection)
    listed = _from(_ordered(counted, order), cursor)
    page = listed[:limit]
    lines = of_days(session, selection, page) if page else []
    more = len(listed) > len(page)
    return Timeline(
        days=_days(page, lines, company(session), _statements(session, lines, each)),
        total=sum(counted.values()),
        days_total=len(counted),
        truncated=more,
        next=str(listed[len(page)] or _UNDATED) if more else None,
    )


def _ordered(found: Iterable[date | None], order: Order) -> list[date | None]:
    told: list[date | None] = [*sorted((day for day in found if day is not None), reverse=order == "newest")]
    return [*told, None] if None in set(found) else told


def _from(listed: list[date | None], cursor: str | None) -> list[date | None]:
    """The days from the one that the cursor names, or where nothing is found of it any more from the one after."""
    if cursor is None:
        return listed
    if cursor == _UNDATED:
        return [day for day in listed if day is None]
    try:
        first = date.fromisoformat(cursor)
    except ValueError as error:
        raise BadFilter(f"{cursor!r} is no cursor; take `next` of the page before", "no_cursor") from error
    dated = [day for day in listed if day is not None]
    falls = len(dated) > 1 and dated[0] > dated[1]
    return [day for day in listed if day is None or (day <= first if falls else day >= first)]


def _statements(session: Session, lines: Sequence[Line], each: int) -> dict[date | None, list[KeptStatement]]:
    firsts: dict[date | None, list[int]] = {}
    for line in lines:
        numbers = firsts.setdefault(line.day, [])
        if len(numbers) < each:
            numbers.append(line.number)
    kept = {
        one.number: one for one in fetch.statements_by_number(session, [n for found in firsts.values() for n in found])
    }
    return {day: [kept[number] for number in numbers] for day, numbers in firsts.items()}


def _days(
    page: Sequence[date | None],
    lines: Sequence[Line],
    who: Company,
    statements: dict[date | None, list[KeptStatement]],
) -> tuple[Day, ...]:
    stances: dict[date | None, Counter[str]] = {day: Counter() for day in page}
    sides: dict[date | None, Counter[str]] = {day: Counter() for day in page}
    for line in lines:
        stances[line.day][line.stance or UNTOLD] += 1
        sides[line.day][who.side(line.actor) or UNTOLD] += 1
    return tuple(
        Day(day, stances[day].total(), dict(stances[day]), dict(sides[day]), tuple(statements.get(day, ())))
        for day in page
    )
