"""Statements as they are compared with others, taken from the record."""

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from onrecord.model.sighting import Sighting
from onrecord.record import pack
from onrecord.record.actors import group_of
from onrecord.record.fetch import actor_roots
from onrecord.record.store import Session
from onrecord.record.tables import articles, issues, outlets, statements, versions, wordings

CHUNK = 500
CONTENT, CUE = pack.ROLES.index("content"), pack.ROLES.index("cue")


def by_number(session: Session, wanted: Sequence[int]) -> list[Sighting]:
    """Sightings of statements by their numbers, in that order; of those that do not stand any more there is none."""
    found = {}
    for start in range(0, len(wanted), CHUNK):
        for one in _sightings(session, statements.c.number.in_(wanted[start : start + CHUNK])):
            found[one.statement] = one
    return [found[number] for number in wanted if number in found]


def of_articles(session: Session, wanted: Sequence[int]) -> list[Sighting]:
    """Sightings of all statements that stand in these articles, by number."""
    found: list[Sighting] = []
    for start in range(0, len(wanted), CHUNK):
        found += _sightings(session, statements.c.article.in_(wanted[start : start + CHUNK]))
    return sorted(found, key=lambda one: one.statement)


def near(session: Session, *, since: date, until: date, actors: Sequence[int] = ()) -> list[Sighting]:
    """Sightings of all statements of these days (both count), or of those that these actors (roots), and whoever was
    merged into them, said in them."""
    days = statements.c.day.between(since, until)
    if not actors:
        return list(_sightings(session, days))
    found: list[Sighting] = []
    members = list(group_of(session, actors))
    for start in range(0, len(members), CHUNK):
        found += _sightings(session, days & statements.c.actor.in_(members[start : start + CHUNK]))
    return found


def _sightings(session: Session, condition: sa.ColumnElement[bool]) -> Iterator[Sighting]:
    query = (
        sa.select(
            statements,
            wordings.c.spans,
            wordings.c.speaker,
            wordings.c.speaker_type,
            wordings.c.key,
            wordings.c.stands_for,
            wordings.c.within,
            wordings.c.said_on,
            wordings.c.lemmas,
            wordings.c.paragraph,
            articles.c.published,
            outlets.c.name.label("outlet_name"),
            issues.c.id.label("issue_id"),
        )
        .join(wordings, wordings.c.statement == statements.c.number)
        .join(articles, articles.c.number == statements.c.article)
        .outerjoin(outlets, outlets.c.number == statements.c.outlet)
        .outerjoin(issues, issues.c.number == statements.c.issue)
        .where(condition, statements.c.state == "current", statements.c.verdict != "rejected")
        .order_by(statements.c.number)
    )
    rows = session.execute(query).all()
    roots = {number: row["number"] for number, row in actor_roots(session, {r.actor for r in rows if r.actor}).items()}
    texts = _texts(session, {(row.article, row.version) for row in rows})
    for row in rows:
        roles = pack.unpack_spans(row.spans)
        lemmas, named = pack.unpack_lemmas(row.lemmas)
        text = texts[row.article, row.version]
        yield Sighting(
            statement=row.number,
            article=row.article,
            language=row.language,
            published=row.published,
            said_on=row.said_on,
            outlet=row.outlet_name,
            speaker=row.speaker,
            speaker_type=row.speaker_type,
            key=row.key,
            actor=roots.get(row.actor),
            stands_for=row.stands_for,
            act=row.act,
            kind=row.kind,
            zone=row.zone,
            hedged=row.hedged,
            within=row.within,
            content=pack.words(text, roles[CONTENT]),
            lemmas=lemmas,
            named=named,
            cue=pack.words(text, roles[CUE]),
            issue=row.issue_id,
            stance=row.stance,
            paragraph=row.paragraph,
        )


def _texts(session: Session, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    numbers = sorted({article for article, _ in wanted})
    found = {}
    for start in range(0, len(numbers), CHUNK):
        query = sa.select(versions.c.article, versions.c.version, versions.c.text).where(
            versions.c.article.in_(numbers[start : start + CHUNK])
        )
        found.update({(row.article, row.version): row.text for row in session.execute(query)})
    return found
