"""Start: search, what is new, who is heard, what it is about, and what does not go together."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from onrecord.desk import Record
from onrecord.model.sighting import TensionKind
from onrecord.model.wanted import Facet
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.drawings.columns import Columns, by_side
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, card, cards
from onrecord.web.pages.labels import labels

NEWEST, LEADING, TENSE, DAYS = 6, 8, 3, 60
WIDTH, HEIGHT = 344.0, 120.0
"""Of the columns, which stand beside the newest statements."""
LONG, LASTING = 0.05, 60.0
"""Seconds: counting for longer is long, and lasts for so many."""


@dataclass(frozen=True, slots=True)
class Leading:
    """An actor or issue and how many statements it has."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A tension with both statements."""

    id: str
    kind: TensionKind
    why: str
    a: Card
    b: Card
    url: str


@dataclass(frozen=True, slots=True)
class Start:
    """Context of the start page. Everything else is empty where `empty` is true: there is no article yet."""

    empty: bool
    where: str = ""
    total: int = 0
    newest: tuple[Card, ...] = ()
    activity: Columns | None = None
    actors: tuple[Leading, ...] = ()
    issues: tuple[Leading, ...] = ()
    tensions: tuple[Pair, ...] = ()


class _Issues:
    """The leading issues of a record. Where it took long to count them, they are not counted again for a while, whatever was
    written meanwhile: nobody waits for the last digit of a large number."""

    def __init__(self) -> None:
        self.held: WeakKeyDictionary[Record, tuple[float, tuple[Facet, ...]]] = WeakKeyDictionary()

    def of(self, record: Record) -> tuple[Facet, ...]:
        """The LEADING first."""
        until, found = self.held.get(record, (0.0, ()))
        begun = time.monotonic()
        if begun >= until:
            found = record.touched(LEADING)
            took = time.monotonic() - begun
            self.held[record] = (begun + (LASTING if took > LONG else 0.0), found)
        return found


_ISSUES = _Issues()


def page(record: Record, asked: Asked) -> Start:
    """The start page as the record is now."""
    if not record.has_articles():
        # Only the one user of this machine is told where the record is.
        return Start(empty=True, where=record.store.where if asked.person.by == "loopback" else "onrecord.db")
    named = labels(record, asked.words)
    found = record.find(order="newest", limit=NEWEST)
    days: dict[date | None, Mapping[str, int]] = {
        one.day: one.sides for one in record.timeline(limit=DAYS, each=0).days if one.day is not None
    }
    return Start(
        empty=False,
        total=found.total,
        newest=cards(found.items, named),
        activity=by_side(days, _between, width=WIDTH, height=HEIGHT),
        actors=tuple(Leading(one.label, one.count, links.actor(one.value)) for one in record.heard(LEADING)),
        issues=tuple(Leading(named.issue(one.value), one.count, links.issue(one.value)) for one in _ISSUES.of(record)),
        tensions=tuple(
            _pair(one.id, one.kind, one.why, card(one.a, named), card(one.b, named))
            for one in record.newest_tensions(limit=TENSE)
        ),
    )


def _between(first: date, last: date) -> str:
    return links.search(("since", first.isoformat()), ("until", last.isoformat()))


def _pair(id: str, kind: TensionKind, why: str, a: Card, b: Card) -> Pair:
    return Pair(id, kind, _neutral(why), a, b, links.tension(id))


def _neutral(why: str) -> str:
    """What differs, without the quotations that stand beside it anyway."""
    return why.partition(" [")[0]


PAGE = Page("/", page, "start.html", cost=3.0, nav="start", steady=True)
