"""Tensions: two quotations that do not go together, on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from onrecord.desk import Record
from onrecord.model.kept import Tense
from onrecord.model.sighting import TENSION_KINDS, TensionKind
from onrecord.queries.wording import detail
from onrecord.web import links
from onrecord.web.asked import MOST, Asked
from onrecord.web.guard.refusal import Refusal
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, card
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.plain import VIEW
from onrecord.web.words.load import Words

FURTHEST = 10**6


@dataclass(frozen=True, slots=True)
class Pair:
    """A tension with both statements, `a` first. `why` is what differs, in the words of the rule that found it; `told` the
    same in the reader's language, empty for a rule that no word of the interface tells."""

    id: str
    kind: TensionKind
    a: Card
    b: Card
    rule: str
    why: str
    confidence: float
    url: str
    told: str = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind, how many tensions are of it, and the link that chooses it or lets go of it."""

    kind: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TensionsPage:
    """Context of the list. `of` is the statement whose tensions are shown, empty for all."""

    total: int
    pairs: tuple[Pair, ...]
    choices: tuple[Choice, ...] = field(metadata=VIEW)
    kinds: Mapping[TensionKind, int]
    of: str
    all: str | None
    next: str | None
    first: str | None


@dataclass(frozen=True, slots=True)
class TensionPage:
    """Context of one tension."""

    pair: Pair


def page(record: Record, asked: Asked) -> TensionsPage:
    """The tensions of some kinds, or those of one statement; the surest first. Raises Refusal and NotFound."""
    kinds = tuple(cast("TensionKind", _known(value)) for value in asked.link.values("kind"))
    offset, limit = asked.number("after", 0, 0, FURTHEST), asked.number("limit", 20, 1, MOST)
    counts, named, of = record.tension_kinds(), labels(record, asked.words), asked.one("statement")
    if of:
        held = tuple(one for one in record.tensions_of(of) if not kinds or one.kind in kinds)
        items, total, truncated = held[offset : offset + limit], len(held), offset + limit < len(held)
    else:
        found = record.tensions(kinds, limit=limit, offset=offset)
        items, total, truncated = found.items, found.total, found.truncated
    return TensionsPage(
        total=total,
        pairs=tuple(pair(one, named) for one in items),
        choices=tuple(
            Choice(kind, counts.get(kind, 0), asked.link.turn("kind", kind).url, kind in kinds)
            for kind in TENSION_KINDS
            if kind in counts or kind in kinds
        ),
        kinds=counts,
        of=of,
        all=asked.link.drop("kind").url if kinds else None,
        next=asked.link.put("after", str(offset + limit)).url if truncated else None,
        first=asked.link.drop("after").url if offset else None,
    )


def one_page(record: Record, asked: Asked) -> TensionPage:
    """One tension. Raises NotFound."""
    return TensionPage(pair(record.tension(asked.path["id"]), labels(record, asked.words)))


def pair(one: Tense, named: Labels) -> Pair:
    """A tension as it is shown: what differs without the quotations that stand beside it anyway."""
    why = one.why.partition(": [")[0].partition(" [")[0]
    return Pair(
        one.id, one.kind, card(one.a, named), card(one.b, named), one.rule, why, one.confidence, links.tension(one.id),
        _told(one, named.words),
    )  # fmt: skip


def _told(one: Tense, words: Words) -> str:
    """What differs, in the reader's language."""
    key = f"tensions.told.{one.rule}"
    if key not in words.known:
        return ""
    found = detail(one.why)
    outlet = one.b.outlet or words("card.no_outlet")
    return words(key, outlet=outlet, detail=f" ({found})" if found else "")


def _known(value: str) -> str:
    if value not in TENSION_KINDS:
        raise Refusal(400, "value", {"name": "kind", "value": value, "known": ", ".join(TENSION_KINDS)})
    return value


PAGE = Page(
    "/tensions",
    page,
    "tensions.html",
    frozenset(("kind", "statement", "after", "limit")),
    cost=2.0,
    nav="tensions",
    steady=True,
)
ONE = Page("/tensions/{id}", one_page, "tension.html", nav="tensions", steady=True)
