"""Search: statements, narrowed down by facets whose every value is a link."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.model.wanted import ORDERS, Facet, Order
from onrecord.web import remembered
from onrecord.web.asked import ANY, FILTERS, PAGED, WANTED, Asked
from onrecord.web.links import Link, Pair
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.plain import VIEW

SHOWN = 7
"""Values of a facet that are open to see; the others are folded."""
FACETS: Mapping[str, str] = {
    "speaker": "speaker",
    "side": "side",
    "issue": "issue",
    "stance": "stance",
    "act": "act",
    "kind": "kind",
    "outlet": "outlet",
    "language": "lang",
    "verdict": "verdict",
    "hedged": "hedged",
    "zone": "zone",
}
"""Facets in their order -> the parameter that takes their values."""
ALWAYS = frozenset(("stance", "verdict"))
"""Facets that tell something even where they have one value alone: that nobody has looked at any, say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: choosing it, or letting go of it, is a link."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: those values that are open to see, and the folded ones."""

    name: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the link that takes it away."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Search:
    """Context of the search page. `kept` are the parameters that the search form has to carry along; `next` and `first`
    are links to pages of the result, None where there is none."""

    text: str
    total: int
    truncated: bool
    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    order: Order
    orders: tuple[Chip, ...] = field(metadata=VIEW)
    since: str = ""
    until: str = ""
    next: str | None = None
    first: str | None = None
    clear: str | None = None
    kept: tuple[Pair, ...] = field(default=(), metadata=VIEW)


def page(record: Record, asked: Asked) -> Search:
    """What is found, and how it can be narrowed down. Raises Refusal and BadFilter."""
    named = labels(record, asked.words)
    wanted = asked.wanted()
    order = asked.order("relevance" if wanted.text else "newest")
    facets = remembered.facets(record, wanted)
    # Counts may lag: that there is nothing has to be looked for again.
    total = remembered.counted(facets) or None
    found = record.find(wanted, order=order, limit=asked.limit(), cursor=asked.cursor(), total=total)
    chosen = tuple(chips(asked, named, {one.value: one.label for one in facets.get("speaker", ())}))
    return Search(
        text=wanted.text,
        total=found.total,
        truncated=found.truncated,
        cards=cards(found.items, named),
        groups=tuple(groups(facets, asked.link, named)),
        chips=chosen,
        order=order,
        orders=tuple(Chip(one, asked.words("order." + one), asked.link.put("sort", one).url) for one in ORDERS),
        since=asked.one("since"),
        until=asked.one("until"),
        next=asked.link.put("after", found.next).url if found.next else None,
        first=asked.link.drop("after").url if asked.cursor() else None,
        clear=Link(asked.link.path, (("q", wanted.text),) if wanted.text else ()).url if chosen else None,
        kept=tuple(one for one in asked.link.pairs if one[0] not in ("q", "since", "until", "sort", "after")),
    )


def groups(facets: Mapping[str, tuple[Facet, ...]], link: Link, named: Labels) -> Iterable[Group]:
    """The facets that tell anything apart, and those of ALWAYS; each value is a link."""
    for name, parameter in FACETS.items():
        choices = tuple(_choice(one, name, parameter, link, named) for one in facets.get(name, ()))
        if len(choices) > 1 or name in ALWAYS and choices or any(one.chosen for one in choices):
            yield Group(name, choices[:SHOWN], choices[SHOWN:])
    months = tuple(_month(one, link, named) for one in reversed(facets.get("month", ())))
    if len(months) > 1:
        yield Group("month", months[:SHOWN], months[SHOWN:])


def _choice(one: Facet, name: str, parameter: str, link: Link, named: Labels) -> Choice:
    turned = link.put(parameter, None if link.values(parameter) == (one.value,) else one.value)
    url = (turned if parameter == "hedged" else link.turn(parameter, one.value)).url
    return Choice(one.value, named.of(name, one.value, one.label), one.count, url, (parameter, one.value) in link.pairs)


def _month(one: Facet, link: Link, named: Labels) -> Choice:
    year, month = map(int, one.value.split("-"))
    first, last = f"{one.value}-01", f"{one.value}-{calendar.monthrange(year, month)[1]}"
    chosen = link.values("since") in ((one.value,), (first,)) and link.values("until") in ((one.value,), (last,))
    told = (None, None) if chosen else (one.value, one.value)
    url = link.put("since", told[0]).put("until", told[1]).url
    return Choice(one.value, named.words.told(one.value), one.count, url, chosen)


def chips(asked: Asked, named: Labels, speakers: Mapping[str, str]) -> Iterable[Chip]:
    """The filters that are on; `speakers` are the names of actors by their ids."""
    for name, value in asked.link.pairs:
        if name in ("since", "until"):
            label = named.words.told(value)
        elif name in FILTERS or name == "hedged":
            label = asked.words("search.any") if value == ANY else named.of(name, value, speakers.get(value, ""))
        else:
            continue
        yield Chip(FILTERS.get(name, name), label, asked.link.drop(name, value).url)


PAGE = Page("/search", page, "search.html", WANTED | PAGED, cost=2.0, nav="search", steady=True)
