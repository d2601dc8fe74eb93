"""Issue: what it is called, by which words it is known, who stands how to it over time, and what was said last."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.issue import Issue
from onrecord.model.wanted import Wanted
from onrecord.queries.course import Voice
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.drawings.columns import Address, Columns, by_stance
from onrecord.web.drawings.dots import Address as StanceAddress
from onrecord.web.drawings.dots import Dots, dots
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.labels import labels

NEWEST, LEADING, DRAWN = 8, 20, 12


@dataclass(frozen=True, slots=True)
class Leader:
    """An actor's statements on the issue by stance; `search` leads to them."""

    id: str
    name: str
    side: str | None
    support: int
    oppose: int
    neutral: int
    url: str
    search: str

    @property
    def count(self) -> int:
        """All of them."""
        return self.support + self.oppose + self.neutral


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Context of an issue's page. `labels` and `terms` are by language; `dots` is None where no statement has a day."""

    id: str
    label: str
    labels: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]
    total: int
    stances: Mapping[str, int]
    course: Columns
    dots: Dots | None
    leading: tuple[Leader, ...]
    actors_total: int
    newest: tuple[Card, ...]
    search: str
    dropped: bool = field(default=False)


def page(record: Record, asked: Asked) -> IssuePage:
    """One issue; of one that the codebook dropped what is still known. Raises NotFound."""
    id, named = asked.path["id"], labels(record, asked.words)  # noqa: A001 - what it is
    wanted = Wanted(issue=(id,))
    used = next((one for one in record.issues().issues if one.id == id), None)
    if used is None and not record.knows_issue(id):
        raise NotFound(f"{id}: no such issue; /issues shows those there are", "no_issue", id=id)
    course = record.course(wanted, most=LEADING, sides=False)
    sums: Counter[str] = Counter()
    for counts in course.stances.values():
        sums.update(counts)
    one = used or Issue(id)
    return IssuePage(
        id=id,
        label=named.issue(id),
        labels=one.labels,
        terms=one.terms,
        total=course.total,
        stances=sums,
        course=by_stance(course.stances, _days(id)),
        dots=dots(course.voices[:DRAWN], links.actor, _cell(id)),
        leading=tuple(_leader(voice, id) for voice in course.voices),
        actors_total=course.voices_total,
        newest=cards(record.find(wanted, order="newest", limit=NEWEST, total=course.total).items, named),
        search=links.search(("issue", id)),
        dropped=used is None,
    )


def _leader(voice: Voice, issue: str) -> Leader:
    sums: Counter[str] = Counter()
    for counts in voice.days.values():
        sums.update(counts)
    search = links.search(("issue", issue), ("speaker", voice.id))
    told = (sums["support"], sums["oppose"], sums["neutral"])
    return Leader(voice.id, voice.name, voice.side, *told, links.actor(voice.id), search)


def _days(issue: str) -> Address:
    def address(first: date, last: date) -> str:
        return links.search(("issue", issue), ("since", first.isoformat()), ("until", last.isoformat()))

    return address


def _cell(issue: str) -> StanceAddress:
    def address(actor: str, stance: str, first: date, last: date) -> str:
        days = (("since", first.isoformat()), ("until", last.isoformat()))
        told = (("stance", stance),) if stance else ()
        return links.search(("issue", issue), ("speaker", actor), *told, *days)

    return address


PAGE = Page("/issues/{id}", page, "issue.html", cost=3.0, nav="issues", steady=True, lagging=True)
