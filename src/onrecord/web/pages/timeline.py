"""Timeline: what was said by day, by stance and side, with the first statements of each day."""

from dataclasses import dataclass
from datetime import date

from onrecord.desk import Record
from onrecord.model.wanted import UNTOLD, Day
from onrecord.web.asked import WANTED, Asked
from onrecord.web.drawings.columns import Address, Columns, by_side, by_stance
from onrecord.web.drawings.slots import Days
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.pages.narrow import Narrow, narrow
from onrecord.web.pages.search import Chip

DAYS, EACH = 15, 3
ORDERS = ("newest", "oldest")
SERIES = ("stance", "side")


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day (None: not known), its counts, its first statements and where all are."""

    day: date | None
    count: int
    stances: tuple[tuple[str, int], ...]
    sides: tuple[tuple[str, int], ...]
    cards: tuple[Card, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Context of the page. `by` is what columns are made of; `days` are some of `days_total`."""

    total: int
    days_total: int
    by: str
    by_choices: tuple[Chip, ...]
    order: str
    orders: tuple[Chip, ...]
    course: Columns
    days: tuple[DayLine, ...]
    narrow: Narrow
    next: str | None
    first: str | None


def page(record: Record, asked: Asked) -> TimelinePage:
    """The days on which anything that is asked for was said. Raises Refusal and BadFilter."""
    wanted, named = asked.wanted(), labels(record, asked.words)
    order, by = _chosen(asked, "sort", ORDERS), _chosen(asked, "by", SERIES)
    course = record.course(wanted, sides=by == "side")
    held = record.timeline(wanted, order=order, limit=DAYS, each=EACH, cursor=asked.cursor())  # type: ignore[arg-type]
    base = Link("/search", tuple(p for p in asked.link.pairs if p[0] not in ("by", "sort", "after", "since", "until")))
    words = asked.words
    return TimelinePage(
        total=course.total,
        days_total=held.days_total,
        by=by,
        by_choices=tuple(Chip(one, words("field." + one), asked.link.put("by", one).url) for one in SERIES),
        order=order,
        orders=tuple(Chip(one, words("order." + one), asked.link.put("sort", one).url) for one in ORDERS),
        course=drawn(course.sides if by == "side" else course.stances, by, between(base)),
        days=tuple(_line(one, base, named) for one in held.days),
        narrow=narrow(record, asked, named, wanted, without=("by", "sort")),
        next=asked.link.put("after", held.next).url if held.next else None,
        first=asked.link.drop("after").url if asked.cursor() else None,
    )


def drawn(days: Days, by: str, address: Address) -> Columns:
    """Columns of stances or sides."""
    return by_side(days, address) if by == "side" else by_stance(days, address)


def between(base: Link) -> Address:
    """From days to the address of their statements."""

    def address(first: date, last: date) -> str:
        return base.put("since", first.isoformat()).put("until", last.isoformat()).url

    return address


def _line(one: Day, base: Link, named: Labels) -> DayLine:
    sides = sorted(one.sides.items(), key=lambda pair: (pair[0] == UNTOLD, -pair[1]))
    stances = tuple(
        (stance, one.stances[stance]) for stance in ("support", "oppose", "neutral") if stance in one.stances
    )
    url = between(base)(one.day, one.day) if one.day else None
    return DayLine(one.day, one.count, stances, tuple(sides), cards(one.statements, named), url)


def _chosen(asked: Asked, name: str, known: tuple[str, ...]) -> str:
    told = asked.one(name) or known[0]
    if told not in known:
        raise Refusal(400, "value", {"name": name, "value": told, "known": ", ".join(known)})
    return told


PAGE = Page(
    "/timeline",
    page,
    "timeline.html",
    WANTED | {"by", "sort", "after"},
    cost=3.0,
    nav="timeline",
    steady=True,
    lagging=True,
)
