"""Actors: everybody who is reported to have said anything."""

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from onrecord.desk import Record
from onrecord.model.actor import ACTOR_TYPES, ActorType
from onrecord.model.kept import KeptActor
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.guard.refusal import Refusal
from onrecord.web.page import Page
from onrecord.web.pages.search import Chip
from onrecord.web.plain import VIEW

ORDERS = ("statements", "name")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An actor in the list: its other names, and its latest role."""

    actor: KeptActor
    others: tuple[str, ...]
    role: str
    url: str
    search: str


@dataclass(frozen=True, slots=True)
class Actors:
    """Context of the list. `types` and `orders` are choices; `next` leads to more."""

    text: str
    total: int
    lines: tuple[Line, ...]
    type: str
    side: str
    order: str
    types: tuple[Chip, ...] = field(metadata=VIEW)
    orders: tuple[Chip, ...] = field(metadata=VIEW)
    next: str | None = None
    first: str | None = None


def page(record: Record, asked: Asked) -> Actors:
    """The actors that are asked for, by a piece of a name, a type, a side. Raises Refusal and BadFilter."""
    order = _one_of(asked, "sort", ORDERS) or ORDERS[0]
    kind = cast("ActorType | None", _one_of(asked, "type", ACTOR_TYPES) or None)
    side, text = asked.one("side"), asked.one("q")
    limit = asked.number("limit", SHOWN, 1, 200)
    found = record.people.all(
        text, type=kind, side=side or None, order=order, limit=limit, cursor=asked.cursor()
    )  # fmt: skip
    words = asked.words
    return Actors(
        text=text,
        total=found.total,
        lines=tuple(_line(one) for one in found.items),
        type=kind or "",
        side=side,
        order=order,
        types=tuple(Chip(one, words.of("type", one), asked.link.put("type", one).url) for one in ACTOR_TYPES),
        orders=tuple(Chip(one, words("actors.by_" + one), asked.link.put("sort", one).url) for one in ORDERS),
        next=asked.link.put("after", found.next).url if found.next else None,
        first=asked.link.drop("after").url if asked.cursor() else None,
    )


def _line(one: KeptActor) -> Line:
    names = dict.fromkeys(name for name, _, _ in one.names if name != one.name)
    latest = max(one.roles, key=lambda told: told[2] or told[1] or date.min, default=None)
    return Line(
        one, tuple(names), latest[0] if latest else "", links.actor(one.id), links.search(("speaker", one.id))
    )  # fmt: skip


def _one_of(asked: Asked, name: str, known: tuple[str, ...]) -> str:
    told = asked.one(name)
    if told and told not in known:
        raise Refusal(400, "value", {"name": name, "value": told, "known": ", ".join(known)})
    return told


PAGE = Page(
    "/actors",
    page,
    "actors.html",
    frozenset(("q", "type", "side", "sort", "after", "limit")),
    2.0,
    nav="actors",
    steady=True,
)
