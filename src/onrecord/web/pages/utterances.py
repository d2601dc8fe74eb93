"""Utterances: what was said once and is reported more than once."""

from dataclasses import dataclass
from datetime import date

from onrecord.desk import Record
from onrecord.model.kept import Utterance
from onrecord.web import links
from onrecord.web.asked import MOST, Asked
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, card
from onrecord.web.pages.labels import Labels, labels

FURTHEST = 10**6


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance: one of its reports, how many there are, and in which languages and outlets."""

    id: str
    card: Card
    speakers: tuple[str, ...]
    reports: int
    independent: int
    languages: tuple[str, ...]
    outlets: tuple[str, ...]
    first: date | None
    last: date | None
    url: str


@dataclass(frozen=True, slots=True)
class UtterancesPage:
    """Context of the list."""

    total: int
    lines: tuple[Line, ...]
    next: str | None
    first: str | None


def page(record: Record, asked: Asked) -> UtterancesPage:
    """Utterances, those with most reports first. Raises Refusal."""
    offset, limit = asked.number("after", 0, 0, FURTHEST), asked.number("limit", 20, 1, MOST)
    found = record.utterances(limit=limit, offset=offset)
    named = labels(record, asked.words)
    return UtterancesPage(
        total=found.total,
        lines=tuple(_line(one, named) for one in found.items if one.statements),
        next=asked.link.put("after", str(offset + limit)).url if found.truncated else None,
        first=asked.link.drop("after").url if offset else None,
    )


def _line(one: Utterance, named: Labels) -> Line:
    told = one.statements
    days = sorted(statement.published for statement in told if statement.published)
    shown = next((s for s in told if s.language == named.words.language and s.zone == "body"), told[0])
    return Line(
        one.id, card(shown, named), one.speakers, len(told), one.independent,
        tuple(dict.fromkeys(s.language for s in told)), tuple(dict.fromkeys(s.outlet for s in told if s.outlet)),
        days[0] if days else None, days[-1] if days else None, links.utterance(one.id),
    )  # fmt: skip


PAGE = Page(
    "/utterances", page, "utterances.html", frozenset(("after", "limit")), cost=2.0, nav="utterances", steady=True
)
