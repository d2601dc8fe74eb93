"""Article: the whole text with its marks, and beside each paragraph the statements that stand in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.model.actor import UNKNOWN
from onrecord.model.kept import KeptArticle, KeptStatement
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.pages.marking import Stretch, hues, number, stretches
from onrecord.web.pages.reasons import Why, reasons
from onrecord.web.plain import VIEW

AT_ONCE = 120
"""Statements on a page: a longer article is shown in parts, cut between paragraphs."""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement beside the text: its number there, its speaker's colour, how deep it is nested in what others say, those
    who tell it (number, id, and name where there is one; the nearest first), why it is as it is, and whether its speaker is
    met here for the first time."""

    card: Card
    number: str
    hue: str
    depth: int
    told_by: tuple[tuple[str, str, str], ...]
    why: tuple[Why, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Context of an article's page. `stretches` are those of this part, `notes` its statements by id; `may`: whether its reader may add a
    statement that was missed. `loose` are
    statements whose words are not in this text any more. `parts` and `versions` are (number, link, whether shown)."""

    article: KeptArticle
    title: str
    titled: bool
    statements: int
    speakers: int
    notes: Mapping[str, Note]
    loose: tuple[Card, ...]
    outside: str | None
    newest: str | None
    versions: tuple[tuple[int, str, bool], ...] = ()
    parts: tuple[tuple[int, str, bool], ...] = ()
    stretches: tuple[Stretch, ...] = field(default=(), metadata=VIEW)
    may: bool = field(default=False, metadata=VIEW)
    issues: tuple[tuple[str, str], ...] = field(default=(), metadata=VIEW)


def page(record: Record, asked: Asked) -> ArticlePage:
    """One article in its newest version, or in the one asked for. Raises NotFound."""
    version = asked.number("version", 0, 1, 10**6) or None
    article, statements = record.article(asked.path["id"], version)
    named = labels(record, asked.words)
    every = stretches(article, statements)
    cuts = _cuts(every)
    part = asked.number("part", 1, 1, len(cuts))
    shown = every[cuts[part - 1] : (*cuts[1:], len(every))[part - 1]]
    inside = {told for stretch in shown for told in stretch.statements}
    base = Link(links.article(article.id))
    return ArticlePage(
        article=article,
        title=_title(article),
        titled=any(stretch.zone == "headline" for stretch in every),
        statements=sum(one.verdict != "rejected" for one in statements),
        speakers=len({one.actor or one.speaker for one in statements if one.speaker != UNKNOWN}),
        notes=_notes(statements, inside, named),
        loose=cards((one for one in statements if one.state != "current"), named),
        outside=links.outside(article.url),
        newest=base.url if article.version != article.newest else None,
        versions=tuple((n, base.put("version", str(n)).url, n == article.version) for n in range(1, article.newest + 1))
        if article.newest > 1
        else (),
        parts=tuple((n, asked.link.put("part", str(n)).url, n == part) for n in range(1, len(cuts) + 1))
        if len(cuts) > 1
        else (),
        stretches=shown,
        may=asked.person.may("reviewer") and article.version == article.newest,
        issues=tuple(named.issues.items()),
    )


def _cuts(every: Sequence[Stretch]) -> list[int]:
    """Where parts begin: places of stretches."""
    found, held = [0], 0
    for place, stretch in enumerate(every):
        if held and held + len(stretch.statements) > AT_ONCE:
            found.append(place)
            held = 0
        held += len(stretch.statements)
    return found


def _notes(statements: Sequence[KeptStatement], inside: set[str], named: Labels) -> dict[str, Note]:
    by_id = {one.id: one for one in statements}
    colours = hues(one for one in statements if one.state == "current" and one.verdict != "rejected")
    found = {}
    met: set[str] = set()
    for card in cards((one for one in statements if one.id in inside), named):
        one = card.statement
        chain = told_by(one, by_id)
        told = tuple((number(other), other.id, "" if other.speaker == UNKNOWN else other.speaker) for other in chain)
        hue = colours.get(one.id, "x")
        first = (one.actor or one.speaker) not in met
        met.add(one.actor or one.speaker)
        found[one.id] = Note(card, number(one), hue, min(len(chain), 3), told, reasons(one, named), first)
    return found


def told_by(one: KeptStatement, by_id: Mapping[str, KeptStatement]) -> list[KeptStatement]:
    """On whose word: the statements around this one, the nearest first."""
    found: list[KeptStatement] = []
    outer = by_id.get(one.within or "")
    while outer is not None and outer is not one and outer not in found:
        found.append(outer)
        outer = by_id.get(outer.within or "")
    return found


def _title(article: KeptArticle) -> str:
    headline = next((span.of(article.text) for span, zone in article.layout if zone == "headline"), "")
    first = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return article.title or headline or first[:160] or article.name


PAGE = Page("/a/{id}", page, "article.html", frozenset(("version", "part")), cost=2.0)
