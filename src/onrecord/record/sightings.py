"""Statements as they are compared with others, taken from the record."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.model.sighting import Sighting
from onrecord.model.text import Language
from onrecord.record import pack
from onrecord.record.actors import group_of
from onrecord.record.answers import answers, pairs
from onrecord.record.fetch import actor_roots
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import articles, issues, outlets, statements, versions, wordings

CONTENT, CUE = pack.ROLES.index("content"), pack.ROLES.index("cue")


class Glance(NamedTuple):
    """What decides whether a statement is worth comparing: `actor`, its own and no root, and `utterance` are numbers, `lemmas` are
    as they are packed."""

    statement: int
    article: int
    language: Language
    actor: int | None
    utterance: int | None
    key: str
    lemmas: str


_GLANCED = (
    sa.select(
        *(statements.c[name] for name in ("number", "article", "language", "actor", "utterance")),
        *(wordings.c[name] for name in ("key", "lemmas")),
    )
    .join(wordings, wordings.c.statement == statements.c.number)
    .where(statements.c.state == "current", statements.c.verdict != "rejected")
)


def by_number(session: Session, wanted: Sequence[int]) -> list[Sighting]:
    """Sightings of statements by their numbers, in that order; of those that do not stand any more there is none."""
    found = {}
    for chunk in portions(wanted):
        for one in _sightings(session, statements.c.number.in_(chunk)):
            found[one.statement] = one
    return [found[number] for number in wanted if number in found]


def of_articles(session: Session, wanted: Sequence[int]) -> list[Sighting]:
    """Sightings of all statements that stand in these articles, by number."""
    found: list[Sighting] = []
    for chunk in portions(wanted):
        found += _sightings(session, statements.c.article.in_(chunk))
    return sorted(found, key=lambda one: one.statement)


def glances(session: Session, *, since: date, until: date, earlier: date, actors: Collection[int] = ()) -> list[Glance]:
    """All statements of these days (both count), and those that these actors (`voices`) said from `earlier` on, each once."""
    found = answers(session, _GLANCED.where(statements.c.day.between(since, until)))
    before = statements.c.day.between(earlier, _before(since))
    for chunk in portions(sorted(actors)):
        found += answers(session, _GLANCED.where(before, statements.c.actor.in_(chunk)))
    return [Glance._make(row) for row in found]


def voices(session: Session, actors: Sequence[int]) -> frozenset[int]:
    """The numbers of these actors (roots), and of all that were merged into them."""
    return frozenset(group_of(session, actors)) if actors else frozenset()


def _before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))


_ASKED = (
    *(
        statements.c[name]
        for name in ("number", "article", "version", "language", "actor", "act", "kind", "zone", "hedged")
    ),
    *(wordings.c[name] for name in ("spans", "speaker", "speaker_type", "key", "stands_for", "within", "said_on")),
    *(wordings.c[name] for name in ("lemmas", "paragraph", "role", "detail")),
    *(statements.c[name] for name in ("stance", "outlet", "issue")),
)
"""A new article is compared with thousands of statements: what these rows do not need is not asked for, and what many of
them share (article, outlet, issue) is asked for once."""


def _sightings(session: Session, condition: sa.ColumnElement[bool]) -> Iterator[Sighting]:
    query = (
        sa.select(*_ASKED)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(condition, statements.c.state == "current", statements.c.verdict != "rejected")
        .order_by(statements.c.number)
    )
    rows = answers(session, query)
    told = _roots(session, {row[4] for row in rows})
    texts, published = _texts(session, {(row[1], row[2]) for row in rows})
    outlet_names = pairs(session, sa.select(outlets.c.number, outlets.c.name)) if rows else {}
    issue_ids = pairs(session, sa.select(issues.c.number, issues.c.id)) if rows else {}
    for (
        number, article, version, language, actor, act, kind, zone, hedged,
        spans, speaker, speaker_type, key, stands_for, within, said_on,
        packed, paragraph, role, detail, stance, outlet, issue,
    ) in rows:  # fmt: skip
        lemmas, named = pack.unpack_lemmas(packed)
        text = texts[article, version]
        roles = spans.split("|")
        yield Sighting(
            statement=number,
            article=article,
            language=language,
            published=published[article],
            said_on=said_on,
            outlet=outlet_names.get(outlet),
            speaker=speaker,
            speaker_type=speaker_type,
            key=key,
            actor=told.get(actor),
            stands_for=stands_for,
            act=act,
            kind=kind,
            zone=zone,
            hedged=hedged,
            within=within,
            content=_words(text, roles[CONTENT]),
            lemmas=lemmas,
            named=named,
            cue=_words(text, roles[CUE]),
            issue=issue_ids.get(issue),
            stance=stance,
            paragraph=paragraph,
            role=role,
            meant=pack.names_meant(detail),
        )


def _words(text: str, packed: str) -> str:
    """The words of one role."""
    (spans,) = pack.unpack_spans(packed)
    return pack.words(text, spans)


def _roots(session: Session, wanted: set[int | None]) -> dict[int | None, int]:
    found = actor_roots(session, {number for number in wanted if number is not None})
    return {number: row["number"] for number, row in found.items()}


def _texts(session: Session, wanted: set[tuple[int, int]]) -> tuple[dict[tuple[int, int], str], dict[int, date | None]]:
    """The texts of articles by number and version, and the days of the articles."""
    numbers = sorted({article for article, _ in wanted})
    texts: dict[tuple[int, int], str] = {}
    published: dict[int, date | None] = {}
    for chunk in portions(numbers):
        query = sa.select(versions.c.article, versions.c.version, versions.c.text).where(versions.c.article.in_(chunk))
        texts.update({(row[0], row[1]): row[2] for row in answers(session, query)})
        days = sa.select(articles.c.number, articles.c.published).where(articles.c.number.in_(chunk))
        published |= pairs(session, days)
    return texts, published
