"""Review: one statement after the other, the most doubtful first, with all that is needed to decide on it; named passes in
which nobody's decisions are shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import EDITABLE, Decision, KeptArticle, KeptStatement
from onrecord.model.text import ZONES
from onrecord.model.wanted import STANDING, Page, Wanted
from onrecord.record.pack import ROLES
from onrecord.web.asked import WANTED, Asked
from onrecord.web.links import Link
from onrecord.web.page import Page as WebPage
from onrecord.web.pages.cards import Card, card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.pages.marking import Stretch, around
from onrecord.web.pages.narrow import Narrow, narrow
from onrecord.web.pages.reasons import Why, reasons
from onrecord.web.pages.review_way import WINDOW, Line, Way
from onrecord.web.pages.search import Chip, chips
from onrecord.web.pages.spots import told as places_told
from onrecord.web.pages.statement import Event, event
from onrecord.web.plain import VIEW

OFFERS, SOUGHT, SIBLINGS, HEIRS = 9, 8, 6, 6
MOST = 5000
"""The largest sample."""
SAME_SPEAKER = 0.3
"""How much nearer a statement of the same speaker is, beside the share of equal words (0 to 1)."""
OWN = frozenset(("at", "done", "find", "after", "back", "pass", "sample", "seed", "filters", "limit"))
JUDGED = frozenset(("accept", "reject", "edit", "add", "settle"))


@dataclass(frozen=True, slots=True)
class Seat:
    """Who reviews, and in which pass: the main one where it has no name. With `sample` so many random statements.
    `all`: whether they may see what others decided in named passes."""

    coder: str
    pass_name: str
    sample: int
    seed: int
    all: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who may be meant: `value` is what the form sends; `note` what spoke against them."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many are decided and left; `coders` are (name, how many they decided on), in a named pass oneself alone."""

    decided: int
    left: int
    coders: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its words and places, for the form."""

    name: str
    words: str
    places: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One statement to decide on. `expects` is JSON of the values that are shown; `first` is true where somebody has decided
    on it already; `heirs` are statements that can take over an orphan's decisions."""

    card: Card
    article: KeptArticle = field(metadata=VIEW)
    context: tuple[Stretch, ...] = field(metadata=VIEW)
    why: tuple[Why, ...]
    roles: tuple[Role, ...]
    offers: tuple[Offer, ...]
    siblings: tuple[Card, ...]
    siblings_total: int
    history: tuple[Event, ...]
    undone: frozenset[str]
    heirs: tuple[Card, ...]
    expects: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Context of the review page; `desk` is None where nothing is left."""

    seat: Seat
    desk: Desk | None
    queue: tuple[Line, ...]
    total: int
    progress: Progress
    here: str
    next: str
    following: str | None
    previous: str | None
    main: str
    done: tuple[Decision, ...]
    last: Decision | None
    last_at: str
    issues: tuple[tuple[str, str], ...]
    find: str
    sought: tuple[Offer, ...] | None
    chips: tuple[Chip, ...]
    narrow: Narrow | None
    filter: str
    kept: tuple[tuple[str, str], ...] = field(metadata=VIEW)
    acts: tuple[str, ...] = field(default=ACTS, metadata=VIEW)
    kinds: tuple[str, ...] = field(default=KINDS, metadata=VIEW)
    zones: tuple[str, ...] = field(default=ZONES, metadata=VIEW)
    stances: tuple[str, ...] = field(default=STANCES, metadata=VIEW)
    types: tuple[str, ...] = field(default=ACTOR_TYPES, metadata=VIEW)


def page(record: Record, asked: Asked) -> Review:
    """What to decide next, or the statement that is asked for (`at`). Raises NotFound, Refusal, BadFilter."""
    seat = _seat(asked)
    named = labels(record, asked.words)
    wanted = asked.wanted()
    window = _window(record, asked, seat, wanted)
    one = _chosen(record, asked, seat, window.items)
    way = Way(asked, window, one)
    done = tuple(record.review.made(asked.one("done"))) if asked.one("done") else ()
    last = _last(record, seat, done)
    find = asked.one("find")
    return Review(
        seat=seat,
        desk=_desk(record, named, seat, one) if one else None,
        queue=way.lines(),
        total=window.total,
        progress=_progress(record, seat, wanted, window.total),
        here=way.here,
        next=way.next or way.start,
        following=way.next,
        previous=way.previous,
        main=Link("/review", tuple(pair for pair in asked.link.pairs if pair[0] in WANTED)).url,
        done=done,
        last=last,
        last_at=way.at(last.target.partition(":")[2]) if last else "",
        issues=tuple(named.issues.items()),
        find=find,
        sought=_sought(record, find) if find else None,
        chips=tuple(chips(asked, named, _names(record, asked))),
        narrow=narrow(record, asked, named, _open(wanted, seat), without=tuple(OWN)) if asked.one("filters") else None,
        filter=Link("/review", asked.link.pairs).put("filters", None if asked.one("filters") else "yes").url,
        kept=tuple(pair for pair in asked.link.pairs if pair[0] not in ("find", "done")),
    )


def _seat(asked: Asked) -> Seat:
    return Seat(
        asked.person.name,
        asked.one("pass"),
        asked.number("sample", 0, 1, MOST),
        asked.number("seed", 1, 0, 10**6),
        asked.person.may("admin"),
    )


def _window(record: Record, asked: Asked, seat: Seat, wanted: Wanted) -> Page[KeptStatement]:
    who = {"coder": seat.coder, "pass_name": seat.pass_name}
    if seat.sample:
        return record.review.sample(seat.sample, wanted, seed=seat.seed, **who)
    return record.review.queue(wanted, limit=WINDOW, cursor=asked.cursor(), **who)


def _chosen(record: Record, asked: Asked, seat: Seat, items: Sequence[KeptStatement]) -> KeptStatement | None:
    at = asked.one("at")
    if not at:
        return items[0] if items else None
    return next((one for one in items if one.id == at), None) or record.review.seen(
        at, coder=seat.coder, pass_name=seat.pass_name
    )


def _desk(record: Record, named: Labels, seat: Seat, one: KeptStatement) -> Desk:
    article, beside = record.article(one.article, one.version)
    shown = replace(one, state="current", verdict="none")  # an orphan's places are those of its own version's text
    told = record.review.history(one.id)
    if seat.pass_name:
        told = [other for other in told if (other.coder, other.pass_name) == (seat.coder, seat.pass_name)]
    elif not seat.all:
        told = record.review.open_to(told, seat.coder)
    siblings = () if seat.pass_name else _siblings(record, one)
    values = record.review.values(one.id, coder=seat.coder, pass_name=seat.pass_name)
    return Desk(
        card=card(one, named),
        article=article,
        context=around(article, shown),
        why=reasons(one, named),
        roles=tuple(Role(name, getattr(one, f"{name}_words"), places_told(getattr(one, name))) for name in ROLES),
        offers=tuple(_offers(one, () if seat.pass_name else beside))[:OFFERS],
        siblings=cards(siblings[:SIBLINGS], named),
        siblings_total=len(siblings),
        history=tuple(event(other, named.words) for other in reversed(told)),
        undone=record.review.undone(other.id for other in told),
        heirs=cards(_heirs(record, one), named) if one.state == "orphan" else (),
        expects=json.dumps({name: values[name] for name in EDITABLE}, ensure_ascii=False),
        decided=one.verdict != "none" and one.state == "current",
    )


def _siblings(record: Record, one: KeptStatement) -> tuple[KeptStatement, ...]:
    """Other reports of the same utterance."""
    if one.utterance is None:
        return ()
    try:
        return tuple(other for other in record.utterance(one.utterance).statements if other.id != one.id)
    except NotFound:
        return ()


def _offers(one: KeptStatement, beside: Iterable[KeptStatement]) -> Iterable[Offer]:
    """Who could have been meant: the machine's candidates first, then who else speaks in the article."""
    seen = {one.speaker, one.actor_name}
    for candidate in one.candidates:
        if candidate.name not in seen:
            seen.add(candidate.name)
            yield Offer(f"speaker:{candidate.name}", candidate.name, candidate.lost)
    for other in beside:
        if (
            other.actor
            and other.actor != one.actor
            and other.actor_name
            and not {other.actor_name, other.speaker} & seen
        ):
            seen |= {other.actor_name, other.speaker}
            yield Offer(f"actor:{other.actor}", other.actor_name)


def _heirs(record: Record, one: KeptStatement) -> list[KeptStatement]:
    """The statements of the newest text that are most like an orphan: by their words, and by who speaks."""
    _, held = record.article(one.article)
    standing = [other for other in held if other.state == "current" and other.verdict != "rejected"]
    like = {
        other.id: SequenceMatcher(None, one.content_words, other.content_words).ratio()
        + SAME_SPEAKER * ((other.actor, other.speaker) == (one.actor, one.speaker))
        for other in standing
    }
    return sorted(standing, key=lambda other: -like[other.id])[:HEIRS]


def _progress(record: Record, seat: Seat, wanted: Wanted, left: int) -> Progress:
    by = record.review.decided_by()
    if not seat.pass_name:
        coders = tuple((coder, many) for (coder, name), many in by.items() if not name)
        if not seat.sample:
            return Progress(
                record.find(replace(wanted, verdict=("accepted", "rejected", "edited")), limit=0).total, left, coders
            )
    else:
        coders = ((seat.coder, by.get((seat.coder, seat.pass_name), 0)),)
        if not seat.sample:
            return Progress(coders[0][1], max(0, left - coders[0][1]), coders)
    whole = min(seat.sample, record.find(replace(wanted, verdict=()), limit=0).total)
    return Progress(max(0, whole - left), left, coders)


def _last(record: Record, seat: Seat, done: tuple[Decision, ...]) -> Decision | None:
    """What can be taken back by one key: what was just decided, else the coder's last decision that stands."""
    for held in ([one for one in done if one.action != "undo"], record.review.history(limit=30)):
        mine = [
            one for one in held if one.coder == seat.coder and one.action in JUDGED and one.pass_name == seat.pass_name
        ]
        void = record.review.undone(one.id for one in mine)
        found = next((one for one in sorted(mine, key=lambda one: -one.number) if one.id not in void), None)
        if found:
            return _leading(record, found)
    return None


def _leading(record: Record, one: Decision) -> Decision:
    """The decision that a batch is called by: what settles an orphan, not the edits that go over with it."""
    batch = record.review.made(one.batch) if one.batch else []
    return next((other for other in batch if other.action == "settle"), one)


def _sought(record: Record, find: str) -> tuple[Offer, ...]:
    found = (*record.people.many([find]).values(), *record.people.all(find, limit=SOUGHT).items)
    held = {one.id: one for one in found if not one.merged_into}
    return tuple(Offer(f"actor:{one.id}", one.name, one.id) for one in held.values())


def _names(record: Record, asked: Asked) -> dict[str, str]:
    who = asked.link.values("speaker")
    return {name: one.name for name, one in record.people.many(who).items()} if who else {}


def _open(wanted: Wanted, seat: Seat) -> Wanted:
    """What the facets count: what is still to be decided."""
    return replace(
        wanted, verdict=() if seat.pass_name else ("none",) if wanted.verdict == STANDING else wanted.verdict
    )


PAGE = WebPage("/review", page, "review.html", WANTED | OWN, cost=4.0, role="reviewer", nav="review")
