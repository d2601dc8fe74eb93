"""Actor: names, roles, where it stands on each issue, what it said when, and who speaks of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.desk import Record
from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.issue import STANCES
from onrecord.model.kept import Decision, KeptActor
from onrecord.model.wanted import Wanted
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.drawings.columns import Address, Columns, by_stance
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.plain import VIEW

NEWEST, OF = 8, 5
DECISIONS, MERGED = 20, 20
UNDOABLE = frozenset(
    ("merge", "same", "not-same", "unsure", "split", "rename", "side", "edit", "name", "role", "stands-for")
)
SOUGHT = 12
"""Actors that are offered where one is looked for to be merged."""


@dataclass(frozen=True, slots=True)
class Position:
    """An issue and how often it was spoken of with which stance; each figure leads to its statements."""

    issue: str
    label: str
    support: int
    oppose: int
    neutral: int
    url: str = field(metadata=VIEW)
    search: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another actor, and how many statements lead from here to it."""

    id: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name, the languages in which it is told, and whether a person or a file gave it."""

    name: str
    languages: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Context of an actor's page. `asked` is the actor that was asked for where it was merged into this one; `sought` are
    those offered for merging, `principals` those for whom it may stand, None where nobody looks for one; `namesakes` are other
    persons of the same surname, whose mentions are among `of`, `to` the statements that are addressed to it; `history` are
    decisions with whether they can be undone."""

    actor: KeptActor
    merged_from: KeptActor | None
    merged: tuple[KeptActor, ...]
    names: tuple[Named, ...]
    stands_for: KeptActor | None
    positions: tuple[Position, ...]
    course: Columns
    newest: tuple[Card, ...]
    of: tuple[Card, ...]
    of_total: int
    of_search: str
    of_speakers: tuple[Other, ...]
    namesakes: tuple[Other, ...]
    to: tuple[Card, ...]
    search: str
    history: tuple[Decision, ...]
    undoable: frozenset[str]
    sought: tuple[KeptActor, ...] | None = field(default=None, metadata=VIEW)
    seeking: str = field(default="", metadata=VIEW)
    principals: tuple[KeptActor, ...] | None = field(default=None, metadata=VIEW)
    seeking_principal: str = field(default="", metadata=VIEW)
    types: tuple[str, ...] = field(default=ACTOR_TYPES, metadata=VIEW)


def page(record: Record, asked: Asked) -> ActorPage:
    """One actor; of one that was merged, the one it was found to be. Raises NotFound."""
    named = labels(record, asked.words)
    one = record.people.one(asked.path["id"])
    asked_for = record.actor(asked.path["id"])
    wanted = Wanted(speaker=(one.id,))
    about = record.people.about(one.id, limit=OF)
    stands_for = record.people.many([one.stands_for]).get(one.stands_for) if one.stands_for else None
    merged = record.people.merged(one.id)
    history = _history(record, one, merged)
    course = record.course(wanted, sides=False)
    return ActorPage(
        actor=one,
        merged_from=asked_for if asked_for.id != one.id else None,
        merged=merged,
        names=tuple(_names(one)),
        stands_for=stands_for,
        positions=tuple(_positions(one.id, record.issue_stances(wanted), named)),
        course=by_stance(course.stances, _days(one.id)),
        newest=cards(record.find(wanted, order="newest", limit=NEWEST, total=course.total).items, named),
        of=cards(about.found.items, named),
        of_total=about.found.total,
        of_search=links.search(("q", about.text)) if about.text else "",
        of_speakers=tuple(Other(o.value, o.label, o.count, links.actor(o.value)) for o in about.speakers),
        to=cards(about.addressed, named),
        namesakes=tuple(Other(o.id, o.name, o.statements, links.actor(o.id)) for o in about.namesakes),
        search=links.search(("speaker", one.id)),
        history=history[:DECISIONS],
        undoable=frozenset(told.id for told in history if told.action in UNDOABLE)
        - {told.undoes or "" for told in history},
        sought=_sought(record, one, asked.one("with")) if asked.one("with") else None,
        seeking=asked.one("with"),
        principals=_sought(record, one, asked.one("whom")) if asked.one("whom") else None,
        seeking_principal=asked.one("whom"),
    )


def _history(record: Record, one: KeptActor, merged: tuple[KeptActor, ...]) -> tuple[Decision, ...]:
    """The decisions on an actor and on those merged into it, the newest first: a merger is one on the merged."""
    found = [told for who in (one, *merged[:MERGED]) for told in record.review.history(f"actor:{who.id}")]
    return tuple(sorted(found, key=lambda told: -told.number))


def _names(one: KeptActor) -> Iterable[Named]:
    held: dict[str, dict[str, bool]] = {}
    for name, language, origin in one.names:
        held.setdefault(name, {})[language] = origin != "machine"
    for name, told in held.items():
        yield Named(name, tuple(filter(None, told)), any(told.values()))


def _positions(actor: str, found: Mapping[str, Mapping[str, int]], named: Labels) -> Iterable[Position]:
    for issue, told in sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        search = links.search(("speaker", actor), ("issue", issue))
        support, oppose, neutral = (told.get(stance, 0) for stance in STANCES)
        yield Position(issue, named.issue(issue), support, oppose, neutral, links.issue(issue), search)


def _days(actor: str) -> Address:
    def address(first: date, last: date) -> str:
        return links.search(("speaker", actor), ("since", first.isoformat()), ("until", last.isoformat()))

    return address


def _sought(record: Record, one: KeptActor, text: str) -> tuple[KeptActor, ...]:
    found = (*record.people.many([text]).values(), *record.people.all(text, limit=SOUGHT).items)
    return tuple({other.id: other for other in found if other.id != one.id and not other.merged_into}.values())


PAGE = Page("/actors/{id}", page, "actor.html", frozenset(("with", "whom")), cost=3.0, nav="actors", steady=True)
