"""Start: search, what is new, who is heard, what it is about, and what does not go together."""

from dataclasses import dataclass

from onrecord.desk import Record
from onrecord.model.sighting import TensionKind
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.bars import Bars, bars
from onrecord.web.pages.cards import Card, card, cards
from onrecord.web.pages.labels import labels

NEWEST, LEADING, TENSE, DAYS = 6, 8, 3, 60


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
    activity: Bars | None = None
    actors: tuple[Leading, ...] = ()
    issues: tuple[Leading, ...] = ()
    tensions: tuple[Pair, ...] = ()
    tensions_total: int = 0


def page(record: Record, asked: Asked) -> Start:
    """The start page as the record is now."""
    if not record.has_articles():
        # Only the one user of this machine is told where the record is.
        return Start(empty=True, where=record.store.where if asked.person.by == "loopback" else "onrecord.db")
    named = labels(record, asked.words)
    found = record.find(order="newest", limit=NEWEST)
    facets = record.facets()
    tense = record.tensions(limit=TENSE)
    return Start(
        empty=False,
        total=found.total,
        newest=cards(found.items, named),
        activity=bars(record.timeline(limit=DAYS).days),
        actors=tuple(
            Leading(one.label, one.count, links.actor(one.value)) for one in facets["speaker"] if one.value != "?"
        )[:LEADING],
        issues=tuple(
            Leading(named.issue(one.value), one.count, links.issue(one.value)) for one in facets["issue"][:LEADING]
        ),
        tensions=tuple(_pair(one.id, one.kind, one.why, card(one.a, named), card(one.b, named)) for one in tense.items),
        tensions_total=tense.total,
    )


def _pair(id: str, kind: TensionKind, why: str, a: Card, b: Card) -> Pair:
    return Pair(id, kind, _neutral(why), a, b, links.tension(id))


def _neutral(why: str) -> str:
    """What differs, without the quotations that stand beside it anyway."""
    return why.partition(" [")[0]


PAGE = Page("/", page, "start.html", cost=3.0, nav="start", steady=True)
